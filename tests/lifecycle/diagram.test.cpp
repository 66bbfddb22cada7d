// A table drawn: to the byte for a small one, and as the reference page shows it for the built-in ones.

#include "small.hpp"

#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/lifecycle/diagram.hpp>

#include <support/data.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <sstream>

using namespace gongdan;

namespace {

lifecycle const& sound() {
    static lifecycle const l = describe<small::sound>();
    return l;
}

std::string reference_page(term const& type) {
    auto const page = fmt::format("docs/reference/lifecycles/{}.md", type.code);
    std::ifstream in(source_dir() / page, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a Mermaid diagram shows every state, who moves it, what it needs and the rule") {
    CHECK(mermaid(sound(), language::en) ==
          "stateDiagram-v2\n"
          "    state \"fresh\" as fresh\n"
          "    state \"begun\" as begun\n"
          "    state \"done\" as done\n"
          "    [*] --> fresh\n"
          "    fresh --> begun : begin · by the technician · T1\n"
          "    begun --> done : finish  'well', done · passed · needs customer phoned\n"
          "    begun --> fresh : finish  'well', done · failed\n"
          "    done --> [*]\n");
}

TEST_CASE("a DOT graph quotes what it must and doubles the line of a closed state") {
    CHECK(dot(sound(), language::en) ==
          "digraph \"small\" {\n"
          "    label=\"small\";\n"
          "    node [shape=box, style=rounded];\n"
          "    \"fresh\" [label=\"fresh\"];\n"
          "    \"begun\" [label=\"begun\"];\n"
          "    \"done\" [label=\"done\", peripheries=2];\n"
          "    \"fresh\" -> \"begun\" [label=\"begin\\nby the technician\\nT1\"];\n"
          "    \"begun\" -> \"done\" [label=\"finish: \\\"well\\\"; done\\npassed\\nneeds customer "
          "phoned\"];\n"
          "    \"begun\" -> \"fresh\" [label=\"finish: \\\"well\\\"; done\\nfailed\"];\n"
          "}\n");
}

TEST_CASE("an outline gives names and codes, and the events every type shares") {
    auto const text = outline(sound(), language::zh);
    CHECK(text.rfind("小例 [small]\n\n新建 [fresh] (起点)\n    开始 [begin] → 进行中 [begun] · 由 "
                     "维修工 · T1\n进行中 [begun]\n",
                     0) == 0);
    CHECK(text.find("完成 [done] (终点)\n") != std::string::npos);
    CHECK(text.find("暂停 [held]\n    恢复 [resume] → 计时中 [running] · 由 "
                    "接待员、维修工、调度员、上级 · P19\n") != std::string::npos);
}

TEST_CASE("no label of a Mermaid diagram holds a character that would end it") {
    for (lifecycle const* l : builtin_lifecycles())
        for (auto const in : {language::zh, language::en}) {
            std::istringstream lines(mermaid(*l, in));
            for (std::string line; std::getline(lines, line);) {
                auto const label = line.find(" : ");
                if (label == std::string::npos) continue;
                CHECK_MESSAGE(line.find_first_of(":;#", label + 3) == std::string::npos, line);
            }
        }
}

TEST_CASE("every type has its reference page, which shows the table as it is") {
    for (lifecycle const* l : builtin_lifecycles()) {
        auto const expected =
            fmt::format("# {} · {} · {}\n\n```text\n{}```\n\n```mermaid\n{}```\n", l->label.code, l->label.zh,
                        l->label.en, outline(*l, language::en), mermaid(*l, language::en));
        CHECK_MESSAGE(reference_page(l->label) == expected, l->label.code,
                      ": write the page anew from the tool's output");
    }
}
