#include "steps.hpp"

#include <rollout/claim.hpp>
#include <rollout/writers.hpp>

#include "rows.hpp"

namespace rollout::model {
namespace {

class Steps {
public:
    Steps(const Protocol& protocol, const Situation& now, std::vector<Step>& found)
        : protocol_(protocol), now_(now), found_(found), rows_(protocol, now) {}

    void find() {
        found_.clear();
        for (std::size_t i = 0; i < processes_of(protocol_.operations()); ++i) {
            if (now_.processes[i].next != Next::nothing) {
                advance(i);
                crash(i);
            }
        }
        claim_rows();
        begin_alone();
        humans();
    }

private:
    const Protocol& protocol_;
    const Situation& now_;
    std::vector<Step>& found_;
    Rows rows_;

    Step& add(Actor actor, std::string_view deed, std::size_t process, std::size_t row) {
        Step made;
        made.actor = actor;
        made.deed = deed;
        made.process = process;
        made.row = row;
        made.next = now_;
        found_.push_back(made);
        return found_.back();
    }
    Step& add(std::string_view deed, std::size_t process) {
        return add(Actor::machinery, deed, process, now_.processes[process].row);
    }
    static void say(Step& step, State state) {
        step.said = state;
        step.tells_state = true;
    }

    bool has_faults() const { return now_.faults_left > 0; }
    /// The step, which was added last, is a fault.
    static Step& as_fault(Step& step) {
        step.actor = Actor::fault;
        --step.next.faults_left;
        return step;
    }
    bool holds_its_lease(std::size_t process) const { return process < protocol_.operations(); }
    bool is_the_operator(std::size_t process) const { return process == operator_alone(protocol_.operations()); }

    // Processes.

    void advance(std::size_t index) {
        switch (now_.processes[index].next) {
            case Next::take_the_apply:
                return take_the_apply(index);
            case Next::hear_the_engine:
                return hear_the_engine(index);
            case Next::read_rows_locally:
                return read_rows_locally(index);
            case Next::read_parent_locally:
                return read_parent_locally(index);
            case Next::write_locally:
                return write_locally(index);
            case Next::publish_locally:
                return publish(index, true);
            case Next::reread_parent:
                return reread_parent(index);
            case Next::write_row:
                return write_row(index);
            case Next::stop_pending_rows:
                return stop_pending_rows(index);
            case Next::read_parent:
                return read_parent(index);
            case Next::read_rows:
                return read_rows(index);
            case Next::write_parent:
                return write_parent(index);
            case Next::publish:
                return publish(index, false);
            case Next::resolve_stop:
                return resolve_stop(index);
            case Next::nothing:
                break;
        }
    }

    static void forget_what_was_read(Process& process) {
        process.read = State::pending;
        process.projected = State::pending;
        process.base_is_failed = false;
        process.text_of = 0;
        process.is_overtaken = false;
    }

    /// The process has done all it had to do.
    void end(Step& step, std::size_t index) const {
        const Process& process = now_.processes[index];
        if (holds_its_lease(index) && process.result == State::failed &&
            step.next.rows[process.row].state != State::failed) {
            step.broken.add(Property::operation_failure_persisted);
        }
        step.next.processes[index] = {};
    }

    /// Stores a state in the parent. `reopened`: a guard let it become active again.
    void store(Step& step, std::size_t index, State state, bool reopened) const {
        StoredParent& parent = step.next.parent;
        const bool was_terminal = terminal(parent.state);
        if (was_terminal && !terminal(state)) {
            step.broken.add(reopened ? Property::terminal_is_never_reopened : Property::terminal_stays_terminal);
        }
        if (!was_terminal && terminal(state) && step.next.summaries_owed < summaries_owed_max) {
            ++step.next.summaries_owed;
        }
        if (parent.state != state) {
            overtake_others(step, index);
        }
        parent.state = state;
    }
    void overtake_others(Step& step, std::size_t index) const {
        for (std::size_t i = 0; i < processes_of(protocol_.operations()); ++i) {
            Process& other = step.next.processes[i];
            const bool has_read =
                other.next == Next::read_rows || other.next == Next::write_parent || other.next == Next::write_locally;
            other.is_overtaken = other.is_overtaken || (i != index && has_read);
        }
    }

