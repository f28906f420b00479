// What every test program does with its command line.
#pragma once

namespace rollout::tests {

/// Runs the registered tests and returns the exit status: 0 if all passed, else 1. Prints for each failed test the one
/// command that runs it alone. The properties of RapidCheck take a fixed seed and count, unless RC_PARAMS is set.
int run_tests(int argc, char** argv);

}  // namespace rollout::tests
