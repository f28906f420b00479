// Sound because, whatever has changed, the counts and positions say what a fold of the list would
// (proofs/induction/tracker.v).
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
    TrackedFacts<> tracked;
    std::optional<Order> order;  // where order matters

    Kept(Edition edition, std::span<const Child> children)
        : letter_table(&child_letters(edition)), pages(&rule_pages(edition)), letters(children.size()) {
        if (ordered(edition)) {
            order.emplace(children.size());
        }
        for (std::size_t i = 0; i < children.size(); ++i) {
            const Facts facts = letter_in(*letter_table, children[i]);
            letters[i] = packed::pack(facts);
            for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
                tracked.counts[fact] = recounted(tracked.counts[fact], FactCount{0}, FactCount{facts >> fact & 1});
            }
            tracked.seen |= facts;
            if (order) {
                order->move(i, 0, facts);
            }
        }
    }

    void set(std::size_t index, Child child) noexcept {
        const Facts from = packed::facts_of(letters[index]);
        const Facts to = letter_in(*letter_table, child);
        letters[index] = packed::pack(to);
        recount_child([this](auto fact, auto had, auto has) { recount(tracked, fact, had, has); }, from, to);
        if (order) {
            order->move(index, from, to);
        }
    }

    Facts facts() const noexcept {
        return order ? with_order(
                           tracked.seen, [&] { return order->pausing.first(); }, [&] { return order->holding.last(); })
                     : tracked.seen;
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