    bool has_a_peer(std::size_t index) const {
        for (std::size_t i = 0; i <= superseded(protocol_.operations()); ++i) {
            const Next next = now_.processes[i].next;
            if (i != index && next != Next::nothing && next != Next::take_the_apply) {
                return true;
            }
        }
        return false;
    }

    void take_the_apply(std::size_t index) {
        if (terminal(now_.parent.state)) {
            Step& step = add("finds the parent terminal and does not drive", index);
            say(step, now_.parent.state);
            Process& process = step.next.processes[index];
            process.copies_the_parent = true;
            process.read = now_.parent.state;
            process.next = Next::write_row;
            return;
        }
        if (!protocol_.has_parent_lease()) {
            Step& step = add("begins: reads the parent before its drive", index);
            say(step, now_.parent.state);
            Process& process = step.next.processes[index];
            process.before_the_drive = true;
            process.read = now_.parent.state;
            process.next = Next::read_rows;
            return;
        }
        const bool has_peer = has_a_peer(index);
        if (has_peer) {
            end(add("finds a peer's fresh lease on the parent and does not drive", index), index);
        }
        if (!has_peer || has_faults()) {
            Step& step =
                add(has_peer ? "takes the parent's lease, its peer's being stale" : "takes the parent's lease", index);
            if (has_peer) {
                as_fault(step);
            }
            const State parent = now_.parent.state;
            if (parent == State::pending || parent == State::failed_retryable) {
                store(step, index, State::running, false);
            }
            say(step, step.next.parent.state);
            step.next.processes[index].next = Next::hear_the_engine;
        }
    }

    void hear_the_engine(std::size_t index) {
        const Process& process = now_.processes[index];
        const State row = now_.rows[process.row].state;
        const bool can_wait = protocol_.actors.waits && row != State::waiting_for_cutover && row != State::cutting_over;
        report(index, State::completed);
        if (can_wait) {
            report(index, State::waiting_for_cutover);
        }
        if (protocol_.actors.failures) {
            report(index, State::failed);
        }
        if (protocol_.actors.failures && protocol_.actors.retries) {
            report(index, State::failed_retryable);
        }
        if (now_.stop_is_pending) {
            report(index, State::stopped);
        }
    }
    void report(std::size_t index, State result) {
        Step& step = add("hears from its engine", index);
        say(step, result);
        Process& process = step.next.processes[index];
        StoredRow& row = step.next.rows[process.row];
        process.result = result;
        row.ran = row.ran || result == State::completed;
        const bool waits = result == State::waiting_for_cutover;
        if (waits && (holds_its_lease(index) || !protocol_.is_atomic())) {
            row.state = result;
        }
        if (protocol_.drives_write_the_parent()) {
            const bool is_direct = protocol_.writes_are_direct();
            process.projected = is_direct && !waits ? result : State::pending;
            process.next = !is_direct ? Next::read_rows_locally
                           : waits    ? Next::reread_parent
                                      : Next::read_parent_locally;
        } else {
            process.next = Next::write_row;
        }
    }

    /// The rows as the local writer sees them: its own one's state is what its engine said.
    Rows rows_seen_by(const Process& process) const {
        Rows rows = rows_;
        rows.replace(process.row, process.result);
        return rows;
    }
    std::uint8_t first_text(const Process* own) const {
        for (std::size_t i = 0; i < protocol_.operations(); ++i) {
            const bool is_own = own != nullptr && own->row == i;
            const bool has_text = now_.rows[i].state == State::failed && now_.rows[i].has_text;
            if (is_own ? own->result == State::failed : has_text) {
                return static_cast<std::uint8_t>(i + 1);
            }
        }
        return 0;
    }

    void read_rows_locally(std::size_t index) {
        const Process& process = now_.processes[index];
        {
            Step& step = add("projects the rows, its own one as its engine says", index);
            Process& next = step.next.processes[index];
            next.projected = rows_seen_by(process).projection();
            next.text_of = first_text(&process);
            next.next = Next::read_parent_locally;
            say(step, next.projected);
        }
        if (has_faults()) {
            Step& step = as_fault(add("cannot read the rows", index));
            const LocalSource source =
                local_source(protocol_.edition, {.own = process.result, .reading = Reading::rows_unreadable});
            if (source == LocalSource::own_state) {
                step.next.processes[index].projected = process.result;
                step.next.processes[index].next = Next::read_parent_locally;
                say(step, process.result);
            } else {
                go_on_after_the_local_write(step, index);
            }
        }
    }

