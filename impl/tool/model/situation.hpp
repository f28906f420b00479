// One moment of an apply as the model sees it: what is stored, what every process knows, and what properties remember.
#pragma once

#include <array>

#include <rollout/vocabulary/lifecycle.hpp>

namespace rollout::model {

/// How many operations a model can have.
inline constexpr std::size_t operations_max = 6;

/// One stored row. Its policy and its place never change, so they are the protocol's.
struct StoredRow {
    State state = State::pending;
    bool has_text = false;  // of the engine's error
    bool ran = false;       // remembered: an engine has reported it completed
    bool started = false;   // from edition finalizers on, where a projection asks

    friend constexpr bool operator==(const StoredRow&, const StoredRow&) = default;
};

/// The stored parent.
struct StoredParent {
    State state = State::pending;
    bool completed_at = false;
    bool started_at = false;
    std::uint8_t text_of = 0;  // 1 + the row whose text it shows; 0: none

    friend constexpr bool operator==(const StoredParent&, const StoredParent&) = default;
};

/// The step that a process takes next.
enum class Next : std::uint8_t {
    nothing,            // there is no such process
    take_the_apply,     // the row is claimed; look at the parent
    hear_the_engine,    // the engine is at work
    read_rows_locally,  // the local writer: rows, then parent, then write
    read_parent_locally,
    write_locally,
    publish_locally,
    reread_parent,  // b1, b2: what the row will mirror
    write_row,
    stop_pending_rows,
    read_parent,  // the operator: parent, then rows, then write
    read_rows,
    write_parent,
    publish,
    resolve_stop,
};

/// A driver of an operation, or the operator on its own.
struct Process {
    Next next = Next::nothing;
    std::uint8_t row = 0;              // of a driver
    State result = State::pending;     // what the engine said; pending: nothing yet
    State read = State::pending;       // the parent, as last read
    State projected = State::pending;  // what it is about to store
    bool base_is_failed = false;       // of the rows that it read
    std::uint8_t text_of = 0;          // 1 + the first failed row with a text that it read; 0: none
    bool is_overtaken = false;         // another process has changed the parent's state since it was read
    bool before_the_drive = false;     // it derives the parent before its engine starts
    bool copies_the_parent = false;    // its row was claimed under a terminal parent
    bool reconciles = false;           // the operator on its own, for a pending stop

    friend constexpr bool operator==(const Process&, const Process&) = default;
};

struct Situation {
    std::array<StoredRow, operations_max> rows;
    StoredParent parent;
    bool stop_is_pending = false;
    bool released = false;
    std::uint8_t faults_left = 0;     // how many may still happen
    std::uint8_t summaries_owed = 0;  // remembered: moves to terminal whose summary is not published
    /// The driver of each row that holds its lease, then one that lost it, then the operator on its own.
    std::array<Process, operations_max + 2> processes;

    friend bool operator==(const Situation&, const Situation&) = default;
};

/// Returns where among `operations` rows' processes the driver stands that lost its lease, and the operator.
constexpr std::size_t superseded(std::size_t operations) { return operations; }
constexpr std::size_t operator_alone(std::size_t operations) { return operations + 1; }
constexpr std::size_t processes_of(std::size_t operations) { return operations + 2; }

/// How many bytes a situation takes.
constexpr std::size_t bytes_of(std::size_t operations) { return 4 + operations + 4 * processes_of(operations); }

/// Writes the situation to `bytes_of(operations)` bytes at `bytes`, one situation one way; reads it back.
void encode(const Situation& situation, std::size_t operations, std::uint8_t* bytes);
Situation decode(const std::uint8_t* bytes, std::size_t operations);

}  // namespace rollout::model
