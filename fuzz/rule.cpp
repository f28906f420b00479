// Goal: a rule file is refused by line and column, or read. Then its quotient decides short lists as its ladders do by
// definition, and so are lines of rows and children answered. Raw: the bytes are the file.
#include <algorithm>

#include "difference.hpp"
#include "drawn.hpp"
#include "entries.hpp"
#include "json_writer.hpp"
#include "pieces_of.hpp"
#include "readable.hpp"
#include "rule_lines.hpp"
#include "shown.hpp"

namespace rollout::fuzz {
namespace {

using rules::Element;
using rules::Loaded;

constexpr const char* file = "rule.toml";

/// Compares lists of up to three elements of the first classes, and each class alone.
void check_decisions(const Loaded& rule, const auto& asked) {
    const rules::Quotient& quotient = rule.explored().quotient();
    const auto compare = [&](std::span<const Element> list) {
        expect(quotient.decide(quotient.summary(list)) == decide(rule.rule(), list),
               "the quotient decides otherwise on " + rule.rule().text(list), asked);
    };
    compare({});
    const std::uint32_t classes = quotient.class_count();
    for (std::uint32_t of = 0; of < classes; ++of) {
        compare(std::array{quotient.first_of(of)});
    }
    const std::uint32_t few = std::min(classes, 5U);
    for (std::uint32_t number = 0; number < few * few * few; ++number) {
        const std::array list{quotient.first_of(number % few), quotient.first_of(number / few % few),
                              quotient.first_of(number / few / few)};
        compare(std::span(list).first(2));
        compare(list);
    }
}

/// Compares the answers to lines with the ladders: of two elements, by every word and flag of the rule and by others.
void check_lines(const std::shared_ptr<const Loaded>& loaded, const auto& asked) {
    constexpr std::size_t summaries_max = 1000;  // a larger machine takes too long for one input
    const rules::Rule& rule = loaded->rule();
    if (loaded->explored().summaries().size() > summaries_max) {
        return;
    }
    std::vector<rules::WrittenElement> rows;
    std::vector<rules::WrittenElement> children;
    std::vector<std::string> words = rule.policy_words();
    words.push_back(unlisted_word(rule));
    words.resize(std::min<std::size_t>(words.size(), 3));
    for (const std::string& state : {rule.names.states.front(), rule.names.states.back(), unlisted_state(rule)}) {
        rows.push_back({.state = state});
        rows.push_back({.state = state, .on_failure = oracle::null_policy});
        for (const std::string& word : words) {
            rows.push_back({.state = state, .on_failure = oracle::policy_word(word)});
        }
        for (const std::size_t flags : {std::size_t{0}, rule.flags_count() / 2, rule.flags_count() - 1}) {
            children.push_back({.state = state, .flags = static_cast<std::uint16_t>(flags)});
        }
    }
    rules::RuleAnswers answers(loaded, false);
    constexpr std::size_t stride = 7;  // some of the pairs: that each row is first and second somewhere is enough
    for (const auto* elements : {&rows, &children}) {
        for (std::size_t number = 0; number < elements->size() * elements->size(); number += stride) {
            const rules::WrittenList list{
                .is_of_children = elements == &children,
                .is_released = number % 2 == 1,
                .elements = {(*elements)[number / elements->size()], (*elements)[number % elements->size()]}};
            const rules::Decision decision = decide(rule, elements_of(rule, list));
            const std::string line = "{" + members_of(rule, list) + "}";
            const auto answered = answers.answer_to(line);
            const auto* answer = std::get_if<oracle::LineAnswers::Answer>(&answered);
            expect(answer != nullptr &&
                       answer->fields == "\"state\":" + oracle::json_string(rule.names.states[decision.state]) +
                                             ",\"clause\":" + oracle::json_string(deciding_rung(rule, decision).id),
                   "a line is answered otherwise: " + line, asked);
        }
    }
}

void check(std::string_view text) {
    const auto asked = [&] { return quoted(text); };
    show(asked);
    const auto loaded = Loaded::of(text, file);
    if (const auto* problem = std::get_if<std::string>(&loaded)) {
        expect(problem->starts_with(std::string(file) + ":"), "refused without a place: " + *problem, asked);
        return;
    }
    const auto& rule = std::get<std::shared_ptr<const Loaded>>(loaded);
    check_decisions(*rule, asked);
    check_lines(rule, asked);
}

std::string draw_of(FuzzedDataProvider& choices, std::span<const std::string_view> words) {
    return std::string(words[choices.ConsumeIntegralInRange<std::size_t>(0, words.size() - 1)]);
}

/// Returns a predicate that is right for the most part.
std::string draw_predicate(FuzzedDataProvider& choices, bool of_lists, int depth) {
    static constexpr std::array<std::string_view, 8> elements{"a", "b", "c", "over", "soft", "hard", "kept", "true"};
    static constexpr std::array<std::string_view, 6> questions{"any(",        "all(",         "none(",
                                                               "any_before(", "at_least(2, ", "empty"};
    const auto operand = [&](bool lists) { return draw_predicate(choices, lists, depth - 1); };
    switch (choices.ConsumeIntegralInRange<unsigned>(0, depth > 0 ? 5 : 1)) {
        case 2:
            return "!" + operand(of_lists);
        case 3:
            return "(" + operand(of_lists) + " & " + operand(of_lists) + ")";
        case 4:
            return operand(of_lists) + " | " + operand(of_lists);
        default:
            break;
    }
    if (!of_lists) {
        return draw_of(choices, elements);
    }
    const std::string question = draw_of(choices, questions);
    if (question == "empty") {
        return question;
    }
    return question + draw_predicate(choices, false, 2) +
           (question == "any_before(" ? ", " + draw_predicate(choices, false, 1) : "") + ")";
}

std::string draw_ladder(FuzzedDataProvider& choices, std::string_view name, std::string_view ids) {
    static constexpr std::array<std::string_view, 3> answers{"a", "b", "c"};
    std::string text = std::string(name) + " = [\n";
    for (auto rungs = choices.ConsumeIntegralInRange<unsigned>(0, 4); rungs > 0; --rungs) {
        text += "  { id = \"" + std::string(ids) + std::to_string(rungs) + "\", when = \"" +
                draw_predicate(choices, true, 3) + "\", then = \"" + draw_of(choices, answers) + "\" },\n";
    }
    return text + "  { id = \"" + std::string(ids) + "\", when = \"true\", then = \"" + draw_of(choices, answers) +
           "\" },\n]\n";
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    std::string text =
        "edition = \"drawn\"\nstates = [\"a\", \"b\", \"c\"]\nunlisted = \"c\"\nflags = { soft = [\"go_on\"], hard = "
        "[\"halt\"] }\nother_words = \"none\"\n";
    if (choices.ConsumeBool()) {
        text += "released = { soft = [\"go_on\", \"halt\"], hard = [] }\n";
    }
    text += choices.ConsumeBool() ? "given = [\"kept\"]\n" : "";
    text += choices.ConsumeBool() ? draw_ladder(choices, "base", "BASE") : "";
    text += draw_ladder(choices, "ladder", "ROLL");
    text += "[sets]\nover = [\"a\", \"b\"]\n";
    if (choices.ConsumeBool()) {
        text += choices.ConsumeRandomLengthString(40);
    }
    // One of them states what the ladder answers.
    for (const char* empty : {"a", "b", "c"}) {
        check(std::string("empty = \"") + empty + "\"\n" + text);
    }
}

void fuzz_raw(std::span<const std::uint8_t> bytes) { check(text_in(bytes)); }

}  // namespace rollout::fuzz
