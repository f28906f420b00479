// Wrong builders: a builder of which each step can be replaced, and how a mistake replaces one.
#pragma once

#include <algorithm>

#include "mistake.hpp"

namespace rollout::zoo {

using oracle::policy_word;

inline const std::string ending(reference::finalizer_ending);

inline State stored_state(const WrittenRow& row) { return reference::parse_state(row.state); }
inline bool waits(const WrittenRow& row) {
    return stored_state(row) == State::pending || stored_state(row) == State::stopped;
}

/// Returns whether a row is stored in that state.
inline auto is_stored_as(State state) {
    return [=](const WrittenRow& row) { return stored_state(row) == state; };
}

/// Returns whether the row is in one of the states that end a step.
inline bool has_ended(const WrittenRow& row) {
    const State state = stored_state(row);
    return state == State::failed || state == State::cancelled || state == State::reverted;
}

/// Returns whether one of the rows at these positions orphans, as the builder has it.
inline bool any_orphans(const auto& builder, const Rows& rows, const std::vector<std::size_t>& covered) {
    return std::any_of(covered.begin(), covered.end(), [&](std::size_t i) { return builder.orphans(rows[i]); });
}

/// A builder whose steps can be replaced. Keys and deployments arrive as text.
struct Builder {
    std::function<bool(const std::string& finalizer_key, const std::string& work_key)> covers =
        [](const std::string& finalizer_key, const std::string& work_key) {
            return reference::covers(std::string_view(finalizer_key), std::string_view(work_key));
        };
    std::function<bool(const std::string& one, const std::string& other)> is_same_deployment = std::equal_to<>();
    std::function<bool(const WrittenRow& row)> can_be_orphaned = [](const WrittenRow& row) {
        return row.kind == Kind::group_finalizer && waits(row);
    };
    std::function<bool(const WrittenRow& row)> orphans = [](const WrittenRow& row) {
        return row.kind == Kind::work && stored_state(row) == State::failed;
    };
    std::function<bool(const WrittenRow& row)> never_started = [](const WrittenRow& row) {
        return row.started == std::optional(false) && waits(row);
    };
    /// Whether a row is an orphan, of the rows that it covers in its deployment, with their positions.
    std::function<bool(const Builder&, const Rows&, std::size_t at, const std::vector<std::size_t>& covered)> decide =
        [](const Builder& builder, const Rows& rows, std::size_t, const std::vector<std::size_t>& covered) {
            return any_orphans(builder, rows, covered);
        };

    // Edition steps.
    std::function<bool(const WrittenRow& row)> waits_for_steps = [](const WrittenRow& row) {
        return row.step > 0 && waits(row);
    };
    std::function<bool(const WrittenRow& row)> ends_its_step = [](const WrittenRow& row) {
        return row.kind == Kind::work && row.step > 0 && has_ended(row);
    };
    std::function<bool(const WrittenRow& other, const WrittenRow& row)> is_of_an_earlier_step =
        [](const WrittenRow& other, const WrittenRow& row) { return other.step < row.step; };
    /// Whether a row is an orphan, of the rows of earlier steps of its deployment, with their positions.
    std::function<bool(const Builder&, const Rows&, std::size_t at, const std::vector<std::size_t>& earlier)>
        decide_by_steps =
            [](const Builder& builder, const Rows& rows, std::size_t, const std::vector<std::size_t>& earlier) {
                return std::any_of(earlier.begin(), earlier.end(),
                                   [&](std::size_t i) { return builder.ends_its_step(rows[i]); });
            };

    /// Returns the positions of the other rows of its deployment that `relates` names.
    std::vector<std::size_t> others(const Rows& rows, std::size_t at, const auto& relates) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i != at && is_same_deployment(rows[at].deployment, rows[i].deployment) && relates(rows[i])) {
                found.push_back(i);
            }
        }
        return found;
    }

    State operator()(Edition edition, const Rollout& rollout) const {
        const Rows* rows = rows_of(rollout);
        if (rows == nullptr) {
            return right(edition, rollout);
        }
        std::vector<Child> children;
        for (std::size_t i = 0; i < rows->size(); ++i) {
            const WrittenRow& row = (*rows)[i];
            Child child = reference::child(edition, reference::operation(row.row()), rollout.latch);
            child.never_started = never_started(row);
            if (can_be_orphaned(row)) {
                child.orphaned =
                    decide(*this, *rows, i,
                           others(*rows, i, [&](const WrittenRow& other) { return covers(row.key, other.key); }));
            }
            if (edition >= Edition::steps && waits_for_steps(row) && !child.orphaned) {
                child.orphaned = decide_by_steps(*this, *rows, i, others(*rows, i, [&](const WrittenRow& other) {
                    return is_of_an_earlier_step(other, row);
                }));
            }
            children.push_back(child);
        }
        return reference::project(edition, std::span<const Child>(children));
    }
};

// Wrong ways to decide by several rows. `asked` is the question that the builder asks of one row.

