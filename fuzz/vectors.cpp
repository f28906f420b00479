// Goal: a case that leaves as a line of a suite comes back as the same question with the same answer: from its ID, and
// from its case object. Raw: the first byte is edition and subject; the rest is a case object as somebody else may
// write it, or the line of a question, and what is accepted must survive the same way.
#include <algorithm>

#include "chosen.hpp"
#include "decision_names.hpp"
#include "difference.hpp"
#include "drawn_rows.hpp"
#include "entries.hpp"
#include "json_document.hpp"
#include "pieces_of.hpp"
#include "question_json.hpp"
#include "readable.hpp"
#include "shown.hpp"
#include "test_case.hpp"

namespace rollout::fuzz {
namespace {

using oracle::Decision;
using oracle::members_of;
using oracle::Question;
using oracle::Rollout;
using oracle::Subject;
using oracle::TestCase;

bool same(const TestCase& one, const TestCase& other) {
    return one.id == other.id && members_of(one.input) == members_of(other.input) && one.expected == other.expected;
}

void check_line(Edition edition, const Subject& subject, const TestCase& made, const auto& asked) {
    const std::string line = oracle::suite_line(edition, subject, made, members_of(made.input));
    expect(line.find('\n') == line.size() - 1, "not one line", edition, asked);
    rapidjson::Document document;
    expect(!oracle::parse_json(std::string_view(line).substr(0, line.size() - 1), document), "the line is no JSON",
           edition, asked);
    expect(oracle::text_of(document["id"]) == made.id, "id", edition, asked);
    expect(oracle::text_of(document["expected"]) == made.expected, "expected", edition, asked);
    expect(oracle::text_of(document["edition"]) == name(edition), "edition", edition, asked);
}

void check(Edition edition, const Rollout& rollout) {
    const TestCase made = oracle::test_case(edition, rollout);
    const auto asked = [&] { return made.id; };
    show(edition, asked, [&] { return oracle::decision_of(edition, rollout); });
    check_line(edition, oracle::projection, made, asked);
    const auto again = oracle::read_rollout("{" + members_of(made.input) + "}");
    expect(again.has_value(), "the case spells no rollout", edition, asked);
    expect(*again == rollout, "another rollout came back", edition, asked);
}

void check(Edition edition, const Subject& subject, const Question& question) {
    const TestCase made = oracle::test_case(edition, question);
    const auto asked = [&] { return made.id; };
    show([&] { return std::string(name(edition)) + " " + made.id + " -> " + made.expected; });
    check_line(edition, subject, made, asked);
    const auto by_id = oracle::question_of_id(made.id);
    expect(std::holds_alternative<Question>(by_id), "the ID is no question", edition, asked);
    expect(same(oracle::test_case(edition, std::get<Question>(by_id)), made), "by its ID another question", edition,
           asked);
    const auto by_object = oracle::read_question("{" + members_of(made.input) + "}", subject);
    expect(std::holds_alternative<Question>(by_object), "the case object is no question", edition, asked);
    expect(same(oracle::test_case(edition, std::get<Question>(by_object)), made), "by its case object another question",
           edition, asked);
}

const Subject& subject_of(Decision decision) {
    return *std::find_if(oracle::subjects.begin(), oracle::subjects.end(),
                         [&](const Subject& subject) { return subject.decides(decision); });
}

/// Checks what a text spells, if it is a question to `subject` or the case object of a rollout.
void check(Edition edition, const Subject& subject, std::string_view text) {
    const auto from_object = oracle::read_question(text, subject);
    if (const auto* question = std::get_if<Question>(&from_object)) {
        check(edition, subject, *question);
    }
    const auto from_line = oracle::question_of_id(text);
    if (const auto* question = std::get_if<Question>(&from_line)) {
        check(edition, subject_of(question->decision), *question);
    }
    if (const auto rollout = oracle::read_rollout(text)) {
        check(edition, *rollout);
    }
}

/// Returns a value of the name's form, seldom of another.
std::string draw_value_of(FuzzedDataProvider& choices, const oracle::Name& name) {
    using Form = oracle::Name::Form;
    if (choices.ConsumeIntegralInRange<unsigned>(0, 15) == 15) {
        return draw_policy_word(choices);
    }
    if (name.form == Form::index) {
        return std::to_string(choices.ConsumeIntegralInRange<unsigned>(0, 3));
    }
    if (name.form == Form::rows) {
        return words_of(draw_list(choices, 3, draw_operation), [](Operation row) { return text_of(row); });
    }
    return name.words.empty()
               ? std::string(word(cutovers[choices.ConsumeIntegralInRange<std::size_t>(0, 2)].cutover))
               : std::string(name.words[choices.ConsumeIntegralInRange<std::size_t>(0, name.words.size() - 1)]);
}

/// Returns the line of a question: a decision, and some of its names with values.
std::string draw_question(FuzzedDataProvider& choices) {
    const auto decision =
        static_cast<Decision>(choices.ConsumeIntegralInRange<std::size_t>(0, oracle::decision_count - 1));
    std::string text =
        (choices.ConsumeIntegralInRange<unsigned>(0, 3) == 3 ? "released " : "") + std::string(oracle::word(decision));
    for (const oracle::Name& name : oracle::names()) {
        if (name.is_of(decision) && choices.ConsumeBool()) {
            std::string value = draw_value_of(choices, name);
            std::replace(value.begin(), value.end(), ' ', ',');  // between rows
            text += " " + std::string(name.text) + "=" + value;
        }
    }
    return text;
}

oracle::WrittenRow draw_row(FuzzedDataProvider& choices) {
    oracle::WrittenRow row{.state = std::string(token(draw_operation(choices).state))};
    switch (choices.ConsumeIntegralInRange<unsigned>(0, 3)) {
        case 0:
            row.on_failure = oracle::absent_policy;
            break;
        case 1:
            row.on_failure = oracle::null_policy;
            break;
        default:
            row.on_failure = oracle::policy_word(draw_policy_word(choices));
    }
    if (choices.ConsumeBool()) {
        row.started = choices.ConsumeBool();
    }
    return row;
}

Rollout draw_rollout(FuzzedDataProvider& choices) {
    const auto level = choices.ConsumeIntegralInRange<unsigned>(0, 2);
    const Latch latch = draw_latch(choices);
    if (level == 0) {
        return {.elements = draw_list(choices, 8, draw_row), .latch = latch};
    }
    return {
        .elements = draw_list(choices, 8, [](FuzzedDataProvider& more) { return oracle::written(draw_child(more)); }),
        .latch = latch};
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    const Edition edition = draw_edition(choices);
    if (choices.ConsumeBool()) {
        check(edition, draw_rollout(choices));
    } else {
        check(edition, *oracle::find_subject("claim"), draw_question(choices));
    }
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    if (!bytes.empty()) {
        const auto deciding = std::span(oracle::subjects).subspan(1);
        check(edition_of(bytes[0]), deciding[choice_of(bytes[0]) % deciding.size()], text_in(bytes.subspan(1)));
    }
}

}  // namespace rollout::fuzz
