#include "run_tests.hpp"

int main(int argc, char** argv) { return rollout::tests::run_tests(argc, argv); }
