// Finds the steps that can be taken in one situation. One class, because every actor reads the same situation and adds
// to the same list; one source for each actor, which says what that actor does.
#pragma once

#include <rollout/claim.hpp>
#include <rollout/writers.hpp>

#include "rows.hpp"
#include "steps.hpp"

namespace rollout::model {

class StepFinder {
public:
    /// Keeps references to all three. `found` gets the steps.
    StepFinder(const Protocol& protocol, const Situation& now, std::vector<Step>& found)
        : protocol_(protocol), now_(now), found_(found), rows_(protocol, now) {}

    /// Writes every step that can be taken.
    void find();

private:
    const Protocol& protocol_;
    const Situation& now_;
    std::vector<Step>& found_;
    Rows rows_;

    // steps.cpp: what every actor needs. A step is added first, and then filled.
    void advance(std::size_t index);
    Step& add(Actor actor, std::string_view deed, std::size_t process, std::size_t row);
    Step& add(std::string_view deed, std::size_t process);
    /// Adds a step in which the process reads the parent, and goes on with `next`. Returns the process after it.
    Process& add_reading(std::string_view deed, std::size_t process, Next next);
    static void say(Step& step, State state);
    bool has_faults() const { return now_.faults_left > 0; }
    /// The step, which was added last, is a fault.
    static Step& as_fault(Step& step);
    bool holds_its_lease(std::size_t process) const { return process < protocol_.operations(); }
    bool is_the_operator(std::size_t process) const { return process == operator_alone(protocol_.operations()); }
    static void forget_what_was_read(Process& process);
    /// The process has done all it had to do.
    void end(Step& step, std::size_t index) const;
    /// Stores a state in the parent. `reopened`: a guard let it become active again.
    void store(Step& step, std::size_t index, State state, bool reopened) const;
    void overtake_others(Step& step, std::size_t index) const;
    void note_races(Step& step, const Process& process) const;
    void publish(std::size_t index, bool locally);
    static void summary_is_owed_no_more(Step& step);
    /// The largest number stands for any that is not smaller, so it stays: nothing is said there that may not be so.
    static constexpr std::uint8_t summaries_owed_max = 3;

    // driver_steps.cpp: a driver takes the apply, hears its engine, writes the parent locally and writes its row.
    bool has_a_peer(std::size_t index) const;
    void take_the_apply(std::size_t index);
    void hear_the_engine(std::size_t index);
    void report(std::size_t index, State result);
    /// The rows as the local writer sees them: its own one's state is what its engine said.
    Rows rows_seen_by(const Process& process) const;
    std::uint8_t first_text(const Process* own) const;
    void read_rows_locally(std::size_t index);
    void read_parent_locally(std::size_t index);
    void write_locally(std::size_t index);
    /// A direct write reads no rows: its side effects are held against the rows as they are.
    void note_side_effects(Step& step, std::size_t index, bool ends_the_apply, bool quiesces) const;
    void go_on_after_the_local_write(Step& step, std::size_t index) const;
    void reread_parent(std::size_t index);
    void write_row(std::size_t index);
    void crash(std::size_t index);

    // operator_steps.cpp: the operator derives the parent from the rows, alone or at the end of a drive.
    void begin_alone();
    /// Takes the steps of a process, nothing happening between them, until there is no such process.
    void go_through(Step& whole, std::size_t index) const;
    void stop_pending_rows(std::size_t index);
    void read_parent(std::size_t index);
    void read_rows(std::size_t index);
    bool may_reopen(std::size_t index) const;
    void write_parent(std::size_t index);
    void note_refusal(Step& step, const GuardInput& guarded) const;
    void go_on_after_deriving(Step& step, std::size_t index) const;
    void resolve_stop(std::size_t index);

    // claim_steps.cpp: a row is claimed, which begins a drive.
    void claim_rows();
    static StoredRow& drive(Step& step, std::size_t row);
    void take_row(std::size_t row, Claim how);
    void note_start(Step& step) const;
    /// Returns whether that failure alone ends the rollout, whatever comes after it.
    bool is_hard(Operation failed) const;
    void supersede(std::size_t row);

    // human_steps.cpp: somebody stops, starts, releases or cancels.
    void humans();
    void start();
};

}  // namespace rollout::model
