// A verdict for people: the headline first, then each cause with the command that shows it again.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "readable.hpp"
#include "reports.hpp"
#include "wording.hpp"

namespace rollout::oracle {
namespace {

constexpr std::size_t causes_shown_max = 10;
constexpr std::size_t failures_shown_max = 10;

/// Appends the facts, their names in a column.
void add_facts(std::string& text, const std::vector<Fact>& facts) {
    std::size_t width = 0;
    for (const Fact& fact : facts) {
        width = std::max(width, fact.name.size());
    }
    for (const Fact& fact : facts) {
        bool is_first = true;
        for (const std::string& line : fact.lines) {
            std::string row = fmt::format("  {:{}}  {}", is_first ? fact.name : "", width, on_one_line(line));
            row.erase(row.find_last_not_of(' ') + 1);
            text += row + "\n";
            is_first = false;
        }
    }
}

void add_parts(std::string& text, const std::vector<Part>& parts) {
    if (parts.empty()) {
        return;
    }
    const auto asked = [](const Part& part) {
        return part.asked == part.planned ? std::to_string(part.asked)
                                          : fmt::format("{} of {}", part.asked, part.planned);
    };
    std::size_t name_width = 4;
    std::size_t asked_width = 5;
    for (const Part& part : parts) {
        name_width = std::max(name_width, part.name.size());
        asked_width = std::max(asked_width, asked(part).size());
    }
    fmt::format_to(std::back_inserter(text), "\n  {:{}}  {:>{}}  {:>7}  {:>7}  {:>7}  {:>7}\n", "part", name_width,
                   "asked", asked_width, "passed", "failed", "skipped", "listed");
    for (const Part& part : parts) {
        fmt::format_to(std::back_inserter(text), "  {:{}}  {:>{}}  {:>7}  {:>7}  {:>7}  {:>7}  {}\n", part.name,
                       name_width, asked(part), asked_width, part.passed, part.failed, part.skipped, part.listed,
                       part.adds);
    }
}

void add_causes(std::string& text, const Verdict& verdict) {
    const std::size_t count = verdict.causes.size();
    for (std::size_t i = 0; i < std::min(count, causes_shown_max); ++i) {
        fmt::format_to(std::back_inserter(text), "\ncause {} of {}\n", i + 1, count);
        add_facts(text, facts(verdict, verdict.causes[i]));
    }
    if (count > causes_shown_max) {
        fmt::format_to(std::back_inserter(text), "\n{} more: --format json has all\n",
                       count_of(count - causes_shown_max, "cause"));
    }
}

void add_failures(std::string& text, const Verdict& verdict) {
    std::vector<const Failure*> unlisted;
    for (const Failure& failure : verdict.failures) {
        if (!failure.listed) {
            unlisted.push_back(&failure);
        }
    }
    if (unlisted.empty()) {
        return;
    }
    text += "\nfailing cases\n";
    for (std::size_t i = 0; i < std::min(unlisted.size(), failures_shown_max); ++i) {
        const Failure& failure = *unlisted[i];
        fmt::format_to(std::back_inserter(text), "  {}: expected {}, said {}\n",
                       on_one_line(failure.id, shown_bytes_max), on_one_line(failure.expected), said(failure));
    }
    if (unlisted.size() > failures_shown_max) {
        fmt::format_to(std::back_inserter(text), "  and more: --format jsonl has {}\n", verdict.failures.size());
    }
}

}  // namespace

std::string report_text(const Verdict& verdict) {
    std::string text = headline(verdict) + "\n";
    add_facts(text, facts_of_run(verdict));
    add_parts(text, verdict.parts);
    add_causes(text, verdict);
    add_failures(text, verdict);
    if (verdict.guarantee) {
        text += "\nguarantee\n";
        add_facts(text, facts_of_guarantee(verdict));
    }
    return text;
}

}  // namespace rollout::oracle
