// The lines of operations that are plainly rollouts, as the built-in editions read them.
#pragma once

#include <string_view>

#include "plain_line.hpp"
#include "rollout_line.hpp"

namespace rollout::oracle {

class FastLineReader {
public:
    /// Returns what `read_rollout_line` returns of `line`, valid until the next call and while the line is; null for a
    /// line that read_plain_line does not take, or that names no edition there is.
    const RolloutLine* read(std::string_view line);

private:
    RolloutLine rollout_;
    KnownRows<Operation> known_rows_;
};

}  // namespace rollout::oracle
