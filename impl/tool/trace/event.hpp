// What a log can tell of an apply: the steps of the protocol that leave something in the store or were asked by
// somebody. Text: spec/guides/trace.md.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "steps.hpp"

namespace rollout::trace {

enum class Kind : std::uint8_t {
    claim,
    cutover,
    report,
    row,
    stop_rows,
    parent,
    start,
    stop,
    release,
    cancel,
    publish,
    refused,
    missed,
    resolved,
    crash
};

struct KindFacts {
    Kind kind;
    std::string_view name;
    bool has_operation;  // it is of one operation; of the others a log may name the operation whose driver acts
    bool has_state;
    bool may_be_missing;  // from a log, unless it says otherwise
    std::string_view sentence;
};
inline constexpr std::array kinds{
    KindFacts{Kind::claim, "claim", true, false, false, "an operation is claimed, again too: its drive begins"},
    KindFacts{Kind::cutover, "cutover", true, false, false, "an operation is claimed for its cutover"},
    KindFacts{Kind::report, "report", true, true, false, "an engine reports a state"},
    KindFacts{Kind::row, "row", true, true, false, "a row is stored in a state"},
    KindFacts{Kind::stop_rows, "stop_rows", false, false, false, "the pending rows are stored as stopped"},
    KindFacts{Kind::parent, "parent", false, true, false, "the parent is stored in a state"},
    KindFacts{Kind::start, "start", false, false, false, "a person starts a stopped apply again"},
    KindFacts{Kind::stop, "stop", false, false, false, "a person requests a stop"},
    KindFacts{Kind::release, "release", false, false, false, "a person releases a pause"},
    KindFacts{Kind::cancel, "cancel", true, false, false, "a person cancels a pending or stopped operation"},
    KindFacts{Kind::publish, "publish", false, false, true, "a terminal summary is published"},
    KindFacts{Kind::refused, "refused", false, true, true, "the guard refuses to store a projection"},
    KindFacts{Kind::missed, "missed", false, false, true, "a compare-and-swap misses"},
    KindFacts{Kind::resolved, "resolved", false, false, true, "a stop request is completed"},
    KindFacts{Kind::crash, "crash", true, false, true, "a driver crashes"},
};
constexpr const KindFacts& facts(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }

/// What a log says of the parent's completed_at.
enum class CompletedAt : std::uint8_t { not_said, is_clear, is_set };

/// A log does not say whose error text the parent has.
inline constexpr std::uint8_t error_not_said = 0xFF;

struct Event {
    Kind kind;
    std::uint8_t operation = 0;  // counted from 1; 0: any
    State state = State::pending;
    // Of the parent as it is stored:
    CompletedAt completed_at = CompletedAt::not_said;
    std::uint8_t error_of = error_not_said;  // the operation whose error text it has; 0: none

    friend bool operator==(const Event&, const Event&) = default;
};

/// Returns `report of operation 2: failed`, and what the log says of stamp and text: `parent: failed, completed_at set,
/// error of operation 1`.
std::string told(const Event& event);

CompletedAt stamp_of(const model::StoredParent& parent);

/// Returns what a log tells of a step; nothing of a step that only reads, or changes nothing.
std::optional<Event> told_of(const model::Protocol& protocol, const model::Situation& before, const model::Step& step);

/// Returns whether what a log tells is this step.
bool is(const Event& logged, const Event& step);

}  // namespace rollout::trace
