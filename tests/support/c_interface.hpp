// The C interface, asked in the vocabulary of C++.
#pragma once

#include <rollout.h>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include <rollout/vocabulary/lifecycle.hpp>

namespace rollout::tests {

inline rollout_edition code(Edition edition) { return static_cast<rollout_edition>(edition); }
inline rollout_state code(State state) { return static_cast<rollout_state>(state); }
inline int code(Latch latch) { return latch == Latch::released ? 1 : 0; }
inline rollout_text code(std::string_view text) { return {text.data(), text.size()}; }

inline rollout_operation code(const Operation& operation) {
    return {code(operation.state), static_cast<rollout_policy>(operation.on_failure)};
}
inline rollout_child code(const Child& child) {
    return {code(child.state), child.continue_on_failure, child.pause_on_failure, child.orphaned, child.never_started};
}
inline rollout_guard_input code(const GuardInput& input) {
    return {code(input.stored), code(input.projected), code(input.base), input.reopen_authorized,
            !input.started_at_is_set};
}
inline rollout_writer_input code(const WriterInput& input) {
    return {code(input.guard), static_cast<rollout_reading>(input.reading), input.completed_at_is_set,
            input.a_failed_row_has_a_text};
}
inline rollout_local_input code(const LocalInput& input) {
    return {code(input.own),
            input.tasks_are_ambiguous,
            !input.has_operation_model,
            !input.has_store,
            static_cast<rollout_reading>(input.reading),
            input.own_row_is_missing};
}
inline rollout_row_input code(const RowInput& input) {
    return {code(input.own), code(input.parent), !input.lease_is_held};
}
inline rollout_claim_input code(const ClaimInput& input) {
    return {static_cast<rollout_cutover>(input.cutover),
            input.latch == Latch::released,
            code(input.parent),
            input.stop_is_pending,
            input.start_is_requested,
            !input.retries_are_left,
            input.lease_is_stale};
}

/// Returns the row of that state and place, its policy absent.
inline rollout_row code(std::string_view state, const Placement& placement) {
    return {code(state),
            nullptr,
            code(placement.deployment),
            code(placement.key),
            placement.kind == Kind::group_finalizer,
            !placement.started,
            placement.step,
            code(placement.target)};
}
inline rollout_row code(const PlacedOperation& row) {
    static const auto words = [] {
        std::array<rollout_text, policy_count> made{};
        std::transform(policies.begin(), policies.end(), made.begin(),
                       [](const PolicyFacts& facts) { return code(facts.word); });
        return made;
    }();
    rollout_row made = code(token(row.operation.state), row.placement);
    made.on_failure = &words[static_cast<std::size_t>(row.operation.on_failure)];
    return made;
}

/// Rows whose policies point into this object.
class CodedRows {
public:
    explicit CodedRows(std::span<const Row> rows) : policies_(rows.size()), rows_(rows.size()) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows_[i] = code(rows[i].state, rows[i].placement);
            if (rows[i].on_failure) {
                policies_[i] = code(*rows[i].on_failure);
                rows_[i].on_failure = &policies_[i];
            }
        }
    }
    const std::vector<rollout_row>& rows() const { return rows_; }

private:
    std::vector<rollout_text> policies_;
    std::vector<rollout_row> rows_;
};

inline State project_by_c(Edition edition, std::span<const Row> rows, Latch latch) {
    const CodedRows given(rows);
    return State(rollout_project_rows(code(edition), given.rows().data(), rows.size(), code(latch)));
}

inline std::vector<Child> build_by_c(Edition edition, std::span<const Row> rows, Latch latch) {
    const CodedRows given(rows);
    std::vector<rollout_child> made(rows.size());
    if (rollout_build(code(edition), given.rows().data(), rows.size(), code(latch), made.data()) != 1) {
        return {};
    }
    std::vector<Child> children;
    for (const rollout_child& child : made) {
        children.push_back({State(child.state), child.continue_on_failure != 0, child.pause_on_failure != 0,
                            child.orphaned != 0, child.never_started != 0});
    }
    return children;
}

inline Verdict guard_by_c(Edition edition, const GuardInput& input) {
    return Verdict(rollout_guard(code(edition), code(input)));
}
inline ParentWrite operator_write_by_c(Edition edition, const WriterInput& input) {
    const rollout_parent_write made = rollout_operator_write(code(edition), code(input));
    return {Verdict(made.verdict), State(made.state), Stamp(made.completed_at), Stamp(made.started_at),
            made.takes_error_text == 1};
}
inline bool local_guard_admits_by_c(State stored) { return rollout_local_guard_admits(code(stored)) == 1; }
inline bool lands_by_c(Edition edition, State read, State stored) {
    return rollout_lands(code(edition), code(read), code(stored)) == 1;
}
inline LocalSource local_source_by_c(Edition edition, const LocalInput& input) {
    return LocalSource(rollout_local_source(code(edition), code(input)));
}
inline SideEffects side_effects_by_c(Edition edition, State result, State projected, bool moved) {
    const rollout_side_effects made = rollout_side_effects_of(code(edition), code(result), code(projected), moved);
    return {made.quiesce == 1, made.completed_at == 1, made.publish == 1};
}
inline std::optional<State> row_state_by_c(Edition edition, const RowInput& input) {
    const rollout_state made = rollout_row_state(code(edition), code(input));
    return made == ROLLOUT_STAYS ? std::nullopt : std::optional(State(made));
}
inline bool stop_is_resolved_by_c(Edition edition, State parent, bool every_row_is_terminal) {
    return rollout_stop_is_resolved(code(edition), code(parent), every_row_is_terminal) == 1;
}

inline std::vector<rollout_row> coded(std::span<const PlacedOperation> rows) {
    std::vector<rollout_row> made;
    made.reserve(rows.size());
    for (const PlacedOperation& row : rows) {
        made.push_back(code(row));
    }
    return made;
}
inline Claim claim_by_c(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                        const ClaimInput& input) {
    const std::vector<rollout_row> given = coded(rows);
    return Claim(rollout_claim(code(edition), given.data(), given.size(), index, code(input)));
}
inline bool may_cut_over_by_c(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                              const ClaimInput& input) {
    const std::vector<rollout_row> given = coded(rows);
    return rollout_may_cut_over(code(edition), given.data(), given.size(), index, code(input)) == 1;
}

}  // namespace rollout::tests
