// The other end of the protocol: a program that answers test cases, started, asked and stopped. Nothing that it does or
// leaves undone stops the caller for longer than the time-out, and nothing of it remains.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reply.hpp"

namespace rollout::oracle {

/// How a testee breaks the protocol. Each way has a kind of its own, so that none is taken for another, or for an
/// answer.
enum class BreachKind : std::uint8_t {
    could_not_start,  // there is no process: not found, not executable
    bad_start,        // the answer to `start` is JSON but does not say what it must
    hang,             // no whole answer within the time-out
    crash,            // a signal, or an exit status other than 0
    early_exit,       // exit status 0, or no more standard output, before the last answer
    garbage,          // the answer is not JSON, or not of the form of an answer
    wrong_sequence,
    wrong_count,
    over_long_reply,
    unasked_reply,  // a line that answers nothing
    did_not_stop,
};

/// Returns the kind in words: `hang`, `wrong seq`.
std::string_view name(BreachKind kind);

struct Breach {
    BreachKind kind;
    std::string what;  // one sentence without its full stop, printable, such as: no answer to request 3 within 10 s
    std::string standard_error;  // of the testee, bounded
};

class Process;

struct Limits {
    std::chrono::milliseconds timeout{10'000};  // for each answer as a whole, and for the exit after `stop`
    std::size_t reply_bytes_max = std::size_t{64} << 20;
};

/// One testee process. After a breach the process is gone, and every further call returns the same breach. One thread
/// at a time may use it; several testees may be used side by side. All functions may throw std::bad_alloc.
class Testee {
public:
    /// Starts nothing yet. `command` is a program, sought in PATH if it has no slash, and its arguments.
    explicit Testee(std::vector<std::string> command, Limits limits = {});
    Testee(const Testee&) = delete;
    Testee& operator=(const Testee&) = delete;
    /// Ends the process and its process group, whatever they are doing.
    ~Testee();

    /// Starts the process and asks it what it offers. Requires: it is called first, and once.
    std::variant<Offer, Breach> start();

    /// Sends one `run` request: `cases` are `count` JSON objects joined by commas; the subject `projection` is left
    /// out. Does not wait: what the pipe does not take is written by `receive`. Several requests may be under way; they
    /// are answered in order. Requires: started. Errors: a line that answered nothing.
    std::optional<Breach> send(std::string_view edition, std::string_view subject, std::string_view cases,
                               std::size_t count);

    /// Writes what is left and waits for the answer to the oldest request under way. The time-out begins here. Returns
    /// one answer a case; they are valid until the next call. Requires: a request is under way.
    std::variant<std::span<const Answer>, Breach> receive();

    /// Receives what is under way, says `stop` and waits for the exit. Its standard input stays open, for it is `stop`
    /// that ends a testee. Ensures: the process is gone. Errors, in this order: no exit within the time-out, an exit
    /// status other than 0, output that nobody asked for.
    std::optional<Breach> stop();

    /// Returns what the testee has written to its standard error so far: its beginning, its end, and how much was left
    /// out between them.
    std::string standard_error() const;

private:
    struct Request {
        std::size_t sequence;
        std::size_t count;
        std::string_view said;
    };

    std::optional<Breach> receive_line(const std::string& asked);
    std::optional<Breach> unasked();
    Breach no_more_output(const std::string& asked);
    Breach break_off(BreachKind kind, std::string what);

    std::vector<std::string> command_;
    Limits limits_;
    std::unique_ptr<Process> process_;
    std::optional<Breach> breach_;
    std::deque<Request> under_way_;
    std::size_t sequence_ = 0;
    std::string unread_;  // what came behind the last line
    std::string line_;    // the last answer, decoded: what answers_ points into
    std::vector<Answer> answers_;
    std::string standard_error_;  // of a process that is gone
};

}  // namespace rollout::oracle
