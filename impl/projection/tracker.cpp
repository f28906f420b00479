#include <rollout/tracker.hpp>

#include "packed_letters.hpp"
#include "position_set.hpp"
#include "tracked_facts.hpp"

namespace rollout {

using namespace facts_of_a_list;

/// Where the children stand whose order matters.
struct Tracker::Order {
    PositionSet pausing;
    PositionSet holding;

    void move(std::size_t index, Facts from, Facts to) noexcept {
        move_in(pausing, failed_pausing, index, from, to);
        move_in(holding, holds, index, from, to);
    }

private:
    static void move_in(PositionSet& set, Facts fact, std::size_t index, Facts from, Facts to) noexcept {
        if (meets(from ^ to, fact)) {
            meets(to, fact) ? set.insert(index) : set.erase(index);
        }
    }
};

Tracker::~Tracker() = default;
Tracker::Tracker(Tracker&&) noexcept = default;
Tracker& Tracker::operator=(Tracker&&) noexcept = default;

Tracker::Tracker(Edition edition, std::span<const Child> children) : edition_(edition), letters_(children.size()) {
    static_assert(pausing_before_a_hold == 1U << std::tuple_size_v<decltype(counts_)>, "every fact but that of order");
    if (ordered(edition)) {
        order_ = std::make_unique<Order>(Order{PositionSet(children.size()), PositionSet(children.size())});
    }
    for (std::size_t i = 0; i < children.size(); ++i) {
        const Facts facts = letter(edition, children[i]).facts;
        letters_[i] = packed::pack(facts);
        for (std::size_t fact = 0; fact < counts_.size(); ++fact) {
            counts_[fact] += facts >> fact & 1;
        }
        seen_ |= facts;
        if (order_) {
            order_->move(i, 0, facts);
        }
    }
}

// A child has one fact of its state, and may have the two of holding: so four counts change, and no branch is needed.
void Tracker::set(std::size_t index, Child child) noexcept {
    const Facts from = packed::facts_of(letters_[index]);
    const Facts to = letter(edition_, child).facts;
    letters_[index] = packed::pack(to);
    const auto recount = [&](int fact, std::size_t had, std::size_t has) {
        std::size_t& count = counts_[static_cast<std::size_t>(fact)];
        count = recounted(count, had, has);
        seen_ = (seen_ & ~(1U << fact)) | (count == 0 ? 0U : 1U) << fact;
    };
    const auto recount_both = [&](Facts fact) {
        recount(std::countr_zero(fact), meets(from, fact) ? 1 : 0, meets(to, fact) ? 1 : 0);
    };
    recount(std::countr_zero(from), 1, 0);
    recount(std::countr_zero(to), 0, 1);
    recount_both(holds);
    recount_both(holds_started);
    if (order_) {
        order_->move(index, from, to);
    }
}

Summary Tracker::summary() const noexcept {
    const bool asks_order = order_ && meets(seen_, failed_pausing) && meets(seen_, holds);
    return {
        with(seen_, pausing_before_a_hold, asks_order && some_before(order_->pausing.first(), order_->holding.last()))};
}

}  // namespace rollout
