#include "decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <rollout/claim.hpp>
#include <rollout/parse.hpp>
#include <rollout/reference/claim.hpp>
#include <rollout/reference/writers.hpp>
#include <rollout/vocabulary/text.hpp>
#include <rollout/writers.hpp>

#include "spelled.hpp"

namespace rollout::oracle {
namespace {

using Subject = Question::Subject;

constexpr std::array<std::string_view, 10> subject_words{"guard",   "operator", "local_guard", "lands", "local",
                                                         "effects", "row",      "stop",        "claim", "cutover"};
constexpr std::array<std::string_view, 4> reading_words{"rows", "no_rows", "rows_unreadable", "latch_unreadable"};
constexpr std::array<std::string_view, 3> verdict_words{"write", "no_write", "refuse"};
constexpr std::array<std::string_view, 3> stamp_words{"keep", "clear", "now"};
constexpr std::array<std::string_view, 3> source_words{"projection", "own_state", "undetermined"};

/// The words stand in the order of the enumeration.
constexpr std::string_view word_in(const auto& words, auto value) { return words[static_cast<std::size_t>(value)]; }

// Each takes the value of one name, and returns false for a text that is none.

template <class Enumeration>
bool take_word(Enumeration& value, std::string_view text, const auto& words) {
    const auto found = std::find(words.begin(), words.end(), text);
    value = found == words.end() ? value : static_cast<Enumeration>(found - words.begin());
    return found != words.end();
}

bool take(bool& value, std::string_view text, std::string_view if_true = "yes", std::string_view if_false = "no") {
    value = text == if_true;
    return value || text == if_false;
}

/// Only `unrecognized` itself is unrecognized: a misspelt state is a mistake of the line.
bool take(State& value, std::string_view text) {
    value = parse_state(text);
    return value != State::unrecognized || text == token(State::unrecognized);
}

/// Any word is one: what is not compared equal is rolling.
bool take(Cutover& value, std::string_view text) {
    value = cutover_named(text).value_or(Cutover::rolling);
    return true;
}

/// Takes a JSON array, or `STATE[:POLICY]` between commas.
bool take(RolloutLine& value, std::string_view text) {
    if (text.starts_with('[')) {
        auto read = read_rollout_line(fmt::format("{{\"operations\":{}}}", text));
        if (std::holds_alternative<LineError>(read)) {
            return false;
        }
        value = std::move(std::get<RolloutLine>(read));
        return true;
    }
    std::vector<Operation> operations;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const Row row = row_of(text.substr(begin, end - begin));
        operations.push_back({parse_state(row.state), parse_policy(row.on_failure)});
        begin = end + 1;
    }
    value.elements = std::move(operations);
    return true;
}

/// Counted from 1 in the text, from 0 here.
bool take_index(std::size_t& value, std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    value = number - 1;
    return error == std::errc() && end == text.data() + text.size() && number > 0;
}

/// A name that some subjects have.
struct Name {
    unsigned subjects;
    std::string_view name;
    bool (*take)(Question&, std::string_view text);
};

constexpr unsigned of(auto... subjects) { return ((1U << static_cast<unsigned>(subjects)) | ...); }
constexpr unsigned of_the_operator = of(Subject::operator_write);
constexpr unsigned of_the_guard = of(Subject::guard, Subject::operator_write);
constexpr unsigned of_claims = of(Subject::claim, Subject::cutover);

using Text = std::string_view;
// One name a line.
// clang-format off
constexpr std::array names{
    Name{of_the_guard, "stored", [](Question& q, Text text) { return take(q.writer.guard.stored, text); }},
    Name{of_the_guard, "projected", [](Question& q, Text text) { return take(q.writer.guard.projected, text); }},
    Name{of_the_guard, "base", [](Question& q, Text text) { return take(q.writer.guard.base, text); }},
    Name{of_the_guard, "reopen", [](Question& q, Text text) { return take(q.writer.guard.reopen_authorized, text); }},
    Name{of_the_guard, "started_at", [](Question& q, Text text) {
        return take(q.writer.guard.started_at_is_set, text, "set", "missing"); }},
    Name{of_the_operator, "reading", [](Question& q, Text text) {
        return take_word(q.writer.reading, text, reading_words); }},
    Name{of_the_operator, "completed_at", [](Question& q, Text text) {
        return take(q.writer.completed_at_is_set, text, "set", "missing"); }},
    Name{of_the_operator, "text", [](Question& q, Text text) { return take(q.writer.a_failed_row_has_a_text, text); }},
    Name{of(Subject::local_guard), "stored", [](Question& q, Text text) { return take(q.stored, text); }},
    Name{of(Subject::lands), "read", [](Question& q, Text text) { return take(q.read, text); }},
    Name{of(Subject::lands), "stored", [](Question& q, Text text) { return take(q.stored, text); }},
    Name{of(Subject::local), "own", [](Question& q, Text text) { return take(q.local.own, text); }},
    Name{of(Subject::local), "ambiguous", [](Question& q, Text text) {
        return take(q.local.tasks_are_ambiguous, text); }},
    Name{of(Subject::local), "model", [](Question& q, Text text) { return take(q.local.has_operation_model, text); }},
    Name{of(Subject::local), "store", [](Question& q, Text text) { return take(q.local.has_store, text); }},
    Name{of(Subject::local), "reading", [](Question& q, Text text) {
        return take_word(q.local.reading, text, reading_words); }},
    Name{of(Subject::local), "own_row", [](Question& q, Text text) {
        return take(q.local.own_row_is_missing, text, "missing", "present"); }},
    Name{of(Subject::effects), "result", [](Question& q, Text text) { return take(q.result, text); }},
    Name{of(Subject::effects), "projected", [](Question& q, Text text) { return take(q.projected, text); }},
    Name{of(Subject::effects), "moved", [](Question& q, Text text) { return take(q.moved, text); }},
    Name{of(Subject::row), "own", [](Question& q, Text text) { return take(q.row.own, text); }},
    Name{of(Subject::row), "parent", [](Question& q, Text text) { return take(q.row.parent, text); }},
    Name{of(Subject::row), "lease", [](Question& q, Text text) {
        return take(q.row.lease_is_held, text, "held", "lost"); }},
    Name{of(Subject::stop), "parent", [](Question& q, Text text) { return take(q.parent, text); }},
    Name{of(Subject::stop), "every_row_is_terminal", [](Question& q, Text text) {
        return take(q.every_row_is_terminal, text); }},
    Name{of_claims, "rows", [](Question& q, Text text) { return take(q.rows, text); }},
    Name{of_claims, "at", [](Question& q, Text text) { return take_index(q.index, text); }},
    Name{of_claims, "cutover", [](Question& q, Text text) { return take(q.claim.cutover, text); }},
    Name{of_claims, "parent", [](Question& q, Text text) { return take(q.claim.parent, text); }},
    Name{of_claims, "stop", [](Question& q, Text text) { return take(q.claim.stop_is_pending, text); }},
    Name{of_claims, "start", [](Question& q, Text text) { return take(q.claim.start_is_requested, text); }},
    Name{of_claims, "retries", [](Question& q, Text text) { return take(q.claim.retries_are_left, text); }},
    Name{of_claims, "lease", [](Question& q, Text text) {
        return take(q.claim.lease_is_stale, text, "stale", "fresh"); }},
};
// clang-format on

/// Takes what stands up to the next space, quotes and brackets resolved.
std::optional<std::string> take_value(std::string_view& rest) {
    if (!rest.starts_with('[')) {
        return take_text(rest, " ");
    }
    const auto array = take_array(rest);
    return array ? std::optional(std::string(*array)) : std::nullopt;
}

std::string yes_or_no(bool value) { return value ? "yes" : "no"; }

std::string text_of(const ParentWrite& made) {
    if (made.verdict != Verdict::write) {
        return std::string(word_in(verdict_words, made.verdict));
    }
    return fmt::format("write {} completed_at={} started_at={} text={}", token(made.state),
                       word_in(stamp_words, made.completed_at), word_in(stamp_words, made.started_at),
                       made.takes_error_text ? "take" : "keep");
}

std::string text_of(const SideEffects& effects) {
    std::string text = effects.quiesce ? "quiesce" : "";
    const auto add = [&](bool happens, std::string_view word) {
        if (happens) {
            text += fmt::format("{}{}", text.empty() ? "" : " ", word);
        }
    };
    add(effects.completed_at, "completed_at");
    add(effects.publish, "publish");
    return text.empty() ? "none" : text;
}

}  // namespace

