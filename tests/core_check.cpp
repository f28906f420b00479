// Goal: the exhaustive comparison without any library that a sanitizer cannot see into.
// Method: the loops of support/exhaustive.hpp; prints one line a comparison, exits 1 at the first difference or wrong
// count. Usage: core_check [summaries]; with the word it leaves the lists out.
#include <cstdio>
#include <string_view>

#include "support/exhaustive.hpp"

using namespace rollout;
using namespace rollout::tests;

int main(int count, char** words) {
    const bool summaries_only = count == 2 && words[1] == std::string_view("summaries");
    if (count > 1 && !summaries_only) {
        std::fputs("usage: core_check [summaries]\n", stderr);
        return 2;
    }
    const auto report = [](const char* what, Edition edition, const Comparison& comparison, std::uint64_t expected) {
        const bool good = !comparison.difference && comparison.cases == expected;
        std::printf("%s %s: %llu of %llu cases%s%s\n", name(edition).data(), what,
                    static_cast<unsigned long long>(comparison.cases), static_cast<unsigned long long>(expected),
                    good ? "" : ": FAILED ", comparison.difference ? comparison.difference->c_str() : "");
        return good;
    };
    for (const EditionFacts& facts : editions) {
        const Edition edition = facts.edition;
        const std::vector<Child> children = all_children(edition);
        if (!summaries_only && !report("lists of children up to 2", edition, compare_on_lists(edition, children, 2),
                                       lists_up_to(2, children.size()))) {
            return 1;
        }
    }
    for (const EditionFacts& facts : editions) {
        const Edition edition = facts.edition;
        if (!report("summaries", edition, compare_on_summaries(edition), summaries_expected(edition))) {
            return 1;
        }
        for (const Latch latch : latches) {
            if (!summaries_only &&
                !report("lists of operations up to 3", edition, compare_on_lists(edition, all_operations(), 3, latch),
                        lists_up_to(3, operation_count))) {
                return 1;
            }
        }
    }
    return 0;
}
