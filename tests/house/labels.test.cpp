// Every enumeration is readable in both languages: a row of labels for each enumerator, none empty.

#include "text.hpp"

#include <doctest/doctest.h>

#include <map>
#include <regex>

namespace {

struct enumeration {
    std::string name;  ///< with the structs around it: `expression::form`
    std::string file;
    std::size_t enumerators;
    bool exempt;  ///< it carries `// no labels: why`
};

struct table {
    std::string name;  ///< as written in `labels<…>`
    std::vector<std::vector<std::string>> rows;
};

enum class keep { literals, neither };

/// The end of the comment or literal that begins at `from`; `from` itself where none does.
std::size_t end_of_token(std::string const& text, std::size_t from) {
    auto const past = [&](std::string_view closing, std::size_t start) {
        auto const end = text.find(closing, start);
        return end == std::string::npos ? text.size() : end + closing.size();
    };
    if (text.compare(from, 2, "//") == 0) return past("\n", from) - 1;
    if (text.compare(from, 2, "/*") == 0) return past("*/", from + 2);
    bool const digit_separator = text[from] == '\'' && from > 0 && text[from - 1] >= '0' && text[from - 1] <= '9';
    if ((text[from] != '"' && text[from] != '\'') || digit_separator) return from;
    auto i = from + 1;
    while (i < text.size() && text[i] != text[from]) i += text[i] == '\\' ? 2 : 1;
    return std::min(i + 1, text.size());
}

/// The text of the same length with blanks for comments and, if asked, for literals.
std::string code_of(std::string text, keep kept) {
    for (std::size_t i = 0; i < text.size();) {
        auto const end = end_of_token(text, i);
        if (end > i && (text[i] == '/' || kept == keep::neither))
            std::replace_if(
                text.begin() + static_cast<std::ptrdiff_t>(i), text.begin() + static_cast<std::ptrdiff_t>(end),
                [](char c) { return c != '\n'; }, ' ');
        i = std::max(end, i + 1);
    }
    return text;
}

/// The text between the brace at `open` and its partner.
std::string braced(std::string const& text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == '{') ++depth;
        if (text[i] == '}' && --depth == 0) return text.substr(open + 1, i - open - 1);
    }
    return text.substr(open + 1);
}

/// The names of the structs and classes that stand open at `at`, joined by `::`.
std::string scope_at(std::string const& text, std::size_t at) {
    static std::regex const token(R"(\b(?:struct|class)\s+(\w+)[^;{}()]*\{|\{|\})");
    std::vector<std::string> open;
    auto const until = text.begin() + static_cast<std::ptrdiff_t>(at);
    for (std::sregex_iterator i(text.begin(), until, token), end; i != end; ++i) {
        if (i->str() == "}") {
            if (!open.empty()) open.pop_back();
        } else open.push_back((*i)[1]);
    }
    std::string scope;
    for (auto const& name : open)
        if (!name.empty()) scope += name + "::";
    return scope;
}

std::size_t enumerators_in(std::string const& body) {
    static std::regex const name(R"((^|,)\s*[A-Za-z_]\w*)");
    return static_cast<std::size_t>(std::distance(std::sregex_iterator(body.begin(), body.end(), name), {}));
}

/// Whether a line of the enumeration, which stands in [from, to), carries the remark.
bool says_no_labels(std::string const& original, std::size_t from, std::size_t to) {
    return original.substr(from, original.find('\n', to) - from).find("// no labels: ") != std::string::npos;
}

std::vector<enumeration> enumerations_in(std::string const& original, std::string const& file) {
    static std::regex const head(R"(\benum\s+(?:class|struct)\s+(\w+)[^;{]*\{)");
    auto const text = code_of(original, keep::neither);
    std::vector<enumeration> found;
    for (std::sregex_iterator i(text.begin(), text.end(), head), end; i != end; ++i) {
        auto const at = static_cast<std::size_t>(i->position());
        auto const body = braced(text, at + i->str().size() - 1);
        found.push_back({scope_at(text, at) + i->str(1), file, enumerators_in(body),
                         says_no_labels(original, at, at + i->str().size() + body.size())});
    }
    return found;
}

