// Mistakes in relating rows (BUILD-1 to BUILD-3) but for what a finalizer covers, and in reading places where an
// edition reads none.
#include <cctype>

#include "builder.hpp"

namespace rollout::zoo {
namespace {

using oracle::policy_word;

/// Returns whether a row is a finalizer of the place of that one.
auto finalizes_as(const WrittenRow& finalizer) {
    return [&](const WrittenRow& row) {
        return row.kind == Kind::group_finalizer && row.key == finalizer.key && row.deployment == finalizer.deployment;
    };
}

void add_deployments(RowMistakes& rows) {
    rows.add_deployments("deployment-ignored", "covers work of other deployments", [](auto) { return ""; });
    rows.add_deployments("deployment-any-case", "ignores case in deployments", oracle::in_small_letters);
    rows.add_deployments("deployment-trimmed", "trims deployments",
                         [](auto text) { return trimmed(text, ascii_blanks); });
    rows.add_deployments("deployment-padded", "compares deployments as a CHAR column pads",
                         [](auto text) { return trimmed(text, " ", false); });
    rows.add_deployments("deployment-nfc", "normalises deployments by NFC", composed);
    rows.add_deployments("deployment-unicode-case", "folds deployments by Unicode", unicode_lower);
    rows.add_deployments("deployment-cut-at-nul", "copies deployments into C strings",
                         [](auto text) { return text.substr(0, text.find('\0')); });
    rows.add_deployments("deployment-255", "keeps 255 bytes of a deployment",
                         [](auto text) { return text.substr(0, 255); });
    rows.add_deployments("deployment-number", "compares deployments as numbers where they are", [](auto text) {
        return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos
                   ? std::to_string(std::stod(text))
                   : text;
    });
    rows.add_deployments("deployment-dash", "reads a dash as an underscore",
                         [](auto text) { return replaced_all(text, "-", "_"); });
    rows.add_builder("deployment-prefix", "compares deployments by their beginning", [](Builder& builder) {
        builder.is_same_deployment = [](const std::string& one, const std::string& other) {
            return one.starts_with(other) || other.starts_with(one);
        };
    });
    rows.add_builder("deployment-like", "compares deployments by LIKE", [](Builder& builder) {
        builder.is_same_deployment = [](const std::string& one, const std::string& other) {
            return one == other || (one.size() < 100 && is_like(other, one));
        };
    });
    rows.add_builder("deployment-empty-is-any", "takes an absent deployment for any", [](Builder& builder) {
        builder.is_same_deployment = [](const std::string& one, const std::string& other) {
            return one == other || one.empty() || other.empty();
        };
    });
    rows.add("joined", "joins deployment and key by a slash, and compares the whole",
             [](Edition edition, const Rollout& rollout) {
                 Rollout changed = rollout;
                 if (Rows* list = rows_of(changed)) {
                     for (WrittenRow& row : *list) {
                         row.key = row.deployment + "/" + row.key;
                         row.deployment = "";
                     }
                 }
                 return right(edition, changed);
             });
}

void add_conditions(RowMistakes& rows) {
    const auto orphans_by = [](auto fails) {
        return [=](Builder& builder) {
            builder.orphans = [=](const WrittenRow& row) { return row.kind == Kind::work && fails(stored_state(row)); };
        };
    };
    rows.add_builder("cancelled-orphans", "orphans by cancelled work, too",
                     orphans_by([](State state) { return state == State::failed || state == State::cancelled; }));
    rows.add_builder("reverted-orphans", "orphans by reverted work, too",
                     orphans_by([](State state) { return state == State::failed || state == State::reverted; }));
    rows.add_builder("stopped-orphans", "orphans by stopped work, too",
                     orphans_by([](State state) { return state == State::failed || state == State::stopped; }));
    rows.add_builder("retryable-orphans", "orphans by failed_retryable work, too", orphans_by([](State state) {
                         return state == State::failed || state == State::failed_retryable;
                     }));
    rows.add_builder("unfinished-orphans", "orphans by work that is not completed",
                     orphans_by([](State state) { return state != State::completed; }));
    rows.add_builder("finalizers-orphan", "lets a failed finalizer orphan another", [](Builder& builder) {
        builder.orphans = [](const WrittenRow& row) { return stored_state(row) == State::failed; };
    });
    rows.add_builder("continue-orphans", "orphans by failed work that may continue alone", [](Builder& builder) {
        builder.orphans = [](const WrittenRow& row) {
            return row.kind == Kind::work && stored_state(row) == State::failed &&
                   row.on_failure == policy_word("continue");
        };
    });
    rows.add_builder("halt-orphans", "orphans by failed work that may not continue alone", [](Builder& builder) {
        builder.orphans = [](const WrittenRow& row) {
            return row.kind == Kind::work && stored_state(row) == State::failed &&
                   row.on_failure != policy_word("continue");
        };
    });
    rows.add_builder("exact-failed", "compares the work's state as it is spelled", [](Builder& builder) {
        builder.orphans = [](const WrittenRow& row) { return row.kind == Kind::work && row.state == "failed"; };
    });
    const auto orphan_if = [](auto is_it) { return [=](Builder& builder) { builder.can_be_orphaned = is_it; }; };
    rows.add_builder("pending-only", "orphans pending finalizers alone", orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && stored_state(row) == State::pending;
                     }));
    rows.add_builder("stopped-only", "orphans stopped finalizers alone", orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && stored_state(row) == State::stopped;
                     }));
    rows.add_builder("any-state", "orphans finalizers in any state",
                     orphan_if([](const WrittenRow& row) { return row.kind == Kind::group_finalizer; }));
    rows.add_builder(
        "resuming-too", "takes resuming for pending, as the base does", orphan_if([](const WrittenRow& row) {
            return row.kind == Kind::group_finalizer && (waits(row) || stored_state(row) == State::resuming);
        }));
    rows.add_builder("exact-pending", "compares the finalizer's state as it is spelled",
                     orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && (row.state == "pending" || row.state == "stopped");
                     }));
    rows.add_builder("kind-ignored", "takes a row for a finalizer by its key alone",
                     orphan_if([](const WrittenRow& row) { return waits(row); }));
    rows.add_builder("started-only", "orphans finalizers that were started alone", orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && waits(row) && row.started != std::optional(false);
                     }));
    rows.add_builder("unstarted-only", "orphans finalizers that were never started alone",
                     orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && waits(row) && row.started == std::optional(false);
                     }));
    const auto never_started = [](auto is_it) { return [=](Builder& builder) { builder.never_started = is_it; }; };
    rows.add_builder(
        "absent-not-started", "takes an absent record of a start for none",
        never_started([](const WrittenRow& row) { return row.started != std::optional(true) && waits(row); }));
    rows.add_builder("started-ignored", "does not read whether a row was started",
                     never_started([](const WrittenRow&) { return false; }));
    rows.add_builder("pending-never-started", "takes pending rows alone for never started",
                     never_started([](const WrittenRow& row) {
                         return row.started == std::optional(false) && stored_state(row) == State::pending;
                     }));
    rows.add_builder("any-never-started", "takes a row in any state for never started",
                     never_started([](const WrittenRow& row) { return row.started == std::optional(false); }));
    rows.add_builder(
        "stopped-never-started", "takes every stopped row for never started", never_started([](const WrittenRow& row) {
            return (row.started == std::optional(false) && waits(row)) || stored_state(row) == State::stopped;
        }));
    rows.add_builder("work-never-started", "takes work alone for never started",
                     never_started([](const WrittenRow& row) {
                         return row.started == std::optional(false) && waits(row) && row.kind == Kind::work;
                     }));
    rows.add_builder("finalizer-never-started", "takes finalizers alone for never started",
                     never_started([](const WrittenRow& row) {
                         return row.started == std::optional(false) && waits(row) && row.kind == Kind::group_finalizer;
                     }));
    rows.add_builder("exact-never-started", "compares the state as it is spelled",
                     never_started([](const WrittenRow& row) {
                         return row.started == std::optional(false) && row.state == "stopped";
                     }));
}

