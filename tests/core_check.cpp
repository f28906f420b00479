// Goal: the exhaustive comparison without any library that a sanitizer cannot see into.
// Method: the loops of support/exhaustive.hpp; prints one line a comparison, exits 1 on a difference or a wrong count.
#include <cstdio>

#include "support/exhaustive.hpp"

using namespace rollout;
using namespace rollout::tests;

int main() {
    bool ok = true;
    const auto report = [&](const char* what, Edition edition, const Comparison& comparison, std::uint64_t expected) {
        const bool good = !comparison.difference && comparison.cases == expected;
        std::printf("%s %s: %llu of %llu cases%s%s\n", name(edition).data(), what,
                    static_cast<unsigned long long>(comparison.cases), static_cast<unsigned long long>(expected),
                    good ? "" : ": FAILED ", comparison.difference ? comparison.difference->c_str() : "");
        ok = ok && good;
    };
    for (const Edition edition : built_editions) {
        report("summaries", edition, compare_on_summaries(edition), summaries_expected(edition));
        report("lists up to 3", edition, compare_on_lists(edition, 3), lists_up_to(3, all_operations.size()));
    }
    return ok ? 0 : 1;
}
