#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <filesystem>

#include "commands.hpp"
#include "file.hpp"
#include "interruption.hpp"
#include "orphans.hpp"
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

/// Returns what is wrong with the files that are to be written, if anything.
std::string problem_of_files(const TestOptions& options) {
    const std::array files{std::pair("--output", options.output), std::pair("--badge", options.badge),
                           std::pair("--failure-list", options.examine.failure_list)};
    for (std::size_t i = 0; i < files.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (!files[i].second.empty() && !files[j].second.empty() &&
                std::filesystem::weakly_canonical(std::filesystem::absolute(files[i].second)) ==
                    std::filesystem::weakly_canonical(std::filesystem::absolute(files[j].second))) {
                return fmt::format("{} and {} are one file, {}", files[j].first, files[i].first, files[i].second);
            }
        }
    }
    return "";
}

}  // namespace

Status test(const TestOptions& options) {
    if (const std::string problem = problem_of_files(options); !problem.empty()) {
        return oracle::complain(Status::usage, "test: " + problem);
    }
    end_testees_when_interrupted(AfterInterrupt::go_on);
    adopt_orphans();
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
        return file.empty() || oracle::write_file(file, text);
    };
    const bool report_is_written = write(options.output, made);
    const bool badge_is_written = write(options.badge, badge(verdict));
    const Status status = oracle::flushed(verdict.status);
    // What the testee did outranks what this program could not do.
    return verdict.status == Status::testee        ? Status::testee
           : report_is_written && badge_is_written ? status
                                                   : Status::no_verdict;
}

}  // namespace rollout::conformance