    void read_parent_locally(std::size_t index) {
        if (!local_guard_admits(now_.parent.state)) {
            Step& step = add("leaves the terminal parent as it is", index);
            say(step, now_.parent.state);
            go_on_after_the_local_write(step, index);
            return;
        }
        Step& step = add("re-reads the parent", index);
        say(step, now_.parent.state);
        Process& process = step.next.processes[index];
        process.read = now_.parent.state;
        process.is_overtaken = false;
        process.next = Next::write_locally;
    }

    void write_locally(std::size_t index) {
        const Process& process = now_.processes[index];
        if (!lands(protocol_.edition, process.read, now_.parent.state)) {
            Step& step = add("misses: the parent is no longer as it was read", index);
            say(step, now_.parent.state);
            go_on_after_the_local_write(step, index);
            return;
        }
        const bool is_direct = protocol_.writes_are_direct();
        Step& step =
            add(is_direct ? "stores its own result in the parent" : "stores what it projected in the parent", index);
        say(step, process.projected);
        note_races(step, process);
        const bool moved = !terminal(now_.parent.state) && terminal(process.projected);
        store(step, index, process.projected, false);
        const SideEffects effects = side_effects(protocol_.edition, process.result, process.projected, moved);
        StoredParent& parent = step.next.parent;
        const bool stamps = effects.completed_at && !parent.completed_at;
        if (effects.completed_at) {
            parent.completed_at = true;
        } else if (protocol_.is_atomic()) {
            parent.completed_at = false;
        }
        if (is_direct && process.result == State::failed) {
            parent.text_of = static_cast<std::uint8_t>(process.row + 1);
        } else if (protocol_.is_atomic() && process.projected == State::failed && process.text_of != 0) {
            parent.text_of = process.text_of;
        }
        note_side_effects(step, index, stamps || effects.publish, effects.quiesce);
        if (effects.publish) {
            step.next.processes[index].next = Next::publish_locally;
        } else {
            go_on_after_the_local_write(step, index);
        }
    }
    /// A direct write reads no rows: its side effects are held against the rows as they are.
    void note_side_effects(Step& step, std::size_t index, bool ends_the_apply, bool quiesces) const {
        const Process& process = now_.processes[index];
        const State projected = protocol_.writes_are_direct() ? rows_seen_by(process).projection() : process.projected;
        const bool may_quiesce = terminal(projected) || projected == State::failed_retryable;
        if ((ends_the_apply && !terminal(projected)) || (quiesces && !may_quiesce)) {
            step.broken.add(Property::side_effects_follow_projection);
        }
    }
    void note_races(Step& step, const Process& process) const {
        if (process.read != now_.parent.state) {
            step.broken.add(Property::no_lost_update);
        } else if (process.is_overtaken) {
            step.broken.add(Property::no_write_over_an_unseen_one);
        }
    }

    void go_on_after_the_local_write(Step& step, std::size_t index) const {
        Process& process = step.next.processes[index];
        forget_what_was_read(process);
        process.next = protocol_.is_atomic() ? Next::write_row : Next::reread_parent;
    }

    /// The largest number stands for any that is not smaller, so it stays: nothing is said there that may not be so.
    static constexpr std::uint8_t summaries_owed_max = 3;
    static void summary_is_owed_no_more(Step& step) {
        std::uint8_t& owed = step.next.summaries_owed;
        owed = owed < summaries_owed_max ? static_cast<std::uint8_t>(owed - 1) : owed;
    }

    void publish(std::size_t index, bool locally) {
        Step& step = add("publishes the terminal summary", index);
        if (now_.summaries_owed == 0) {
            step.broken.add(Property::side_effects_follow_projection);
        } else {
            summary_is_owed_no_more(step);
        }
        if (locally) {
            go_on_after_the_local_write(step, index);
        } else {
            go_on_after_deriving(step, index);
        }
    }

