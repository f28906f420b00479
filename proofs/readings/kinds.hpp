// Kinds: the classes of children that nothing in question tells apart. Finitely many children exist, so a class is a
// set, and whether a predicate tells its members apart is found by asking it of each.
#pragma once

#include <stdexcept>

#include "implementation.hpp"

namespace rollout::proofs {

struct ChildKind {
    Child first;       // stands for the kind; the member with the fewest flags, of the first such state
    ChildSet members;  // disjoint from every other kind's
    std::string name;  // first, as spec/ writes it
};

/// Two children have one letter, and a question tells them apart.
struct TooCoarse : std::logic_error {
    using std::logic_error::logic_error;
};

class Kinds {
public:
    /// The kinds that the letters of `subjects` tell apart, of children in any state with any flags; without subjects
    /// each child is a kind of its own.
    explicit Kinds(const std::vector<const Implementation*>& subjects);

    std::size_t size() const { return kinds_.size(); }
    const ChildKind& operator[](std::size_t index) const { return kinds_[index]; }
    auto begin() const { return kinds_.begin(); }
    auto end() const { return kinds_.end(); }

    /// Returns the index of the kind that `child` belongs to.
    std::size_t of(const Child& child) const { return index_[static_cast<std::size_t>(child.state)][flags_of(child)]; }

    /// Returns, for each kind, whether its children meet `predicate`. Throws TooCoarse if `predicate` tells members of
    /// one kind apart: then the letters lose what is asked.
    std::vector<bool> that_meet(auto predicate) const {
        std::vector<bool> meets(size());
        for (const ChildKind& kind : kinds_) {
            meets[of(kind.first)] = predicate(kind.first);
        }
        for_each_child([&](const Child& child) {
            if (predicate(child) != meets[of(child)]) {
                fail(kinds_[of(child)].first, child);
            }
        });
        return meets;
    }

private:
    /// Those with fewer flags first.
    static void for_each_child(auto use) {
        for (std::size_t flags = 0; flags < flags_count; ++flags) {
            for (const StateFacts& facts : states) {
                use(child_with(facts.state, flags));
            }
        }
    }
    [[noreturn]] static void fail(const Child& one, const Child& other);

    std::vector<ChildKind> kinds_;
    std::array<std::array<std::size_t, flags_count>, state_count> index_{};
};

}  // namespace rollout::proofs