std::variant<Question, std::string> read_question(std::string_view text) {
    Question question;
    const std::size_t end = std::min(text.find(' '), text.size());
    if (const auto subject = text.substr(0, end); !take_word(question.subject, subject, subject_words)) {
        return fmt::format("'{}' decides nothing; use one of {}", subject, fmt::join(subject_words, ", "));
    }
    const std::string_view subject = text.substr(0, end);
    std::array<bool, names.size()> seen{};
    const auto find_name = [&](std::string_view wanted) {
        return std::find_if(names.begin(), names.end(), [&](const Name& candidate) {
            return candidate.name == wanted && (candidate.subjects & of(question.subject)) != 0;
        });
    };
    const auto seen_of = [&](const auto& name) -> bool& {
        return seen[static_cast<std::size_t>(name - names.begin())];
    };
    for (text.remove_prefix(end); !text.empty();) {
        if (text.front() != ' ') {
            return fmt::format("'{}' is left over", text);
        }
        text.remove_prefix(1);
        const std::size_t equals = text.find('=');
        const std::string_view wanted = text.substr(0, std::min(equals, text.find(' ')));
        const auto name = find_name(wanted);
        if (name == names.end() || equals != wanted.size()) {
            return fmt::format("{} does not read '{}' as NAME=VALUE", subject, wanted);
        }
        text.remove_prefix(equals + 1);
        const std::string_view spelled = text;
        const auto value = take_value(text);
        if (!value || !name->take(question, *value)) {
            return fmt::format("'{}' is no value of {}", value ? *value : std::string(spelled), wanted);
        }
        if (std::exchange(seen_of(name), true)) {
            return fmt::format("{} appears twice", wanted);
        }
    }
    if (question.reads_the_latch()) {
        if (!seen_of(find_name("rows")) || !seen_of(find_name("at"))) {
            return fmt::format("{} asks for rows, and at which of them", subject);
        }
        if (question.index >= question.rows.placed().size()) {
            return "there is no row at that place";
        }
    }
    return question;
}

