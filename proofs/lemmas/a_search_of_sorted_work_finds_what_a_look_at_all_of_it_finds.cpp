#include <rollout/build.hpp>
#include <rollout/reference/build.hpp>

#include "orphans.hpp"
#include "questions.hpp"
#include "texts_in_order.hpp"

namespace rollout::proofs {
namespace {

enum class Search { shipped, not_the_scope_itself, only_the_scope_itself, from_the_scope, any_deployment };

/// The shipped search, or one with one thing broken.
auto found(Search search, const auto& failed, const auto& deployment, const auto& scope, const auto& within) {
    const auto begins_there = [&](const auto& of_deployment, const auto& key) {
        return of_deployment == deployment && begins(key, within);
    };
    switch (search) {
        case Search::shipped:
            break;
        case Search::not_the_scope_itself:
            return failed.is_first_from(deployment, within, begins_there);
        case Search::only_the_scope_itself:
            return failed.contains(deployment, scope);
        case Search::from_the_scope:
            return failed.contains(deployment, scope) || failed.is_first_from(deployment, scope, begins_there);
        case Search::any_deployment:
            return failed.contains(deployment, scope) ||
                   failed.is_first_from(deployment, within,
                                        [&](const auto&, const auto& key) { return begins(key, within); });
    }
    return covers_some(failed, deployment, scope, within);
}

using Text = TextsInOrder::Text;

/// Failed work in order, at the positions from 0 up to and without `size`: of any number, or of a fixed one.
struct SymbolicWork {
    const Terms& terms;
    const TextsInOrder& texts;
    z3::func_decl deployment_at;
    z3::func_decl key_at;
    z3::expr size;
    std::optional<int> size_fixed;
    z3::expr first;  // the first position that is not before (deployment, within), by the contract of lower_bound

    SymbolicWork(const Terms& some_terms, const TextsInOrder& some_texts, std::optional<int> fixed)
        : terms(some_terms),
          texts(some_texts),
          deployment_at(terms.context().function("deployment", terms.context().int_sort(), texts.sort())),
          key_at(terms.context().function("key", terms.context().int_sort(), texts.sort())),
          size(terms.context().int_const("failed works")),
          size_fixed(fixed),
          first(terms.context().int_const("first")) {}

    Text deployment(const z3::expr& i) const { return texts.of(deployment_at(i)); }
    Text key(const z3::expr& i) const { return texts.of(key_at(i)); }
    z3::expr within_size(const z3::expr& i) const { return i >= 0 && i < size; }
    z3::expr before(const Text& left_deployment, const Text& left_key, const Text& deployment_,
                    const Text& key_) const {
        return texts.before(left_deployment, deployment_) ||
               (left_deployment == deployment_ && texts.before(left_key, key_));
    }
    z3::expr is_before(const z3::expr& i, const Text& deployment_, const Text& key_) const {
        return before(deployment(i), key(i), deployment_, key_);
    }

    z3::expr some(const std::function<z3::expr(const z3::expr&)>& predicate) const {
        if (size_fixed) {
            std::vector<z3::expr> met;
            for (int i = 0; i < *size_fixed; ++i) {
                met.push_back(within_size(terms.number(i)) && predicate(terms.number(i)));
            }
            return terms.some(met);
        }
        const z3::expr i = terms.context().int_const("i");
        return z3::exists(i, within_size(i) && predicate(i));
    }
    z3::expr contains(const Text& deployment_, const Text& key_) const {
        return some([&](const z3::expr& i) { return deployment(i) == deployment_ && key(i) == key_; });
    }
    z3::expr is_first_from(const Text& deployment_, const Text& key_, const auto& predicate) const {
        if (size_fixed) {
            return some([&](const z3::expr& i) {
                const z3::expr all_earlier = i == 0 || is_before(i - 1, deployment_, key_);
                return !is_before(i, deployment_, key_) && all_earlier && predicate(deployment(i), key(i));
            });
        }
        return first < size && predicate(deployment(first), key(first));
    }
    /// The premises of sorting, and of lower_bound for the one search of the shipped code.
    std::vector<z3::expr> contracts(const Text& deployment_, const Text& within) const {
        const z3::expr i = terms.context().int_const("i");
        const z3::expr j = terms.context().int_const("j");
        return {size >= 0,
                z3::forall(i, j,
                           implies(within_size(i) && within_size(j) && i < j,
                                   !before(deployment(j), key(j), deployment(i), key(i)))),
                first >= 0 && first <= size,
                z3::forall(i, implies(i >= 0 && i < first, is_before(i, deployment_, within))),
                implies(first < size, !is_before(first, deployment_, within))};
    }
};

Entailment question(const Terms& terms, const TextsInOrder& texts, std::optional<int> size_fixed, Search search) {
    const SymbolicWork failed(terms, texts, size_fixed);
    const Text deployment = texts.constant("deployment of the finalizer");
    const Text scope = size_fixed ? texts.at(2) : texts.constant("scope");
    const Text within = size_fixed ? texts.at(4) : texts.constant("scope and slash");
    const z3::expr look = failed.some([&](const z3::expr& i) {
        return failed.deployment(i) == deployment && (failed.key(i) == scope || begins(failed.key(i), within));
    });
    std::vector<z3::expr> premises;
    if (size_fixed) {
        premises = {failed.size >= 0, failed.size <= *size_fixed, texts.is_of_table(deployment)};
        for (int i = 0; i < *size_fixed; ++i) {
            const z3::expr at = terms.number(i);
            premises.push_back(texts.is_of_table(failed.deployment(at)) && texts.is_of_table(failed.key(at)));
            if (i > 0) {
                premises.push_back(!failed.before(failed.deployment(at), failed.key(at),
                                                  failed.deployment(terms.number(i - 1)),
                                                  failed.key(terms.number(i - 1))));
            }
        }
    } else {
        premises = texts.laws(within);
        const std::vector<z3::expr> contracts = failed.contracts(deployment, within);
        premises.insert(premises.end(), contracts.begin(), contracts.end());
    }
    return {size_fixed ? "two failed works, their texts of a table" : "any number of failed works, any texts", premises,
            found(search, failed, deployment, scope, within) == look};
}

constexpr int works_max = 2;

Obligation obligation(const Terms& terms, Search search) {
    const TextsInOrder any = TextsInOrder::any(terms);
    const TextsInOrder of_table = TextsInOrder::of_table(terms);
    std::vector<Question> questions;
    if (search == Search::shipped) {
        questions.push_back({question(terms, any, std::nullopt, search),
                             question(terms, any, std::nullopt, Search::only_the_scope_itself)});
    }
    questions.push_back({question(terms, of_table, works_max, search)});
    const Terms* const shared = &terms;
    const auto read = [shared](const z3::model& model) {
        const TextsInOrder texts = TextsInOrder::of_table(*shared);
        const SymbolicWork failed(*shared, texts, works_max);
        const auto text_in = [&](const Text& text) {
            return std::string(table_of_texts[model.eval(text.term, true).get_numeral_uint()]);
        };
        // The finalizer's deployment, then deployment and key of each failed work.
        Witness witness{.texts = {text_in(texts.constant("deployment of the finalizer"))}};
        const unsigned size = model.eval(failed.size, true).get_numeral_uint();
        for (unsigned i = 0; i < size; ++i) {
            witness.texts.push_back(text_in(failed.deployment(shared->number(static_cast<int>(i)))));
            witness.texts.push_back(text_in(failed.key(shared->number(static_cast<int>(i)))));
        }
        return witness;
    };
    return {.questions = questions, .read = read, .fresh = true};
}

/// The search on machine texts, as the shipped code sets it up.
struct MachineWork {
    std::vector<std::pair<std::string_view, std::string_view>> sorted;

