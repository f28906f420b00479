// Mistakes in what earlier steps of a change orphan (BUILD-6).
#include "builder.hpp"

namespace rollout::zoo {
namespace {

/// Returns whether the row is work in a step.
bool is_work_in_a_step(const WrittenRow& row) { return row.kind == Kind::work && row.step > 0; }

/// Where mistakes about steps are added: what exists from edition steps on.
class StepMistakes {
public:
    explicit StepMistakes(RowMistakes& rows) : rows_(rows) {}

    void add(std::string name, std::string description, const std::function<void(Builder&)>& change) {
        Builder builder;
        change(builder);
        rows_.add("step-" + std::move(name), std::move(description), builder, Edition::steps);
    }
    void add_end(std::string name, std::string description, std::function<bool(const WrittenRow&)> ends_its_step) {
        add(std::move(name), std::move(description), [=](Builder& builder) { builder.ends_its_step = ends_its_step; });
    }
    /// Adds one for which work ends its step in these states.
    void add_states(std::string name, std::string description, std::vector<State> ended) {
        add_end(std::move(name), std::move(description), [=](const WrittenRow& row) {
            return is_work_in_a_step(row) && std::find(ended.begin(), ended.end(), stored_state(row)) != ended.end();
        });
    }
    void add_wait(std::string name, std::string description, std::function<bool(const WrittenRow&)> waits_for_steps) {
        add(std::move(name), std::move(description),
            [=](Builder& builder) { builder.waits_for_steps = waits_for_steps; });
    }
    void add_order(std::string name, std::string description,
                   std::function<bool(const WrittenRow& other, const WrittenRow& row)> is_of_an_earlier_step) {
        add(std::move(name), std::move(description),
            [=](Builder& builder) { builder.is_of_an_earlier_step = is_of_an_earlier_step; });
    }
    /// Adds one that compares steps as `read` returns them.
    void add_numbers(std::string name, std::string description, auto read) {
        add_order(std::move(name), std::move(description),
                  [=](const WrittenRow& other, const WrittenRow& row) { return read(other.step) < read(row.step); });
    }
    void add_decision(std::string name, std::string description, Decide decide) {
        add(std::move(name), std::move(description), [=](Builder& builder) { builder.decide_by_steps = decide; });
    }

private:
    RowMistakes& rows_;
};

void add_conditions(StepMistakes& steps) {
    steps.add_wait("ignored", "does not read steps", [](const WrittenRow&) { return false; });
    steps.add_states("failed-alone", "orphans by failed work alone, not by cancelled and reverted", {State::failed});
    steps.add_states("not-cancelled", "does not orphan by cancelled work", {State::failed, State::reverted});
    steps.add_states("not-reverted", "does not orphan by reverted work", {State::failed, State::cancelled});
    steps.add_states("stopped-ends", "orphans by stopped work of an earlier step, too",
                     {State::failed, State::cancelled, State::reverted, State::stopped});
    steps.add_states("retryable-ends", "orphans by failed_retryable work of an earlier step, too",
                     {State::failed, State::cancelled, State::reverted, State::failed_retryable});
    steps.add_end(
        "unfinished-ends", "orphans by all work of an earlier step that is not completed",
        [](const WrittenRow& row) { return is_work_in_a_step(row) && stored_state(row) != State::completed; });
    steps.add_end("finalizers-end", "lets a failed finalizer of an earlier step orphan",
                  [](const WrittenRow& row) { return row.step > 0 && has_ended(row); });
    steps.add_end("no-step-ends", "takes work without a step for a step before all others",
                  [](const WrittenRow& row) { return row.kind == Kind::work && has_ended(row); });
    steps.add_end("continue-goes-on", "does not orphan by work that may continue", [](const WrittenRow& row) {
        return is_work_in_a_step(row) && has_ended(row) && row.on_failure != policy_word("continue");
    });
    steps.add_end("exact-states", "compares the state of an earlier step as it is spelled", [](const WrittenRow& row) {
        return is_work_in_a_step(row) && (row.state == "failed" || row.state == "cancelled" || row.state == "reverted");
    });
    steps.add("no-step-waits", "takes a row without a step for one after all others", [](Builder& builder) {
        builder.waits_for_steps = waits;
        builder.is_of_an_earlier_step = [](const WrittenRow& other, const WrittenRow& row) {
            return other.step < row.step || row.step == 0;
        };
    });
    steps.add_wait("any-state-waits", "orphans rows of later steps in any state",
                   [](const WrittenRow& row) { return row.step > 0; });
    steps.add_wait("pending-waits", "orphans pending rows of later steps alone, not stopped ones",
                   [](const WrittenRow& row) { return row.step > 0 && stored_state(row) == State::pending; });
    steps.add_wait("work-waits", "does not orphan finalizers of later steps",
                   [](const WrittenRow& row) { return row.step > 0 && waits(row) && row.kind == Kind::work; });
    steps.add_wait("finalizers-wait", "orphans finalizers of later steps alone", [](const WrittenRow& row) {
        return row.step > 0 && waits(row) && row.kind == Kind::group_finalizer;
    });
    steps.add_wait(
        "unstarted-waits", "orphans rows of later steps that never started alone",
        [](const WrittenRow& row) { return row.step > 0 && waits(row) && row.started == std::optional(false); });
    steps.add("instead-of-finalizers", "orphans by earlier steps alone, not by covered work",
              [](Builder& builder) { builder.can_be_orphaned = [](const WrittenRow&) { return false; }; });
}

void add_orders(StepMistakes& steps) {
    steps.add_order("same-step", "orphans by work of the same step, too",
                    [](const WrittenRow& other, const WrittenRow& row) { return other.step <= row.step; });
    steps.add_order("any-step", "orphans by work of any other step",
                    [](const WrittenRow& other, const WrittenRow& row) { return other.step != row.step; });
    steps.add_order("later-steps", "orphans by work of later steps",
                    [](const WrittenRow& other, const WrittenRow& row) { return other.step > row.step; });
    steps.add_order("step-before", "orphans by work of the step just before alone",
                    [](const WrittenRow& other, const WrittenRow& row) { return other.step + 1 == row.step; });
    steps.add_order(
        "first-step", "orphans by work of step 1 alone",
        [](const WrittenRow& other, const WrittenRow& row) { return other.step == 1 && other.step < row.step; });
    steps.add_order("same-target", "orphans by earlier steps of the same target alone",
                    [](const WrittenRow& other, const WrittenRow& row) {
                        return other.step < row.step && other.target == row.target;
                    });
    steps.add_order(
        "same-key", "orphans by earlier steps of the same key alone",
        [](const WrittenRow& other, const WrittenRow& row) { return other.step < row.step && other.key == row.key; });
    steps.add("any-deployment", "orphans by earlier steps of other deployments, too", [](Builder& builder) {
        builder.decide_by_steps = [](const Builder& self, const Rows& rows, std::size_t at,
                                     const std::vector<std::size_t>&) {
            return std::any_of(rows.begin(), rows.end(), [&](const WrittenRow& other) {
                return self.ends_its_step(other) && other.step < rows[at].step;
            });
        };
    });
    steps.add_numbers("as-text", "compares steps as text", [](std::uint32_t step) { return std::to_string(step); });
    steps.add_numbers("eight-bits", "keeps eight bits of a step",
                      [](std::uint32_t step) { return static_cast<std::uint8_t>(step); });
    steps.add_numbers("sixteen-bits", "keeps sixteen bits of a step",
                      [](std::uint32_t step) { return static_cast<std::uint16_t>(step); });
    steps.add_numbers("signed", "keeps a step as a signed number of 32 bits",
                      [](std::uint32_t step) { return static_cast<std::int32_t>(step); });
    steps.add_numbers("one-digit", "reads the first digit of a step",
                      [](std::uint32_t step) { return std::to_string(step).front(); });
}

void add_several(StepMistakes& steps) {
    steps.add_decision("rows-before", "looks for earlier steps before the row alone, as rows stand",
                       by_some(&Builder::ends_its_step, [](std::size_t other, std::size_t at) { return other < at; }));
    steps.add_decision("first-row", "looks at the first row of an earlier step alone",
                       by_the_first(&Builder::ends_its_step));
    steps.add_decision("last-row", "looks at the last row of an earlier step alone",
                       by_the_last(&Builder::ends_its_step));
    steps.add_decision("all-rows", "orphans where every row of the earlier steps has ended so",
                       [](const Builder& builder, const Rows& rows, std::size_t, const auto& earlier) {
                           return !earlier.empty() && std::all_of(earlier.begin(), earlier.end(), [&](std::size_t i) {
                               return builder.ends_its_step(rows[i]);
                           });
                       });
    steps.add_decision("none-completed", "does not orphan where work of the same step is completed",
                       [](const Builder& builder, const Rows& rows, std::size_t, const auto& earlier) {
                           return std::any_of(earlier.begin(), earlier.end(), [&](std::size_t i) {
                               return builder.ends_its_step(rows[i]) &&
                                      std::none_of(earlier.begin(), earlier.end(), [&](std::size_t j) {
                                          return rows[j].step == rows[i].step &&
                                                 stored_state(rows[j]) == State::completed;
                                      });
                           });
                       });
    steps.add_decision("none-pending", "does not orphan while a row of an earlier step is pending",
                       by_any_unless(&Builder::ends_its_step, is_stored_as(State::pending)));
    steps.add_decision("last-step", "looks at the last earlier step alone",
                       [](const Builder& builder, const Rows& rows, std::size_t, const auto& earlier) {
                           return std::any_of(earlier.begin(), earlier.end(), [&](std::size_t i) {
                               return builder.ends_its_step(rows[i]) &&
                                      std::none_of(earlier.begin(), earlier.end(),
                                                   [&](std::size_t j) { return rows[j].step > rows[i].step; });
                           });
                       });
}

}  // namespace

void add_steps(RowMistakes& rows) {
    StepMistakes steps(rows);
    add_conditions(steps);
    add_orders(steps);
    add_several(steps);
}

}  // namespace rollout::zoo
