// Mistakes in the rule itself, at one level or at both, that are more than a clause left out.
#include <algorithm>
#include <array>

#include <rollout/reference/base.hpp>

#include "mistake.hpp"

namespace rollout::zoo {
namespace {

bool is_over(State state) {
    constexpr std::array over{State::completed, State::failed, State::stopped, State::cancelled, State::reverted};
    return std::find(over.begin(), over.end(), state) != over.end();
}

class RuleMistakes : public MistakesOfKind {
public:
    explicit RuleMistakes(std::vector<Mistake>& mistakes) : MistakesOfKind(mistakes, "rule", "rule-", Edition::b1) {}

    /// Adds one that answers by the children alone.
    void add_children(std::string name, std::string description,
                      std::function<State(Edition, const std::vector<Child>&)> answer, Edition first = Edition::b1,
                      Edition last = last_edition) {
        add(
            std::move(name), std::move(description),
            [=](Edition edition, const Rollout& rollout) {
                return answer(edition, oracle::children_of(edition, rollout));
            },
            first, last);
    }
    void add_changed(std::string name, std::string description,
                     std::function<void(Edition, std::vector<Child>&)> change, Edition first = Edition::b1,
                     Edition last = last_edition) {
        add(std::move(name), std::move(description), with_children(std::move(change)), first, last);
    }
    /// Adds one that is wrong where the right answer is `from`.
    void add_answer(std::string name, std::string description, State from, State to, Edition first = Edition::b1,
                    Edition last = last_edition) {
        add(
            std::move(name), std::move(description),
            [=](Edition edition, const Rollout& rollout) {
                const State state = right(edition, rollout);
                return state == from ? to : state;
            },
            first, last);
    }
};

State projected(Edition edition, const std::vector<Child>& children) {
    return reference::project(edition, std::span<const Child>(children));
}
bool any(const std::vector<Child>& children, State state) {
    return std::any_of(children.begin(), children.end(), [&](const Child& child) { return child.state == state; });
}

void add_answers(RuleMistakes& rule) {
    rule.add_children("empty-completed", "takes a rollout of nothing for completed",
                      [](Edition edition, const auto& children) {
                          return children.empty() ? State::completed : projected(edition, children);
                      });
    rule.add_children("empty-running", "starts a rollout before it has rows",
                      [](Edition edition, const auto& children) {
                          return children.empty() ? State::running : projected(edition, children);
                      });
    rule.add_answer("hold-running", "shows a hold as plain running", State::running_degraded, State::running,
                    Edition::b4);
    rule.add_children(
        "hold-degraded", "shows the hold by the name that it has later",
        [](Edition edition, const auto& children) {
            const State state = projected(edition, children);
            return state == State::running && any(children, State::failed) ? State::running_degraded : state;
        },
        Edition::b2, Edition::b3);
    rule.add_answer("paused-running", "shows paused as running_degraded", State::paused, State::running_degraded,
                    Edition::pause);
    rule.add_answer("paused-stopped", "shows paused as stopped", State::paused, State::stopped, Edition::pause);
    rule.add_answer("retryable-failed", "takes failed_retryable for failed", State::failed_retryable, State::failed);
    rule.add_children(
        "continue-completes", "ends a rollout as completed where every failure might continue",
        [](Edition edition, const auto& children) {
            const bool may = std::all_of(children.begin(), children.end(), [](const Child& child) {
                return child.state == State::completed ||
                       (child.state == State::failed && child.continue_on_failure && !child.pause_on_failure);
            });
            return !children.empty() && may ? State::completed : projected(edition, children);
        },
        Edition::b2);
    rule.add_children(
        "single-held", "holds a rollout of one failed child that may continue",
        [](Edition edition, const auto& children) {
            const bool held =
                children.size() == 1 && children[0].state == State::failed && children[0].continue_on_failure;
            return held ? State::running : projected(edition, children);
        },
        Edition::b2);
    rule.add_children("two-completed", "asks of the first and the last alone whether all are completed",
                      [](Edition edition, const auto& children) {
                          const bool ends = children.size() > 2 && children.front().state == State::completed &&
                                            children.back().state == State::completed && !any(children, State::failed);
                          return ends ? State::completed : projected(edition, children);
                      });
    rule.add_children(
        "last-wins", "shows the state of the last child that is over", [](Edition edition, const auto& children) {
            const bool all = !children.empty() && std::all_of(children.begin(), children.end(),
                                                              [](const Child& child) { return is_over(child.state); });
            return all ? children.back().state : projected(edition, children);
        });
    rule.add_children(
        "majority", "ends as completed where most children are", [](Edition edition, const auto& children) {
            const auto completed = std::count_if(children.begin(), children.end(),
                                                 [](const Child& child) { return child.state == State::completed; });
            return 2 * static_cast<std::size_t>(completed) > children.size() + 2 ? State::completed
                                                                                 : projected(edition, children);
        });
}

void add_orders(RuleMistakes& rule) {
    rule.add_changed(
        "sorted", "reads the children sorted by state",
        [](Edition, auto& children) {
            std::stable_sort(children.begin(), children.end(),
                             [](const Child& left, const Child& right) { return left.state < right.state; });
        },
        Edition::pause);
    rule.add_changed(
        "reversed", "reads the newest row first",
        [](Edition, auto& children) { std::reverse(children.begin(), children.end()); }, Edition::pause);
    rule.add_changed(
        "failures-first", "reads failed children before all others",
        [](Edition, auto& children) {
            std::stable_partition(children.begin(), children.end(),
                                  [](const Child& child) { return child.state == State::failed; });
        },
        Edition::pause);
    rule.add_changed(
        "failures-last", "reads failed children after all others",
        [](Edition, auto& children) {
            std::stable_partition(children.begin(), children.end(),
                                  [](const Child& child) { return child.state != State::failed; });
        },
        Edition::pause);
    rule.add_changed(
        "first-of-each", "keeps the first child of each state and its flags",
        [](Edition, auto& children) {
            std::vector<Child> kept;
            for (const Child& child : children) {
                if (std::none_of(kept.begin(), kept.end(), [&](const Child& other) { return other == child; })) {
                    kept.push_back(child);
                }
            }
            children = std::move(kept);
        },
        Edition::pause);
    rule.add_changed(
        "next-only", "pauses for the very next child alone",
        [](Edition, auto& children) {
            for (std::size_t i = 0; i < children.size(); ++i) {
                const bool next_is_over = i + 1 == children.size() || is_over(children[i + 1].state);
                if (children[i].state == State::failed && children[i].pause_on_failure &&
                    !children[i].continue_on_failure && next_is_over) {
                    children[i].pause_on_failure = false;
                    children[i].continue_on_failure = true;
                }
            }
        },
        Edition::pause);
}

/// Reads one state as another where a child is failed: as one function of two does that disagree.
std::function<void(Edition, std::vector<Child>&)> next_to_a_failure(State from, State to) {
    return [=](Edition, std::vector<Child>& children) {
        const bool has_failed = any(children, State::failed);
        for (Child& child : children) {
            child.state = has_failed && child.state == from ? to : child.state;
        }
    };
}

void add_flags(RuleMistakes& rule) {
    rule.add_changed(
        "both-continue", "takes both flags for permission",
        [](Edition, auto& children) {
            for (Child& child : children) {
                child.pause_on_failure = child.pause_on_failure && !child.continue_on_failure;
            }
        },
        Edition::pause);
    rule.add_changed(
        "both-pause", "takes both flags for pause",
        [](Edition, auto& children) {
            for (Child& child : children) {
                child.continue_on_failure = child.continue_on_failure && !child.pause_on_failure;
            }
        },
        Edition::pause);
    rule.add_changed(
        "flags-of-all", "asks the flags of children that are not failed",
        [](Edition, auto& children) {
            const bool any_halts = std::any_of(children.begin(), children.end(), [](const Child& child) {
                return !child.continue_on_failure && !child.pause_on_failure;
            });
            for (Child& child : children) {
                child.continue_on_failure = child.continue_on_failure && !any_halts;
            }
        },
        Edition::b2);
    rule.add_changed("retryable-over", "counts failed_retryable as over",
                     next_to_a_failure(State::failed_retryable, State::cancelled), Edition::b2);
    rule.add_changed("stopped-live", "counts stopped as live where the edition counts it as over",
                     next_to_a_failure(State::stopped, State::running), Edition::b2, Edition::pause);
    rule.add_changed("stopped-over", "counts stopped as over where the edition does not",
                     next_to_a_failure(State::stopped, State::cancelled), Edition::settled);
    rule.add_changed(
        "resuming-pending", "takes resuming for not past pending",
        [](Edition, auto& children) {
            for (Child& child : children) {
                child.state = child.state == State::resuming ? State::pending : child.state;
            }
        },
        Edition::settled);
    rule.add_changed(
        "orphans-left-out", "leaves orphaned children out of the base",
        [](Edition, auto& children) { std::erase_if(children, [](const Child& child) { return child.orphaned; }); },
        Edition::finalizers);
    rule.add_changed(
        "never-started-holds-not", "lets a child that was never started hold nothing",
        [](Edition, auto& children) {
            for (Child& child : children) {
                child.orphaned = child.orphaned || child.never_started;
            }
        },
        Edition::finalizers);
    rule.add_changed(
        "never-started-ignored", "takes every held child for past pending",
        [](Edition, auto& children) {
            for (Child& child : children) {
                child.never_started = false;
            }
        },
        Edition::finalizers);
}

/// Mistakes at one level: the other one is another function, and right.
void add_levels(RuleMistakes& rule) {
    const auto exchanged = [](Edition edition, const Rollout& rollout) {
        const State state = right(edition, rollout);
        return state == State::cancelled ? State::stopped : state == State::stopped ? State::cancelled : state;
    };
    rule.add("children-exchanged", "exchanges cancelled and stopped, of children alone",
             [=](Edition edition, const Rollout& rollout) {
                 return rows_of(rollout) == nullptr ? exchanged(edition, rollout) : right(edition, rollout);
             });
    rule.add("rows-exchanged", "exchanges cancelled and stopped, of rows alone",
             [=](Edition edition, const Rollout& rollout) {
                 return rows_of(rollout) != nullptr ? exchanged(edition, rollout) : right(edition, rollout);
             });
    rule.add(
        "children-of-b1", "follows edition b1 for children",
        [](Edition edition, const Rollout& rollout) {
            return right(rows_of(rollout) == nullptr ? Edition::b1 : edition, rollout);
        },
        Edition::b2);
    rule.add(
        "rows-of-b1", "follows edition b1 for rows",
        [](Edition edition, const Rollout& rollout) {
            return right(rows_of(rollout) != nullptr ? Edition::b1 : edition, rollout);
        },
        Edition::b2);
    for (const EditionFacts& facts : editions) {
        // b2 and b3 are one rule to the projection.
        const Edition previous = facts.edition == Edition::b3   ? Edition::b1
                                 : facts.edition == Edition::b1 ? Edition::b2
                                                                : Edition(static_cast<int>(facts.edition) - 1);
        rule.add(
            "of-another-edition-" + std::string(facts.name),
            "follows edition " + std::string(name(previous)) + " where " + std::string(facts.name) + " is asked",
            [=](Edition, const Rollout& rollout) { return right(previous, rollout); }, facts.edition, facts.edition);
    }
}

}  // namespace

void add_rule_mistakes(std::vector<Mistake>& mistakes) {
    RuleMistakes rule(mistakes);
    add_answers(rule);
    add_orders(rule);
    add_flags(rule);
    add_levels(rule);
}

}  // namespace rollout::zoo
