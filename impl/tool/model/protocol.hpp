// What a run of the model holds fixed: the edition, the operations' policies, and which actors there are.
#pragma once

#include <string>
#include <vector>

#include <rollout/vocabulary/child.hpp>
#include <rollout/vocabulary/lifecycle.hpp>

namespace rollout::model {

/// How b1 and b2 write the parent after an engine's result; later editions project always.
enum class DriveWrites : std::uint8_t { grouped, direct };

/// How the operator derives the parent on its own, which it may begin at any time.
enum class OperatorAlone : std::uint8_t {
    at_once,      // nothing happens between its reads and its write
    step_by_step  // as drivers do
};

/// Which steps there are beside those of drivers and of the operator.
struct Actors {
    bool failures = true;       // engines fail, for good or to be tried again
    bool retries = true;        // engines fail to be tried again
    bool waits = true;          // engines wait for their cutover
    std::uint8_t faults = 0;    // how many at most: crashes, leases going stale under a live driver, read errors
    bool stops = false;         // a human stops and starts
    bool cancellation = false;  // a human cancels single rows
    OperatorAlone operator_alone = OperatorAlone::step_by_step;
};

/// Where an operation stands. See Placement.
struct StoredPlacement {
    std::string deployment;
    std::string key;
    Kind kind = Kind::work;
    std::uint32_t step = 0;
    std::string target;

    /// Returns it as the library reads it. It points into this one.
    Placement placement(bool started) const { return {deployment, key, kind, started, step, target}; }
};

struct Protocol {
    Edition edition = Edition::b2;
    std::vector<Policy> policies;                  // by operation
    std::vector<StoredPlacement> placements = {};  // by operation; empty: each is of a deployment of its own
    Cutover cutover = Cutover::rolling;
    DriveWrites drive_writes = DriveWrites::grouped;
    Actors actors = {};

    std::size_t operations() const { return policies.size(); }
    bool is_atomic() const { return edition >= Edition::b3; }
    /// Returns whether drivers store their engine's result in the parent, unprojected.
    bool writes_are_direct() const { return !is_atomic() && drive_writes == DriveWrites::direct; }
    /// Returns whether drivers write the parent; from b4 on only where there is one operation.
    bool drives_write_the_parent() const { return edition < Edition::b4 || operations() == 1; }
    /// Returns whether drivers take the parent's lease.
    bool has_parent_lease() const { return edition < Edition::b4; }
};

}  // namespace rollout::model
