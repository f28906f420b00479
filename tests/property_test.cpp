// Goal: the laws that a projection keeps, in every edition. Method: RapidCheck over children, operations and rows of
// any length, against the implementation; a failing rollout is shrunk and printed as the command line spells it.

#include <algorithm>
#include <random>
#include <set>

#include "position_set.hpp"
#include "support/arbitrary.hpp"
#include "support/engines.hpp"
#include "support/gtest.hpp"

namespace rollout::tests {
namespace {

using Children = std::vector<Child>;
using Operations = std::vector<Operation>;

State projected(Edition edition, const Children& list) { return project(edition, std::span<const Child>(list)); }
State projected(Edition edition, const Operations& list, Latch latch = Latch::unreleased) {
    return project(edition, std::span<const Operation>(list), latch);
}

State base(Edition edition, const Children& children) {
    const auto list = reference::list_of(children);
    return reference::with_base(edition, list, [&](const auto& rungs) { return decide(list, rungs).state; });
}

State hold(Edition edition) { return edition >= Edition::b4 ? State::running_degraded : State::running; }
bool ordered(Edition edition) { return edition >= Edition::pause; }

// The words of the laws. An edition reads only the flags that it has.

bool terminal(const Child& child) { return reference::terminal(child); }
bool failed(const Child& child) { return child.state == State::failed; }
bool continues(Edition edition, const Child& child) { return edition >= Edition::b2 && child.continue_on_failure; }
bool pauses(Edition edition, const Child& child) { return ordered(edition) && child.pause_on_failure; }
bool hard(Edition edition, const Child& child) {
    return failed(child) && continues(edition, child) == pauses(edition, child);
}
bool pauses_alone(Edition edition, const Child& child) {
    return failed(child) && pauses(edition, child) && !continues(edition, child);
}
bool holds(Edition edition, const Child& child) {
    const bool stopped_holds = edition >= Edition::settled && child.state == State::stopped;
    const bool orphaned = edition >= Edition::finalizers && child.orphaned;
    return (!terminal(child) || stopped_holds) && !orphaned;
}
bool past_pending(Edition edition, const Child& child) {
    return child.state != State::pending && !(edition >= Edition::finalizers && child.never_started);
}

bool any(const Children& list, auto predicate) { return std::any_of(list.begin(), list.end(), predicate); }
bool any_failed(const Children& list) { return any(list, failed); }
bool any_hard(Edition edition, const Children& list) {
    return any(list, [=](const Child& child) { return hard(edition, child); });
}
bool any_holds(Edition edition, const Children& list) {
    return any(list, [=](const Child& child) { return holds(edition, child); });
}
bool any_started_holds(Edition edition, const Children& list) {
    return any(list, [=](const Child& child) { return holds(edition, child) && past_pending(edition, child); });
}
bool pause_before_a_hold(Edition edition, const Children& list) {
    const auto first =
        std::find_if(list.begin(), list.end(), [=](auto& child) { return pauses_alone(edition, child); });
    return std::any_of(first, list.end(), [=](const Child& child) { return holds(edition, child); });
}

Children shuffled(Children list, unsigned seed) {
    std::shuffle(list.begin(), list.end(), std::minstd_rand(seed));
    return list;
}

/// Returns children of three sorts, each in a third of the cases: any; none a hard failure, so that order can count;
/// and the same with those that hold first, so that no pause stands before one.
Children arbitrary_children(Edition edition) {
    Children list = *rc::gen::arbitrary<Children>();
    const int sort = *rc::gen::inRange(0, 3);
    if (sort > 0) {
        std::erase_if(list, [=](const Child& child) { return hard(edition, child); });
    }
    if (sort > 1) {
        std::stable_partition(list.begin(), list.end(), [=](const Child& child) { return holds(edition, child); });
    }
    return list;
}

RC_GTEST_PROP(Law, P1NoChildrenArePending, (Edition edition)) {
    RC_ASSERT(projected(edition, Children()) == State::pending);
}

RC_GTEST_PROP(Law, P2ABaseThatIsNotFailedPassesThrough, (Edition edition, Children list)) {
    std::erase_if(list, failed);
    RC_ASSERT(base(edition, list) != State::failed);
    RC_ASSERT(projected(edition, list) == base(edition, list));
}

RC_GTEST_PROP(Law, P3AFailedBaseBecomesFailedTheHoldOrPaused, (Edition edition, Children list, Child child)) {
    child.state = State::failed;
    list.push_back(child);
    const State state = projected(edition, list);
    RC_ASSERT(state == State::failed || (edition != Edition::b1 && state == hold(edition)) ||
              (ordered(edition) && state == State::paused));
}

RC_GTEST_PROP(Law, P4OnlyTheSetAndAPauseBeforeAHoldMatter, (Edition edition, unsigned seed)) {
    const Children list = arbitrary_children(edition);
    Children other = shuffled(list, seed);
    other.insert(other.end(), list.begin(), list.end());
    if (!ordered(edition) || pause_before_a_hold(edition, other) == pause_before_a_hold(edition, list)) {
        RC_ASSERT(projected(edition, other) == projected(edition, list));
    }
}

RC_GTEST_PROP(Law, P5AFailedChildNeverEndsInCompleted, (Edition edition, Children list, Child child)) {
    child.state = State::failed;
    list.push_back(child);
    RC_ASSERT(projected(edition, list) != State::completed);
}

RC_GTEST_PROP(Law, P6AFailedChildAndNothingThatHoldsIsFailed, (Edition edition, Children list, Child child)) {
    std::erase_if(list, [=](const Child& each) { return holds(edition, each); });
    child.state = State::failed;
    list.push_back(child);
    RC_ASSERT(projected(edition, list) == State::failed);
}

RC_GTEST_PROP(Law, P7ThePolicyFlagsOfAChildThatIsNotFailedAreIrrelevant, (Edition edition, const Children& list)) {
    Children changed = list;
    for (Child& child : changed) {
        if (!failed(child)) {
            child.continue_on_failure = *rc::gen::arbitrary<bool>();
            child.pause_on_failure = *rc::gen::arbitrary<bool>();
        }
    }
    RC_ASSERT(projected(edition, changed) == projected(edition, list));
}

RC_GTEST_PROP(Law, P8OneChildProjectsToItsBase, (Edition edition, Child child)) {
    RC_ASSERT(projected(edition, Children{child}) == base(edition, {child}));
}

RC_GTEST_PROP(Law, P9AnUnknownPolicyAnywhereEqualsHaltThere, (Edition edition, Operations list, Latch latch)) {
    Operations halted = list;
    for (Operation& operation : halted) {
        if (operation.on_failure == Policy::unknown) {
            operation.on_failure = Policy::halt;
        }
    }
    RC_ASSERT(projected(edition, halted, latch) == projected(edition, list, latch));
}

RC_GTEST_PROP(Law, P9AnyOtherWordFailsClosed, (Edition edition, const std::string& word, Latch latch)) {
    RC_PRE(word != "continue" && word != "pause");
    const std::array rows{Row{"failed", word}, Row{"pending", "continue"}};
    RC_ASSERT(project(edition, std::span<const Row>(rows), latch) == State::failed);
}

RC_GTEST_PROP(Law, P10AHardFailureIsFailedExactlyIfNothingStartedHolds, (Children list, Child child, bool both)) {
    const Edition edition = *rc::gen::element(Edition::settled, Edition::finalizers, Edition::steps);
    child.state = State::failed;
    child.continue_on_failure = child.pause_on_failure = both;
    list.insert(list.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(list.size()) + 1),
                child);
    RC_ASSERT(projected(edition, list) == (any_started_holds(edition, list) ? State::running_degraded : State::failed));
}

RC_GTEST_PROP(Law, P11WhenEveryChildIsTerminalTheParentIs, (Children list)) {
    const Edition edition = *rc::gen::map(rc::gen::inRange(0, 5), [](int i) { return Edition(i); });  // b1 to pause
    std::erase_if(list, [](const Child& child) { return !terminal(child); });
    RC_PRE(!list.empty());
    RC_ASSERT(terminal(Child{projected(edition, list)}));
}

RC_GTEST_PROP(Law, P12TheHoldIsExactlyWhereTheEditionSays, (Edition edition)) {
    const Children list = arbitrary_children(edition);
    RC_PRE(edition != Edition::b1 && any_failed(list));
    const bool open = !any_hard(edition, list) && any_holds(edition, list) && !pause_before_a_hold(edition, list);
    const bool started = edition >= Edition::settled && any_hard(edition, list) && any_started_holds(edition, list);
    RC_ASSERT((projected(edition, list) == hold(edition)) == (open || started));
}

RC_GTEST_PROP(Law, P12PausedIsExactlyAPauseBeforeAHoldAndNoHardFailure, (Edition edition)) {
    const Children list = arbitrary_children(edition);
    const bool paused = any_failed(list) && !any_hard(edition, list) && pause_before_a_hold(edition, list);
    RC_ASSERT((projected(edition, list) == State::paused) == paused);
}

RC_GTEST_PROP(Law, P12EveryFailureMayContinueAndSomeChildIsLiveHolds, (Edition edition, Children list, State live)) {
    RC_PRE(edition != Edition::b1);
    for (Child& child : list) {
        child.continue_on_failure = true;
        child.pause_on_failure = false;
    }
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2), {State::failed, true});
    list.push_back({terminal(Child{live}) ? State::unrecognized : live});
    RC_ASSERT(projected(edition, list) == hold(edition));
}

