// What tests of sources share: the cases of a source, and a vocabulary that a testee offers.
#pragma once

#include <variant>
#include <vector>

#include "test_case.hpp"
#include "vocabulary.hpp"

namespace rollout::oracle {

inline constexpr std::uint64_t seed = 337;

inline std::vector<TestCase> cases_of(const Source& source) {
    std::vector<TestCase> cases;
    for (std::uint64_t number = 0; number < source.size; ++number) {
        cases.push_back(source.at(number));
    }
    return cases;
}

inline const Rollout& rollout_of(const TestCase& asked) { return std::get<Rollout>(asked.input); }

inline Vocabulary offered(Edition edition, const Offer& offer) {
    return std::get<Vocabulary>(Vocabulary::of(edition, offer));
}

}  // namespace rollout::oracle
