#include "induction_tables.hpp"

#include <rollout/project.hpp>

#include <limits>

#include "claim_rules.hpp"
#include "gallina.hpp"
#include "letters.hpp"
#include "position_set.hpp"
#include "symbolic_facts.hpp"

namespace rollout::proofs {
namespace {

using namespace facts_of_a_list;

/// Returns a function from a state to what `text_of` makes of it, by combination of flags.
std::string by_state(const auto& text_of) {
    std::string text = "    fun state => match state with\n";
    for (std::size_t state = 0; state < state_count; ++state) {
        std::vector<std::string> by_flags;
        for (std::size_t flags = 0; flags < flags_count; ++flags) {
            by_flags.push_back(text_of(child_with(State(state), flags)));
        }
        text += fmt::format("    | {} => [{}]\n", constructor(State(state)), fmt::join(by_flags, "; "));
    }
    return text + "    end";
}

/// Returns what the compiled `finish` says of words of facts: what each rule requires, alone and with each other fact.
std::string answers_of(Edition edition) {
    std::vector<std::string> answers;
    for (const Rule& rule : rules(edition).in_order) {
        for (std::size_t other = 0; other <= fact_count; ++other) {
            const Facts facts = rule.all | (other < fact_count ? 1U << other : 0U);
            answers.push_back(fmt::format("({:#x}, {})", facts, constructor(finish(edition, Summary{facts}))));
        }
    }
    return fmt::format("[{}]", fmt::join(answers, "; "));
}

/// Children beside which it shows what a child does to a rollout that has a failure.
constexpr std::array others{Child{.state = State::failed}, Child{.state = State::failed, .continue_on_failure = true},
                            Child{.state = State::failed, .pause_on_failure = true}, Child{.state = State::running}};

std::string projection_of(Edition edition, std::initializer_list<Child> children) {
    return constructor(project(edition, std::span(children.begin(), children.size())));
}

/// Returns what `answer_with` says of each of the others.
std::string with_each(const auto& answer_with) {
    std::vector<std::string> states;
    for (const Child& other : others) {
        states.push_back(answer_with(other));
    }
    return fmt::format("[{}]", fmt::join(states, "; "));
}

std::string definition(const std::string& of, const std::string& type, const std::string& is) {
    return fmt::format("Definition {} : {} :=\n  {}.\n", of, type, is);
}
std::string definition(const std::string& of, const std::string& type, std::integral auto is) {
    return fmt::format("Definition {} : {} := {}.\n", of, type, is);
}

std::string states_as_type() {
    std::string text = "Inductive state : Set :=\n";
    for (std::size_t state = 0; state < state_count; ++state) {
        text += fmt::format("  | {}{}\n", constructor(State(state)), state + 1 == state_count ? "." : "");
    }
    return text;
}

/// Of rules.hpp and tracked_facts.hpp: facts by their numbers, and what is made of words.
std::string words_of_facts() {
    const GallinaWord left{"left"};
    const GallinaWord right{"right"};
    const GallinaWord ordered = with_order(
        GallinaWord{"facts"}, [] { return GallinaWord{"first"}; }, [] { return GallinaWord{"last"}; });
    return "(* The numbers of facts: the last is about order. *)\n" +
           definition("failed_pausing", "N", std::countr_zero(failed_pausing)) +
           definition("holds", "N", std::countr_zero(holds)) +
           definition("pausing_before_a_hold", "N", std::countr_zero(pausing_before_a_hold)) +
           definition("joined (left right : N)", "N", joined(left, right).text) +
           definition("with_order (facts first last : N)", "N", ordered.text);
}

/// Of tracked_facts.hpp: one count of a tracker.
std::string counts() {
    const GallinaCount after = recounted(GallinaCount{"count"}, GallinaCount{"had"}, GallinaCount{"has"});
    return definition("recounted (count had has : Z)", "Z", after.text) +
           definition("count_bits", "Z", std::numeric_limits<FactCount>::digits);
}

/// Of position_set.hpp: what is done at one level.
std::string levels_of_positions() {
    const GallinaWord word{"word"};
    const GallinaWord position{"position"};
    return definition("bits_of_a_word", "N", bits_of_a_word) +
           definition("words_for (size : N)", "N", words_for(GallinaWord{"size"}).text) +
           definition("word_index (position : N)", "N", word_index(position).text) +
           definition("inserted (word position : N)", "N", inserted(word, position).text) +
           definition("erased (word position : N)", "N", erased(word, position).text) +
           definition("is_empty (word : N)", "bool", is_empty(word).text) +
           definition("position_of (word bit : N)", "N", position_of(word, GallinaWord{"bit"}).text);
}

/// Of claim_rules.hpp: the members of rows that block.
std::string members_that_block() {
    const Blockers<GallinaTruth, GallinaText> kept{
        {"(any kept)"}, {"(more kept)"}, {{"(deployment (first kept))"}, {"(target (first kept))"}}};
    const auto member_named = [](const std::string& of) {
        return Member<GallinaText>{{fmt::format("(deployment {})", of)}, {fmt::format("(target {})", of)}};
    };
    const auto record = [](const auto& any, const auto& more, const auto& deployment, const auto& target) {
        return fmt::format("{{| any := {}; more := {}; first := {{| deployment := {}; target := {} |}} |}}", any, more,
                           deployment, target);
    };
    const auto then = with_blocker(kept, member_named("one_more"));
    return "Record member := { deployment : string; target : string }.\n"
           "Record blockers := { any : bool; more : bool; first : member }.\n" +
           definition("no_blockers", "blockers", record("false", "false", "\"\"", "\"\"")) +
           definition("with_blocker (kept : blockers) (one_more : member)", "blockers",
                      record(then.any.text, then.more.text, then.first.deployment.text, then.first.target.text)) +
           definition("some_block (kept : blockers) (own : member)", "bool",
                      some_block(kept, member_named("own")).text);
}

/// Of letters.cpp and rules.cpp.
std::string tables_of_editions() {
    std::string text =
        "Record edition := {\n"
        "  name : string;\n"
        "  letters : state -> list N; (* by combination of flags *)\n"
        "  ordered : bool;\n"
        "  extended : N -> N -> N;    (* facts, letter *)\n"
        "  finish : N -> state;\n"
        "  (* What the compiled library answers: to words of facts, and to each child among others. *)\n"
        "  answers : list (N * state);\n"
        "  others : list (state * nat);\n"
        "  alone : state -> list state;\n"
        "  before_each : state -> list (list state); (* before each of the others *)\n"
        "  after_each : state -> list (list state)\n}.\n\n";
    const GallinaWord facts{"facts"};
    const GallinaWord letter{"letter"};
    std::vector<std::string_view> names;
    std::vector<std::string> of_others;
    for (const Child& other : others) {
        of_others.push_back(fmt::format("({}, {}%nat)", constructor(other.state), flags_of(other)));
    }
    for (const EditionFacts& of : editions) {
        const Edition edition = of.edition;
        const GallinaWord next = ordered(edition) ? extended<true>(facts, letter) : extended<false>(facts, letter);
        const std::string letters = by_state(
            [&](const Child& child) { return fmt::format("{:#x}", letter_in(child_letters(edition), child)); });
        const std::string alone = by_state([&](const Child& child) { return projection_of(edition, {child}); });
        const std::string before = by_state([&](const Child& child) {
            return with_each([&](const Child& other) { return projection_of(edition, {child, other}); });
        });
        const std::string after = by_state([&](const Child& child) {
            return with_each([&](const Child& other) { return projection_of(edition, {other, child}); });
        });
        text += fmt::format(
            "Definition {0} : edition := {{|\n  name := \"{0}\";\n  letters :=\n{1};\n  ordered := {2};\n"
            "  extended := fun facts letter => {3};\n  finish := fun facts =>\n    {4};\n  answers := {5};\n"
            "  others := [{6}];\n  alone :=\n{7};\n  before_each :=\n{8};\n  after_each :=\n{9}\n|}}.\n\n",
            of.name, letters, ordered(edition), next.text, answer_of(rules(edition), facts).text, answers_of(edition),
            fmt::join(of_others, "; "), alone, before, after);
        names.push_back(of.name);
    }
    return text + fmt::format("Definition editions : list edition := [{}].\n", fmt::join(names, "; "));
}

}  // namespace

std::string induction_tables() {
    return "(* What the library ships, made from it by rollout-oracle prove --emit. A word of facts is a number. *)\n"
           "From Coq Require Import Bool List NArith String ZArith.\n"
           "Import ListNotations.\n"
           "Local Open Scope N_scope.\n\n" +
           states_as_type() + "\n" + words_of_facts() + "\n" + counts() + "\n" + levels_of_positions() + "\n" +
           members_that_block() + "\n" + tables_of_editions();
}

}  // namespace rollout::proofs