using Decide = std::function<bool(const Builder&, const Rows&, std::size_t at, const std::vector<std::size_t>& others)>;
using Asked = std::function<bool(const WrittenRow&)> Builder::*;

inline Decide by_the_first(Asked asked) {
    return [=](const Builder& builder, const Rows& rows, std::size_t, const std::vector<std::size_t>& others) {
        return !others.empty() && (builder.*asked)(rows[others.front()]);
    };
}
inline Decide by_the_last(Asked asked) {
    return [=](const Builder& builder, const Rows& rows, std::size_t, const std::vector<std::size_t>& others) {
        return !others.empty() && (builder.*asked)(rows[others.back()]);
    };
}
/// By those for whose position `is_seen` holds, next to that of the row that is decided.
inline Decide by_some(Asked asked, std::function<bool(std::size_t other, std::size_t at)> is_seen) {
    return [=](const Builder& builder, const Rows& rows, std::size_t at, const std::vector<std::size_t>& others) {
        return std::any_of(others.begin(), others.end(),
                           [&](std::size_t other) { return is_seen(other, at) && (builder.*asked)(rows[other]); });
    };
}
/// Unless `spoils` holds for one of them.
inline Decide by_any_unless(Asked asked, std::function<bool(const WrittenRow&)> spoils) {
    return [=](const Builder& builder, const Rows& rows, std::size_t, const std::vector<std::size_t>& others) {
        const auto some = [&](const auto& holds) {
            return std::any_of(others.begin(), others.end(), [&](std::size_t other) { return holds(rows[other]); });
        };
        return some(builder.*asked) && !some(spoils);
    };
}

/// Returns the scope by the rule; nothing where there is none.
inline std::optional<std::string> scope_of(const std::string& key) {
    return key.size() > ending.size() && key.ends_with(ending)
               ? std::optional(key.substr(0, key.size() - ending.size()))
               : std::nullopt;
}

/// Returns whether text is like a pattern of SQL.
inline bool is_like(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) {
        return text.empty();
    }
    if (pattern[0] == '%') {
        for (std::size_t i = 0; i <= text.size(); ++i) {
            if (is_like(text.substr(i), pattern.substr(1))) {
                return true;
            }
        }
        return false;
    }
    return !text.empty() && (pattern[0] == '_' || pattern[0] == text[0]) && is_like(text.substr(1), pattern.substr(1));
}

inline std::string composed(std::string text) { return replaced_all(std::move(text), "e\xCC\x81", "\xC3\xA9"); }

/// Where mistakes in relating rows are added.
class RowMistakes : public MistakesOfKind {
public:
    explicit RowMistakes(std::vector<Mistake>& mistakes)
        : MistakesOfKind(mistakes, "rows", "row-", Edition::finalizers) {}

    void add_builder(std::string name, std::string description, std::function<void(Builder&)> change) {
        Builder builder;
        change(builder);
        add(std::move(name), std::move(description), builder);
    }
    void add_scope(std::string name, std::string description,
                   std::function<bool(const std::string& scope, const std::string& work_key)> covers) {
        add_builder(std::move(name), std::move(description), [=](Builder& builder) {
            builder.covers = [=](const std::string& finalizer_key, const std::string& work_key) {
                const auto scope = scope_of(finalizer_key);
                return scope && covers(*scope, work_key);
            };
        });
    }
    void add_covers(std::string name, std::string description,
                    std::function<bool(const std::string& finalizer_key, const std::string& work_key)> covers) {
        add_builder(std::move(name), std::move(description), [=](Builder& builder) { builder.covers = covers; });
    }
    /// Adds one that reads both keys, or both deployments, as `read` returns them.
    void add_keys(std::string name, std::string description, std::function<std::string(std::string)> read) {
        add_covers(std::move(name), std::move(description),
                   [=](const std::string& finalizer_key, const std::string& work_key) {
                       return reference::covers(std::string_view(read(finalizer_key)),
                                                std::string_view(read(work_key)));
                   });
    }
    void add_deployments(std::string name, std::string description, std::function<std::string(std::string)> read) {
        add_builder(std::move(name), std::move(description), [=](Builder& builder) {
            builder.is_same_deployment = [=](const std::string& one, const std::string& other) {
                return read(one) == read(other);
            };
        });
    }
    void add_decision(std::string name, std::string description, Decide decide) {
        add_builder(std::move(name), std::move(description), [=](Builder& builder) { builder.decide = decide; });
    }
    void add_rows(std::string name, std::string description, std::function<void(Edition, Rows&)> change,
                  Edition first = Edition::b1, Edition last = last_edition) {
        add(std::move(name), std::move(description), with_rows(std::move(change)), first, last);
    }
};

/// Adds mistakes in what a finalizer covers (BUILD-4, BUILD-5); in what an earlier step orphans (BUILD-6).
void add_coverage(RowMistakes& rows);
void add_steps(RowMistakes& rows);

}  // namespace rollout::zoo
