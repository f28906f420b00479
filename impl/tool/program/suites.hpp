// The suites that a testee can be run through, by name.
#pragma once

#include <array>
#include <string_view>

namespace rollout::oracle {

struct SuiteText {
    std::string_view name;
    std::string_view holds;
    std::string_view claims;  // of a testee that passes
};

inline constexpr std::array suites{
    SuiteText{"default",
              "complete K=0, smoke, regressions, tokens, rows, random rollouts, all of that again, and sizes",
              "conformant: right on lists of every length, with up to as many classes as the edition has"},
    SuiteText{"complete",
              "tokens, rows, every step of the edition's machine, K further letters, and what tells its states apart",
              "conformant: right on lists of every length, with up to K more classes (--extra-states K)"},
    SuiteText{"smoke", "two rollouts that need each clause, and the case lines of the specification",
              "without a clause left out"},
    SuiteText{"tokens", "absent, null and every kind of text as a policy, and spellings of states, where they decide",
              "reading words as they should be"},
    SuiteText{"rows", "relations of rows by key and deployment, kinds, starts, and orders of rows with a place",
              "relating rows as the builder does"},
    SuiteText{"sizes", "lists around powers of 2 and of 10, up to 100,001 elements",
              "right on long lists, as far as asked"},
    SuiteText{"regressions", "the defects that later editions correct", "without any of them"},
};

}  // namespace rollout::oracle
