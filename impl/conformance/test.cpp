#include <fmt/format.h>
#include <unistd.h>

#include "commands.hpp"
#include "file.hpp"
#include "interruption.hpp"
#include "progress.hpp"
#include "reports.hpp"
#include "verbs.hpp"

namespace rollout::conformance {
namespace {

using oracle::Status;

std::string report(const Verdict& verdict, ReportFormat format) {
    switch (format) {
        case ReportFormat::json:
            return report_json(verdict);
        case ReportFormat::jsonl:
            return report_jsonl(verdict);
        case ReportFormat::junit:
            return report_junit(verdict);
        case ReportFormat::tap:
            return report_tap(verdict);
        case ReportFormat::markdown:
            return report_markdown(verdict);
        case ReportFormat::text:
            break;
    }
    return report_text(verdict);
}

}  // namespace

Status test(const TestOptions& options) {
    end_testees_when_interrupted();
    Progress progress(isatty(STDERR_FILENO) != 0);
    Verdict verdict = examine(
        options.examine, [&](const Part& part) { progress.show(part); },
        [&](const std::string& text) { oracle::note(text); });
    progress.clear();
    verdict.oracle_version = oracle::version_text();
    if (verdict.status == Status::usage) {
        return oracle::complain(Status::usage, "test: " + verdict.reasons.back());
    }
    const std::string made = report(verdict, options.format);
    fmt::print("{}", options.output.empty() ? made : report_text(verdict));
    const auto write = [](const std::string& file, const std::string& text) {
        return file.empty() || write_file(file, text);
    };
    if (!write(options.output, made) || !write(options.badge, badge(verdict))) {
        return Status::no_verdict;
    }
    return oracle::flushed(verdict.status);
}

}  // namespace rollout::conformance
