#include "event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace rollout::trace {
namespace {

/// What becomes of a deed in a log. Absent: nothing.
struct Deed {
    std::string_view deed;
    std::optional<Kind> kind;
};

constexpr std::array deeds{
    Deed{"is claimed", Kind::claim},
    Deed{"is claimed to be tried again", Kind::claim},
    Deed{"is claimed again, its lease being stale", Kind::claim},
    Deed{"is claimed again, its lease being stale though its driver lives", Kind::claim},
    Deed{"is claimed for its cutover", Kind::cutover},
    Deed{"hears from its engine", Kind::report},
    Deed{"stores its result in its row", Kind::row},
    Deed{"copies the parent's state into its row", Kind::row},
    Deed{"turns the pending rows into stopped ones", Kind::stop_rows},
    Deed{"stores its own result in the parent", Kind::parent},
    Deed{"stores what it projected in the parent", Kind::parent},
    Deed{"takes the parent's lease", Kind::parent},
    Deed{"takes the parent's lease, its peer's being stale", Kind::parent},
    Deed{"starts the apply again: stopped rows and the parent become pending", Kind::start},
    Deed{"requests a stop", Kind::stop},
    Deed{"releases the pause", Kind::release},
    Deed{"cancels operation", Kind::cancel},
    Deed{"publishes the terminal summary", Kind::publish},
    Deed{"is refused: the parent it read is terminal, and its projection is not", Kind::refused},
    Deed{"misses: the parent is no longer as it was read", Kind::missed},
    Deed{"completes the stop request", Kind::resolved},
    Deed{"crashes", Kind::crash},
    Deed{"leaves the stop request pending", std::nullopt},
    Deed{"finds the parent terminal and does not drive", std::nullopt},
    Deed{"begins: reads the parent before its drive", std::nullopt},
    Deed{"finds a peer's fresh lease on the parent and does not drive", std::nullopt},
    Deed{"projects the rows, its own one as its engine says", std::nullopt},
    Deed{"projects the rows", std::nullopt},
    Deed{"cannot read the rows", std::nullopt},
    Deed{"cannot read the rows, and writes nothing", std::nullopt},
    Deed{"leaves the terminal parent as it is", std::nullopt},
    Deed{"re-reads the parent", std::nullopt},
    Deed{"re-reads the parent, for its row to mirror", std::nullopt},
    Deed{"reads the parent", std::nullopt},
    Deed{"leaves its row as it is, to be claimed again", std::nullopt},
    Deed{"leaves the row: its lease is another driver's", std::nullopt},
    Deed{"begins to derive the parent", std::nullopt},
    Deed{"begins to reconcile the stop", std::nullopt},
    Deed{"has nothing to write", std::nullopt},
};

}  // namespace

std::string told(const Event& event) {
    const KindFacts& kind = facts(event.kind);
    std::string text(kind.name);
    if (event.operation != 0) {
        text += fmt::format(" of operation {}", event.operation);
    }
    if (kind.has_state) {
        text += fmt::format(": {}", token(event.state));
    }
    if (event.completed_at != CompletedAt::not_said) {
        text += event.completed_at == CompletedAt::is_set ? ", completed_at set" : ", completed_at clear";
    }
    if (event.error_of != error_not_said) {
        text += event.error_of == 0 ? ", no error" : fmt::format(", error of operation {}", event.error_of);
    }
    return text;
}

CompletedAt stamp_of(const model::StoredParent& parent) {
    return parent.completed_at ? CompletedAt::is_set : CompletedAt::is_clear;
}

std::optional<Event> told_of(const model::Protocol& protocol, const model::Situation& before, const model::Step& step) {
    const auto deed =
        std::find_if(deeds.begin(), deeds.end(), [&](const Deed& each) { return each.deed == step.deed; });
    if (deed == deeds.end()) {
        throw std::logic_error(fmt::format("a log has no word for '{}'", step.deed));
    }
    if (!deed->kind) {
        return std::nullopt;
    }
    const bool is_lease = step.deed.starts_with("takes the parent's lease");
    const bool is_same = (is_lease && before.parent.state == step.next.parent.state) ||
                         (deed->kind == Kind::stop_rows && before.rows == step.next.rows) ||
                         (deed->kind == Kind::resolved && !before.stop_is_pending);
    if (is_same) {
        return std::nullopt;
    }
    const bool is_of_one =
        facts(*deed->kind).has_operation ||
        (step.actor != model::Actor::human && step.process != model::operator_alone(protocol.operations()));
    Event event{*deed->kind, is_of_one ? static_cast<std::uint8_t>(step.row + 1) : std::uint8_t{0},
                facts(*deed->kind).has_state ? step.said : State::pending};
    if (event.kind == Kind::parent) {
        event.completed_at = stamp_of(step.next.parent);
        event.error_of = step.next.parent.text_of;
    }
    return event;
}

bool is(const Event& logged, const Event& step) {
    return logged.kind == step.kind && logged.state == step.state &&
           (logged.operation == 0 || logged.operation == step.operation) &&
           (logged.completed_at == CompletedAt::not_said || logged.completed_at == step.completed_at) &&
           (logged.error_of == error_not_said || logged.error_of == step.error_of);
}

}  // namespace rollout::trace
