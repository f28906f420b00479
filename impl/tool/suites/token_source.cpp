#include "token_source.hpp"

#include <fmt/format.h>

#include <array>

#include "shortest.hpp"
#include "spec.hpp"
#include "spellings.hpp"

namespace rollout::oracle {
namespace {

using Rows = std::vector<WrittenRow>;
using Children = std::vector<WrittenChild>;

/// A list with a place where a word is put.
template <class List>
struct Context {
    List before;
    List after;
    Latch latch = Latch::unreleased;

    Rollout with(const typename List::value_type& element) const {
        List list = before;
        list.push_back(element);
        list.insert(list.end(), after.begin(), after.end());
        return {std::move(list), latch};
    }
};

State answer(Edition edition, const Rollout& rollout) { return decision_of(edition, rollout).state; }

Rows joined(Rows rows, const Rows& more) {
    rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

const WrittenRow completed{"completed"};
const WrittenRow running{"running"};
const WrittenRow pending{"pending"};
const WrittenRow failed{"failed"};
const WrittenRow may_continue{"failed", policy_word("continue")};
const WrittenRow may_pause{"failed", policy_word("pause")};

/// Where a failed row's policy decides: next to a live sibling, in several places, and after a row whose policy a
/// reader could carry over.
std::vector<Context<Rows>> policy_contexts(Edition edition) {
    std::vector<Context<Rows>> contexts{
        {{}, {running}},
        {{running}, {}},
        {{may_continue}, {running}},
        {{may_pause}, {running}},
        {{may_continue}, {pending}},
        {joined({running}, Rows(7, may_continue)), {}},
        {Rows(8, may_continue), {pending}},
        {joined({may_continue}, Rows(6, completed)), {pending}},
        {{{"completed", policy_word("continue")}}, {{"running", policy_word("continue")}}},
        {{{"completed", policy_word("pause")}}, {{"running", policy_word("pause")}}},
    };
    if (edition >= Edition::pause) {
        const std::vector<Context<Rows>> unreleased = contexts;
        for (Context<Rows> released : unreleased) {
            released.latch = Latch::released;
            contexts.push_back(std::move(released));
        }
    }
    return contexts;
}

/// Where another row's policy must not matter: the word is that of a row that has not failed.
std::vector<Context<Rows>> other_policy_contexts() { return {{{may_continue}, {}}, {{}, {may_continue}}}; }

/// Where a state decides: alone, next to a failure, behind many that are over.
std::vector<Context<Rows>> state_contexts(Edition edition) {
    std::vector<Context<Rows>> contexts{
        {{}, {}},
        {{may_continue}, {}},
        {{}, {may_continue}},
        {Rows(7, completed), {}},
        {joined({may_continue}, Rows(7, completed)), {}},
        {Rows(2, completed), {running}},
    };
    if (edition >= Edition::pause) {
        contexts.push_back({{may_pause}, {}});
        contexts.push_back({{may_pause}, {}, Latch::released});
    }
    if (edition >= Edition::settled) {
        contexts.push_back({{failed}, {}});
    }
    return contexts;
}

/// The same of children.
std::vector<Context<Children>> child_contexts() {
    const WrittenChild continues{"failed", 1};
    return {{{}, {}}, {{continues}, {}}, {Children(7, {"completed"}), {}}};
}

constexpr const char* no_token = "unheard_of";

class TokenCases {
public:
    TokenCases(Edition edition, const Vocabulary& vocabulary, Contexts contexts)
        : edition_(edition), vocabulary_(vocabulary), contexts_(contexts) {}

    void add_policies() {
        for (const PolicyFacts& facts : policies) {
            if (facts.policy != Policy::unknown) {
                for (const std::string& asked : spellings(facts.word)) {
                    facts.policy == Policy::halt ? add_both(policy_word(asked))
                                                 : add_policy(policy_word(asked), facts.word);
                }
            }
        }
        add_both(absent_policy);
        add_both(null_policy);
        for (const std::string_view asked : other_policy_words) {
            add_both(policy_word(asked));
        }
        if (contexts_ == Contexts::all) {
            add_policies_that_must_not_matter();
        }
    }

    void add_states() {
        for (const StateFacts& facts : states) {
            if (facts.state != State::unrecognized) {
                for (const std::string& asked : spellings(facts.token)) {
                    add_state(asked, facts.state);
                }
            }
        }
        for (const StateAlias& alias : state_aliases) {
            for (const std::string& asked : spellings(alias.token)) {
                add_state(asked, alias.state);
            }
        }
        for (const State meant : {State::failed, State::completed, State::running}) {
            for (const char* asked : {"", "null", "state_", "done", "success", "succeeded", "error", "failure"}) {
                add_state(asked, meant);
            }
        }
    }

    void add_case_lines() {
        for_each_case_line(CaseLine::Kind::policy, [&](const CaseLine& line) {
            add_both(line.texts.front() ? policy_word(*line.texts.front()) : absent_policy);
        });
        for (const State meant : {State::failed, State::completed, State::running}) {
            for_each_case_line(CaseLine::Kind::token,
                               [&](const CaseLine& line) { add_state(*line.texts.front(), meant); });
        }
    }

    Source source() const { return collected_.source("tokens", "Every spelling of a word is read as it should be."); }

private:
    void add_policy(const PolicyWord& asked, std::string_view meant) {
        const WrittenRow row{"failed", asked};
        const WrittenRow as_meant{"failed", policy_word(meant)};
        const WrittenRow unknown{"failed", policy_word(no_token)};
        add_shortest(row, as_meant, unknown);
        add(policy_contexts_, row, as_meant, unknown);
    }
    void add_both(const PolicyWord& asked) {
        add_policy(asked, "continue");
        add_policy(asked, "pause");
    }
    void add_state(const std::string& asked, State meant) {
        const std::string as_meant(token(meant));
        add_shortest({asked}, {as_meant}, {no_token});
        add(state_contexts_, WrittenRow{asked}, WrittenRow{as_meant}, WrittenRow{no_token});
        add(child_contexts_, WrittenChild{asked}, WrittenChild{as_meant}, WrittenChild{no_token});
    }
    void for_each_case_line(CaseLine::Kind kind, const auto& take) {
        for (const Section& clause : clauses()) {
            for (const CaseLine& line : clause.cases) {
                if (line.kind == kind && line.editions.contains(edition_) && !line.texts.empty()) {
                    take(line);
                }
            }
        }
    }

    bool tells(const auto& context, const auto& meant, const auto& taken_for) const {
        return answer(edition_, context.with(meant)) != answer(edition_, context.with(taken_for)) &&
               vocabulary_.offers(context.with(meant));
    }

    /// Adds `asked` in the contexts that tell `meant` from `taken_for`: there it shows how the word is read.
    template <class List, class Element>
    void add(const std::vector<Context<List>>& contexts, const Element& asked, const Element& meant,
             const Element& taken_for) {
        for (const Context<List>& context : contexts) {
            if (contexts_ == Contexts::all && tells(context, meant, taken_for)) {
                add(context.with(asked));
            }
        }
    }

    /// Adds `asked` in the shortest list that tells the two apart: alone, or before one more row.
    void add_shortest(const WrittenRow& asked, const WrittenRow& meant, const WrittenRow& taken_for) {
        if (tells(Context<Rows>{}, meant, taken_for)) {
            add(Context<Rows>{}.with(asked));
            return;
        }
        for (const Operation& beside : analysis::all_operations()) {
            const std::string policy(word(beside.on_failure));
            const Context<Rows> context{{}, {{std::string(token(beside.state)), policy_word(policy)}}};
            if (beside.state != State::unrecognized && beside.on_failure != Policy::unknown &&
                tells(context, meant, taken_for)) {
                // The ID of the time before absent policies had one of their own: every policy of the second is there.
                const std::string other = fmt::format(" {}:{}", token(beside.state), policy);
                add(context.with(asked), asked.text() + other);
                if (asked == failed) {
                    add(context.with(asked), asked.text() + ":halt" + other);
                }
                return;
            }
        }
    }

    void add(const Rollout& rollout, std::string id = "") {
        if (vocabulary_.offers(rollout)) {
            TestCase made = test_case(edition_, rollout);
            made.id = id.empty() ? made.id : std::move(id);
            collected_.add(std::move(made));
        }
    }

    void add_policies_that_must_not_matter() {
        std::vector<PolicyWord> words{absent_policy, null_policy, policy_word("halt"), policy_word("pause"),
                                      policy_word("continue")};
        for (const std::string_view other : other_policy_words) {
            words.push_back(policy_word(other));
        }
        for (const Context<Rows>& context : other_policy_contexts()) {
            for (const char* state : {"running", "pending", "completed"}) {
                for (const PolicyWord& word : words) {
                    add(context.with({state, word}));
                }
            }
        }
    }

    Edition edition_;
    const Vocabulary& vocabulary_;
    Contexts contexts_;
    std::vector<Context<Rows>> policy_contexts_ = policy_contexts(edition_);
    std::vector<Context<Rows>> state_contexts_ = state_contexts(edition_);
    std::vector<Context<Children>> child_contexts_ = child_contexts();
    Collected collected_;
};

}  // namespace

Source token_source(Edition edition, const Vocabulary& vocabulary, Contexts contexts) {
    TokenCases words(edition, vocabulary, contexts);
    words.add_policies();
    words.add_states();
    words.add_case_lines();
    return words.source();
}

Source token_case_lines(Edition edition, const Vocabulary& vocabulary) {
    TokenCases words(edition, vocabulary, Contexts::one);
    words.add_case_lines();
    return words.source();
}

}  // namespace rollout::oracle