RC_GTEST_PROP(Law, EveryOperationEngineIsTheReference, (Edition edition, Operations list, Latch latch)) {
    list.resize(std::min(list.size(), elements_max), {State::pending});
    const auto* engine = first_that_differs(operation_engines, edition, std::span<const Operation>(list), latch);
    if (engine != nullptr) {
        RC_FAIL(std::string(engine->name) + ": " + text_of(list));
    }
}

RC_GTEST_PROP(Law, EveryChildEngineIsTheReference, (Edition edition)) {
    Children list = arbitrary_children(edition);
    list.resize(std::min(list.size(), elements_max), {State::pending});
    const auto* engine = first_that_differs(child_engines, edition, std::span<const Child>(list));
    if (engine != nullptr) {
        RC_FAIL(std::string(engine->name) + ": " + text_of(list));
    }
}

RC_GTEST_PROP(Law, AnyCutsOfAListCombineToItsSummary, (Edition edition, const std::vector<std::size_t>& cuts)) {
    const Children list = arbitrary_children(edition);
    const std::span<const Child> all(list);
    std::vector<std::size_t> at{0, list.size()};
    for (const std::size_t cut : cuts) {
        at.push_back(cut % (list.size() + 1));
    }
    std::sort(at.begin(), at.end());
    Summary merged;
    for (std::size_t i = 1; i < at.size(); ++i) {
        merged = combine(merged, summarize(edition, all.subspan(at[i - 1], at[i] - at[i - 1])));
    }
    RC_ASSERT(merged == summarize(edition, all));
}

