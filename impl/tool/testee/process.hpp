// A child process with three pipes, in a process group of its own. Every wait is bounded by a deadline, and the
// standard error is drained during all of them, so that a child that logs much does not stand still.
//
// Limits: a descendant that leaves the process group (setsid, setpgid) is ended with it only where orphans are adopted
// (adopt_orphans()). It cannot delay anything: no wait is for the end of a pipe that it may hold open. The group does
// not hear of an interrupt at the terminal: interruption.hpp ends it then.
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kept_text.hpp"

namespace rollout::oracle {

/// A file descriptor that is closed with its owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    void close() {
        if (is_open()) {
            ::close(std::exchange(number_, -1));
        }
    }

private:
    int number_ = -1;
};

/// From now on this process is the parent of its descendants whose parents have gone (prctl, PR_SET_CHILD_SUBREAPER).
/// Where the system cannot, nothing happens, and end_orphans() finds nobody.
void adopt_orphans();

/// Kills and reaps each child of this process that is not remembered as the first of a group (interruption.hpp), and
/// what is adopted thereby. Does nothing unless orphans are adopted. Requires: one thread starts and ends processes.
void end_orphans();

/// How a process ended.
struct Exit {
    bool by_signal;
    int number;  // the signal, or the exit status

    bool is_success() const { return !by_signal && number == 0; }
};

/// Returns `killed by signal 11 (Segmentation fault)` or `exited with status 3`.
std::string described(Exit exit);

class Process {
public:
    using Clock = std::chrono::steady_clock;

    /// Starts `command`, a program, sought in PATH if it has no slash, and its arguments; or says why it cannot.
    /// Signals have their default actions in it, and none is blocked.
    static std::variant<std::unique_ptr<Process>, std::string> start(const std::vector<std::string>& command);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    /// Ends it.
    ~Process();

    /// Sends `text` as far as the pipe takes it; the rest goes while listening. What nobody reads any more is dropped.
    void write(std::string_view text);

    /// Sends `text`, and closes the standard input behind it: what reads up to its end then ends.
    void write_last(std::string_view text);

    enum class Heard { output, end_of_output, exit, nothing };

    /// Waits until the process has written to its standard output, and appends at most `chunk_bytes` of that to
    /// `output`. Otherwise returns what there is in place of output: its end; the exit of the process, all it wrote
    /// having been heard, although another process may still hold the pipe; or nothing until `deadline`. A deadline
    /// that has passed means: what is there now.
    Heard listen(std::string& output, Clock::time_point deadline);
    static constexpr std::size_t chunk_bytes = std::size_t{256} << 10;

    /// Waits until the process has exited, or `deadline`; what it writes to standard output waits in the pipe.
    std::optional<Exit> wait_for_exit(Clock::time_point deadline);

    /// Returns whether the process has closed its standard input, as far as writing to it has shown.
    bool has_closed_input() const { return !input_.is_open(); }

    /// Ends the process group, with SIGTERM and after `grace` with SIGKILL, and reaps the process. What is left of a
    /// group whose first process has exited is killed at once. Ensures: the standard error that was written is kept.
    void end();
    static constexpr std::chrono::milliseconds grace{200};

    /// Returns what it has written to standard error, bounded.
    std::string standard_error() const { return error_text_.text(); }

private:
    Process() = default;

    void write_some();
    void drain_error(std::size_t bytes_max);
    bool has_exited();
    void wait_for_event(bool for_output, Clock::time_point deadline);

    pid_t id_ = 0;
    Descriptor input_;  // our ends
    Descriptor output_;
    Descriptor error_;
    std::string unsent_;
    std::size_t unsent_from_ = 0;
    bool is_last_ = false;  // nothing follows what is unsent
    KeptText error_text_;
    std::string chunk_;  // room for reading
    std::optional<Exit> exit_;
    bool is_reaped_ = false;
};

}  // namespace rollout::oracle