std::vector<std::string> literals_in(std::string const& row) {
    static std::regex const literal(R"rx("((\\.|[^"\\])*)")rx");
    std::vector<std::string> found;
    for (std::sregex_iterator i(row.begin(), row.end(), literal), end; i != end; ++i) found.push_back(i->str(1));
    return found;
}

std::vector<table> tables_in(std::string const& original) {
    static std::regex const head(R"(\bstruct\s+labels<([\w:]+)>[^;{]*\{)");
    static std::regex const row(R"(\{[^{}]*\}|words::\w+)");  // a shared word is a term of its own
    auto const text = code_of(original, keep::literals);
    std::vector<table> found;
    for (std::sregex_iterator i(text.begin(), text.end(), head), end; i != end; ++i) {
        auto const body = braced(text, static_cast<std::size_t>(i->position()) + i->str().size() - 1);
        auto const open = body.find('{', body.find("table"));
        if (open == std::string::npos) continue;
        auto const rows = braced(body, open);
        found.push_back({i->str(1), {}});
        for (std::sregex_iterator r(rows.begin(), rows.end(), row); r != end; ++r)
            found.back().rows.push_back(r->str()[0] == '{' ? literals_in(r->str())
                                                           : std::vector<std::string>(3, r->str()));
    }
    return found;
}

/// One sentence for each enumeration whose labels are missing, of another number, or empty in a language.
std::vector<std::string> faults_of(std::vector<enumeration> const& enumerations, std::vector<table> const& tables) {
    std::vector<std::string> found;
    for (auto const& e : enumerations) {
        if (e.exempt) continue;
        auto const named = [&](table const& t) { return t.name == e.name || house::ends_with(t.name, "::" + e.name); };
        auto const t = std::find_if(tables.begin(), tables.end(), named);
        if (t == tables.end()) {
            found.push_back(e.file + ": " + e.name + " has no labels");
            continue;
        }
        if (t->rows.size() != e.enumerators)
            found.push_back(e.file + ": " + e.name + " has " + std::to_string(e.enumerators) + " enumerators and " +
                            std::to_string(t->rows.size()) + " labels");
        for (auto const& row : t->rows)
            if (row.size() != 3 || row[0].empty() || row[1].empty() || row[2].empty())
                found.push_back(e.file + ": a label of " + e.name + " is not code, zh and en");
    }
    return found;
}

}  // namespace

TEST_CASE("every enumeration has a label in Chinese and in English for each enumerator") {
    std::vector<enumeration> enumerations;
    std::vector<table> tables;
    for (auto const& header : house::public_headers()) {
        auto const text = house::read(header);
        for (auto& e : enumerations_in(text, header.filename().string())) enumerations.push_back(std::move(e));
        for (auto& t : tables_in(text)) tables.push_back(std::move(t));
    }
    REQUIRE(enumerations.size() > 3);
    auto const faults = faults_of(enumerations, tables);
    CHECK_MESSAGE(faults.empty(), house::joined(faults));
}

TEST_CASE("labels that are missing, too few or empty are found") {
    std::string const two = "char c = '{'; struct a { enum class b : char { x, /* , */ y = 3, };\n };\n";
    auto const faults = [&](std::string const& rows) {
        auto const text = two + "template <> struct labels<a::b> { static constexpr term table[] = {" + rows + "}; };";
        return faults_of(enumerations_in(text, "f"), tables_in(text)).size();
    };
    REQUIRE(enumerations_in(two, "f").size() == 1);
    CHECK(enumerations_in(two, "f")[0].name == "a::b");
    CHECK(enumerations_in(two, "f")[0].enumerators == 2);
    CHECK(faults(R"({"x", "甲", "one"}, {"y", "乙", "two, or so"})") == 0);
    CHECK(faults(R"({"x", "甲", "one"})") == 1);
    CHECK(faults(R"({"x", "甲", "one"}, {"y", "", "two"})") == 1);
    CHECK(faults_of(enumerations_in(two, "f"), {}).size() == 1);
    CHECK(faults_of(enumerations_in("enum class b { x };  // no labels: never shown\n", "f"), {}).empty());
}
