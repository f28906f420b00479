// Questions as points of a product: one axis a name, its values numbered. Values that no answer tells apart are a
// class; the product of one value a class is what a decision has to be asked if it is asked nothing twice.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <rollout/vocabulary/edition.hpp>
#include <rollout/vocabulary/policy.hpp>

#include "test_case.hpp"

namespace rollout::oracle {

/// The states and policies that are asked about: a part of the vocabulary.
struct Words {
    std::vector<State> states;
    std::vector<Policy> policies;

    /// Returns all of it, what is not recognized included.
    static Words whole();
    /// Returns the part that `edition` has.
    Words of(Edition edition) const;
    bool has(State state) const;
    bool has(Policy policy) const;
};

/// Returns the values of a state axis that are asked about.
std::vector<std::size_t> values_of(const std::vector<State>& states);

/// One thing that a question may vary in.
struct Axis {
    std::vector<std::size_t> values;
    std::function<void(Question&, std::size_t value)> set;

    /// Returns the axis with these values only.
    Axis with(std::vector<std::size_t> some) const { return {std::move(some), set}; }
};

/// Returns the numbers from 0 on, as many as `count`.
std::vector<std::size_t> first_values(std::size_t count);

/// Returns the axis of that name; its values are those of the name's words, all of them. Requires: the decision has it,
/// and it has words.
Axis axis(Decision decision, std::string_view name);

/// A product of axes. The last axis turns fastest; an axis is set after those before it.
class Space {
public:
    Space(Question start, std::vector<Axis> axes);

    std::uint64_t size() const { return size_; }
    /// Returns the question of that number. Requires: number < size().
    Question at(std::uint64_t number) const;
    /// Returns the question whose axes have these values.
    Question of_values(const std::vector<std::size_t>& values) const;

    const Question& start() const { return start_; }
    const std::vector<Axis>& axes() const { return axes_; }

    /// Returns the space with these values on that axis.
    Space with(std::size_t axis, std::vector<std::size_t> values) const;

private:
    Question start_;
    std::vector<Axis> axes_;
    std::uint64_t size_;
};

/// Says of a question what is compared: its answer, or as much of it as matters.
using Signature = std::function<std::string(const Question&)>;

/// Returns the first value of each class of an axis of `space`: two values are in one class if changing one for the
/// other changes no signature in the space.
std::vector<std::size_t> representatives(const Space& space, std::size_t axis, const Signature& signature);

/// Values of axes that a smaller space leaves out, each a few times, beside values of the smaller space on the other
/// axes.
class LeftOut {
public:
    /// Requires: both have the same axes, those of `some` with some of the values of `all`.
    LeftOut(const Space& all, const Space& some, std::uint64_t times);

    std::uint64_t size() const { return left_out_.size() * times_; }
    Question at(std::uint64_t number) const;

private:
    struct Value {
        std::size_t axis;
        std::size_t value;
    };
    Space some_;
    std::vector<Value> left_out_;
    std::uint64_t times_;
};

/// Returns a source of questions of that number.
Source questions_source(Edition edition, std::string name, std::string adds, std::uint64_t size,
                        std::function<Question(std::uint64_t number)> at);
Source questions_source(Edition edition, std::string name, std::string adds, Space space);

/// Returns a source of what a space of classes has and what it leaves out.
Source source_by_class(Edition edition, std::string name, std::string adds, Space some, LeftOut left_out);

/// How often a value that stands for no class is asked.
inline constexpr std::uint64_t times_left_out = 16;
/// How many questions a source of random ones has.
inline constexpr std::uint64_t random_questions = 20'000;

}  // namespace rollout::oracle
