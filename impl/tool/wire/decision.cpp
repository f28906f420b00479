#include "decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <rollout/claim.hpp>
#include <rollout/reference/surfaces.hpp>
#include <rollout/reference/writers.hpp>
#include <rollout/surfaces.hpp>
#include <rollout/writers.hpp>

#include "decision_names.hpp"
#include "json_writer.hpp"
#include "spelled.hpp"

namespace rollout::oracle {
namespace {

constexpr std::array<std::string_view, decision_count> decision_words{
    "guard", "operator", "local_guard", "lands",  "local", "effects", "row",
    "stop",  "claim",    "cutover",     "target", "check", "checks",  "label"};
constexpr std::string_view released_prefix = "released ";
constexpr std::array<std::string_view, 3> verdict_words{"write", "no_write", "refuse"};
constexpr std::array<std::string_view, 3> stamp_words{"keep", "clear", "now"};
constexpr std::array<std::string_view, 3> source_words{"projection", "own_state", "undetermined"};

/// The words stand in the order of the enumeration.
constexpr std::string_view word_in(const auto& words, auto value) { return words[static_cast<std::size_t>(value)]; }

/// Takes what stands up to the next space, quotes and brackets resolved.
std::optional<std::string> take_spelled(std::string_view& rest) {
    if (!rest.starts_with('[')) {
        return take_text(rest, " ");
    }
    const auto array = take_array(rest);
    return array ? std::optional(std::string(*array)) : std::nullopt;
}

/// Returns `value` as a line has it: in quotes where it would not be read as it is.
std::string quoted_if_needed(const std::string& value) {
    const bool is_plain =
        std::all_of(value.begin(), value.end(), [](char byte) { return byte > ' ' && byte < '\x7f'; });
    const bool begins_plainly = !value.starts_with('"') && !value.starts_with('[');
    return is_plain && begins_plainly && !value.empty() ? value : json_string(value);
}

std::string yes_or_no(bool value) { return value ? "yes" : "no"; }

std::string write_text(const ParentWrite& made) {
    if (made.verdict != Verdict::write) {
        return std::string(word_in(verdict_words, made.verdict));
    }
    return fmt::format("write {} completed_at={} started_at={} text={}", token(made.state),
                       word_in(stamp_words, made.completed_at), word_in(stamp_words, made.started_at),
                       made.takes_error_text ? "take" : "keep");
}

std::string write_text(const SideEffects& effects) {
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

std::vector<PlacedOperation> Question::placed() const {
    std::vector<PlacedOperation> made;
    made.reserve(rows.size());
    for (const WrittenRow& written : rows) {
        made.push_back(written.resolved());
    }
    return made;
}

ClaimInput Question::claim_input() const {
    ClaimInput input = claim;
    input.cutover = cutover_named(cutover).value_or(Cutover::rolling);
    return input;
}

std::string_view word(Decision decision) { return word_in(decision_words, decision); }

std::variant<Question, std::string> read_question(std::string_view text) {
    Question question;
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view decision = text.substr(0, end);
    const auto found = std::find(decision_words.begin(), decision_words.end(), decision);
    if (found == decision_words.end()) {
        return fmt::format("'{}' decides nothing; use one of {}", decision, fmt::join(decision_words, ", "));
    }
    question.decision = static_cast<Decision>(found - decision_words.begin());
    std::vector<const Name*> seen;
    const auto was_seen = [&](const Name* name) { return std::find(seen.begin(), seen.end(), name) != seen.end(); };
    for (text.remove_prefix(end); !text.empty();) {
        if (text.front() != ' ') {
            return fmt::format("'{}' is left over", text);
        }
        text.remove_prefix(1);
        const std::size_t equals = text.find('=');
        const std::string_view wanted = text.substr(0, std::min(equals, text.find(' ')));
        const Name* name = find_name(question.decision, wanted);
        if (name == nullptr || equals != wanted.size()) {
            return fmt::format("{} does not read '{}' as NAME=VALUE", decision, wanted);
        }
        text.remove_prefix(equals + 1);
        const std::string_view written = text;
        const auto value = take_spelled(text);
        if (!value || !take_value(question, *name, *value)) {
            return fmt::format("'{}' is no value of {}", value ? *value : std::string(written), wanted);
        }
        if (was_seen(name)) {
            return fmt::format("{} appears twice", wanted);
        }
        seen.push_back(name);
    }
    if (question.has_rows() && (!was_seen(find_name(question.decision, "rows")) || question.rows.empty())) {
        return fmt::format("{} asks for rows", decision);
    }
    if (question.reads_the_latch()) {
        if (!was_seen(find_name(question.decision, "at"))) {
            return fmt::format("{} asks at which of the rows", decision);
        }
        if (question.index >= question.rows.size()) {
            return "there is no row at that place";
        }
    }
    return question;
}

std::string spelled(const Question& question) {
    std::string line(word(question.decision));
    for (const Name& name : names()) {
        if (name.is_of(question.decision)) {
            const std::string value = value_of(question, name);
            line += fmt::format(" {}={}", name.text, name.form == Name::Form::text ? quoted_if_needed(value) : value);
        }
    }
    return line;
}

std::string id_of(const Question& question) {
    const bool is_released = question.reads_the_latch() && question.claim.latch == Latch::released;
    return (is_released ? std::string(released_prefix) : "") + spelled(question);
}

std::variant<Question, std::string> question_of_id(std::string_view id) {
    const bool is_released = id.starts_with(released_prefix);
    auto read = read_question(id.substr(is_released ? released_prefix.size() : 0));
    if (auto* question = std::get_if<Question>(&read); question != nullptr && is_released) {
        if (!question->reads_the_latch()) {
            return fmt::format("{} is not asked under a latch", word(question->decision));
        }
        question->claim.latch = Latch::released;
    }
    return read;
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
    .target_state = reference::target_state,
    .conclusion = reference::conclusion,
    .conclusion_of_both = reference::conclusion_of_both,
    .label = reference::label,
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
    .target_state = rollout::target_state,
    .conclusion = rollout::conclusion,
    .conclusion_of_both = rollout::conclusion_of_both,
    .label = rollout::label,
};

std::string answer(Edition edition, const Question& question, const Deciders& deciders) {
    switch (question.decision) {
        case Decision::guard:
            return std::string(word_in(verdict_words, deciders.guard(edition, question.writer.guard)));
        case Decision::operator_write:
            return write_text(deciders.operator_write(edition, question.writer));
        case Decision::local_guard:
            return yes_or_no(deciders.local_guard_admits(question.stored));
        case Decision::lands:
            return yes_or_no(deciders.lands(edition, question.read, question.stored));
        case Decision::local:
            return std::string(word_in(source_words, deciders.local_source(edition, question.local)));
        case Decision::effects:
            return write_text(deciders.side_effects(edition, question.result, question.projected, question.moved));
        case Decision::row: {
            const std::optional<State> state = deciders.row_state(edition, question.row);
            return state ? std::string(token(*state)) : "stays";
        }
        case Decision::stop:
            return yes_or_no(deciders.stop_is_resolved(edition, question.parent, question.every_row_is_terminal));
        case Decision::claim:
            return std::string(
                word(deciders.claim(edition, question.placed(), question.index, question.claim_input())));
        case Decision::cutover:
            return yes_or_no(deciders.may_cut_over(edition, question.placed(), question.index, question.claim_input()));
        case Decision::target: {
            std::vector<Operation> operations;
            for (const PlacedOperation& row : question.placed()) {
                operations.push_back(row.operation);
            }
            return std::string(token(deciders.target_state(edition, operations)));
        }
        case Decision::check:
            return std::string(word(deciders.conclusion(question.parent, question.work_was_completed)));
        case Decision::checks:
            return std::string(word(deciders.conclusion_of_both(question.one, question.other)));
        case Decision::label:
            return std::string(
                word(deciders.label(edition, question.placed(), question.index, question.claim_input())));
    }
    return "";
}

reference::Clause deciding_clause(Edition edition, const Question& question) {
    return question.decision == Decision::guard
               ? reference::guard_decision(edition, question.writer.guard).clause
               : reference::claim_decision(edition, question.placed(), question.index, question.claim_input()).clause;
}

}  // namespace rollout::oracle
