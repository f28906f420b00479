#include "lifecycle_questions.hpp"

namespace rollout::proofs {
namespace {

/// What the operator does, each part of it as a truth.
template <class Truth>
struct OperatorSays {
    Truth refuses;
    Truth writes;
    // of a write
    Truth clears_completed_at;
    Truth stamps_completed_at;
    Truth stamps_started_at;
    Truth takes_error_text;
};

OperatorSays<z3::expr> operator_says(Edition edition, const SymbolicInputs& inputs, Reading reading) {
    const auto input = guard_input(inputs);
    const GuardSays<z3::expr> guard = guard_says(edition, input);
    const z3::expr may = inputs.constant(readable(edition, reading));
    const z3::expr is_over = stamps_completed_at(input.projected);
    return {!may || guard.refuses,
            may && guard.writes,
            !is_over,
            is_over && !inputs.truth("completed_at is set"),
            guard_stamps_started_at(guard_rules(edition), input),
            takes_error_text(edition, input.projected, inputs.truth("a failed row has a text"))};
}
OperatorSays<bool> as_truths(const ParentWrite& write) {
    return {write.verdict == Verdict::refuse, write.verdict == Verdict::write, write.completed_at == Stamp::clear,
            write.completed_at == Stamp::now, write.started_at == Stamp::now,  write.takes_error_text};
}
WriterInput writer_input(const WitnessInputs& inputs, Reading reading) {
    return {compiled_input(guard_input(inputs)), reading, inputs.truth("completed_at is set"),
            inputs.truth("a failed row has a text")};
}
OperatorSays<bool> operator_says(Edition edition, const WitnessInputs& inputs, Reading reading) {
    return as_truths(operator_write(edition, writer_input(inputs, reading)));
}

OperatorSays<z3::expr> operator_of_the_reference(Edition edition, const SymbolicInputs& inputs, Reading reading) {
    const auto input = guard_input(inputs);
    const z3::expr may = inputs.constant(!reference::unreadable(edition, reading));
    const z3::expr refuses = reference::refuses(edition, input);
    const auto completed_at_is = [&](Stamp stamp) {
        return inputs.table([&](bool is_set, State state) { return reference::completed_at(state, is_set) == stamp; },
                            inputs.truth("completed_at is set"), input.projected);
    };
    return {!may || refuses,
            may && !refuses && !reference::nothing_to_write(edition, input),
            completed_at_is(Stamp::clear),
            completed_at_is(Stamp::now),
            reference::needs_started_at(edition, input),
            inputs.table([&](bool has, State state) { return reference::takes_error_text(edition, state, has); },
                         inputs.truth("a failed row has a text"), input.projected)};
}
OperatorSays<bool> operator_of_the_reference(Edition edition, const WitnessInputs& inputs, Reading reading) {
    return as_truths(reference::operator_write(edition, writer_input(inputs, reading)));
}

struct Operator {
    auto operator()(const auto& world) const {
        auto same = all_hold(world);
        for (const Reading reading : readings) {
            const auto says = operator_says(world.seen_edition, world.seen, world.seen.choice("reading", reading));
            const auto expected = operator_of_the_reference(world.edition, world.inputs, reading);
            same = same && says.refuses == expected.refuses && says.writes == expected.writes &&
                   implies(expected.writes, says.clears_completed_at == expected.clears_completed_at &&
                                                says.stamps_completed_at == expected.stamps_completed_at &&
                                                says.stamps_started_at == expected.stamps_started_at &&
                                                says.takes_error_text == expected.takes_error_text);
        }
        return same;
    }
};

struct Lands {
    auto operator()(const auto& world) const {
        return write_lands_says(world.seen_edition, world.seen.state("read"), world.seen.state("stored")) ==
               reference::lands(world.edition, world.inputs.state("read"), world.inputs.state("stored"));
    }
};

/// What the local writer decides from, as the templates that ship read it.
struct SymbolicLocalInput {
    SymbolicState own;
    z3::expr tasks_are_ambiguous;
    z3::expr has_operation_model;
    z3::expr has_store;
    Reading reading;
    z3::expr own_row_is_missing;
};

z3::expr source_is(Edition edition, const SymbolicInputs& inputs, Reading reading, LocalSource source) {
    const SymbolicLocalInput input{inputs.state("own"),
                                   inputs.truth("tasks are ambiguous"),
                                   inputs.truth("has an operation model"),
                                   inputs.truth("has a store"),
                                   reading,
                                   inputs.truth("own row is missing")};
    const z3::expr of_rows = projects(edition, input);
    const z3::expr of_itself = takes_own_state(input);
    return source == LocalSource::projection  ? of_rows
           : source == LocalSource::own_state ? !of_rows && of_itself
                                              : !of_rows && !of_itself;
}
bool source_is(Edition edition, const WitnessInputs& inputs, Reading reading, LocalSource source) {
    return local_source(edition, {inputs.state("own"), inputs.truth("tasks are ambiguous"),
                                  inputs.truth("has an operation model"), inputs.truth("has a store"), reading,
                                  inputs.truth("own row is missing")}) == source;
}

struct Source {
    auto operator()(const auto& world) const {
        auto same = all_hold(world);
        const auto& inputs = world.inputs;
        for (const Reading reading : readings) {
            for (const LocalSource source :
                 {LocalSource::projection, LocalSource::own_state, LocalSource::undetermined}) {
                const auto expected = inputs.table(
                    [&](bool ambiguous, bool has_model, bool has_store, bool is_missing, State own) {
                        return reference::local_source(world.edition, {own, ambiguous, has_model, has_store, reading,
                                                                       is_missing}) == source;
                    },
                    inputs.truth("tasks are ambiguous"), inputs.truth("has an operation model"),
                    inputs.truth("has a store"), inputs.truth("own row is missing"), inputs.state("own"));
                same = same && source_is(world.seen_edition, world.seen, world.seen.choice("reading", reading),
                                         source) == expected;
            }
        }
        return same;
    }
};

struct Effects {
    auto operator()(const auto& world) const {
        const auto says = effects_say(world.seen_edition, world.seen);
        const auto expected = [&](bool SideEffects::*effect) {
            return world.inputs.table(
                [&](bool moved, State result, State projected) {
                    return reference::side_effects(world.edition, result, projected, moved).*effect;
                },
                world.inputs.truth("moved"), world.inputs.state("result"), world.inputs.state("projected"));
        };
        return says.quiesce == expected(&SideEffects::quiesce) &&
               says.completed_at == expected(&SideEffects::completed_at) &&
               says.publish == expected(&SideEffects::publish);
    }
};

struct Row {
    auto operator()(const auto& world) const {
        auto same = all_hold(world);
        for (const StateFacts& facts : states) {
            const auto expected = world.inputs.table(
                [&](bool lease_is_held, State own, State parent) {
                    return reference::row_state(world.edition, {own, parent, lease_is_held}) == facts.state;
                },
                world.inputs.truth("lease is held"), world.inputs.state("own"), world.inputs.state("parent"));
            same = same && row_is_written_as(world.seen_edition, world.seen, facts.state) == expected;
        }
        return same;
    }
};

z3::expr stop_says(Edition edition, const SymbolicInputs& inputs) {
    return meets_a_stop(edition, inputs.state("parent"), inputs.truth("every row is terminal"));
}
bool stop_says(Edition edition, const WitnessInputs& inputs) {
    return stop_is_resolved(edition, inputs.state("parent"), inputs.truth("every row is terminal"));
}

struct Stop {
    auto operator()(const auto& world) const {
        return stop_says(world.seen_edition, world.seen) ==
               world.inputs.table(
                   [&](bool every_row, State parent) {
                       return reference::stop_is_resolved(world.edition, parent, every_row);
                   },
                   world.inputs.truth("every row is terminal"), world.inputs.state("parent"));
    }
};

/// One of two clauses, by whether the edition is before `since`.
std::string before_or_since(Edition edition, Edition since, const char* before, const char* from_then_on) {
    return edition < since ? before : from_then_on;
}

std::vector<Input> with(std::vector<Input> inputs, const std::vector<Input>& more) {
    inputs.insert(inputs.end(), more.begin(), more.end());
    return inputs;
}

const char* const writers_subject =
    "source instantiated: the rules and templates that ship; the reference's functions, as tables of their answers";

std::vector<Lemma> of_edition(Edition edition) {
    const bool has_latch = edition >= Edition::pause;
    const Input reading{"reading", Sort::choice, readings.size()};
    std::vector<std::string> operators{"WRITE-1", "WRITE-3",
                                       before_or_since(edition, Edition::b3, "WRITE-5", "WRITE-6")};
    std::vector<std::string> sources{"WRITE-9", "WRITE-10", "WRITE-12"};
    if (has_latch) {
        operators.emplace_back("WRITE-2");
        sources.emplace_back("WRITE-11");
    }
    if (edition >= Edition::b4) {
        operators.emplace_back("WRITE-4");
    }
    const std::vector<std::string> effects = edition < Edition::b3
                                                 ? std::vector<std::string>{"WRITE-13"}
                                                 : std::vector<std::string>{"WRITE-14", "WRITE-15", "WRITE-16"};
    return {
        decision_law(
            4,
            {.name = "operator",
             .statement = "the operator refuses and writes where the reference does, and a write stamps and "
                          "clears the times and takes the text that the reference says",
             .clauses = operators,
             .inputs = "every input of the guard, every reading of the rows, either time and text",
             .subject = writers_subject},
            decision(edition,
                     with(guard_inputs(),
                          {{"completed_at is set", Sort::truth}, {"a failed row has a text", Sort::truth}, reading}),
                     Operator{}),
            misread("reading", Reading::no_rows, Reading::rows)),
        decision_law(4,
                     {.name = "lands",
                      .statement = "a write lands exactly where the reference lets it",
                      .clauses = {before_or_since(edition, Edition::b3, "WRITE-7", "WRITE-8")},
                      .inputs = "every state read and every state stored"},
                     decision(edition, {{"read", Sort::state}, {"stored", Sort::state}}, Lands{}),
                     misread("edition", edition, edition < Edition::b3 ? Edition::b3 : Edition::b2)),
        decision_law(4,
                     {.name = "source",
                      .statement = "the local writer projects, takes its operation's own state, or keeps what is "
                                   "stored, exactly where the reference does",
                      .clauses = sources,
                      .inputs = "every own state, every reading of the rows, whatever is missing",
                      .subject = writers_subject},
                     decision(edition,
                              {{"own", Sort::state},
                               {"tasks are ambiguous", Sort::truth},
                               {"has an operation model", Sort::truth},
                               {"has a store", Sort::truth},
                               {"own row is missing", Sort::truth},
                               reading},
                              Source{}),
                     misread("own row is missing", true, false)),
        decision_law(4,
                     {.name = "effects",
                      .statement = "what happens beside a local write is what the reference says",
                      .clauses = effects,
                      .inputs = "every result and projection, moved or not",
                      .subject = writers_subject},
                     decision(edition, effects_inputs(), Effects{}),
                     misread("edition", edition, edition < Edition::b3 ? Edition::b3 : Edition::b2)),
        decision_law(4,
                     {.name = "row",
                      .statement = "a driver gives its operation's row the state that the reference says, or none",
                      .clauses = {before_or_since(edition, Edition::b3, "WRITE-17", "WRITE-18")},
                      .inputs = "every own state and parent, with or without the lease",
                      .subject = writers_subject},
                     decision(edition, row_inputs(), Row{}),
                     misread("edition", edition, edition < Edition::b3 ? Edition::b3 : Edition::b2)),
        decision_law(4,
                     {.name = "stop",
                      .statement = "a stop request is met exactly where the reference says",
                      .clauses = {before_or_since(edition, Edition::settled, "WRITE-19", "WRITE-20")},
                      .inputs = "every parent, whether or not every row is terminal",
                      .subject = writers_subject},
                     decision(edition, {{"parent", Sort::state}, {"every row is terminal", Sort::truth}}, Stop{}),
                     misread("edition", edition, edition < Edition::settled ? Edition::settled : Edition::pause)),
    };
}

}  // namespace

std::vector<Lemma> the_writers_do_what_the_reference_does() {
    return comparing({"reference/include/rollout/reference/writers.hpp", "impl/library/lifecycle/writer_rules.hpp"},
                     of_every_edition(of_edition));
}

}  // namespace rollout::proofs
