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
              "complete K=0, smoke, regressions, random rollouts of up to 1,000 elements, and all of it again",
              "conformant: right on lists of every length, with up to as many classes as the edition has"},
    SuiteText{"complete", "every step of the edition's machine, K further letters, and what tells its states apart",
              "conformant: right on lists of every length, with up to K more classes (--extra-states K)"},
    SuiteText{"smoke", "two rollouts that need each clause, and the case lines of the specification",
              "without a clause left out"},
    SuiteText{"tokens", "spellings of states and policies, and look-alikes", "reading words as they should be"},
    SuiteText{"regressions", "the defects that later editions correct", "without any of them"},
};

}  // namespace rollout::oracle
