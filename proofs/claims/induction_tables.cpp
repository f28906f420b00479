#include "induction_tables.hpp"

#include <limits>

#include "claim_rules.hpp"
#include "gallina.hpp"
#include "letters.hpp"
#include "position_set.hpp"

namespace rollout::proofs {
namespace {

using namespace facts_of_a_list;

/// Returns `letters` as a function from a state to its letters, by combination of flags.
std::string function_of(const ChildLetters& letters) {
    std::string text = "    fun state => match state with\n";
    for (std::size_t state = 0; state < state_count; ++state) {
        text += fmt::format("    | {} => [{:#x}]\n", constructor(State(state)), fmt::join(letters[state], "; "));
    }
    return text + "    end";
}

GallinaWord extended_in(Edition edition, const GallinaWord& facts, const GallinaWord& letter) {
    return ordered(edition) ? extended<true>(facts, letter) : extended<false>(facts, letter);
}

std::string states_as_type() {
    std::string text = "Inductive state : Set :=\n";
    for (std::size_t state = 0; state < state_count; ++state) {
        text += fmt::format("  | {}{}\n", constructor(State(state)), state + 1 == state_count ? "." : "");
    }
    return text;
}

}  // namespace

std::string induction_tables() {
    const GallinaWord left{"left"};
    const GallinaWord right{"right"};
    const GallinaWord facts{"facts"};
    const GallinaWord first{"first"};
    const GallinaWord last{"last"};
    std::string text =
        "(* What the library ships, made from it by rollout-oracle prove --emit. A word of facts is a number. *)\n"
        "From Coq Require Import Bool List NArith PeanoNat String ZArith.\n"
        "Import ListNotations.\n"
        "Local Open Scope N_scope.\n\n";
    text += states_as_type();
    text += fmt::format(
        "\n(* The numbers of three facts, of which the last is about order. *)\n"
        "Definition failed_pausing : N := {}.\nDefinition holds : N := {}.\n"
        "Definition pausing_before_a_hold : N := {}.\n\n",
        std::countr_zero(facts_of_a_list::failed_pausing), std::countr_zero(facts_of_a_list::holds),
        std::countr_zero(facts_of_a_list::pausing_before_a_hold));
    text += fmt::format("Definition joined (left right : N) : N :=\n  {}.\n\n", joined(left, right).text);
    text += fmt::format("Definition with_order (facts : N) (first last : N) : N :=\n  {}.\n\n",
                        with_order(
                            facts, [&] { return first; }, [&] { return last; })
                            .text);
    text += fmt::format("Definition recounted (count had has : Z) : Z :=\n  {}.\n",
                        recounted(GallinaCount{"count"}, GallinaCount{"had"}, GallinaCount{"has"}).text);
    text += fmt::format("Definition count_bits : Z := {}.\n\n", std::numeric_limits<FactCount>::digits);
    const GallinaWord word{"word"};
    const GallinaWord position{"position"};
    text += fmt::format("Definition bits_of_a_word : N := {}.\n", bits_of_a_word);
    text += fmt::format("Definition word_index (position : N) : N := {}.\n", word_index(position).text);
    text += fmt::format("Definition inserted (word position : N) : N := {}.\n", inserted(word, position).text);
    text += fmt::format("Definition erased (word position : N) : N := {}.\n", erased(word, position).text);
    text += fmt::format("Definition is_empty (word : N) : bool := {}.\n", is_empty(word).text);
    text +=
        fmt::format("Definition position_of (word bit : N) : N := {}.\n\n", position_of(word, GallinaWord{"bit"}).text);
    using Kept = Blockers<GallinaTruth, GallinaText>;
    const Kept kept{{"(any kept)"}, {"(more kept)"}, {"(first kept)"}};
    const Kept then = with_blocker(kept, GallinaText{"deployment"});
    text +=
        "Record blockers := { any : bool; more : bool; first : string }.\n"
        "Definition no_blockers : blockers := {| any := false; more := false; first := \"\" |}.\n";
    text += fmt::format(
        "Definition with_blocker (kept : blockers) (deployment : string) : blockers :=\n"
        "  {{| any := {}; more := {}; first := {} |}}.\n",
        then.any.text, then.more.text, then.first.text);
    text += fmt::format("Definition some_block (kept : blockers) (own : string) : bool :=\n  {}.\n\n",
                        some_block(kept, GallinaText{"own"}).text);
    text +=
        "Record edition := {\n"
        "  name : string;\n"
        "  letters : state -> list N; (* by combination of flags *)\n"
        "  ordered : bool;\n"
        "  extended : N -> N -> N;    (* facts, letter *)\n"
        "  finish : N -> state\n}.\n\n";
    std::string names;
    for (const EditionFacts& of : editions) {
        text += fmt::format(
            "Definition {0} : edition := {{|\n  name := \"{0}\";\n  letters :=\n{1};\n  ordered := {2};\n"
            "  extended := fun facts letter => {3};\n  finish := fun facts =>\n    {4}\n|}}.\n\n",
            of.name, function_of(child_letters(of.edition)), rollout::ordered(of.edition),
            extended_in(of.edition, facts, GallinaWord{"letter"}).text, answer_of(rules(of.edition), facts).text);
        names += fmt::format("{}{}", names.empty() ? "" : "; ", of.name);
    }
    return text + fmt::format("Definition editions : list edition := [{}].\n", names);
}

}  // namespace rollout::proofs
