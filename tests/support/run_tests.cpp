#include "run_tests.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>  // NOLINT: setenv is POSIX

#include <cstdlib>
#include <iostream>
#include <string>

namespace rollout::tests {
namespace {

/// Prints after each failed test how to run it alone.
class CommandOfAFailure : public testing::EmptyTestEventListener {
public:
    explicit CommandOfAFailure(std::string program) : program_(std::move(program)) {}

    void OnTestEnd(const testing::TestInfo& test) override {
        if (test.result()->Failed()) {
            const char* const bounds = std::getenv("ROLLOUT_BOUNDS");
            std::cout << "alone: " << (bounds == nullptr ? "" : std::string("ROLLOUT_BOUNDS=") + bounds + " ")
                      << program_ << " --gtest_filter='" << test.test_suite_name() << "." << test.name() << "'"
                      << std::endl;
        }
    }

private:
    std::string program_;
};

}  // namespace

int run_tests(int argc, char** argv) {
    setenv("RC_PARAMS", "seed=337 max_success=1000", 0);
    testing::InitGoogleTest(&argc, argv);
    testing::UnitTest::GetInstance()->listeners().Append(new CommandOfAFailure(argv[0]));
    return RUN_ALL_TESTS();
}

}  // namespace rollout::tests
