// Goal: the laws that a projection of editions b1 to b4 keeps. Method: RapidCheck over operations, children and rows of
// any length, against the implementation; a failing rollout is shrunk and printed as the command line spells it.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "support/engines.hpp"
#include "support/readable.hpp"

namespace rollout {

// Found by RapidCheck, so that a counterexample reads as a rollout.
void showValue(const Operation& operation, std::ostream& out) { out << tests::text_of(operation); }
void showValue(State state, std::ostream& out) { out << token(state); }
void showValue(Policy policy, std::ostream& out) { out << word(policy); }
void showValue(Edition edition, std::ostream& out) { out << name(edition); }

}  // namespace rollout

namespace rc {

template <>
struct Arbitrary<rollout::Edition> {
    static Gen<rollout::Edition> arbitrary() { return gen::elementOf(rollout::tests::built_editions); }
};

template <>
struct Arbitrary<rollout::State> {
    static Gen<rollout::State> arbitrary() {
        return gen::map(gen::inRange<unsigned>(0, rollout::state_count), [](unsigned i) { return rollout::State(i); });
    }
};

template <>
struct Arbitrary<rollout::Policy> {
    static Gen<rollout::Policy> arbitrary() {
        return gen::map(gen::inRange<unsigned>(0, rollout::policy_count),
                        [](unsigned i) { return rollout::Policy(i); });
    }
};

template <>
struct Arbitrary<rollout::Operation> {
    // Failed children are where the rules are: a third of all. Shrinks towards pending:halt.
    static Gen<rollout::Operation> arbitrary() {
        using namespace rollout;
        const auto state = gen::weightedOneOf<State>({{2, gen::arbitrary<State>()}, {1, gen::just(State::failed)}});
        const auto policy =
            gen::weightedOneOf<Policy>({{1, gen::arbitrary<Policy>()}, {2, gen::just(Policy::continue_)}});
        return gen::construct<Operation>(state, policy);
    }
};

}  // namespace rc