    void reread_parent(std::size_t index) {
        Step& step = add("re-reads the parent, for its row to mirror", index);
        say(step, now_.parent.state);
        step.next.processes[index].read = now_.parent.state;
        step.next.processes[index].next = Next::write_row;
    }

    void write_row(std::size_t index) {
        const Process& process = now_.processes[index];
        const bool is_held = holds_its_lease(index);
        const auto own =
            row_state(protocol_.edition, {.own = process.result, .parent = process.read, .lease_is_held = is_held});
        const auto copied = is_held || !protocol_.is_atomic() ? std::optional(process.read) : std::nullopt;
        const auto state = process.copies_the_parent ? copied : own;
        if (!state) {
            Step& step = add(is_held ? "leaves its row as it is, to be claimed again"
                                     : "leaves the row: its lease is another driver's",
                             index);
            end(step, index);
            return;
        }
        const bool mirrors = process.copies_the_parent || !protocol_.is_atomic();
        Step& step = add(mirrors ? "copies the parent's state into its row" : "stores its result in its row", index);
        say(step, *state);
        StoredRow& row = step.next.rows[process.row];
        row.state = *state;
        row.has_text = *state == State::failed && process.result == State::failed;
        if (*state == State::completed && !row.ran) {
            step.broken.add(Property::completed_operations_ran);
        }
        forget_what_was_read(step.next.processes[index]);
        const bool stops = now_.stop_is_pending && protocol_.is_atomic();
        step.next.processes[index].next = stops ? Next::stop_pending_rows : Next::read_parent;
    }

    void stop_pending_rows(std::size_t index) {
        Step& step = add("turns the pending rows into stopped ones", index);
        for (StoredRow& row : std::span(step.next.rows).first(protocol_.operations())) {
            row.state = row.state == State::pending && now_.stop_is_pending ? State::stopped : row.state;
        }
        step.next.processes[index].next = Next::read_parent;
    }

    void read_parent(std::size_t index) {
        Step& step = add("reads the parent", index);
        say(step, now_.parent.state);
        Process& process = step.next.processes[index];
        process.read = now_.parent.state;
        process.is_overtaken = false;
        process.next = Next::read_rows;
    }

    void read_rows(std::size_t index) {
        {
            Step& step = add("projects the rows", index);
            Process& process = step.next.processes[index];
            process.projected = rows_.projection();
            process.base_is_failed = rows_.base() == State::failed;
            process.text_of = first_text(nullptr);
            process.next = Next::write_parent;
            say(step, process.projected);
        }
        if (has_faults()) {
            Step& step = as_fault(add("cannot read the rows, and writes nothing", index));
            end(step, index);
        }
    }

    bool may_reopen(std::size_t index) const {
        const Process& process = now_.processes[index];
        return is_the_operator(index) ? process.reconciles : !process.copies_the_parent && !process.before_the_drive;
    }

    void write_parent(std::size_t index) {
        const Process& process = now_.processes[index];
        const StoredParent& stored = now_.parent;
        const GuardInput guarded{.stored = process.read,
                                 .projected = process.projected,
                                 .base = process.base_is_failed ? State::failed : process.projected,
                                 .reopen_authorized = may_reopen(index),
                                 .started_at_is_set = stored.started_at};
        const ParentWrite write = operator_write(protocol_.edition, {.guard = guarded,
                                                                     .completed_at_is_set = stored.completed_at,
                                                                     .a_failed_row_has_a_text = process.text_of != 0});
        if (write.verdict == Verdict::refuse) {
            Step& step = add("is refused: the parent it read is terminal, and its projection is not", index);
            say(step, process.projected);
            note_refusal(step, guarded);
            end(step, index);
            return;
        }
        if (write.verdict == Verdict::no_write) {
            Step& step = add("has nothing to write", index);
            go_on_after_deriving(step, index);
            return;
        }
        if (!lands(protocol_.edition, process.read, stored.state)) {
            Step& step = add("misses: the parent is no longer as it was read", index);
            say(step, stored.state);
            go_on_after_deriving(step, index);
            return;
        }
        Step& step = add("stores what it projected in the parent", index);
        say(step, write.state);
        note_races(step, process);
        const bool moved = !terminal(stored.state) && terminal(write.state);
        const bool reopened = protocol_.is_atomic() && guarded.reopen_authorized;
        store(step, index, write.state, reopened);
        StoredParent& parent = step.next.parent;
        const bool stamps = write.completed_at == Stamp::now;
        parent.completed_at = write.completed_at != Stamp::clear && (parent.completed_at || stamps);
        parent.started_at = parent.started_at || write.started_at == Stamp::now;
        parent.text_of = write.takes_error_text ? process.text_of : parent.text_of;
        if (stamps && !terminal(process.projected)) {
            step.broken.add(Property::side_effects_follow_projection);
        }
        if (moved && protocol_.is_atomic()) {
            step.next.processes[index].next = Next::publish;
        } else {
            go_on_after_deriving(step, index);
        }
    }
    void note_refusal(Step& step, const GuardInput& guarded) const {
        if (!guarded.reopen_authorized) {
            return;
        }
        step.broken.add(Property::authorised_writers_are_not_refused);
        const State hold = protocol_.edition < Edition::b4 ? State::running : State::running_degraded;
        if (guarded.stored == State::failed && guarded.base == State::failed && guarded.projected == hold) {
            step.broken.add(Property::guard_admits_the_hold);
        }
    }

