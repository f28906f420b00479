#include "conclusion.hpp"

#include <fmt/format.h>

namespace rollout::oracle {

Conclusion conclude(const Counts& counts, std::string_view passed_what, bool has_guarantee) {
    Conclusion conclusion;
    const auto because = [&](bool holds, std::string reason) {
        if (holds) {
            conclusion.reasons.push_back(std::move(reason));
        }
        return holds;
    };
    because(counts.changed > 0,
            fmt::format("{} cases were answered otherwise when they were asked again: the testee is not "
                        "deterministic, or something of one case remains for another",
                        counts.changed));
    because(counts.failed > 0, fmt::format("{} answers differ", counts.failed));
    because(!counts.list_is_true, "the failure list is not true of this testee");
    because(!counts.is_whole, "not every case was asked");
    because(counts.skipped > 0 && counts.passed > 0,
            fmt::format("{} cases were skipped that no failure list names", counts.skipped));
    const bool is_empty = because(counts.passed == 0 && counts.failed == 0,
                                  counts.skipped > 0 ? "every case was skipped" : "no case was asked");
    if (counts.failed > 0 || !counts.list_is_true) {
        conclusion.status = Status::not_conformant;
        conclusion.headline = "not conformant";
    } else if (!counts.is_whole || counts.skipped > 0 || is_empty) {
        conclusion.status = Status::no_verdict;
        conclusion.headline = "no verdict";
    } else {
        conclusion.status = Status::done;
        conclusion.headline = counts.listed > 0 ? "as listed"
                              : has_guarantee   ? "conformant"
                                                : fmt::format("passed {}", passed_what);
        because(counts.listed > 0, fmt::format("{} cases fail as the failure list says", counts.listed));
        conclusion.gives_guarantee = has_guarantee && counts.listed == 0;
    }
    return conclusion;
}

}  // namespace rollout::oracle
