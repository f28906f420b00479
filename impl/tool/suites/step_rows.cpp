// The part of the suite of rows that asks about the steps of a change (BUILD-6).
#include "row_cases.hpp"

namespace rollout::oracle {
namespace {

WrittenRow in_step(WrittenRow row, std::uint32_t step) {
    row.step = step;
    return row;
}

/// Returns a failure of another deployment: so the base is failed, whatever the others are.
WrittenRow failed_elsewhere() { return work("failed", "x", "other"); }

/// Every state, kind and record of a start of the row before, and of the row after.
void add_steps_by_state(RowCases& suite) {
    WrittenRow pausing = failed_elsewhere();
    pausing.on_failure = policy_word("pause");
    for (const StateFacts& facts : states) {
        const std::string state(facts.token);
        for (const Kind kind : {Kind::work, Kind::group_finalizer}) {
            WrittenRow row = in_step(work(state, "a/t"), 1);
            row.kind = kind;
            for (const char* waiting : {"pending", "stopped"}) {
                suite.add({failed_elsewhere(), row, in_step(work(waiting, "a/u"), 2)});
                suite.add({in_step(work(waiting, "a/u"), 2), row, failed_elsewhere()});
                suite.add({failed_elsewhere(), row, in_step(finalizer(waiting, "b" + ending), 2)});
                // What still holds hides that a later step does, but for a pause between the two.
                suite.add({row, pausing, in_step(work(waiting, "a/u"), 2)});
                suite.add({failed_elsewhere(), row, in_step(work(waiting, "a/u"), 1)});
                suite.add({failed_elsewhere(), row, work(waiting, "a/u")});
                row.step = 0;
                suite.add({failed_elsewhere(), row, in_step(work(waiting, "a/u"), 2)});
                row.step = 1;
            }
            row.step = 2;
            for (const std::optional<bool> started :
                 {std::optional<bool>(), std::optional(true), std::optional(false)}) {
                row.started = started;
                for (const char* policy : {"halt", "continue", "pause", "unheard_of"}) {
                    WrittenRow ended = in_step(work("failed", "b"), 1);
                    ended.on_failure = policy_word(policy);
                    suite.add({ended, row});
                    suite.add({row, ended});
                }
                suite.add({failed_elsewhere(), in_step(work("cancelled", "b"), 1), row});
                suite.add({in_step(work("reverted", "b"), 1), pausing, row});
            }
        }
    }
}

/// Pairs of steps, deployments, targets and keys.
void add_pairs_of_steps(RowCases& suite) {
    for (const std::uint32_t one : some_steps) {
        for (const std::uint32_t other : some_steps) {
            suite.add({in_step(work("failed", "a"), one), in_step(work("pending", "b"), other)});
        }
    }
    for (const std::string& one : deployments) {
        for (const std::string& other : deployments) {
            suite.add({in_step(work("failed", "a", one), 1), in_step(work("pending", "b", other), 2)});
        }
    }
    for (const char* one : {"", "a", "b"}) {
        for (const char* other : {"", "a", "b", "A"}) {
            WrittenRow ended = in_step(work("failed", "k"), 1);
            WrittenRow row = in_step(work("pending", "k"), 2);
            ended.target = one;
            row.target = other;
            suite.add({ended, row});
            ended.key = one;
            row.key = other;
            suite.add({ended, row});
        }
    }
}

void add_several_steps(RowCases& suite) {
    for (const char* waiting : {"pending", "stopped"}) {
        for (const char* ended : {"failed", "cancelled", "reverted"}) {
            for (const char* other : {"completed", "failed", "failed_retryable", "pending", "stopped"}) {
                for (const std::uint32_t step : {0U, 1U, 2U, 3U, 4U}) {
                    suite.add_in_every_order({failed_elsewhere(), in_step(work(ended, "a"), 2),
                                              in_step(work(other, "b"), step), in_step(work(waiting, "c"), 3)});
                }
                suite.add_in_every_order({failed_elsewhere(), in_step(work(ended, "a"), 2),
                                          in_step(work(other, "a", "e"), 1), in_step(work(waiting, "c"), 3),
                                          in_step(work(waiting, "c", "e"), 2)});
            }
            suite.add_in_every_order(
                {failed_elsewhere(), in_step(work(ended, "a/t"), 2), in_step(finalizer(waiting, "a" + ending), 1)});
            suite.add_in_every_order(
                {failed_elsewhere(), in_step(work(ended, "a/t"), 2), in_step(finalizer(waiting, "b" + ending), 3)});
            suite.add_in_every_order(
                {failed_elsewhere(), in_step(work(ended, "a/t"), 2), finalizer(waiting, "a" + ending)});
        }
        // Behind nine steps, and before ten.
        for (std::uint32_t failing = 1; failing <= 10; ++failing) {
            Rows rows;
            for (std::uint32_t step = 1; step <= 10; ++step) {
                rows.push_back(in_step(work(step == failing ? "failed" : "completed", "a"), step));
            }
            rows.push_back(in_step(work(waiting, "b"), 5));
            suite.add(rows);
            std::reverse(rows.begin(), rows.end());
            suite.add(rows);
        }
    }
}

void add_steps_by_spelling(RowCases& suite) {
    for (const char* spelling : {"FAILED", "STATE_CANCELLED", "Reverted"}) {
        suite.add({failed_elsewhere(), in_step(work(spelling, "a"), 1), in_step(work("pending", "b"), 2)});
        suite.add({failed_elsewhere(), in_step(work("failed", "a"), 1), in_step(work("STATE_Stopped", "b"), 2)});
    }
}

}  // namespace

void add_steps(RowCases& suite) {
    add_steps_by_state(suite);
    add_pairs_of_steps(suite);
    add_several_steps(suite);
    add_steps_by_spelling(suite);
}

}  // namespace rollout::oracle