    void go_on_after_deriving(Step& step, std::size_t index) const {
        Process& process = step.next.processes[index];
        forget_what_was_read(process);
        if (process.before_the_drive) {
            process.before_the_drive = false;
            process.next = Next::hear_the_engine;
        } else if (step.next.stop_is_pending) {
            process.next = Next::resolve_stop;
        } else {
            end(step, index);
        }
    }

    void resolve_stop(std::size_t index) {
        const bool resolved = stop_is_resolved(protocol_.edition, now_.parent.state, rows_.every_one_is_terminal());
        Step& step = add(resolved ? "completes the stop request" : "leaves the stop request pending", index);
        step.next.stop_is_pending = now_.stop_is_pending && !resolved;
        end(step, index);
    }

    // Faults.

    void crash(std::size_t index) {
        if (!has_faults() || is_the_operator(index)) {
            return;
        }
        const Process& process = now_.processes[index];
        Step& step = as_fault(add("crashes", index));
        const bool announces = process.next == Next::publish || process.next == Next::publish_locally;
        if (announces && now_.summaries_owed > 0) {
            summary_is_owed_no_more(step);
        }
        if (holds_its_lease(index) && process.result == State::failed &&
            now_.rows[process.row].state != State::failed) {
            step.broken.add(Property::crash_keeps_the_failure);
        }
        step.next.processes[index] = {};
    }

    // Claims.

    ClaimInput claim_input() const {
        return {.cutover = protocol_.cutover,
                .latch = rows_.latch(),
                .parent = now_.parent.state,
                .stop_is_pending = now_.stop_is_pending,
                .lease_is_stale = true};
    }

    void claim_rows() {
        std::array<Claim, operations_max> answers{};
        const std::size_t count = protocol_.operations();
        claim_each(protocol_.edition, rows_.all(), claim_input(), std::span(answers).first(count));
        for (std::size_t i = 0; i < count; ++i) {
            const bool is_driven = now_.processes[i].next != Next::nothing;
            if (is_driven) {
                if (answers[i] == Claim::reclaim) {
                    supersede(i);
                }
                continue;
            }
            if (answers[i] != Claim::none) {
                take_row(i, answers[i]);
            }
            if (may_cut_over(protocol_.edition, rows_.all(), i, claim_input())) {
                drive(add(Actor::machinery, "is claimed for its cutover", i, i), i).state = State::cutting_over;
            }
        }
    }
    static StoredRow& drive(Step& step, std::size_t row) {
        Process& driver = step.next.processes[row];
        driver = {};
        driver.next = Next::take_the_apply;
        driver.row = static_cast<std::uint8_t>(row);
        return step.next.rows[row];
    }
    void take_row(std::size_t row, Claim how) {
        Step& step = add(Actor::machinery,
                         how == Claim::start   ? "is claimed"
                         : how == Claim::retry ? "is claimed to be tried again"
                                               : "is claimed again, its lease being stale",
                         row, row);
        StoredRow& stored = drive(step, row);
        if (how != Claim::reclaim) {
            stored.state = State::running;
            stored.has_text = false;
        }
        if (how == Claim::start) {
            note_start(step);
            stored.started = protocol_.edition >= Edition::finalizers;
        }
    }
    void note_start(Step& step) const {
        if (terminal(now_.parent.state)) {
            step.broken.add(Property::no_start_under_a_terminal_parent);
        }
        if (terminal(rows_.projection())) {
            step.broken.add(Property::no_start_under_a_terminal_projection);
        }
        for (const PlacedOperation& row : rows_.all()) {
            if (row.operation.state == State::failed && is_hard(row.operation)) {
                step.broken.add(Property::no_start_beside_a_hard_failure);
            }
        }
    }
    /// Returns whether that failure alone ends the rollout, whatever comes after it.
    bool is_hard(Operation failed) const {
        const std::array rollout{failed, Operation{State::pending}};
        return project(protocol_.edition, std::span<const Operation>(rollout), rows_.latch()) == State::failed;
    }

