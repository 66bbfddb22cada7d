#pragma once

#include <gongdan/sla/expression.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace expression_detail {

struct spelling {
    std::string_view one;
    std::string_view many;
    expression::form form;
    std::int64_t each;  ///< seconds, or 1 where days are counted
};

// The largest spelling that divides an amount is the one that is printed. Working days say which way they are counted.
inline constexpr spelling spellings[] = {
    {"working day from next day", "working days from next day", expression::form::working_days, 1},
    {"day from next day", "days from next day", expression::form::natural_days, 1},
    {"working day before", "working days before", expression::form::working_days, 1},
    {"service hour", "service hours", expression::form::service, 3600},
    {"service min", "service min", expression::form::service, 60},
    {"service s", "service s", expression::form::service, 1},
    {"day", "days", expression::form::elapsed, 86'400},
    {"h", "h", expression::form::elapsed, 3600},
    {"min", "min", expression::form::elapsed, 60},
    {"s", "s", expression::form::elapsed, 1},
};

inline bool counts_days(expression::form f) {
    return f == expression::form::working_days || f == expression::form::natural_days;
}

/// A hundred years, in the form's own counts: what is longer is a slip of the pen.
inline std::int64_t longest(expression::form f) { return counts_days(f) ? 36'525 : 36'525LL * 86'400; }

/// Whether the unit itself says that it is counted back.
inline bool says_before(spelling const& u) { return u.many.size() > 6 && u.many.substr(u.many.size() - 6) == "before"; }

inline bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class parser {
public:
    explicit parser(std::string_view text) : text_(text) {}

    answer<expression> whole() { return end_of(any(0)); }

    answer<expression> reminder() {
        goal_ = "due";
        expression e = simple();
        if (!wrong_ && e.counts != expression::direction::before_due)
            fail("应为“before due”", "'before due' is expected");
        return end_of(std::move(e));
    }

private:
    static constexpr int deepest = 16;

    answer<expression> end_of(expression e) {
        skip_blanks();
        if (!wrong_ && at_ != text_.size()) fail("多余的文字", "nothing more is expected");
        if (wrong_) return *wrong_;
        return e;
    }

    expression any(int depth) {
        if (depth > deepest) return fail("嵌套过深", "nested too deeply");
        if (take("earlier of")) return list(expression::form::earlier, depth);
        if (take("later of")) return list(expression::form::later, depth);
        if (take("as agreed")) return agreed(depth);
        if (take("next working day by")) return next_working_day(depth);
        return simple();
    }

    expression list(expression::form kind, int depth) {
        expression e;
        e.kind = kind;
        if (!take("(")) return fail("应为“(”", "'(' is expected");
        do e.parts.push_back(any(depth + 1));
        while (!wrong_ && take(";"));
        if (!wrong_ && !take(")")) return fail("应为“;”或“)”", "';' or ')' is expected");
        return e;
    }

    expression agreed(int depth) {
        expression e;
        e.kind = expression::form::as_agreed;
        if (take("else")) e.parts.push_back(any(depth + 1));
        return e;
    }

    expression next_working_day(int depth) {
        expression e;
        e.kind = expression::form::next_working_day;
        e.by = time();
        if (wrong_ || !take("if after")) return e;
        e.cutoff = time();
        if (wrong_) return e;
        if (!take(", else")) return fail("应为“, else …”", "', else …' is expected");
        e.parts.push_back(any(depth + 1));
        return e;
    }

    expression simple() {
        expression e;
        std::int64_t const n = number();
        if (wrong_) return e;
        auto const unit_at = at_;
        for (spelling const& u : spellings) {
            if (!take(u.many) && !take(u.one)) continue;
            e.kind = u.form;
            e.amount = n * u.each;
            if (e.amount > longest(u.form)) {
                at_ = unit_at;
                return fail("期限超过一百年", "longer than a hundred years");
            }
            if (says_before(u) || (!counts_days(u.form) && take("before"))) back_from(e);
            options(e);
            return e;
        }
        if (take("working days") || take("working day"))
            return fail("工作日须写明“from next day”(自次日起)或“before agreed”",
                        "working days are counted 'from next day' or 'before agreed': say so");
        return fail("单位未知",
                    "a unit is expected: s, min, h, days, service min, service hours, working days from next day, days "
                    "from next day");
    }

    void back_from(expression& e) {
        bool const own = goal_ == "due";
        e.counts = own ? expression::direction::before_due : expression::direction::before_agreed;
        if (take(goal_)) return;
        if (own) fail("应为“due”", "'due' is expected: a reminder is counted back from the deadline");
        else fail("应为“agreed”", "'agreed' is expected: a notice is counted back from the appointment");
    }

    void options(expression& e) {
        bool const days = counts_days(e.kind);
        bool const onward = e.counts == expression::direction::onward;
        bool held_said = false;
        while (!wrong_ && peek(",") && !peek(", else")) {
            take(",");
            auto const was = at_;
            if (onward && take("from opening") && !e.from_opening) e.from_opening = true;
            else if (days && e.end == expression::ending::midnight && take("by close"))
                e.end = expression::ending::close;
            else if (days && e.end == expression::ending::midnight && take("same time"))
                e.end = expression::ending::same_time;
            else if (days && onward && !held_said && take_holding(e)) held_said = true;
            else {
                at_ = was;
                skip_blanks();
                fail("此处不适用的选项", "an option is expected that fits here and was not given before");
            }
        }
    }

    bool take_holding(expression& e) {
        if (take("held at close")) e.held = expression::holding::at_close;
        else if (take("held any part")) e.held = expression::holding::any_part;
        else if (take("held whole day")) e.held = expression::holding::whole_day;
        else return false;
        return true;
    }

    std::int64_t number() {
        skip_blanks();
        auto const from = at_;
        std::int64_t n = 0;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && n < 10'000'000'000)
            n = n * 10 + (text_[at_++] - '0');
        if (at_ == from) {
            fail("应为数字", "a number is expected");
            return 0;
        }
        if (n == 0 || n >= 4'000'000'000) {
            at_ = from;
            fail("数字须为正且不过大", "the number must be positive and not absurd");
        }
        return n;
    }

    seconds time() {
        skip_blanks();
        auto const length = text_.substr(at_).find_first_not_of("0123456789:");
        auto const word = text_.substr(at_, length);
        auto const read = read_time_of_day(word);
        if (!read) {
            fail("时刻无效(HH:MM)", read.wrong);
            return seconds{0};
        }
        at_ += word.size();
        return *read;
    }

    void skip_blanks() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }

    /// Takes `words`, blanks before and between them counting once; a word must end where it ends.
    bool take(std::string_view words) {
        auto const was = at_;
        std::size_t i = 0;
        skip_blanks();
        while (i < words.size()) {
            if (words[i] == ' ') {
                skip_blanks();
                ++i;
                continue;
            }
            if (at_ >= text_.size() || text_[at_] != words[i]) {
                at_ = was;
                return false;
            }
            ++at_;
            ++i;
        }
        if (letter(words.back()) && at_ < text_.size() && letter(text_[at_])) {
            at_ = was;
            return false;
        }
        return true;
    }

    bool peek(std::string_view words) {
        auto const was = at_;
        bool const there = take(words);
        at_ = was;
        return there;
    }

    expression fail(std::string_view zh, std::string_view en) {
        skip_blanks();
        if (!wrong_)
            wrong_ = refusal{"target.syntax",
                             {},
                             fmt::format("时限“{}”第 {} 个字符处:{}", text_, at_ + 1, zh),
                             fmt::format("in '{}' at character {}: {}", text_, at_ + 1, en)};
        return {};
    }

    std::string_view text_;
    std::string_view goal_ = "agreed";  ///< what is counted back from
    std::size_t at_ = 0;
    std::optional<refusal> wrong_;
};

inline std::string amount_text(expression const& e) {
    bool const back = e.counts != expression::direction::onward;
    for (spelling const& u : spellings) {
        if (u.form != e.kind || e.amount % u.each != 0) continue;
        bool const said = says_before(u);
        if (counts_days(u.form) && said != back) continue;
        auto const n = e.amount / u.each;
        // "24 h" and "48 h" is how the books say it.
        if (u.form == expression::form::elapsed && u.each == 86'400 && n < (back ? 2 : 3)) continue;
        auto const text = fmt::format("{} {}", n, n == 1 ? u.one : u.many);
        if (!back) return text;
        return text + (said ? " " : " before ") + (e.counts == expression::direction::before_due ? "due" : "agreed");
    }
    return {};
}

}  // namespace expression_detail

GONGDAN_INLINE answer<expression> expression::parse(std::string_view text) {
    return expression_detail::parser{text}.whole();
}

GONGDAN_INLINE answer<expression> expression::parse_reminder(std::string_view text) {
    return expression_detail::parser{text}.reminder();
}

GONGDAN_INLINE bool operator==(expression const& a, expression const& b) {
    return a.kind == b.kind && a.amount == b.amount && a.counts == b.counts && a.end == b.end && a.held == b.held &&
           a.from_opening == b.from_opening && a.by == b.by && a.cutoff == b.cutoff && a.parts == b.parts;
}

GONGDAN_INLINE std::string to_text(expression const& e) {
    using form = expression::form;
    auto const joined = [&](std::string_view name) {
        std::string s{name};
        for (std::size_t i = 0; i < e.parts.size(); ++i) s += (i == 0 ? "" : "; ") + to_text(e.parts[i]);
        return s + ")";
    };
    switch (e.kind) {
    case form::earlier: return joined("earlier of (");
    case form::later: return joined("later of (");
    case form::as_agreed: return e.parts.empty() ? "as agreed" : "as agreed else " + to_text(e.parts[0]);
    case form::next_working_day: {
        auto const by = "next working day by " + time_of_day_text(e.by);
        return e.cutoff ? by + " if after " + time_of_day_text(*e.cutoff) + ", else " + to_text(e.parts[0]) : by;
    }
    case form::elapsed:
    case form::service:
    case form::working_days:
    case form::natural_days: break;
    }
    std::string s = expression_detail::amount_text(e);
    if (e.end == expression::ending::close) s += ", by close";
    if (e.end == expression::ending::same_time) s += ", same time";
    if (e.from_opening) s += ", from opening";
    if (e.held == expression::holding::any_part) s += ", held any part";
    if (e.held == expression::holding::whole_day) s += ", held whole day";
    return s;
}

}}  // namespace gongdan
