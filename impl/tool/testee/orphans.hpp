// Descendants of testees that left their process group, as daemons do. Where the system can (Linux), they become
// children of this process when their own parents end, and are ended then.
#pragma once

namespace rollout::oracle {

/// From now on this process is the parent of its descendants whose parents have gone (prctl, PR_SET_CHILD_SUBREAPER).
/// Where the system cannot, nothing happens, and end_orphans() finds nobody.
void adopt_orphans();

/// Kills and reaps each child of this process that is not remembered as the first of a group (interruption.hpp), and
/// what is adopted thereby. Does nothing unless orphans are adopted. Requires: one thread starts and ends processes.
void end_orphans();

}  // namespace rollout::oracle
