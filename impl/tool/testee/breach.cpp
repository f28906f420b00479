#include "breach.hpp"

#include <cassert>

namespace rollout::oracle {

std::string_view name(BreachKind kind) {
    switch (kind) {
        case BreachKind::could_not_start:
            return "could not start";
        case BreachKind::bad_start:
            return "bad start";
        case BreachKind::hang:
            return "hang";
        case BreachKind::crash:
            return "crash";
        case BreachKind::early_exit:
            return "early exit";
        case BreachKind::garbage:
            return "garbage";
        case BreachKind::wrong_sequence:
            return "wrong seq";
        case BreachKind::wrong_count:
            return "wrong count";
        case BreachKind::over_long_reply:
            return "over-long reply";
        case BreachKind::unasked_reply:
            return "unasked reply";
        case BreachKind::did_not_stop:
            return "did not stop";
    }
    assert(false);
    return "";
}

}  // namespace rollout::oracle
