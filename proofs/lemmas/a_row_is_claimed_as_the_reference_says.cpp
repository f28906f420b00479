#include "lifecycle_questions.hpp"

namespace rollout::proofs {
namespace {

/// What claims read beside the rows, as the templates that ship read it.
struct SymbolicClaimInput {
    SymbolicState parent;
    z3::expr stop_is_pending;
    z3::expr start_is_requested;
    z3::expr retries_are_left;
    z3::expr lease_is_stale;
};

SymbolicClaimInput shipped_input(const SymbolicInputs& inputs) {
    return {inputs.state("parent"), inputs.truth("stop is pending"), inputs.truth("start is requested"),
            inputs.truth("retries are left"), inputs.truth("lease is stale")};
}
ClaimInput shipped_input(const WitnessInputs& inputs, Cutover cutover) {
    return {.cutover = cutover,
            .parent = inputs.state("parent"),
            .stop_is_pending = inputs.truth("stop is pending"),
            .start_is_requested = inputs.truth("start is requested"),
            .retries_are_left = inputs.truth("retries are left"),
            .lease_is_stale = inputs.truth("lease is stale")};
}

std::vector<Input> with_claim_inputs(std::vector<Input> inputs) {
    inputs.insert(inputs.end(), {{"parent", Sort::state},
                                 {"stop is pending", Sort::truth},
                                 {"start is requested", Sort::truth},
                                 {"retries are left", Sort::truth},
                                 {"lease is stale", Sort::truth},
                                 {"cutover", Sort::choice, cutovers.size()}});
    return inputs;
}

/// What the siblings of a row say.
struct SymbolicSiblings {
    z3::expr work;
    z3::expr failure;
    z3::expr earlier;
};

/// Returns whether `holds` of every cutover policy, and of the one for which what ships takes it.
auto under_every_cutover(const auto& world, const auto& holds) {
    auto same = all_hold(world);
    for (const CutoverFacts& facts : cutovers) {
        same = same && holds(facts.cutover, world.seen.choice("cutover", facts.cutover));
    }
    return same;
}

// A row that is pending.

z3::expr starts(Edition edition, Cutover cutover, const SymbolicInputs& inputs) {
    const SymbolicSiblings siblings{inputs.truth("its work blocks it"), inputs.truth("a failure stops it"),
                                    inputs.truth("an earlier row blocks it")};
    return may_start(Gates(edition, cutover, Latch::unreleased), shipped_input(inputs), siblings);
}
/// Asks of rows that say so: each reason is a row of its own, which is none of the others. From edition steps on a
/// failure that stops a row is an earlier one; so it stands there only where rows start in parallel, and earlier ones
/// do not block.
bool starts(Edition edition, Cutover cutover, const WitnessInputs& inputs) {
    const bool some_failure_stops_it = inputs.truth("a failure stops it");
    std::vector<PlacedOperation> rows;
    if (inputs.truth("an earlier row blocks it")) {
        rows.push_back({{State::running}, {.deployment = "earlier", .key = "t/x"}});
    }
    if (some_failure_stops_it && edition >= Edition::steps && cutover == Cutover::parallel) {
        rows.push_back({{State::failed}, {.deployment = "earlier", .key = "t/y"}});
    }
    const std::size_t index = rows.size();
    rows.push_back(
        {{State::pending}, {.deployment = "own", .key = "s/group_finalizer", .kind = Kind::group_finalizer}});
    if (inputs.truth("its work blocks it")) {
        rows.push_back({{State::running}, {.deployment = "own", .key = "s/x"}});
    }
    if (some_failure_stops_it && edition < Edition::steps) {
        rows.push_back({{State::failed}, {.deployment = "later", .key = "t/y"}});
    }
    return claim(edition, rows, index, shipped_input(inputs, cutover)) == rollout::Claim::start;
}

struct Starts {
    auto operator()(const auto& world) const {
        const auto& inputs = world.inputs;
        return under_every_cutover(world, [&](Cutover cutover, Cutover seen) {
            const auto expected = inputs.table(
                [&](bool stop, bool start, bool work, bool failure, bool earlier, State parent) {
                    const ClaimInput input{
                        .cutover = cutover, .parent = parent, .stop_is_pending = stop, .start_is_requested = start};
                    return reference::start_decision(world.edition, {work, failure, earlier}, input).claim ==
                           rollout::Claim::start;
                },
                inputs.truth("stop is pending"), inputs.truth("start is requested"), inputs.truth("its work blocks it"),
                inputs.truth("a failure stops it"), inputs.truth("an earlier row blocks it"), inputs.state("parent"));
            return starts(world.seen_edition, seen, world.seen) == expected;
        });
    }
};

// A row that is not.

constexpr std::array ways{rollout::Claim::restart, rollout::Claim::retry, rollout::Claim::reclaim};

z3::expr is_claimed(Edition edition, Cutover cutover, rollout::Claim way, const SymbolicInputs& inputs) {
    const SymbolicState state = inputs.state("row");
    const SymbolicClaimInput input = shipped_input(inputs);
    // The row is work that had started.
    return way == rollout::Claim::restart ? may_restart(state, inputs.constant(false), inputs.constant(false), input)
           : way == rollout::Claim::retry
               ? may_retry(state, input)
               : may_reclaim(Gates(edition, cutover, Latch::unreleased), state, inputs.truth("has siblings"), input);
}
bool is_claimed(Edition edition, Cutover cutover, rollout::Claim way, const WitnessInputs& inputs) {
    std::vector<PlacedOperation> rows{{{inputs.state("row")}}};
    if (inputs.truth("has siblings")) {
        rows.push_back({{State::pending}});
    }
    return claim(edition, rows, 0, shipped_input(inputs, cutover)) == way;
}

struct Begun {
    auto operator()(const auto& world) const {
        auto same = all_hold(world);
        const auto& inputs = world.inputs;
        for (const CutoverFacts& facts : cutovers) {
            const Cutover cutover = facts.cutover;
            for (const rollout::Claim way : ways) {
                const auto expected = inputs.table(
                    [&](bool has_siblings, bool stop, bool start, bool retries, bool stale, State state, State parent) {
                        const ClaimInput input{.cutover = cutover,
                                               .parent = parent,
                                               .stop_is_pending = stop,
                                               .start_is_requested = start,
                                               .retries_are_left = retries,
                                               .lease_is_stale = stale};
                        return reference::decision_of_begun(world.edition, state, has_siblings, true, input).claim ==
                               way;
                    },
                    inputs.truth("has siblings"), inputs.truth("stop is pending"), inputs.truth("start is requested"),
                    inputs.truth("retries are left"), inputs.truth("lease is stale"), inputs.state("row"),
                    inputs.state("parent"));
                same = same && is_claimed(world.seen_edition, world.seen.choice("cutover", cutover), way, world.seen) ==
                                   expected;
            }
        }
        return implies(inputs.state("row") != State::pending, same);
    }
};

// A stopped row, from edition steps on.

z3::expr restarts(Edition edition, Cutover cutover, const SymbolicInputs& inputs) {
    const struct {
        struct {
            SymbolicKind kind;
            z3::expr started;
        } placement;
    } row{{{inputs.truth("is a finalizer")}, inputs.truth("had started")}};
    const Gates gates(edition, cutover, Latch::unreleased);
    const z3::expr blocked = inputs.truth("an earlier row blocks it");
    const SymbolicClaimInput input = shipped_input(inputs);
    const z3::expr starts = may_start(gates, input, SymbolicSiblings{inputs.constant(false), blocked, blocked});
    const SymbolicState stopped{input.parent.terms, input.parent.terms->state(State::stopped)};
    return may_restart(stopped, restarts_as_pending(gates, row), starts, input);
}
/// Asks beside an earlier failure, which keeps it from starting under every cutover policy.
bool restarts(Edition edition, Cutover cutover, const WitnessInputs& inputs) {
    std::vector<PlacedOperation> rows;
    if (inputs.truth("an earlier row blocks it")) {
        rows.push_back({{State::failed}, {.deployment = "earlier", .key = "t/y"}});
    }
    rows.push_back({{State::stopped},
                    {.deployment = "own",
                     .key = "s/group_finalizer",
                     .kind = inputs.truth("is a finalizer") ? Kind::group_finalizer : Kind::work,
                     .started = inputs.truth("had started")}});
    return claim(edition, rows, rows.size() - 1, shipped_input(inputs, cutover)) == rollout::Claim::restart;
}

struct Restarts {
    auto operator()(const auto& world) const {
        const auto& inputs = world.inputs;
        return under_every_cutover(world, [&](Cutover cutover, Cutover seen) {
            const auto expected = inputs.table(
                [&](bool finalizer, bool started, bool blocked, bool stop, bool start, State parent) {
                    const PlacedOperation row{
                        {State::stopped}, {.kind = finalizer ? Kind::group_finalizer : Kind::work, .started = started}};
                    const ClaimInput input{
                        .cutover = cutover, .parent = parent, .stop_is_pending = stop, .start_is_requested = start};
                    const bool starts =
                        reference::start_decision(world.edition, {false, blocked, blocked}, input).claim ==
                        rollout::Claim::start;
                    const bool may_restart = !reference::restarts_as_pending(world.edition, row) || starts;
                    return reference::decision_of_begun(world.edition, State::stopped, blocked, may_restart, input)
                               .claim == rollout::Claim::restart;
                },
                inputs.truth("is a finalizer"), inputs.truth("had started"), inputs.truth("an earlier row blocks it"),
                inputs.truth("stop is pending"), inputs.truth("start is requested"), inputs.state("parent"));
            return restarts(world.seen_edition, seen, world.seen) == expected;
        });
    }
};

const char* const claim_subject =
    "source instantiated: the rules and templates that ship; the reference's functions, as tables of their answers";

std::vector<Lemma> of_edition(Edition edition) {
    std::vector<std::string> starts_by{"CLAIM-1", "CLAIM-2"};
    if (edition >= Edition::pause) {
        starts_by.insert(starts_by.end(), {"CLAIM-5", "CLAIM-7", "CLAIM-8"});
    }
    const bool has_members = edition >= Edition::steps;
    if (edition >= Edition::settled) {
        starts_by.emplace_back(has_members ? "CLAIM-15" : "CLAIM-9");
    }
    std::vector<Lemma> lemmas{
        decision_law(4,
                     {.name = "starts",
                      .statement = "a pending row may start exactly where the reference lets it, of what its "
                                   "siblings say",
                      .clauses = starts_by,
                      .inputs = "any number of rows, by whether its work, a failure or an earlier row blocks; "
                                "every other input",
                      .subject = claim_subject},
                     decision(edition,
                              with_claim_inputs({{"its work blocks it", Sort::truth},
                                                 {"a failure stops it", Sort::truth},
                                                 {"an earlier row blocks it", Sort::truth}}),
                              Starts{}),
                     misread("stop is pending", true, false)),
        decision_law(
            4,
            {.name = "reclaims",
             .statement = "a row that is not pending is restarted, retried and taken over exactly where "
                          "the reference lets it be",
             .clauses = {"CLAIM-10", has_members ? "CLAIM-16" : "CLAIM-11", "CLAIM-12"},
             .inputs = has_members ? "every state but pending of work that had started, alone or not, every other "
                                     "input; L4-steps-restarts has the rest"
                                   : "every state but pending, alone or not, every other input",
             .subject = claim_subject},
            decision(edition, with_claim_inputs({{"row", Sort::state}, {"has siblings", Sort::truth}}), Begun{}),
            misread("row", State::paused, State::running))};
    if (has_members) {
        lemmas.push_back(decision_law(
            4,
            {.name = "restarts",
             .statement = "a stopped row is restarted exactly where the reference lets it be: one that never started, "
                          "and a finalizer, where it might start",
             .clauses = {"CLAIM-16"},
             .inputs =
                 "a stopped row of either kind, started or not, blocked by an earlier row or not; every other input",
             .subject = claim_subject},
            decision(edition,
                     with_claim_inputs({{"is a finalizer", Sort::truth},
                                        {"had started", Sort::truth},
                                        {"an earlier row blocks it", Sort::truth}}),
                     Restarts{}),
            misread("had started", false, true)));
    }
    return lemmas;
}

}  // namespace

std::vector<Lemma> a_row_is_claimed_as_the_reference_says() {
    return comparing({"reference/include/rollout/reference/claim.hpp", "impl/library/lifecycle/claim_rules.hpp"},
                     of_every_edition(of_edition));
}

}  // namespace rollout::proofs