const Deciders by_reference{
    .guard = reference::guard,
    .operator_write = reference::operator_write,
    .local_guard_admits = [](State stored) { return reference::local_guard_admits(stored); },
    .lands = [](Edition edition, State read, State stored) { return reference::lands(edition, read, stored); },
    .local_source = reference::local_source,
    .side_effects = reference::side_effects,
    .row_state = reference::row_state,
    .stop_is_resolved = reference::stop_is_resolved,
    .claim = reference::claim,
    .may_cut_over = reference::may_cut_over,
};

const Deciders by_library{
    .guard = rollout::guard,
    .operator_write = rollout::operator_write,
    .local_guard_admits = rollout::local_guard_admits,
    .lands = rollout::lands,
    .local_source = rollout::local_source,
    .side_effects = rollout::side_effects,
    .row_state = rollout::row_state,
    .stop_is_resolved = rollout::stop_is_resolved,
    .claim = rollout::claim,
    .may_cut_over = rollout::may_cut_over,
};

std::string answer(Edition edition, const Question& question, const Deciders& deciders) {
    switch (question.subject) {
        case Subject::guard:
            return std::string(word_in(verdict_words, deciders.guard(edition, question.writer.guard)));
        case Subject::operator_write:
            return text_of(deciders.operator_write(edition, question.writer));
        case Subject::local_guard:
            return yes_or_no(deciders.local_guard_admits(question.stored));
        case Subject::lands:
            return yes_or_no(deciders.lands(edition, question.read, question.stored));
        case Subject::local:
            return std::string(word_in(source_words, deciders.local_source(edition, question.local)));
        case Subject::effects:
            return text_of(deciders.side_effects(edition, question.result, question.projected, question.moved));
        case Subject::row: {
            const std::optional<State> state = deciders.row_state(edition, question.row);
            return state ? std::string(token(*state)) : "stays";
        }
        case Subject::stop:
            return yes_or_no(deciders.stop_is_resolved(edition, question.parent, question.every_row_is_terminal));
        case Subject::claim:
            return std::string(word(deciders.claim(edition, question.rows.placed(), question.index, question.claim)));
        case Subject::cutover:
            return yes_or_no(deciders.may_cut_over(edition, question.rows.placed(), question.index, question.claim));
    }
    return "";
}

reference::Clause deciding_clause(Edition edition, const Question& question) {
    return question.subject == Subject::guard
               ? reference::guard_decision(edition, question.writer.guard).clause
               : reference::claim_decision(edition, question.rows.placed(), question.index, question.claim).clause;
}

}  // namespace rollout::oracle
