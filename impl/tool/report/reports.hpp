// A verdict as text, one function per format. Nothing is printed here, and nothing that a testee said can be taken for
// something that the report says. Cost: one pass. Errors: std::bad_alloc.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "verdict.hpp"

namespace rollout::oracle {

/// Returns the verdict for people: headline, parts, what each cause is and how to see it again, guarantee. Answers and
/// reasons are cut to `shown_bytes_max` bytes, a breach's standard error to its beginning and its end.
std::string report_text(const Verdict& verdict);

/// Returns the verdict as one JSON document on one line, with every field: spec/schemas/verdict.schema.json. Bytes that
/// are not UTF-8 become U+FFFD. Requires: the inputs of the cases are JSON.
std::string report_json(const Verdict& verdict);

/// Returns the same fields as JSON Lines: a header, the parts, the causes, the failures, and a footer that counts and
/// hashes what came before it, so that a file that was cut off shows. Requires: as above.
std::string report_jsonl(const Verdict& verdict);

/// Returns the verdict as JUnit's XML: a suite a part, with a failing test a cause; and a suite `verdict` with one
/// test, which passes if and only if the status is `done`.
std::string report_junit(const Verdict& verdict);

/// Returns the verdict as TAP 13: a point a part, a failing point a cause, and a point for the verdict, which is `ok`
/// if and only if the status is `done`.
std::string report_tap(const Verdict& verdict);

/// Returns the verdict as GitHub's Markdown, for the summary of a job.
std::string report_markdown(const Verdict& verdict);

/// Returns the verdict as one HTML file, which asks for nothing from outside of itself and is well-formed XML as well.
std::string report_html(const Verdict& verdict);

/// A way to print a verdict. A new one needs its function and a row of the table.
struct ReportFormat {
    std::string_view name;  // after --format
    std::string (*print)(const Verdict& verdict);
};
inline constexpr std::array report_formats{
    ReportFormat{"text", report_text},   ReportFormat{"json", report_json}, ReportFormat{"jsonl", report_jsonl},
    ReportFormat{"junit", report_junit}, ReportFormat{"tap", report_tap},   ReportFormat{"markdown", report_markdown},
    ReportFormat{"html", report_html},
};

/// Returns the verdict as a badge, in JSON as the endpoint of shields.io expects it.
std::string badge(const Verdict& verdict);

}  // namespace rollout::oracle
