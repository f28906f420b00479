// Goal: a failure list is refused by its line, or what is written back is read as the same; and a list that was fixed
// after a run has no problem with that run. Raw: the bytes are the list, and
// each line also a failure, as an entry without quotes spells it.
#include "failure_list.hpp"

#include <algorithm>
#include <set>

#include "difference.hpp"
#include "drawn_json.hpp"
#include "entries.hpp"
#include "pieces_of.hpp"
#include "readable.hpp"
#include "shown.hpp"

namespace rollout::fuzz {
namespace {

using oracle::Failure;
using oracle::FailureList;
using Kind = Failure::Kind;

constexpr const char* file = "list.txt";

FailureList read_again(std::string_view text, const auto& asked) {
    auto read = oracle::read_failure_list(text, file);
    if (const auto* problem = std::get_if<std::string>(&read)) {
        expect(false, "what was written back is refused: " + *problem, asked);
    }
    return std::get<FailureList>(std::move(read));
}

void check_fixed(const FailureList& list, const std::vector<Failure>& failures, const auto& asked) {
    const std::string text = list.fixed(failures);
    FailureList fixed = read_again(text, asked);
    for (const Failure& failure : failures) {
        expect(fixed.match(failure), "the fixed list lacks " + quoted(failure.id), asked);
    }
    const std::vector<std::string> problems = fixed.problems();
    expect(problems.empty(), problems.empty() ? "" : "the fixed list has a problem: " + problems.front(), asked);
    expect(fixed.fixed(failures) == text, "fixed twice is not fixed once", asked);
}

void check(std::string_view text, const std::vector<Failure>& failures) {
    const auto asked = [&] { return quoted(text); };
    show(asked);
    const auto list = oracle::read_failure_list(text, file);
    if (const auto* problem = std::get_if<std::string>(&list)) {
        expect(problem->starts_with(std::string(file) + ":") && problem->find('\n') == std::string::npos,
               "refused without its line: " + *problem, asked);
        return;
    }
    check_fixed(std::get<FailureList>(list), {}, asked);
    check_fixed(std::get<FailureList>(list), failures, asked);
}

std::string draw_piece(FuzzedDataProvider& choices) {
    constexpr std::array pieces{"a",
                                "b",
                                "ab",
                                " ",
                                " -> ",
                                "->",
                                "#",
                                "*",
                                "?",
                                "\"",
                                "\\",
                                "\\u0007",
                                " (at most 2)",
                                "(at most ",
                                "\t",
                                "\r",
                                "skipped",
                                "error",
                                "failed",
                                "running",
                                ":continue",
                                "released: ",
                                "\xEF\xBB\xBF",
                                "\x7F",
                                "\xC3\xA9"};
    return pieces[choices.ConsumeIntegralInRange<std::size_t>(0, pieces.size() - 1)];
}

std::string draw_text(FuzzedDataProvider& choices) {
    std::string text;
    for (const std::string& piece : draw_list(choices, 5, draw_piece)) {
        text += piece;
    }
    return text;
}

std::string draw_entry(FuzzedDataProvider& choices) {
    const auto shape = choices.ConsumeIntegralInRange<unsigned>(0, 7);
    if (shape == 7) {
        return draw_text(choices);
    }
    std::string id = draw_text(choices);
    if (shape < 3) {
        id = "\"" + id + "\"";
    }
    const bool has_a_bound = shape > 2 && id.find_first_of("*?") != std::string::npos;
    return id + " -> " +
           (shape == 4              ? draw_text(choices)
            : choices.ConsumeBool() ? "skipped"
                                    : "failed") +
           (has_a_bound ? " (at most 3)" : "") + (shape == 5 ? "  # why" : "");
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    std::string text;
    for (auto left = choices.ConsumeIntegralInRange<unsigned>(0, 6); left > 0; --left) {
        text += draw_entry(choices) + (choices.ConsumeIntegralInRange<unsigned>(0, 7) == 7 ? "\r\n" : "\n");
    }
    std::vector<Failure> failures;
    std::set<std::string> ids;  // a case is asked once
    for (const std::string& id : draw_list(choices, 4, draw_text)) {
        if (ids.insert(id).second) {
            const auto kind = Kind(choices.ConsumeIntegralInRange<int>(0, 2));
            failures.push_back(
                {.kind = kind, .id = id, .input = "", .expected = "", .said = draw_text(choices), .part = ""});
        }
    }
    check(text, failures);
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view arrow = " -> ";
    std::vector<Failure> failures;
    std::set<std::string_view> ids;
    for (const std::string_view line : pieces_of(text_in(bytes), '\n')) {
        const std::size_t end = std::min(line.find(arrow), line.size());
        if (ids.insert(line.substr(0, end)).second) {
            const std::string said(line.substr(std::min(end + arrow.size(), line.size())));
            failures.push_back({.kind = Kind::differs,
                                .id = std::string(line.substr(0, end)),
                                .input = "",
                                .expected = "",
                                .said = said,
                                .part = ""});
        }
    }
    check(text_in(bytes), failures);
}

}  // namespace rollout::fuzz
