#include "shrink.hpp"

#include <algorithm>
#include <array>

namespace rollout::conformance {
namespace {

Operation plain(const Operation& operation) { return {operation.state, policy_default}; }
Child plain(const Child& child) { return {child.state}; }
PlacedOperation plain(const PlacedOperation& row) { return {plain(row.operation), row.placement}; }

bool same(const auto& left, const auto& right) { return left == right; }
bool same(const PlacedOperation& left, const PlacedOperation& right) {
    const Placement& a = left.placement;
    const Placement& b = right.placement;
    return left.operation == right.operation && a.deployment == b.deployment && a.key == b.key && a.kind == b.kind &&
           a.started == b.started;
}

/// Shrinks lists of one level.
template <class Element>
class Shrinker {
public:
    using List = std::vector<Element>;

    Shrinker(Judge& judge, Edition edition, const Rollout& rollout, const std::string& expected,
             const std::string& said)
        : judge_(judge), edition_(edition), rollout_(rollout), expected_(expected), said_(said) {}

    std::optional<Case> shrink(List list) {
        if (!first_that_fails({list})) {
            return std::nullopt;
        }
        if (auto small = first_that_fails(one_or_two_of(list))) {
            list = *std::move(small);
        }
        for (std::size_t size = std::max<std::size_t>(list.size() / 2, 1); size > 0;) {
            if (auto shorter = without_many(list, size)) {
                list = *std::move(shorter);
                size = std::min(size, std::max<std::size_t>(list.size(), 1));
            } else {
                size /= 2;
            }
        }
        for (std::size_t i = 0; i < list.size(); ++i) {
            List plainer = list;
            plainer[i] = plain(plainer[i]);
            if (!same(plainer[i], list[i]) && first_that_fails({plainer})) {
                list = std::move(plainer);
            }
        }
        return as_case(list);
    }

private:
    static constexpr std::size_t different_max = 40;
    static constexpr std::size_t cases_at_once = 100;

    Case as_case(const List& list) const { return case_of(edition_, {list, rollout_.latch, rollout_.text}); }

    /// Returns the lists of one element, and of two in either order, that the elements of `list` make.
    static std::vector<List> one_or_two_of(const List& list) {
        List different;
        for (const Element& element : list) {
            if (different.size() < different_max &&
                std::none_of(different.begin(), different.end(),
                             [&](const Element& other) { return same(other, element); })) {
                different.push_back(element);
            }
        }
        std::vector<List> made{List{}};
        for (const Element& element : different) {
            made.push_back({element});
        }
        for (const Element& first : different) {
            for (const Element& second : different) {
                made.push_back({first, second});
            }
        }
        return made;
    }

    /// Returns `list` without the runs of that many elements, counted from its beginning, that `left_out` numbers.
    static List without(const List& list, std::size_t size, std::span<const std::size_t> left_out) {
        List shorter;
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (!std::binary_search(left_out.begin(), left_out.end(), i / size)) {
                shorter.push_back(list[i]);
            }
        }
        return shorter;
    }

    /// Returns `list` without as many of its runs of that many elements as can be left out together: all that can be
    /// left out one by one, or half of them, or a quarter. Nothing if none can.
    std::optional<List> without_many(const List& list, std::size_t size) {
        std::vector<List> without_one;
        for (std::size_t run = 0; run * size < list.size(); ++run) {
            without_one.push_back(without(list, size, std::array{run}));
        }
        std::vector<std::size_t> runs = those_that_fail(without_one);
        for (; !runs.empty(); runs.resize(runs.size() / 2)) {
            if (auto shorter = first_that_fails({without(list, size, runs)})) {
                return shorter;
            }
        }
        return std::nullopt;
    }

    /// Returns the numbers of the lists for which reference and testee answer as they did.
    std::vector<std::size_t> those_that_fail(const std::vector<List>& lists) {
        std::vector<std::size_t> found;
        std::vector<Case> cases;
        std::vector<std::size_t> numbers;
        const auto ask = [&] {
            const std::vector<std::string> said = judge_.ask(cases);
            for (std::size_t i = 0; i < said.size(); ++i) {
                if (said[i] == said_) {
                    found.push_back(numbers[i]);
                }
            }
            cases.clear();
            numbers.clear();
        };
        for (std::size_t number = 0; number < lists.size(); ++number) {
            Case made = as_case(lists[number]);
            if (made.expected == expected_) {
                cases.push_back(std::move(made));
                numbers.push_back(number);
            }
            if (cases.size() == cases_at_once) {
                ask();
            }
        }
        ask();
        return found;
    }

    std::optional<List> first_that_fails(const std::vector<List>& lists) {
        const std::vector<std::size_t> found = those_that_fail(lists);
        return found.empty() ? std::nullopt : std::optional(lists[found.front()]);
    }

    Judge& judge_;
    Edition edition_;
    const Rollout& rollout_;
    const std::string& expected_;
    const std::string& said_;
};

}  // namespace

std::optional<Case> shrunk(Judge& judge, Edition edition, const Rollout& rollout, const std::string& expected,
                           const std::string& said) {
    return std::visit(
        [&](const auto& list) {
            using Element = typename std::decay_t<decltype(list)>::value_type;
            return Shrinker<Element>(judge, edition, rollout, expected, said).shrink(list);
        },
        rollout.elements);
}

}  // namespace rollout::conformance
