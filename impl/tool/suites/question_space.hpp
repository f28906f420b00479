// Questions as points of a product: one axis a name, its values numbered. Values that no answer tells apart are a
// class; the product of one value a class is what a decision has to be asked if it is asked nothing twice.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <rollout/vocabulary/edition.hpp>

#include "decision.hpp"

namespace rollout::conformance {

/// One thing that a question may vary in.
struct Axis {
    std::vector<std::size_t> values;
    std::function<void(oracle::Question&, std::size_t value)> set;

    /// Returns the axis with these values only.
    Axis with(std::vector<std::size_t> some) const { return {std::move(some), set}; }
};

/// Returns the numbers from 0 on, as many as `count`.
std::vector<std::size_t> first_values(std::size_t count);

/// Returns the axis of that name; its values are those of the name's words, all of them. Requires: the decision has it,
/// and it has words.
Axis axis(oracle::Question::Subject decision, std::string_view name);

/// A product of axes. The last axis turns fastest; an axis is set after those before it.
class Space {
public:
    Space(oracle::Question start, std::vector<Axis> axes);

    std::uint64_t size() const { return size_; }
    /// Returns the question of that number. Requires: number < size().
    oracle::Question at(std::uint64_t number) const;
    /// Returns the question whose axes have these values.
    oracle::Question of_values(const std::vector<std::size_t>& values) const;

    const oracle::Question& start() const { return start_; }
    const std::vector<Axis>& axes() const { return axes_; }

    /// Returns the space with these values on that axis.
    Space with(std::size_t axis, std::vector<std::size_t> values) const;

private:
    oracle::Question start_;
    std::vector<Axis> axes_;
    std::uint64_t size_;
};

/// Says of a question what is compared: its answer, or as much of it as matters.
using Signature = std::function<std::string(const oracle::Question&)>;

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
    oracle::Question at(std::uint64_t number) const;

private:
    struct Value {
        std::size_t axis;
        std::size_t value;
    };
    Space some_;
    std::vector<Value> left_out_;
    std::uint64_t times_;
};

}  // namespace rollout::conformance
