// A fast reader of the lines that are plainly rollouts, which is nearly all of them. It judges no line: what it does
// not take, `read_rollout_line` reads, and says what is wrong with it, if anything.
#pragma once

#include <string_view>

#include "known_rows.hpp"
#include "rollout_line.hpp"

namespace rollout::oracle {

class FastLineReader {
public:
    /// Returns what `read_rollout_line` returns of `line`, valid until the next call and while the line is; null for a
    /// line that it does not take. It takes an object of id (a string, or a number of digits), edition, released and
    /// operations, whose rows have state and on_failure only, where no string has a backslash or a byte that is not
    /// ASCII. Cost: one pass; no allocation once a longer list was read.
    const RolloutLine* read(std::string_view line);

private:
    RolloutLine rollout_;
    KnownRows known_rows_;
};

}  // namespace rollout::oracle
