#include <rollout/tracker.hpp>

#include <optional>

#include "letters.hpp"
#include "packed_letters.hpp"
#include "position_set.hpp"
#include "rule_pages.hpp"
#include "tracked_facts.hpp"

namespace rollout {

using namespace facts_of_a_list;

namespace {

/// Where the children stand whose order matters.
struct Order {
    PositionSet pausing;
    PositionSet holding;

    explicit Order(std::size_t size) : pausing(size), holding(size) {}

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

}  // namespace

struct Tracker::Kept {
    const ChildLetters* letter_table;
    const RulePages* pages;
    std::vector<PackedLetter> letters;
    Facts seen = 0;                                                             // that some child has, order aside
    std::array<std::size_t, std::countr_zero(pausing_before_a_hold)> counts{};  // of the children that have each fact
    std::optional<Order> order;                                                 // where order matters

    Kept(Edition edition, std::span<const Child> children)
        : letter_table(&child_letters(edition)), pages(&rule_pages(edition)), letters(children.size()) {
        if (ordered(edition)) {
            order.emplace(children.size());
        }
        for (std::size_t i = 0; i < children.size(); ++i) {
            const Facts facts = letter_in(*letter_table, children[i]);
            letters[i] = packed::pack(facts);
            for (std::size_t fact = 0; fact < counts.size(); ++fact) {
                counts[fact] += facts >> fact & 1;
            }
            seen |= facts;
            if (order) {
                order->move(i, 0, facts);
            }
        }
    }

    // A child has one fact of its state, and may have the two of holding: so four counts change, and no branch is
    // needed.
    void set(std::size_t index, Child child) noexcept {
        const Facts from = packed::facts_of(letters[index]);
        const Facts to = letter_in(*letter_table, child);
        letters[index] = packed::pack(to);
        const auto recount = [this](int fact, std::size_t had, std::size_t has) {
            std::size_t& count = counts[static_cast<std::size_t>(fact)];
            count = recounted(count, had, has);
            seen = (seen & ~(1U << fact)) | (count == 0 ? 0U : 1U) << fact;
        };
        const auto recount_both = [&](Facts fact) {
            recount(std::countr_zero(fact), meets(from, fact) ? 1 : 0, meets(to, fact) ? 1 : 0);
        };
        recount(std::countr_zero(from), 1, 0);
        recount(std::countr_zero(to), 0, 1);
        recount_both(holds);
        recount_both(holds_started);
        if (order) {
            order->move(index, from, to);
        }
    }

    Facts facts() const noexcept {
        const bool asks_order = order && meets(seen, failed_pausing) && meets(seen, holds);
        return with(seen, pausing_before_a_hold,
                    asks_order && some_before(order->pausing.first(), order->holding.last()));
    }
};

Tracker::Tracker(Edition edition, std::span<const Child> children) : kept_(std::make_unique<Kept>(edition, children)) {}
Tracker::~Tracker() = default;
Tracker::Tracker(Tracker&&) noexcept = default;
Tracker& Tracker::operator=(Tracker&&) noexcept = default;

std::size_t Tracker::size() const noexcept { return kept_->letters.size(); }

void Tracker::set(std::size_t index, Child child) noexcept { kept_->set(index, child); }

Summary Tracker::summary() const noexcept { return {kept_->facts()}; }

State Tracker::state() const noexcept { return answer_in(*kept_->pages, kept_->facts()); }

}  // namespace rollout