void add_several(RowMistakes& rows) {
    rows.add_decision("earlier-only", "looks for failed work before the finalizer alone",
                      by_some(&Builder::orphans, [](std::size_t other, std::size_t at) { return other < at; }));
    rows.add_decision("later-only", "looks for failed work after the finalizer alone",
                      by_some(&Builder::orphans, [](std::size_t other, std::size_t at) { return other > at; }));
    rows.add_decision("first-covered", "looks at the first work that it covers alone", by_the_first(&Builder::orphans));
    rows.add_decision("last-covered", "looks at the last work that it covers alone", by_the_last(&Builder::orphans));
    rows.add_decision("all-covered", "orphans where all covered work has failed",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return !covered.empty() && std::all_of(covered.begin(), covered.end(), [&](std::size_t i) {
                              return builder.orphans(list[i]) || list[i].kind != Kind::work;
                          });
                      });
    rows.add_decision("none-live", "orphans where no covered work is live any more",
                      by_any_unless(&Builder::orphans, is_stored_as(State::pending)));
    rows.add_decision("none-completed", "orphans where no covered work is completed",
                      by_any_unless(&Builder::orphans, is_stored_as(State::completed)));
    rows.add_decision("last-of-key", "keeps one work for each key, the last",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return std::any_of(covered.begin(), covered.end(), [&](std::size_t i) {
                              const bool is_last = std::none_of(covered.begin(), covered.end(), [&](std::size_t j) {
                                  return j > i && list[j].key == list[i].key;
                              });
                              return is_last && builder.orphans(list[i]);
                          });
                      });
    rows.add_decision("first-of-key", "keeps one work for each key, the first",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return std::any_of(covered.begin(), covered.end(), [&](std::size_t i) {
                              const bool is_first = std::none_of(covered.begin(), covered.end(), [&](std::size_t j) {
                                  return j < i && list[j].key == list[i].key;
                              });
                              return is_first && builder.orphans(list[i]);
                          });
                      });
    rows.add_decision("one-finalizer", "knows one finalizer for each scope, the first",
                      [](const Builder& builder, const Rows& list, std::size_t at, const auto& covered) {
                          const bool is_first = std::none_of(
                              list.begin(), list.begin() + static_cast<std::ptrdiff_t>(at), finalizes_as(list[at]));
                          return is_first && any_orphans(builder, list, covered);
                      });
    rows.add_decision("last-finalizer", "knows one finalizer for each scope, the last",
                      [](const Builder& builder, const Rows& list, std::size_t at, const auto& covered) {
                          const bool is_last = std::none_of(list.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                                            list.end(), [&](const WrittenRow& row) {
                                                                return row.kind == Kind::group_finalizer &&
                                                                       row.key == list[at].key &&
                                                                       row.deployment == list[at].deployment;
                                                            });
                          return is_last && any_orphans(builder, list, covered);
                      });
    rows.add_decision("first-finalizer-of-all", "knows one finalizer in all",
                      [](const Builder& builder, const Rows& list, std::size_t at, const auto& covered) {
                          const bool is_first =
                              std::none_of(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(at),
                                           [](const WrittenRow& row) { return row.kind == Kind::group_finalizer; });
                          return is_first && any_orphans(builder, list, covered);
                      });
    rows.add_decision("adjacent", "looks at the rows next to the finalizer alone",
                      by_some(&Builder::orphans,
                              [](std::size_t other, std::size_t at) { return other + 1 == at || at + 1 == other; }));
    rows.add_decision("first-eight", "looks at the first eight rows for failed work",
                      by_some(&Builder::orphans, [](std::size_t other, std::size_t) { return other < 8; }));
}

