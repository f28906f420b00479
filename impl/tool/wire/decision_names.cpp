#include "decision_names.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>
#include <utility>

#include <rollout/parse.hpp>

namespace rollout::oracle {
namespace {

using Form = Name::Form;

/// Returns the texts of a table of facts, in the order of their values.
constexpr auto texts_of(const auto& table, auto text) {
    std::array<std::string_view, std::tuple_size_v<std::remove_cvref_t<decltype(table)>>> texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        texts[i] = table[i].*text;
    }
    return texts;
}

// Words stand in the order of their values.
constexpr auto state_words = texts_of(states, &StateFacts::token);
constexpr auto conclusion_words = texts_of(conclusions, &ConclusionFacts::word);
constexpr std::array<std::string_view, 2> no_yes{"no", "yes"};
constexpr std::array<std::string_view, 2> missing_set{"missing", "set"};
constexpr std::array<std::string_view, 2> present_missing{"present", "missing"};
constexpr std::array<std::string_view, 2> lost_held{"lost", "held"};
constexpr std::array<std::string_view, 2> fresh_stale{"fresh", "stale"};
constexpr std::array<std::string_view, 4> reading_words{"rows", "no_rows", "rows_unreadable", "latch_unreadable"};
static_assert(reading_words.size() == readings.size());

constexpr unsigned of(auto... subjects) { return ((1U << static_cast<unsigned>(subjects)) | ...); }
constexpr unsigned of_the_operator = of(Decision::operator_write);
constexpr unsigned of_the_guard = of(Decision::guard, Decision::operator_write);
constexpr unsigned of_claims = of(Decision::claim, Decision::cutover);
constexpr unsigned of_candidates = of_claims | of(Decision::label);

/// `Field` returns a reference to the field of a question that holds the value.
template <class Field>
constexpr Name named(unsigned decisions, std::string_view text, Form form, std::span<const std::string_view> words,
                     Field) {
    return {.decisions = decisions,
            .text = text,
            .form = form,
            .words = words,
            .get = [](const Question& question) { return static_cast<std::size_t>(Field{}(question)); },
            .set =
                [](Question& question, std::size_t value) {
                    auto& field = Field{}(question);
                    field = static_cast<std::remove_reference_t<decltype(field)>>(value);
                }};
}
template <class Field>
constexpr Name state(unsigned decisions, std::string_view text, Field field) {
    return named(decisions, text, Form::state, state_words, field);
}
template <class Field>
constexpr Name flag(unsigned decisions, std::string_view text, Field field) {
    return named(decisions, text, Form::yes_or_no, no_yes, field);
}
template <class Field>
constexpr Name word(unsigned decisions, std::string_view text, std::span<const std::string_view> words, Field field) {
    return named(decisions, text, Form::word, words, field);
}
constexpr Name other(unsigned decisions, std::string_view text, Form form) {
    return {.decisions = decisions, .text = text, .form = form, .words = {}, .get = nullptr, .set = nullptr};
}

// One name a line.
// clang-format off
constexpr std::array name_table{
    state(of(Decision::lands), "read", [](auto& q) -> auto& { return q.read; }),
    state(of_the_guard, "stored", [](auto& q) -> auto& { return q.writer.guard.stored; }),
    state(of_the_guard, "projected", [](auto& q) -> auto& { return q.writer.guard.projected; }),
    state(of_the_guard, "base", [](auto& q) -> auto& { return q.writer.guard.base; }),
    flag(of_the_guard, "reopen", [](auto& q) -> auto& { return q.writer.guard.reopen_authorized; }),
    word(of_the_guard, "started_at", missing_set, [](auto& q) -> auto& { return q.writer.guard.started_at_is_set; }),
    word(of_the_operator, "reading", reading_words, [](auto& q) -> auto& { return q.writer.reading; }),
    word(of_the_operator, "completed_at", missing_set, [](auto& q) -> auto& { return q.writer.completed_at_is_set; }),
    flag(of_the_operator, "text", [](auto& q) -> auto& { return q.writer.a_failed_row_has_a_text; }),
    state(of(Decision::local_guard, Decision::lands), "stored", [](auto& q) -> auto& { return q.stored; }),
    state(of(Decision::local), "own", [](auto& q) -> auto& { return q.local.own; }),
    flag(of(Decision::local), "ambiguous", [](auto& q) -> auto& { return q.local.tasks_are_ambiguous; }),
    flag(of(Decision::local), "model", [](auto& q) -> auto& { return q.local.has_operation_model; }),
    flag(of(Decision::local), "store", [](auto& q) -> auto& { return q.local.has_store; }),
    word(of(Decision::local), "reading", reading_words, [](auto& q) -> auto& { return q.local.reading; }),
    word(of(Decision::local), "own_row", present_missing, [](auto& q) -> auto& { return q.local.own_row_is_missing; }),
    state(of(Decision::effects), "result", [](auto& q) -> auto& { return q.result; }),
    state(of(Decision::effects), "projected", [](auto& q) -> auto& { return q.projected; }),
    flag(of(Decision::effects), "moved", [](auto& q) -> auto& { return q.moved; }),
    state(of(Decision::row), "own", [](auto& q) -> auto& { return q.row.own; }),
    state(of(Decision::row), "parent", [](auto& q) -> auto& { return q.row.parent; }),
    word(of(Decision::row), "lease", lost_held, [](auto& q) -> auto& { return q.row.lease_is_held; }),
    state(of(Decision::stop, Decision::check), "parent", [](auto& q) -> auto& { return q.parent; }),
    flag(of(Decision::stop), "every_row_is_terminal", [](auto& q) -> auto& { return q.every_row_is_terminal; }),
    flag(of(Decision::check), "work", [](auto& q) -> auto& { return q.work_was_completed; }),
    word(of(Decision::checks), "one", conclusion_words, [](auto& q) -> auto& { return q.one; }),
    word(of(Decision::checks), "other", conclusion_words, [](auto& q) -> auto& { return q.other; }),
    other(of_candidates | of(Decision::target), "rows", Form::rows),
    other(of_candidates, "at", Form::index),
    other(of_candidates, "cutover", Form::text),
    state(of_claims, "parent", [](auto& q) -> auto& { return q.claim.parent; }),
    flag(of_claims, "stop", [](auto& q) -> auto& { return q.claim.stop_is_pending; }),
    flag(of_claims, "start", [](auto& q) -> auto& { return q.claim.start_is_requested; }),
    flag(of_claims, "retries", [](auto& q) -> auto& { return q.claim.retries_are_left; }),
    word(of_claims, "lease", fresh_stale, [](auto& q) -> auto& { return q.claim.lease_is_stale; }),
};
// clang-format on

/// Only `unrecognized` itself is unrecognized: a misspelt state is a mistake of whoever asks.
bool take_state(Question& question, const Name& name, std::string_view text) {
    const State state = parse_state(text);
    const bool is_one = state != State::unrecognized || text == token(State::unrecognized);
    if (is_one) {
        name.set(question, static_cast<std::size_t>(state));
    }
    return is_one;
}

bool take_word(Question& question, const Name& name, std::string_view text) {
    const auto found = std::find(name.words.begin(), name.words.end(), text);
    if (found != name.words.end()) {
        name.set(question, static_cast<std::size_t>(found - name.words.begin()));
    }
    return found != name.words.end();
}

/// Counted from 1 in the text, from 0 in the question.
bool take_index(std::size_t& value, std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_one = error == std::errc() && end == text.data() + text.size() && number > 0;
    value = is_one ? number - 1 : value;
    return is_one;
}

bool take_rows(std::vector<WrittenRow>& value, std::string_view text) {
    auto read = read_rows(text);
    auto* rows = std::get_if<std::vector<WrittenRow>>(&read);
    if (rows != nullptr) {
        value = std::move(*rows);
        leave_out_starts(value);
    }
    return rows != nullptr;
}

}  // namespace

std::span<const Name> names() { return name_table; }

const Name* find_name(Decision decision, std::string_view text) {
    const auto found = std::find_if(name_table.begin(), name_table.end(),
                                    [&](const Name& name) { return name.text == text && name.is_of(decision); });
    return found == name_table.end() ? nullptr : &*found;
}

bool take_value(Question& question, const Name& name, std::string_view text) {
    switch (name.form) {
        case Form::state:
            return take_state(question, name, text);
        case Form::yes_or_no:
        case Form::word:
            return take_word(question, name, text);
        case Form::text:
            question.cutover = text;
            return true;
        case Form::index:
            return take_index(question.index, text);
        case Form::rows:
            return take_rows(question.rows, text);
    }
    return false;
}

std::string value_of(const Question& question, const Name& name) {
    switch (name.form) {
        case Form::state:
        case Form::yes_or_no:
        case Form::word:
            return std::string(name.words[name.get(question)]);
        case Form::text:
            return question.cutover;
        case Form::index:
            return std::to_string(question.index + 1);
        case Form::rows:
            return spelled(question.rows);
    }
    return "";
}

}  // namespace rollout::oracle
