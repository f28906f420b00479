// The verb test: runs an examination, prints its report, and writes the files that were asked for.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "file.hpp"
#include "interruption.hpp"
#include "process.hpp"
#include "progress.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

/// Returns what is wrong with the files that are to be written, if anything.
std::string problem_of_files(const TestOptions& options) {
    std::vector<std::pair<std::string_view, std::string>> files{
        {"--output", options.output}, {"--badge", options.badge}, {"--failure-list", options.examine.failure_list}};
    for (const auto& [format, file] : options.reports) {
        files.emplace_back("--report", file);
    }
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
        return complain(Status::usage, "test: " + problem);
    }
    end_testees_when_interrupted(AfterInterrupt::go_on);
    adopt_orphans();
    Progress progress;
    Verdict verdict = examine(
        options.examine, [&](const Part& part) { progress.show(part.name, part.asked, part.planned, "cases"); },
        [&](const std::string& text) { note(text); });
    progress.clear();
    verdict.oracle_version = version_text();
    if (verdict.status == Status::usage) {
        return complain(Status::usage, "test: " + verdict.reasons.back());
    }
    const std::string made = options.format->print(verdict);
    fmt::print("{}", options.output.empty() ? made : report_text(verdict));
    const auto write = [](const std::string& file, const std::string& text) {
        return file.empty() || write_file(file, text);
    };
    bool all_is_written = write(options.output, made);
    all_is_written = write(options.badge, badge(verdict)) && all_is_written;
    for (const auto& [format, file] : options.reports) {
        all_is_written = write(file, format->print(verdict)) && all_is_written;
    }
    const Status status = flushed(verdict.status);
    // What the testee did outranks what this program could not do.
    return verdict.status == Status::testee ? Status::testee : all_is_written ? status : Status::no_verdict;
}

}  // namespace rollout::oracle
