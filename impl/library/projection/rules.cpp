#include "rule_pages.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rollout {
namespace {

using namespace facts_of_a_list;

constexpr Facts nothing = 0;
constexpr Facts every_state_but(Facts facts) { return every_state & ~facts; }
constexpr Facts less_advanced = seen_as_pending | running | catching_up | checksumming | post_checksum;

// One rule a line, in the order of the clauses that they implement.
// clang-format off
// the facts hold all of                  and nothing of                                   then
constexpr std::array b1_failed{
    Rule{failed_halting,                  nothing,                                         State::failed},               // BASE-1
};
constexpr std::array b2_failed{
    Rule{failed_halting,                  nothing,                                         State::failed},               // ROLL-3
    Rule{failed_continuing,               holds,                                           State::failed},               // ROLL-4
    Rule{failed_continuing,               nothing,                                         State::running},              // ROLL-5
};
constexpr std::array b4_failed{
    Rule{failed_halting,                  nothing,                                         State::failed},               // ROLL-3
    Rule{failed_continuing,               holds,                                           State::failed},               // ROLL-4
    Rule{failed_continuing,               nothing,                                         State::running_degraded},     // ROLL-6
};
constexpr std::array pause_failed{
    Rule{failed_halting,                  nothing,                                         State::failed},               // ROLL-7
    Rule{pausing_before_a_hold,           nothing,                                         State::paused},               // ROLL-8
    Rule{failed_pausing,                  holds,                                           State::failed},               // ROLL-4
    Rule{failed_continuing,               holds,                                           State::failed},               // ROLL-4
    Rule{failed_pausing,                  nothing,                                         State::running_degraded},     // ROLL-6
    Rule{failed_continuing,               nothing,                                         State::running_degraded},     // ROLL-6
};
constexpr std::array settled_failed{
    Rule{failed_halting | holds_started,  nothing,                                         State::running_degraded},     // ROLL-9
    Rule{failed_halting,                  nothing,                                         State::failed},               // ROLL-7
    Rule{pausing_before_a_hold,           nothing,                                         State::paused},               // ROLL-10
    Rule{failed_pausing,                  holds,                                           State::failed},               // ROLL-11
    Rule{failed_continuing,               holds,                                           State::failed},               // ROLL-11
    Rule{failed_pausing,                  nothing,                                         State::running_degraded},     // ROLL-6
    Rule{failed_continuing,               nothing,                                         State::running_degraded},     // ROLL-6
};
constexpr std::array not_failed_to_pause{
    Rule{failed_retryable,                nothing,                                         State::failed_retryable},     // BASE-2
    Rule{cancelled,                       nothing,                                         State::cancelled},            // BASE-3
    Rule{stopped,                         nothing,                                         State::stopped},              // BASE-4
    Rule{reverted,                        nothing,                                         State::reverted},             // BASE-6
    Rule{completed,                       every_state_but(completed),                      State::completed},            // BASE-7
    Rule{recovering,                      nothing,                                         State::recovering},           // BASE-8
    Rule{cutting_over,                    nothing,                                         State::cutting_over},         // BASE-9
    Rule{waiting_for_cutover,             every_state_but(waiting_for_cutover | completed), State::waiting_for_cutover}, // BASE-10
    Rule{waiting_for_deploy,              every_state_but(waiting_for_deploy | completed), State::waiting_for_deploy},   // BASE-11
    Rule{revert_window,                   nothing,                                         State::revert_window},        // BASE-12
    Rule{running,                         nothing,                                         State::running},              // BASE-13
};
constexpr std::array not_failed_from_settled{
    Rule{failed_retryable,                nothing,                                         State::failed_retryable},     // BASE-2
    Rule{cancelled,                       nothing,                                         State::cancelled},            // BASE-3
    Rule{stopped,                         nothing,                                         State::stopped},              // BASE-4
    Rule{reverting,                       nothing,                                         State::reverting},            // BASE-5
    Rule{reverted,                        nothing,                                         State::reverted},             // BASE-6
    Rule{completed,                       every_state_but(completed),                      State::completed},            // BASE-7
    Rule{recovering,                      nothing,                                         State::recovering},           // BASE-8
    Rule{cutting_over,                    less_advanced,                                   State::cutting_over},         // BASE-19
    Rule{waiting_for_cutover,             every_state_but(waiting_for_cutover | completed), State::waiting_for_cutover}, // BASE-10
    Rule{waiting_for_deploy,              every_state_but(waiting_for_deploy | completed), State::waiting_for_deploy},   // BASE-11
    Rule{revert_window,                   nothing,                                         State::revert_window},        // BASE-12
    Rule{running,                         nothing,                                         State::running},              // BASE-13
    Rule{seen_as_pending | cutting_over,  nothing,                                         State::running},              // BASE-14
    Rule{seen_as_pending | catching_up,   nothing,                                         State::running},              // BASE-14
    Rule{seen_as_pending | checksumming,  nothing,                                         State::running},              // BASE-14
    Rule{seen_as_pending | post_checksum, nothing,                                         State::running},              // BASE-14
    Rule{catching_up,                     nothing,                                         State::catching_up},          // BASE-15
    Rule{checksumming,                    nothing,                                         State::checksumming},         // BASE-16
    Rule{post_checksum,                   nothing,                                         State::post_checksum},        // BASE-17
};
// clang-format on
constexpr State otherwise = State::pending;  // BASE-0, BASE-18

template <std::size_t First, std::size_t Second>
constexpr auto followed(const std::array<Rule, First>& first, const std::array<Rule, Second>& second) {
    std::array<Rule, First + Second> joined{};
    std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), joined.begin()));
    return joined;
}

constexpr auto b1 = followed(b1_failed, not_failed_to_pause);
constexpr auto b2 = followed(b2_failed, not_failed_to_pause);
constexpr auto b4 = followed(b4_failed, not_failed_to_pause);
constexpr auto pause = followed(pause_failed, not_failed_to_pause);
constexpr auto settled = followed(settled_failed, not_failed_from_settled);

constexpr Rules rules_of(Edition edition) {
    switch (edition) {
        case Edition::b2:
        case Edition::b3:
            return {b2, otherwise};
        case Edition::b4:
            return {b4, otherwise};
        case Edition::pause:
            return {pause, otherwise};
        case Edition::settled:
        case Edition::finalizers:
        case Edition::steps:  // differ in the letters alone: what holds, and what is past pending
            return {settled, otherwise};
        case Edition::b1:
            break;
    }
    return {b1, otherwise};
}

template <std::size_t edition>
constexpr RulePages pages_of_edition = pages_of(rules_of(Edition(edition)));

template <std::size_t... edition>
constexpr std::array<const RulePages*, editions.size()> pages_of_each(std::index_sequence<edition...>) {
    return {&pages_of_edition<edition>...};
}
constexpr std::array pages_by_edition = pages_of_each(std::make_index_sequence<editions.size()>());

}  // namespace

Rules rules(Edition edition) noexcept { return rules_of(edition); }

const RulePages& rule_pages(Edition edition) noexcept { return *pages_by_edition[static_cast<std::size_t>(edition)]; }

}  // namespace rollout
