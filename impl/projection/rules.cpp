#include "rules.hpp"

#include <algorithm>
#include <array>

#include <rollout/summary.hpp>

namespace rollout {
namespace {

using namespace facts_of_a_list;

constexpr Facts nothing = 0;
constexpr Facts all_but(Facts facts) { return every_fact & ~facts; }

// One rule a line, in the order of the clauses that they implement.
// clang-format off
// facts that meet         and do not meet                              project to
constexpr std::array b1_failed{
    Rule{failed_halting,       nothing,                                    State::failed},               // BASE-1
};
constexpr std::array b2_failed{
    Rule{failed_halting,       nothing,                                    State::failed},               // ROLL-3
    Rule{failed_continuing,    live,                                       State::failed},               // ROLL-4
    Rule{failed_continuing,    nothing,                                    State::running},              // ROLL-5
};
constexpr std::array b4_failed{
    Rule{failed_halting,       nothing,                                    State::failed},               // ROLL-3
    Rule{failed_continuing,    live,                                       State::failed},               // ROLL-4
    Rule{failed_continuing,    nothing,                                    State::running_degraded},     // ROLL-6
};
constexpr std::array not_failed{
    Rule{failed_retryable,     nothing,                                    State::failed_retryable},     // BASE-2
    Rule{cancelled,            nothing,                                    State::cancelled},            // BASE-3
    Rule{stopped,              nothing,                                    State::stopped},              // BASE-4
    Rule{reverted,             nothing,                                    State::reverted},             // BASE-6
    Rule{completed,            all_but(completed),                         State::completed},            // BASE-7
    Rule{recovering,           nothing,                                    State::recovering},           // BASE-8
    Rule{cutting_over,         nothing,                                    State::cutting_over},         // BASE-9
    Rule{waiting_for_cutover,  all_but(waiting_for_cutover | completed),   State::waiting_for_cutover},  // BASE-10
    Rule{waiting_for_deploy,   all_but(waiting_for_deploy | completed),    State::waiting_for_deploy},   // BASE-11
    Rule{revert_window,        nothing,                                    State::revert_window},        // BASE-12
    Rule{running,              nothing,                                    State::running},              // BASE-13
};
// clang-format on
constexpr State otherwise = State::pending;  // BASE-0, BASE-18

template <std::size_t Size>
constexpr auto followed_by_not_failed(const std::array<Rule, Size>& failed) {
    std::array<Rule, Size + not_failed.size()> joined{};
    std::copy(not_failed.begin(), not_failed.end(), std::copy(failed.begin(), failed.end(), joined.begin()));
    return joined;
}

constexpr auto b1 = followed_by_not_failed(b1_failed);
constexpr auto b2 = followed_by_not_failed(b2_failed);
constexpr auto b4 = followed_by_not_failed(b4_failed);

}  // namespace

Rules rules(Edition edition) noexcept {
    switch (edition) {
        case Edition::b1:
            return {b1, otherwise};
        case Edition::b2:
        case Edition::b3:
            return {b2, otherwise};
        case Edition::b4:
            return {b4, otherwise};
        case Edition::pause:
        case Edition::settled:
        case Edition::finalizers:
            break;
    }
    return {{}, State::unrecognized};
}

Summary combine(Summary left, Summary right) noexcept { return {union_of(left.facts, right.facts)}; }

State finish(Edition edition, Summary summary) noexcept { return answer_of(rules(edition), summary.facts); }

}  // namespace rollout
