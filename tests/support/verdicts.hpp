// Verdicts made by hand, one of each outcome.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json_writer.hpp"
#include "verdict.hpp"

namespace rollout::tests {

using namespace std::string_view_literals;

/// Text that tries to leave every format.
inline constexpr std::string_view hostile_bytes =
    "</testcase>]]>&amp;<script>alert(1)</script>|`x`|*b*|[a](https://example.org)|@octocat #1 www.example.org\r\n"
    "not ok 7 - # SKIP\n...\n1..1\n## "
    "done\n```\n</pre>\"'\\\x1b[31m\x00\x07\xff\xc3(\xed\xa0\x80\xe2\x80\xae\xef\xbf\xbf"sv;
inline const std::string hostile_text(hostile_bytes);

inline oracle::Part part_of(std::string name, std::uint64_t cases) {
    oracle::Part part;
    part.name = std::move(name);
    part.adds = "No testee of at most 14 classes differs and passes.";
    part.classes = 12;
    part.classes_max = 14;
    part.planned = part.asked = part.passed = cases;
    part.sha256 = std::string(64, 'a');
    return part;
}

inline oracle::Verdict conformant() {
    oracle::Verdict verdict;
    verdict.status = oracle::Status::done;
    verdict.headline = "conformant";
    verdict.suite = "default";
    verdict.level = "operations";
    verdict.seed = 337;
    verdict.oracle_version = "0.2.0";
    verdict.command = {"./testee", "--fast"};
    oracle::Offer offer;
    offer.name = "go-example";
    offer.version = "1.0";
    offer.language = "Go";
    offer.editions = {"b1", "b2"};
    verdict.testee = offer;
    verdict.parts = {part_of("complete, unreleased", 1234), part_of("complete, released", 999)};
    oracle::Guarantee guarantee;
    guarantee.theorem = "A testee that passes agrees with the reference on every list.";
    guarantee.assumptions = {"It answers the same question the same.", "It reads the children in order."};
    verdict.guarantee = guarantee;
    verdict.seconds = 1.25;
    return verdict;
}

inline oracle::Failure failure_of(std::string id, std::string input, std::string expected, std::string said) {
    oracle::Failure failure;
    failure.kind = oracle::Failure::Kind::differs;
    failure.id = std::move(id);
    failure.input = std::move(input);
    failure.expected = std::move(expected);
    failure.said = std::move(said);
    failure.part = "complete, unreleased";
    return failure;
}

inline oracle::Cause cause_of(oracle::Failure shown, std::string clause, std::uint64_t cases) {
    oracle::Cause cause;
    cause.shown = std::move(shown);
    cause.clause = std::move(clause);
    cause.sentence = "Otherwise: running.";
    cause.explanation = "ROLL-3 no: every failed child may continue.\nROLL-5 yes.";
    cause.cases = cases;
    return cause;
}

inline oracle::Verdict with_two_causes() {
    oracle::Verdict verdict = conformant();
    verdict.status = oracle::Status::not_conformant;
    verdict.headline = "not conformant";
    verdict.guarantee.reset();
    verdict.reasons = {"4 cases failed."};
    verdict.parts[0].passed -= 4;
    verdict.parts[0].failed = 4;
    oracle::Failure first = failure_of(
        "failed:continue running", R"("operations":[{"state":"failed","on_failure":"continue"},{"state":"running"}])",
        "running", "failed");
    oracle::Failure second =
        failure_of("released: failed:it's running",
                   R"("operations":[{"state":"failed","on_failure":"it's"}],"released":true)", "failed", "no time");
    second.kind = oracle::Failure::Kind::error;
    second.changed = true;
    verdict.causes = {cause_of(first, "ROLL-5", 3), cause_of(second, "ROLL-4", 1)};
    verdict.failures = {first, second};
    verdict.failures_left_out = 2;
    return verdict;
}

inline oracle::Verdict with_a_breach() {
    oracle::Verdict verdict = conformant();
    verdict.status = oracle::Status::testee;
    verdict.headline = "hang";
    verdict.guarantee.reset();
    verdict.parts[1].asked = verdict.parts[1].passed = 0;
    verdict.parts[1].sha256.clear();
    std::string standard_error = hostile_text;
    while (standard_error.size() < 16 << 10) {
        standard_error += "goroutine 1 [running]: " + std::to_string(standard_error.size()) + "\n";
    }
    verdict.breach =
        oracle::Breach{oracle::BreachKind::hang, "no answer to request 3 within 10 s", std::move(standard_error)};
    return verdict;
}

inline oracle::Verdict partial() {
    oracle::Verdict verdict = conformant();
    verdict.status = oracle::Status::no_verdict;
    verdict.headline = "no verdict";
    verdict.guarantee.reset();
    verdict.reasons = {"The run was filtered by --run."};
    verdict.parts[0].asked = verdict.parts[0].passed = 12;
    verdict.parts[0].sha256.clear();
    verdict.testee->states = {"failed", "running"};
    verdict.informational = {"catching_up was answered by running."};
    return verdict;
}

inline oracle::Verdict as_listed() {
    oracle::Verdict verdict = with_two_causes();
    verdict.status = oracle::Status::done;
    verdict.headline = "as listed";
    verdict.reasons.clear();
    verdict.causes.clear();
    verdict.parts[0].failed = 0;
    verdict.parts[0].listed = 4;
    for (oracle::Failure& failure : verdict.failures) {
        failure.listed = true;
    }
    return verdict;
}

inline oracle::Verdict with_a_stale_list() {
    oracle::Verdict verdict = as_listed();
    verdict.status = oracle::Status::not_conformant;
    verdict.headline = "not conformant";
    verdict.list_problems = {"list.txt:12: failed:continue running passes now: remove the entry"};
    return verdict;
}

/// Returns a verdict in which everything that is not the oracle's own is `text`.
inline oracle::Verdict all_of_it(const std::string& text) {
    oracle::Verdict verdict = with_two_causes();
    verdict.status = oracle::Status::testee;
    verdict.headline = "crash";
    verdict.command = {text, text};
    verdict.testee->name = verdict.testee->version = verdict.testee->language = text;
    verdict.testee->editions = {text};
    verdict.testee->states = verdict.testee->policies = verdict.testee->flags = std::vector<std::string>{text};
    verdict.breach = oracle::Breach{oracle::BreachKind::crash, text, text};
    verdict.reasons = verdict.list_problems = verdict.informational = {text};
    for (oracle::Cause& cause : verdict.causes) {
        cause.shown.said = cause.shown.id = text;
        cause.shown.input = "\"operations\":[{\"state\":" + oracle::json_string(text) + "}]";
        cause.explanation = text;
    }
    for (oracle::Failure& failure : verdict.failures) {
        failure.said = failure.id = text;
    }
    return verdict;
}

inline std::vector<oracle::Verdict> every_verdict() {
    return {conformant(),        with_two_causes(),       with_a_breach(), partial(),        as_listed(),
            with_a_stale_list(), all_of_it(hostile_text), all_of_it(""),   oracle::Verdict{}};
}

}  // namespace rollout::tests
