// RapidCheck's generators and printers of the vocabulary. Failed children are where the rules are: a third of all.
#pragma once

#include "gtest.hpp"  // before RapidCheck, which builds on it

#include <rapidcheck/gtest.h>

#include <ostream>

namespace rollout {

// Found by RapidCheck, so that a counterexample reads as a rollout: as GoogleTest prints it.
template <class Value>
requires requires(const Value& value, std::ostream* out) { PrintTo(value, out); }
void showValue(const Value& value, std::ostream& out) { PrintTo(value, &out); }

}  // namespace rollout

namespace rc {

/// One of the first `count` values of an enumeration; shrinks towards the first.
template <class Enumeration>
Gen<Enumeration> value_of(std::size_t count) {
    return gen::map(gen::inRange<std::size_t>(0, count), [](std::size_t i) { return Enumeration(i); });
}

template <>
struct Arbitrary<rollout::Edition> {
    static Gen<rollout::Edition> arbitrary() { return value_of<rollout::Edition>(rollout::editions.size()); }
};

template <>
struct Arbitrary<rollout::State> {
    static Gen<rollout::State> arbitrary() { return value_of<rollout::State>(rollout::state_count); }
};

template <>
struct Arbitrary<rollout::Policy> {
    static Gen<rollout::Policy> arbitrary() { return value_of<rollout::Policy>(rollout::policy_count); }
};

template <>
struct Arbitrary<rollout::Latch> {
    static Gen<rollout::Latch> arbitrary() { return value_of<rollout::Latch>(2); }
};

inline Gen<rollout::State> state_often_failed() {
    using rollout::State;
    return gen::weightedOneOf<State>({{2, gen::arbitrary<State>()}, {1, gen::just(State::failed)}});
}

template <>
struct Arbitrary<rollout::Operation> {
    static Gen<rollout::Operation> arbitrary() {
        using namespace rollout;
        const auto policy =
            gen::weightedOneOf<Policy>({{1, gen::arbitrary<Policy>()}, {2, gen::just(Policy::continue_)}});
        return gen::construct<Operation>(state_often_failed(), policy);
    }
};

template <>
struct Arbitrary<rollout::Child> {
    static Gen<rollout::Child> arbitrary() {
        using namespace rollout;
        // The flags continue and pause alone are as likely as all other combinations together.
        const auto flags = gen::weightedOneOf<std::size_t>({{2, gen::inRange<std::size_t>(0, flags_count)},
                                                            {1, gen::just<std::size_t>(1)},
                                                            {1, gen::just<std::size_t>(2)}});
        return gen::apply([](State state, std::size_t number) { return child_with(state, number); },
                          state_often_failed(), flags);
    }
};

}  // namespace rc
