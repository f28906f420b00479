#include "differences_table.hpp"

#include <fmt/format.h>

namespace rollout::oracle {

Table differences_table() { return Table({"shortest rollout", "before", "after"}, {"shortest rollout"}); }

void add_differences(Table& table, Edition before, Edition after, const analysis::Differences& found) {
    const auto answer = [](Edition edition, State state) {
        return fmt::format("{} in {}", token(state), name(edition));
    };
    for (const analysis::Difference& kind : found.kinds) {
        table.add({kind.rollout, answer(before, kind.before), answer(after, kind.after)});
    }
}

}  // namespace rollout::oracle
