// What should hold of the protocol, by the names of spec/rules/lifecycle.md. The sentences stand there and nowhere
// else.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rollout::model {

// In the order of their IDs.
enum class Property : std::uint8_t {
    operation_failure_persisted,
    side_effects_follow_projection,
    guard_admits_the_hold,
    crash_keeps_the_failure,
    terminal_stays_terminal,
    terminal_is_never_reopened,
    no_lost_update,
    no_write_over_an_unseen_one,
    quiet_parent_is_the_projection,
    no_start_under_a_terminal_parent,
    no_start_under_a_terminal_projection,
    no_start_beside_a_hard_failure,
    completed_operations_ran,
    error_text_is_of_a_failure,
    authorised_writers_are_not_refused,
    no_wedge_under_one_policy,
    no_wedge_under_mixed_policies,
    nothing_failing_completes,
    stop_is_resolved,
    stop_reaches_undriven_rows,
};

struct PropertyFacts {
    Property property;
    std::string_view id;
    std::string_view name;
};

inline constexpr std::array properties{
    PropertyFacts{Property::operation_failure_persisted, "LIFE-1", "operation_failure_persisted"},
    PropertyFacts{Property::side_effects_follow_projection, "LIFE-2", "side_effects_follow_projection"},
    PropertyFacts{Property::guard_admits_the_hold, "LIFE-3", "guard_admits_the_hold"},
    PropertyFacts{Property::crash_keeps_the_failure, "LIFE-4", "crash_keeps_the_failure"},
    PropertyFacts{Property::terminal_stays_terminal, "LIFE-5", "terminal_stays_terminal"},
    PropertyFacts{Property::terminal_is_never_reopened, "LIFE-6", "terminal_is_never_reopened"},
    PropertyFacts{Property::no_lost_update, "LIFE-7", "no_lost_update"},
    PropertyFacts{Property::no_write_over_an_unseen_one, "LIFE-8", "no_write_over_an_unseen_one"},
    PropertyFacts{Property::quiet_parent_is_the_projection, "LIFE-9", "quiet_parent_is_the_projection"},
    PropertyFacts{Property::no_start_under_a_terminal_parent, "LIFE-10", "no_start_under_a_terminal_parent"},
    PropertyFacts{Property::no_start_under_a_terminal_projection, "LIFE-11", "no_start_under_a_terminal_projection"},
    PropertyFacts{Property::no_start_beside_a_hard_failure, "LIFE-12", "no_start_beside_a_hard_failure"},
    PropertyFacts{Property::completed_operations_ran, "LIFE-13", "completed_operations_ran"},
    PropertyFacts{Property::error_text_is_of_a_failure, "LIFE-14", "error_text_is_of_a_failure"},
    PropertyFacts{Property::authorised_writers_are_not_refused, "LIFE-15", "authorised_writers_are_not_refused"},
    PropertyFacts{Property::no_wedge_under_one_policy, "LIFE-16", "no_wedge_under_one_policy"},
    PropertyFacts{Property::no_wedge_under_mixed_policies, "LIFE-17", "no_wedge_under_mixed_policies"},
    PropertyFacts{Property::nothing_failing_completes, "LIFE-18", "nothing_failing_completes"},
    PropertyFacts{Property::stop_is_resolved, "LIFE-19", "stop_is_resolved"},
    PropertyFacts{Property::stop_reaches_undriven_rows, "LIFE-20", "stop_reaches_undriven_rows"},
};

constexpr const PropertyFacts& facts(Property property) { return properties[static_cast<std::size_t>(property)]; }

/// Returns the property of that name or ID, or nothing.
constexpr std::optional<Property> property_named(std::string_view text) {
    for (const PropertyFacts& candidate : properties) {
        if (candidate.name == text || candidate.id == text) {
            return candidate.property;
        }
    }
    return std::nullopt;
}

/// A set of properties.
class Properties {
public:
    constexpr void add(Property property) { bits_ |= bit(property); }
    constexpr void add(const Properties& others) { bits_ |= others.bits_; }
    constexpr void keep(const Properties& others) { bits_ &= others.bits_; }
    constexpr bool contains(Property property) const { return (bits_ & bit(property)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }

    friend constexpr auto operator<=>(const Properties&, const Properties&) = default;

private:
    static constexpr std::uint32_t bit(Property property) { return 1U << static_cast<unsigned>(property); }
    std::uint32_t bits_ = 0;
};

}  // namespace rollout::model
