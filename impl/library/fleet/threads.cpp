// A fleet by many threads. The columns are cut into shares of equal weight, wherever the cuts fall: a rollout that is
// cut has its pieces summarized apart, and their summaries combine in order (L2, proofs/induction/fleet.v).
#include <rollout/fleet.hpp>

#include <algorithm>
#include <thread>
#include <vector>

namespace rollout {
namespace {

/// A place between two letters: `letter` is in the rollout, or at its beginning or end.
struct Cut {
    std::size_t rollout;
    std::size_t letter;
};

/// What one thread leaves to the others: the facts of the end of the rollout that its first cut cuts, and of the
/// beginning of the one that its last cut cuts.
struct Share {
    Cut first;
    Cut last;
    Summary head = {};
    Summary tail = {};
};

/// Returns the cut before which the rollouts weigh `weight`: a rollout weighs one more than its letters.
Cut cut_at(const Fleet& fleet, std::size_t weight) {
    const auto weight_before = [&](std::size_t rollout) { return fleet.offsets[rollout] - fleet.offsets[0] + rollout; };
    std::size_t low = 0;
    std::size_t high = fleet.size();
    while (low < high) {  // invariant: weight_before(low) <= weight, and it is above at every rollout after high
        const std::size_t middle = high - (high - low) / 2;
        if (weight_before(middle) <= weight) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    const std::size_t end = low < fleet.size() ? fleet.offsets[low + 1] : fleet.offsets[low];
    return {low, std::min(end, fleet.offsets[low] + (weight - weight_before(low)))};
}

std::vector<Share> equal_shares(const Fleet& fleet, unsigned threads) {
    const std::size_t whole = fleet.offsets.back() - fleet.offsets.front() + fleet.size();
    std::vector<Share> shares;
    Cut first = cut_at(fleet, 0);
    for (unsigned thread = 1; thread <= threads; ++thread) {
        const std::size_t weight = thread == threads ? whole : whole / threads * thread;
        const Cut last = cut_at(fleet, weight);
        shares.push_back({first, last});
        first = last;
    }
    return shares;
}

void take(Edition edition, const Fleet& fleet, std::span<State> parents, Share& share) {
    const auto summary = [&](std::size_t begin, std::size_t end) {
        return summarize(edition, fleet.letters.subspan(begin, end - begin));
    };
    const auto [first, last] = std::pair(share.first, share.last);
    if (first.rollout == last.rollout) {
        share.tail = summary(first.letter, last.letter);
        return;
    }
    share.head = summary(first.letter, fleet.offsets[first.rollout + 1]);
    const std::size_t whole = last.rollout - first.rollout - 1;
    project(edition, Fleet{fleet.letters, fleet.offsets.subspan(first.rollout + 1, whole + 1)},
            parents.subspan(first.rollout + 1, whole));
    share.tail = summary(fleet.offsets[last.rollout], last.letter);
}

/// Writes the states of the rollouts that cuts cut.
void combine_shares(Edition edition, std::span<const Share> shares, std::span<State> parents) {
    Summary begun;  // of the rollout that the last cut cut, up to this cut
    for (const Share& share : shares) {
        if (share.first.rollout == share.last.rollout) {
            begun = combine(begun, share.tail);
        } else {
            parents[share.first.rollout] = finish(edition, combine(begun, share.head));
            begun = share.tail;
        }
    }
}

}  // namespace

void project(Edition edition, const Fleet& fleet, std::span<State> parents, unsigned threads) {
    threads = threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
    if (threads == 1 || fleet.size() == 0) {
        project(edition, fleet, parents);
        return;
    }
    std::vector<Share> shares = equal_shares(fleet, threads);
    {
        std::vector<std::jthread> others;  // joined at the end of the block, also where the next one cannot be made
        others.reserve(threads - 1);
        for (unsigned thread = 1; thread < threads; ++thread) {
            others.emplace_back([&, thread] { take(edition, fleet, parents, shares[thread]); });
        }
        take(edition, fleet, parents, shares[0]);
    }
    combine_shares(edition, shares, parents);
}

}  // namespace rollout