    bool contains(std::string_view deployment, std::string_view key) const {
        return std::binary_search(sorted.begin(), sorted.end(), std::pair{deployment, key});
    }
    bool is_first_from(std::string_view deployment, std::string_view key, const auto& predicate) const {
        const auto first = std::lower_bound(sorted.begin(), sorted.end(), std::pair{deployment, key});
        return first != sorted.end() && predicate(first->first, first->second);
    }
};

std::vector<PlacedOperation> rows_of(const Witness& witness) {
    std::vector<PlacedOperation> rows{
        {{State::pending},
         {.deployment = witness.texts.at(0), .key = "s/group_finalizer", .kind = Kind::group_finalizer}}};
    for (std::size_t i = 1; i + 1 < witness.texts.size(); i += 2) {
        rows.push_back({{State::failed}, {.deployment = witness.texts[i], .key = witness.texts[i + 1]}});
    }
    return rows;
}

bool orphaned_by_reference(Edition edition, const Witness& witness) {
    const std::vector<PlacedOperation> rows = rows_of(witness);
    return reference::build(edition, rows, Latch::unreleased).front().orphaned;
}

bool finds_alike(Edition edition, const Witness& witness) {
    const std::vector<PlacedOperation> rows = rows_of(witness);
    return build(edition, std::span<const PlacedOperation>(rows)).front().orphaned ==
           orphaned_by_reference(edition, witness);
}

Twin twin(Edition edition, const std::string& broken, Search search) {
    return {broken, [search](const Terms& terms) { return obligation(terms, search); },
            [edition, search](const Witness& witness) {
                MachineWork failed;
                for (std::size_t i = 1; i + 1 < witness.texts.size(); i += 2) {
                    failed.sorted.emplace_back(witness.texts[i], witness.texts[i + 1]);
                }
                const std::string_view deployment = witness.texts.front();
                const bool answer = found(search, failed, deployment, std::string_view("s"), std::string_view("s/"));
                return answer != orphaned_by_reference(edition, witness) && finds_alike(edition, witness);
            }};
}

}  // namespace

std::vector<Lemma> a_search_of_sorted_work_finds_what_a_look_at_all_of_it_finds() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::finalizers, newest_edition)) {
        const std::string of(name(edition));
        const auto twins = [edition] {
            return std::vector{
                twin(edition, "work at the scope itself is not looked for", Search::not_the_scope_itself),
                twin(edition, "work within the scope is not looked for", Search::only_the_scope_itself),
                twin(edition, "the search begins at the scope, without its slash", Search::from_the_scope),
                twin(edition, "the deployment is not compared", Search::any_deployment)};
        };
        lemmas.push_back(
            {.id = "L4-" + of + "-orphaned",
             .statement =
                 "two searches of the failed work in order find some that a finalizer covers exactly if a look at all "
                 "of it does",
             .clauses = {edition < Edition::steps ? "BUILD-3" : "BUILD-6"},
             .edition = edition,
             .subject = "source instantiated: the searches that ship",
             .inputs = "any number of failed works, any texts in the order of bytes, by L4-" + of + "-range",
             .assumptions = {"A-4"},
             .alone = true,
             .obligation = [](const Terms& terms) { return obligation(terms, Search::shipped); },
             .holds = [edition](const Witness& witness) { return finds_alike(edition, witness); },
             .twin = twin(edition, "the search begins at the scope, without its slash", Search::from_the_scope),
             .twins = twins});
    }
    return lemmas;
}

}  // namespace rollout::proofs
