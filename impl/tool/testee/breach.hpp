// How a testee breaks the protocol. Each way has a kind of its own, so that none is taken for another, or for an
// answer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rollout::oracle {

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

}  // namespace rollout::oracle