RC_GTEST_PROP(Law, ATrackerIsTheProjectionAfterEveryChange,
              (Edition edition, const std::vector<std::pair<std::size_t, Child>>& changes)) {
    Children list = arbitrary_children(edition);
    Tracker tracker(edition, list);
    RC_ASSERT(tracker.size() == list.size());
    RC_ASSERT(tracker.state() == projected(edition, list));
    for (const auto& [index, child] : changes) {
        if (!list.empty()) {
            list[index % list.size()] = child;
            tracker.set(index % list.size(), child);
        }
        RC_ASSERT(tracker.summary() == summarize(edition, std::span<const Child>(list)));
        RC_ASSERT(tracker.state() == projected(edition, list));
    }
}

RC_GTEST_PROP(Law, ATrackerOfManyChildrenIsTheirSummaryAfterEveryChange, (Edition edition, Children alphabet)) {
    alphabet.push_back({State::failed, false, true});
    alphabet.push_back({State::running});
    Children list(*rc::gen::inRange<std::size_t>(1, 9000), alphabet.front());
    Tracker tracker(edition, list);
    for (int change = 0; change < 30; ++change) {
        const std::size_t index = *rc::gen::inRange<std::size_t>(0, list.size());
        list[index] = *rc::gen::elementOf(alphabet);
        tracker.set(index, list[index]);
        RC_ASSERT(tracker.summary() == summarize(edition, std::span<const Child>(list)));
    }
}

RC_GTEST_PROP(Law, ATrackerMovesWithItsChildren, (Edition edition)) {
    const Children list = arbitrary_children(edition);
    const Children other = arbitrary_children(edition);
    Tracker first(edition, list);
    Tracker moved(std::move(first));
    RC_ASSERT(moved.size() == list.size());
    RC_ASSERT(moved.summary() == summarize(edition, std::span<const Child>(list)));
    moved = Tracker(edition, other);
    RC_ASSERT(moved.size() == other.size());
    RC_ASSERT(moved.summary() == summarize(edition, std::span<const Child>(other)));
}

RC_GTEST_PROP(Law, APositionSetKnowsItsFirstAndItsLast, ()) {
    const std::size_t size = *rc::gen::element<std::size_t>(1, 2, 64, 65, 4096, 4097, 300'000);
    PositionSet set(size);
    std::set<std::size_t> expected;
    for (int change = 0; change < 60; ++change) {
        const std::size_t position = *rc::gen::inRange<std::size_t>(0, size);
        if (*rc::gen::inRange(0, 3) != 0) {
            set.insert(position);
            expected.insert(position);
        } else {
            const std::size_t there = expected.empty() ? position : *expected.begin();
            set.erase(there);
            expected.erase(there);
        }
        if (!expected.empty()) {
            RC_ASSERT(set.first() == *expected.begin());
            RC_ASSERT(set.last() == *expected.rbegin());
        }
    }
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