namespace rollout::tests {
namespace {

using Operations = std::vector<Operation>;

State projected(Edition edition, const Operations& list) { return project(edition, std::span<const Operation>(list)); }

State base(const Operations& list) { return projected(Edition::b1, list); }

State hold(Edition edition) { return edition == Edition::b4 ? State::running_degraded : State::running; }

bool is_terminal(State state) { return reference::terminal_states.contains(state); }

bool all_terminal(const Operations& list) {
    return std::all_of(list.begin(), list.end(), [](Operation operation) { return is_terminal(operation.state); });
}

bool any_failed(const Operations& list) {
    return std::any_of(list.begin(), list.end(), [](Operation operation) { return operation.state == State::failed; });
}

bool every_failed_may_continue(const Operations& list) {
    return std::all_of(list.begin(), list.end(), [](Operation operation) {
        return operation.state != State::failed || operation.on_failure == Policy::continue_;
    });
}

RC_GTEST_PROP(Law, P1NoChildrenArePending, (Edition edition)) { RC_ASSERT(projected(edition, {}) == State::pending); }

RC_GTEST_PROP(Law, P2ABaseThatIsNotFailedPassesThrough, (Edition edition, Operations list)) {
    std::erase_if(list, [](Operation operation) { return operation.state == State::failed; });
    RC_ASSERT(base(list) != State::failed);
    RC_ASSERT(projected(edition, list) == base(list));
}

RC_GTEST_PROP(Law, P3AFailedBaseBecomesFailedOrTheHold, (Edition edition, Operations list, Policy policy)) {
    list.push_back({State::failed, policy});
    const State state = projected(edition, list);
    RC_ASSERT(state == State::failed || (edition != Edition::b1 && state == hold(edition)));
}

RC_GTEST_PROP(Law, P4OrderDoesNotMatter, (Edition edition, const Operations& list, unsigned seed)) {
    Operations shuffled = list;
    std::shuffle(shuffled.begin(), shuffled.end(), std::minstd_rand(seed));
    RC_ASSERT(projected(edition, shuffled) == projected(edition, list));
}

RC_GTEST_PROP(Law, P4RepetitionDoesNotMatter, (Edition edition, const Operations& list)) {
    Operations twice = list;
    twice.insert(twice.end(), list.begin(), list.end());
    RC_ASSERT(projected(edition, twice) == projected(edition, list));
}

RC_GTEST_PROP(Law, P5AFailedChildNeverEndsInCompleted, (Edition edition, Operations list, Policy policy)) {
    list.push_back({State::failed, policy});
    RC_ASSERT(projected(edition, list) != State::completed);
}

RC_GTEST_PROP(Law, P6AFailedChildAndNothingLiveIsFailed, (Edition edition, const Operations& list, Policy policy)) {
    Operations settled;
    std::copy_if(list.begin(), list.end(), std::back_inserter(settled),
                 [](Operation operation) { return is_terminal(operation.state); });
    settled.push_back({State::failed, policy});
    RC_ASSERT(projected(edition, settled) == State::failed);
}

RC_GTEST_PROP(Law, P7ThePolicyOfAChildThatIsNotFailedIsIrrelevant, (Edition edition, const Operations& list)) {
    Operations changed = list;
    for (Operation& operation : changed) {
        if (operation.state != State::failed) {
            operation.on_failure = *rc::gen::arbitrary<Policy>();
        }
    }
    RC_ASSERT(projected(edition, changed) == projected(edition, list));
}

RC_GTEST_PROP(Law, P8OneChildProjectsToItsBase, (Edition edition, Operation operation)) {
    RC_ASSERT(projected(edition, {operation}) == base({operation}));
}

RC_GTEST_PROP(Law, P9AnUnknownPolicyAnywhereEqualsHaltThere, (Edition edition, Operations list)) {
    Operations halted = list;
    for (Operation& operation : halted) {
        if (operation.on_failure == Policy::unknown) {
            operation.on_failure = Policy::halt;
        }
    }
    RC_ASSERT(projected(edition, halted) == projected(edition, list));
}

RC_GTEST_PROP(Law, P9AnyWordButContinueFailsClosed, (Edition edition, const std::string& word)) {
    RC_PRE(word != "continue");
    const std::array rows{Row{"failed", word}, Row{"running", "continue"}};
    RC_ASSERT(project(edition, std::span<const Row>(rows)) == State::failed);
}

RC_GTEST_PROP(Law, P11WhenEveryChildIsTerminalTheParentIs, (Edition edition, const Operations& list)) {
    Operations terminal;
    std::copy_if(list.begin(), list.end(), std::back_inserter(terminal),
                 [](Operation operation) { return is_terminal(operation.state); });
    RC_PRE(!terminal.empty());
    RC_ASSERT(is_terminal(projected(edition, terminal)));
}

RC_GTEST_PROP(Law, P12TheHoldIsExactlyWhereEveryFailureMayContinueAndSomeChildIsLive, (const Operations& list)) {
    const bool region = any_failed(list) && every_failed_may_continue(list) && !all_terminal(list);
    RC_ASSERT((projected(Edition::b4, list) == State::running_degraded) == region);
    if (any_failed(list)) {
        RC_ASSERT((projected(Edition::b2, list) == State::running) == region);
        RC_ASSERT((projected(Edition::b3, list) == State::running) == region);
    }
}

RC_GTEST_PROP(Law, P12EveryFailureMayContinueAndSomeChildIsLiveHolds, (Operations list, State live)) {
    for (Operation& operation : list) {
        operation.on_failure = operation.state == State::failed ? Policy::continue_ : operation.on_failure;
    }
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2), {State::failed, Policy::continue_});
    list.push_back({is_terminal(live) ? State::unrecognized : live});
    RC_ASSERT(projected(Edition::b2, list) == State::running);
    RC_ASSERT(projected(Edition::b3, list) == State::running);
    RC_ASSERT(projected(Edition::b4, list) == State::running_degraded);
}

RC_GTEST_PROP(Law, EveryEngineIsTheReference, (Edition edition, Operations list)) {
    list.resize(std::min(list.size(), operations_max), {State::pending});
    const Engine* engine = first_that_differs(edition, list);
    if (engine != nullptr) {
        RC_FAIL(std::string(engine->name) + ": " + text_of(list));
    }
}

RC_GTEST_PROP(Law, AnyCutOfAListCombinesToItsSummary, (Edition edition, const Operations& list, unsigned cut)) {
    const std::span<const Operation> all(list);
    const std::size_t at = list.empty() ? 0 : cut % list.size();
    RC_ASSERT(combine(summarize(edition, all.first(at)), summarize(edition, all.subspan(at))) ==
              summarize(edition, all));
}

RC_GTEST_PROP(Law, AnyBytesAroundAnyWordMeanWhatTheReferenceSays,
              (State state, Policy policy, bool prefixed, bool edited)) {
    std::string state_word = (prefixed ? "STATE_" : "") + std::string(token(state));
    std::string policy_word(word(policy));
    if (edited) {
        state_word.insert(*rc::gen::inRange<std::size_t>(0, state_word.size()), *rc::gen::arbitrary<std::string>());
        policy_word.insert(*rc::gen::inRange<std::size_t>(0, policy_word.size()), *rc::gen::arbitrary<std::string>());
    }
    RC_ASSERT(parse_state(state_word) == reference::parse_state(state_word));
    RC_ASSERT(parse_policy(policy_word) == reference::parse_policy(policy_word));
}

}  // namespace
}  // namespace rollout::tests
