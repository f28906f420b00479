// Follows a log through the protocol: all the situations that some run can be in which the log tells of. What was found
// for one apply is kept for the next.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "event.hpp"
#include "protocol.hpp"

namespace rollout::trace {

/// What may have happened that no log tells of.
struct Gaps {
    std::uint32_t may_be_missing = 0;  // kinds, a bit each: any number of them
    unsigned steps = 0;                // of any kind, at most so many between two events
    std::uint8_t faults = 1;           // at most so many in an apply: crashes, stale leases, read errors
};

/// Returns the kinds that are missing from most logs.
std::uint32_t usually_missing();

/// More situations are possible than are followed.
struct TooManySituations : std::runtime_error {
    using std::runtime_error::runtime_error;
};
inline constexpr std::size_t situations_usual = 100'000;

class Follower {
public:
    /// Follows from that situation, as long as no more situations are possible at a time.
    Follower(model::Protocol protocol, model::Situation initial, Gaps gaps, std::size_t situations_max);
    ~Follower();
    Follower(Follower&&) noexcept;

    const model::Protocol& protocol() const { return protocol_; }

    /// A set of situations.
    using Number = std::uint32_t;

    Number begin() const { return 0; }
    /// Returns where the event may lead; nothing if no run has it there. Throws TooManySituations.
    std::optional<Number> follow(Number from, const Event& event);

    /// Returns a likely situation of the set, and how many it has.
    model::Situation example(Number of) const;
    std::size_t size(Number of) const;
    /// Returns which properties every run has broken that leads there.
    model::Properties broken(Number of) const;

private:
    struct Sets;

    model::Protocol protocol_;
    Gaps gaps_;
    std::size_t situations_max_;
    std::unique_ptr<Sets> sets_;
};

}  // namespace rollout::trace
