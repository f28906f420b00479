// What would explain that a stored parent disagrees with its rows. Each cause is tried: what it names is changed, and
// the rows are projected again.
#pragma once

#include <array>

#include "projector.hpp"

namespace rollout::audit {

/// In the order in which they are told: the first of those that fit is the kind of the disagreement.
enum class Cause {
    no_state,
    no_rows,
    latch,
    collation,
    unknown_word,
    edition,
    guard,
    own_result,
    order,
    extra_row,
    missing_row,
    stale_row,
    unexplained
};

struct CauseFacts {
    Cause cause;
    std::string_view name;
    std::string_view sentence;
};
inline constexpr std::array causes{
    CauseFacts{Cause::no_state, "no_state", "the stored word is no state"},
    CauseFacts{Cause::no_rows, "no_rows", "there are no rows, and then no writer writes"},
    CauseFacts{Cause::latch, "latch", "the stored state is right under the other latch"},
    CauseFacts{Cause::collation, "collation", "it is right where case and blanks around words are ignored"},
    CauseFacts{Cause::unknown_word, "unknown_word", "it is right if an unknown word is read as a known one"},
    CauseFacts{Cause::edition, "edition", "it is right in another edition"},
    CauseFacts{Cause::guard, "guard", "the guard refuses to write over the stored state"},
    CauseFacts{Cause::own_result, "own_result", "it is the state of one row, as a driver writes its own result"},
    CauseFacts{Cause::order, "order", "it is right in another order of two neighbours"},
    CauseFacts{Cause::extra_row, "extra_row", "it is right without one of the rows"},
    CauseFacts{Cause::missing_row, "missing_row", "it is right with one more row"},
    CauseFacts{Cause::stale_row, "stale_row", "it is right if one row is in another state"},
    CauseFacts{Cause::unexplained, "unexplained", "nothing that was tried explains it"},
};

struct Explanation {
    Cause cause;
    std::string text;  // with the rows and words that it is about
};

/// Single rows are changed in lists of up to that many.
inline constexpr std::size_t tried_rows_max = 200;

/// Returns what explains that `stored` is the state of `rows`, in the order of causes; `unexplained` where nothing
/// does. Requires: the projection is another one.
std::vector<Explanation> explanations(const Projector& projector, std::string_view stored, std::span<const Row> rows,
                                      Latch latch);

}  // namespace rollout::audit
