// The verdict, from counts alone: a pure function, so that every way to fall short of `conformant` is a row of a table
// of tests. `examine` counts, this decides. Contract: exit statuses 0, 1 and 4.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "status.hpp"

namespace rollout::oracle {

/// What was counted in a run that no breach ended.
struct Counts {
    std::uint64_t passed = 0;
    std::uint64_t failed = 0;   // differ or are errors, and no failure list names them
    std::uint64_t skipped = 0;  // by the testee, and no failure list names them
    std::uint64_t listed = 0;   // failed or skipped as a failure list says
    std::uint64_t changed = 0;  // answered otherwise when asked again
    bool is_whole = true;       // every case of the plan was asked
    bool list_is_true = true;   // no entry of the failure list went stale
};

/// What may be said of such a run.
struct Conclusion {
    Status status = Status::no_verdict;
    std::string headline;              // "conformant", "passed smoke", "as listed", "not conformant", "no verdict"
    std::vector<std::string> reasons;  // why not more than that, one sentence each
    bool gives_guarantee = false;      // that of the plan holds
};

/// Concludes. `passed_what`: the suite or the subject that was asked; `has_guarantee`: the plan has one, without which
/// nobody is `conformant`.
Conclusion conclude(const Counts& counts, std::string_view passed_what, bool has_guarantee);

}  // namespace rollout::oracle
