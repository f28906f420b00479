// Prints a shortest list of each summary that some list has in an edition, as lines for `project --jsonl`.
// Usage: summary_lists EDITION
#include <cstdio>

#include "rollout.hpp"
#include "support/exhaustive.hpp"

int main(int count, char** words) {
    const auto edition = count == 2 ? rollout::edition_named(words[1]) : std::nullopt;
    if (!edition) {
        std::fputs("usage: summary_lists EDITION\n", stderr);
        return 2;
    }
    rollout::tests::for_each_summary(*edition, [](rollout::Summary, std::span<const rollout::Child> list) {
        rollout::oracle::Rollout made{std::vector<rollout::oracle::WrittenChild>()};
        for (const rollout::Child& child : list) {
            std::get<1>(made.elements).push_back(rollout::oracle::written(child));
        }
        std::printf("{%s}\n", members_of(made).c_str());
        return true;
    });
    return 0;
}
