#include <rollout/parse.hpp>
#include <rollout/reference/policy.hpp>

#include "lemma.hpp"
#include "policy_words.hpp"
#include "symbolic_text.hpp"

namespace rollout::proofs {
namespace {

using Words = std::vector<PolicyFacts>;

Obligation obligation(const Terms& terms, const Words& words) {
    const SymbolicStored stored{terms.truth_named("a word is stored"),
                                {&terms, terms.context().constant("word", terms.context().string_sort())}};
    return {.questions = {{{"", {}, policy_of_stored(words, stored) == reference::policy_stored(stored)}}},
            .read = [stored](const z3::model& model) {
                return truth_in(model, stored.present)
                           ? Witness{.texts = {bytes_of(model.eval(stored.word.string, true))}}
                           : Witness{};
            }};
}

std::optional<std::string_view> stored_in(const Witness& witness) {
    return witness.texts.empty() ? std::nullopt : std::optional<std::string_view>(witness.texts.front());
}
bool same(const Witness& witness) {
    return parse_policy(stored_in(witness)) == reference::parse_policy(stored_in(witness));
}

Twin twin(const std::string& broken, const Words& words) {
    return {broken, [words](const Terms& terms) { return obligation(terms, words); },
            [words](const Witness& witness) {
                const std::optional<std::string_view> stored = stored_in(witness);
                return policy_of_stored(words, stored) != reference::parse_policy(stored) && same(witness);
            }};
}

/// Each word lost, each meaning another policy, each with a byte more.
std::vector<Twin> word_twins() {
    std::vector<Twin> twins;
    const Words shipped(policies.begin(), policies.end());
    for (std::size_t i = 0; i < shipped.size(); ++i) {
        if (shipped[i].policy == Policy::unknown) {
            continue;
        }
        const std::string word(shipped[i].word);
        Words words = shipped;
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
        twins.push_back(twin("the word " + word + " is lost", words));
        for (const PolicyFacts& other : policies) {
            if (other.policy != shipped[i].policy && other.policy != Policy::unknown) {
                words = shipped;
                words[i].policy = other.policy;
                twins.push_back(twin("the word " + word + " means " + std::string(other.word), words));
            }
        }
        words = shipped;
        words[i].word.remove_suffix(1);
        twins.push_back(twin("the word " + word + " lacks its last byte", words));
    }
    return twins;
}

}  // namespace

std::vector<Lemma> a_word_that_is_not_a_policy_is_unknown() {
    Words broken(policies.begin(), policies.end());
    broken.push_back({Policy::continue_, "Continue"});
    return comparing(
        {"reference/include/rollout/reference/policy.hpp", "impl/library/projection/policy_words.hpp"},
        {{.id = "L4-any-policy-word",
          .statement = "a stored word names the policy that the reference reads in it, and no word the default; every "
                       "other string is unknown",
          .clauses = {"POLICY-1", "POLICY-2"},
          .subject =
              "source instantiated: parse_policy, with the table of words and the comparison that ship, reference "
              "template",
          .inputs = "every string, and none",
          .obligation = [](const Terms& terms) { return obligation(terms, Words(policies.begin(), policies.end())); },
          .holds = [](const Witness& witness) { return same(witness); },
          .twin = twin("Continue is read as continue", broken),
          .twins = word_twins}});
}

}  // namespace rollout::proofs
