// Goal: by which clause the reference decides; no test compares that, as the implementation names no clause.
// Method: asks about every summary, by a shortest list; about every input of the guard; about lists of up to two rows
// with what a claimer reads. Prints of each the clauses that decide, and a digest of them in order: two references
// whose digests differ decide by different clauses.
#include <cstdio>
#include <set>

#include <rollout/reference/claim.hpp>

#include "support/exhaustive.hpp"

using namespace rollout;
using namespace rollout::tests;

namespace {

constexpr bool either[] = {false, true};

/// The clauses that decided, in order (FNV-1a, by clause instead of by byte).
struct Digest {
    std::uint64_t value = 14'695'981'039'346'656'037U;
    std::uint64_t questions = 0;
    std::set<reference::Clause> clauses;

    void add(reference::Clause clause) {
        value = (value ^ static_cast<std::uint64_t>(clause)) * 1'099'511'628'211U;
        ++questions;
        clauses.insert(clause);
    }
    void print(Edition edition, const char* of) const {
        std::printf("%s %s: %llu questions, digest %016llx, decided by", name(edition).data(), of,
                    static_cast<unsigned long long>(questions), static_cast<unsigned long long>(value));
        for (const reference::Clause clause : clauses) {
            std::printf(" %s", reference::id(clause).data());
        }
        std::puts("");
    }
};

void print_rollouts(Edition edition) {
    Digest digest;
    for_each_summary(edition, [&](Summary, std::span<const Child> list) {
        digest.add(reference::decide(edition, list).clause);
        return true;
    });
    digest.print(edition, "rollouts");
}

void print_guard(Edition edition) {
    Digest digest;
    for (const StateFacts& stored : states) {
        for (const StateFacts& projected : states) {
            for (const StateFacts& base : states) {
                for (const bool authorized : either) {
                    for (const bool started : either) {
                        const GuardInput input{.stored = stored.state,
                                               .projected = projected.state,
                                               .base = base.state,
                                               .reopen_authorized = authorized,
                                               .started_at_is_set = started};
                        digest.add(reference::guard_decision(edition, input).clause);
                    }
                }
            }
        }
    }
    digest.print(edition, "guard");
}

/// Returns what a claimer may read of an apply.
std::vector<ClaimInput> claim_inputs() {
    std::vector<ClaimInput> inputs;
    for (const State parent : {State::running, State::stopped, State::failed, State::failed_retryable}) {
        for (const CutoverFacts& cutover : cutovers) {
            for (unsigned flags = 0; flags < 32; ++flags) {
                inputs.push_back({.cutover = cutover.cutover,
                                  .latch = (flags & 16) != 0 ? Latch::released : Latch::unreleased,
                                  .parent = parent,
                                  .stop_is_pending = (flags & 1) != 0,
                                  .start_is_requested = (flags & 2) != 0,
                                  .retries_are_left = (flags & 4) != 0,
                                  .lease_is_stale = (flags & 8) != 0});
            }
        }
    }
    return inputs;
}

void print_claims(Edition edition) {
    std::vector<PlacedOperation> alphabet;
    for (const Operation operation : {Operation{State::pending}, Operation{State::pending, Policy::continue_},
                                      Operation{State::completed}, Operation{State::failed, Policy::unknown}}) {
        for (const Placement& place :
             {Placement{}, Placement{.deployment = "d", .key = "a/t"},
              Placement{.deployment = "d", .key = "a/group_finalizer", .kind = Kind::group_finalizer}}) {
            alphabet.push_back({operation, place});
        }
    }
    for (const StateFacts& each : states) {
        alphabet.push_back({{each.state}});
    }
    const std::vector<ClaimInput> inputs = claim_inputs();
    Digest digest;
    any_list(std::span<const PlacedOperation>(alphabet), 2, [&](std::span<const PlacedOperation> rows) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (const ClaimInput& input : inputs) {
                digest.add(reference::claim_decision(edition, rows, i, input).clause);
            }
        }
        return false;
    });
    digest.print(edition, "claims");
}

}  // namespace

int main() {
    for (const EditionFacts& facts : editions) {
        print_rollouts(facts.edition);
        print_guard(facts.edition);
        print_claims(facts.edition);
    }
    return 0;
}