/// Mistakes of every edition: an order or a choice of rows by what the edition does not read.
void add_choices(RowMistakes& rows) {
    const auto sorted_by = [](auto key) {
        return [=](Edition, Rows& list) {
            std::stable_sort(list.begin(), list.end(),
                             [&](const WrittenRow& one, const WrittenRow& other) { return key(one) < key(other); });
        };
    };
    rows.add_rows("sorted-by-deployment", "reads rows sorted by deployment",
                  sorted_by([](const WrittenRow& row) { return row.deployment; }), Edition::pause);
    rows.add_rows("sorted-by-key", "reads rows sorted by key", sorted_by([](const WrittenRow& row) { return row.key; }),
                  Edition::pause);
    rows.add_rows("finalizers-last", "reads finalizers after all work",
                  sorted_by([](const WrittenRow& row) { return row.kind; }), Edition::pause);
    rows.add_rows("finalizers-first", "reads finalizers before all work",
                  sorted_by([](const WrittenRow& row) { return row.kind == Kind::work; }), Edition::pause);
    rows.add_rows("no-finalizers", "leaves finalizers out", [](Edition, Rows& list) {
        std::erase_if(list, [](const WrittenRow& row) { return row.kind == Kind::group_finalizer; });
    });
    rows.add_rows("no-unstarted", "leaves rows out that were not started", [](Edition, Rows& list) {
        std::erase_if(list, [](const WrittenRow& row) { return row.started == std::optional(false); });
    });
    rows.add_rows("one-of-place", "keeps the last row of each deployment and key", [](Edition, Rows& list) {
        Rows kept;
        for (const WrittenRow& row : list) {
            const bool has_place = !row.deployment.empty();
            std::erase_if(kept, [&](const WrittenRow& other) {
                return has_place && other.deployment == row.deployment && other.key == row.key;
            });
            kept.push_back(row);
        }
        list = std::move(kept);
    });
    rows.add_rows("one-of-deployment", "keeps the first row of each deployment", [](Edition, Rows& list) {
        Rows kept;
        for (const WrittenRow& row : list) {
            if (row.deployment.empty() || std::none_of(kept.begin(), kept.end(), [&](const WrittenRow& other) {
                    return other.deployment == row.deployment;
                })) {
                kept.push_back(row);
            }
        }
        list = std::move(kept);
    });
    rows.add_rows("unstarted-pending", "takes a row that was not started for pending", [](Edition, Rows& list) {
        for (WrittenRow& row : list) {
            row.state = row.started == std::optional(false) ? "pending" : row.state;
        }
    });
    rows.add_rows(
        "early-builder", "builds children as edition finalizers does, in an edition that does not",
        [](Edition, Rows& list) {
            for (std::size_t i = 0; i < list.size(); ++i) {
                if (list[i].started == std::optional(false) && waits(list[i])) {
                    list[i].state = "cancelled";
                }
            }
        },
        Edition::b1, Edition::settled);
    rows.add("orphans-completed", "takes an orphan for completed", [](Edition edition, const Rollout& rollout) {
        std::vector<Child> children = oracle::children_of(edition, rollout);
        for (Child& child : children) {
            child.state = child.orphaned ? State::completed : child.state;
        }
        return reference::project(edition, std::span<const Child>(children));
    });
}

}  // namespace

void add_row_mistakes(std::vector<Mistake>& mistakes) {
    RowMistakes rows(mistakes);
    add_coverage(rows);
    add_deployments(rows);
    add_conditions(rows);
    add_several(rows);
    add_choices(rows);
    add_steps(rows);
}

}  // namespace rollout::zoo
