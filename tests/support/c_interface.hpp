// The C interface, asked in the vocabulary of C++.
#pragma once

#include <rollout.h>

#include <span>
#include <vector>

#include <rollout/vocabulary/child.hpp>

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

/// Rows whose policies point into this object.
class CodedRows {
public:
    explicit CodedRows(std::span<const Row> rows) : policies_(rows.size()), rows_(rows.size()) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Placement& placement = rows[i].placement;
            rows_[i] = {code(rows[i].state),
                        nullptr,
                        code(placement.deployment),
                        code(placement.key),
                        placement.kind == Kind::group_finalizer,
                        !placement.started};
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

}  // namespace rollout::tests
