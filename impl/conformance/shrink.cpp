#include "shrink.hpp"

#include <algorithm>

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
            // Of single elements until none can go: one may have been needed only by another.
            const bool is_shorter = leave_out_runs(list, size);
            size = is_shorter && size == 1 ? 1 : size / 2;
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

    /// Takes from `list` each run of that many elements that is not needed, one after the other, so that a long list
    /// costs a pass and not a pass an element. Returns whether there was one.
    bool leave_out_runs(List& list, std::size_t size) {
        bool is_shorter = false;
        for (std::size_t at = 0; at < list.size();) {
            List shorter = list;
            const auto begin = shorter.begin() + static_cast<std::ptrdiff_t>(at);
            shorter.erase(begin, begin + static_cast<std::ptrdiff_t>(std::min(size, list.size() - at)));
            if (first_that_fails({shorter})) {
                list = std::move(shorter);
                is_shorter = true;
            } else {
                at += size;
            }
        }
        return is_shorter;
    }

    std::optional<List> first_that_fails(const std::vector<List>& lists) {
        std::vector<Case> cases;
        std::vector<const List*> asked;
        for (const List& list : lists) {
            Case made = as_case(list);
            if (made.expected == expected_) {
                cases.push_back(std::move(made));
                asked.push_back(&list);
            }
        }
        const std::vector<std::string> said = judge_.ask(cases);
        const auto found = std::find(said.begin(), said.end(), said_);
        return found == said.end() ? std::nullopt
                                   : std::optional(*asked[static_cast<std::size_t>(found - said.begin())]);
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
