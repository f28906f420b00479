// A verdict as one HTML file: failures first, what passing says, and no request to anywhere.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "html.hpp"
#include "reports.hpp"
#include "wording.hpp"

namespace rollout::oracle {
namespace {

constexpr std::size_t causes_in_html_max = 100;

void add_definitions(std::string& body, const std::vector<Fact>& facts) {
    body += "<dl>\n";
    for (const Fact& fact : facts) {
        const bool is_code = fact.name == "rollout" || fact.name == "said" || fact.name == "see";
        const std::string_view tag = fact.lines.size() > 1 ? "pre" : is_code ? "code" : "span";
        std::vector<std::string> lines;
        std::transform(fact.lines.begin(), fact.lines.end(), std::back_inserter(lines), html);
        fmt::format_to(std::back_inserter(body), "<dt>{}</dt>\n<dd><{}>{}</{}></dd>\n", html(fact.name), tag,
                       fmt::join(lines, "\n"), tag);
    }
    body += "</dl>\n";
}

void add_parts_table(std::string& body, const std::vector<Part>& parts) {
    body +=
        "<table>\n<caption>Parts</caption>\n<tr><th>part</th><th>asked</th><th>passed</th><th>failed</th>"
        "<th>skipped</th><th>listed</th><th>what passing says</th></tr>\n";
    for (const Part& part : parts) {
        fmt::format_to(
            std::back_inserter(body),
            "<tr{}><td>{}</td><td>{} of {}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            passed(part) ? "" : " class=\"bad\"", html(part.name), part.asked, part.planned, part.passed, part.failed,
            part.skipped, part.listed, html(part.adds));
    }
    body += "</table>\n";
}

}  // namespace

std::string report_html(const Verdict& verdict) {
    const std::string title = headline(verdict);
    std::string body =
        fmt::format("<h1 class=\"{}\">{}</h1>\n", verdict.status == Status::done ? "good" : "bad", html(title));
    const std::size_t count = verdict.causes.size();
    for (std::size_t i = 0; i < std::min(count, causes_in_html_max); ++i) {
        fmt::format_to(std::back_inserter(body), "<section>\n<h2>Cause {} of {}</h2>\n", i + 1, count);
        add_definitions(body, facts(verdict, verdict.causes[i]));
        body += "</section>\n";
    }
    if (count > causes_in_html_max) {
        fmt::format_to(std::back_inserter(body), "<p>{} more.</p>\n", count_of(count - causes_in_html_max, "cause"));
    }
    body += "<h2>The run</h2>\n";
    add_definitions(body, facts_of_run(verdict));
    if (!verdict.parts.empty()) {
        add_parts_table(body, verdict.parts);
    }
    if (verdict.guarantee) {
        body += "<h2>The guarantee</h2>\n";
        add_definitions(body, facts_of_guarantee(verdict));
    }
    return html_page(title, body);
}

}  // namespace rollout::oracle