    void supersede(std::size_t row) {
        const std::size_t place = superseded(protocol_.operations());
        const bool has_begun = now_.processes[row].next != Next::take_the_apply;
        if (!has_faults() || !has_begun || now_.processes[place].next != Next::nothing) {
            return;
        }
        Step& step = as_fault(add("is claimed again, its lease being stale though its driver lives", row));
        step.next.processes[place] = now_.processes[row];
        drive(step, row);
    }

    // The operator alone, and humans.

    void begin_alone() {
        const std::size_t index = operator_alone(protocol_.operations());
        const bool reconciles = now_.stop_is_pending;
        const bool has_nothing_to_write = !reconciles && rows_.projection() == now_.parent.state;
        if (now_.processes[index].next != Next::nothing || has_nothing_to_write) {
            return;  // what it would read now it may as well read later
        }
        Step& step = add(reconciles ? "begins to reconcile the stop" : "begins to derive the parent", index);
        Process& process = step.next.processes[index];
        process.reconciles = reconciles;
        process.next = reconciles && protocol_.is_atomic() ? Next::stop_pending_rows : Next::read_parent;
        if (protocol_.actors.operator_alone == OperatorAlone::at_once) {
            step.deed = reconciles ? "reconciles the stop at once, leaving the parent" : "derives the parent at once";
            go_through(step, index);
            say(step, step.next.parent.state);
        }
    }
    /// Takes the steps of a process, nothing happening between them, until there is no such process.
    void go_through(Step& whole, std::size_t index) const {
        std::vector<Step> taken;
        while (whole.next.processes[index].next != Next::nothing) {
            const Situation before = whole.next;
            taken.clear();
            Steps(protocol_, before, taken).advance(index);
            whole.next = taken.front().next;
            whole.broken.add(taken.front().broken);
        }
    }

    void humans() {
        const std::size_t count = protocol_.operations();
        if (protocol_.actors.stops && !now_.stop_is_pending && !terminal(now_.parent.state)) {
            add(Actor::human, "requests a stop", 0, 0).next.stop_is_pending = true;
        }
        if (protocol_.actors.stops && now_.parent.state == State::stopped) {
            start();
        }
        if (protocol_.edition >= Edition::pause && !now_.released) {
            for (const Policy policy : protocol_.policies) {
                if (policy == Policy::pause) {
                    add(Actor::human, "releases the pause", 0, 0).next.released = true;
                    break;
                }
            }
        }
        for (std::size_t i = 0; protocol_.actors.cancellation && i < count; ++i) {
            const State state = now_.rows[i].state;
            if (state == State::pending || state == State::stopped) {
                add(Actor::human, "cancels operation", 0, i).next.rows[i].state = State::cancelled;
            }
        }
    }
    void start() {
        Step& step = add(Actor::human, "starts the apply again: stopped rows and the parent become pending", 0, 0);
        for (StoredRow& row : std::span(step.next.rows).first(protocol_.operations())) {
            row.state = row.state == State::stopped ? State::pending : row.state;
        }
        overtake_others(step, processes_of(protocol_.operations()));
        step.next.parent.state = State::pending;
        step.next.parent.completed_at = false;
        step.next.stop_is_pending = false;
    }
};

}  // namespace

void steps_from(const Protocol& protocol, const Situation& situation, std::vector<Step>& steps) {
    Steps(protocol, situation, steps).find();
}

}  // namespace rollout::model
