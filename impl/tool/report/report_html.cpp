// A verdict as one HTML file: failures first, what passing says, and no request to anywhere.
#include <fmt/format.h>

#include <algorithm>

#include "html.hpp"
#include "reports.hpp"
#include "table.hpp"
#include "wording.hpp"

namespace rollout::oracle {
namespace {

constexpr std::size_t causes_in_html_max = 100;

const std::set<std::string> as_code{"rollout", "said", "see"};

Table parts_table(const std::vector<Part>& parts) {
    Table table({"part", "asked", "passed", "failed", "skipped", "listed", "what passing says"});
    for (const Part& part : parts) {
        table.add({part.name, fmt::format("{} of {}", part.asked, part.planned), std::to_string(part.passed),
                   std::to_string(part.failed), std::to_string(part.skipped), std::to_string(part.listed), part.adds},
                  !passed(part));
    }
    return table;
}

}  // namespace

std::string report_html(const Verdict& verdict) {
    HtmlPage page(headline(verdict), verdict.status == Status::done);
    const std::size_t count = verdict.causes.size();
    for (std::size_t i = 0; i < std::min(count, causes_in_html_max); ++i) {
        page.heading(fmt::format("Cause {} of {}", i + 1, count));
        page.facts(facts(verdict, verdict.causes[i]), as_code);
    }
    if (count > causes_in_html_max) {
        page.paragraph(fmt::format("{} more.", count_of(count - causes_in_html_max, "cause")));
    }
    page.heading("The run");
    page.facts(facts_of_run(verdict));
    if (!verdict.parts.empty()) {
        page.heading("Parts");
        parts_table(verdict.parts).add_to(page);
    }
    if (verdict.guarantee) {
        page.heading("The guarantee");
        page.facts(facts_of_guarantee(verdict));
    }
    return page.text();
}

}  // namespace rollout::oracle
