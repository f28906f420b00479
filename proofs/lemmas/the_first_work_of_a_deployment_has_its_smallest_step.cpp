#include <rollout/build.hpp>
#include <rollout/reference/build.hpp>

#include "orphans.hpp"
#include "questions.hpp"
#include "texts_in_order.hpp"

namespace rollout::proofs {
namespace {

enum class Search { shipped, the_same_step_too, any_deployment, from_the_own_step };

/// The shipped search, or one with one thing broken.
auto found(Search search, const auto& ended, const auto& deployment, const auto& step) {
    switch (search) {
        case Search::shipped:
            break;
        case Search::the_same_step_too:
            return ended.is_first_from(deployment, 0, [&](const auto& first_deployment, const auto& first_step) {
                return first_deployment == deployment && first_step <= step;
            });
        case Search::any_deployment:
            return ended.is_first_from(deployment, 0,
                                       [&](const auto&, const auto& first_step) { return first_step < step; });
        case Search::from_the_own_step:
            return ended.is_first_from(deployment, step, [&](const auto& first_deployment, const auto& first_step) {
                return first_deployment == deployment && first_step < step;
            });
    }
    return follows_some(ended, deployment, step);
}

using Text = TextsInOrder::Text;

/// Work that ended its step, in order of deployment and step, at the positions from 0 up to and without `size`.
struct SymbolicWork {
    const Terms& terms;
    const TextsInOrder& texts;
    z3::func_decl deployment_at;
    z3::func_decl step_at;
    z3::expr size;

    SymbolicWork(const Terms& some_terms, const TextsInOrder& some_texts)
        : terms(some_terms),
          texts(some_texts),
          deployment_at(terms.context().function("deployment", terms.context().int_sort(), texts.sort())),
          step_at(terms.context().function("step of work", terms.context().int_sort(), terms.context().int_sort())),
          size(terms.context().int_const("works that ended a step")) {}

    Text deployment(const z3::expr& i) const { return texts.of(deployment_at(i)); }
    z3::expr step(const z3::expr& i) const { return step_at(i); }
    z3::expr within_size(const z3::expr& i) const { return i >= 0 && i < size; }
    z3::expr is_before(const z3::expr& i, const Text& of_deployment, const z3::expr& of_step) const {
        return texts.before(deployment(i), of_deployment) || (deployment(i) == of_deployment && step(i) < of_step);
    }
};

/// Any number of works, of which lower_bound finds the first that is not before what is searched for.
struct AnyWork : SymbolicWork {
    z3::expr first;

    AnyWork(const Terms& some_terms, const TextsInOrder& some_texts)
        : SymbolicWork(some_terms, some_texts), first(terms.context().int_const("first")) {}

    z3::expr is_first_from(const Text&, const z3::expr&, const auto& predicate) const {
        return first < size && predicate(deployment(first), step(first));
    }
    z3::expr is_first_from(const Text& of_deployment, int, const auto& predicate) const {
        return is_first_from(of_deployment, terms.number(0), predicate);
    }
    /// The contracts of sorting and of lower_bound.
    std::vector<z3::expr> contracts(const Text& of_deployment) const {
        const z3::expr i = terms.context().int_const("i");
        const z3::expr j = terms.context().int_const("j");
        const z3::expr from = terms.number(0);
        return {
            size >= 0,
            z3::forall(i, implies(within_size(i), step(i) >= 0)),
            z3::forall(i, j, implies(within_size(i) && within_size(j) && i < j, !is_before(j, deployment(i), step(i)))),
            first >= 0 && first <= size,
            z3::forall(i, implies(i >= 0 && i < first, is_before(i, of_deployment, from))),
            implies(first < size, !is_before(first, of_deployment, from))};
    }
    z3::expr some(const auto& predicate) const {
        const z3::expr i = terms.context().int_const("i");
        return z3::exists(i, within_size(i) && predicate(i));
    }
};

constexpr int works_max = 2;

/// Few works, so that a counterexample is a rollout.
struct FewWork : SymbolicWork {
    using SymbolicWork::SymbolicWork;

    z3::expr is_first_from(const Text& of_deployment, const z3::expr& from, const auto& predicate) const {
        return some([&](const z3::expr& i) {
            const z3::expr all_earlier = i == 0 || is_before(i - 1, of_deployment, from);
            return !is_before(i, of_deployment, from) && all_earlier && predicate(deployment(i), step(i));
        });
    }
    z3::expr is_first_from(const Text& of_deployment, int from, const auto& predicate) const {
        return is_first_from(of_deployment, terms.number(from), predicate);
    }
    std::vector<z3::expr> contracts(const Text& of_deployment) const {
        std::vector<z3::expr> premises{size >= 0, size <= works_max, texts.is_of_table(of_deployment)};
        for (int i = 0; i < works_max; ++i) {
            const z3::expr at = terms.number(i);
            premises.push_back(texts.is_of_table(deployment(at)) && step(at) > 0 && step(at) <= works_max + 1);
            if (i > 0) {
                const z3::expr before = terms.number(i - 1);
                premises.push_back(!is_before(at, deployment(before), step(before)));
            }
        }
        return premises;
    }
    z3::expr some(const auto& predicate) const {
        std::vector<z3::expr> met;
        for (int i = 0; i < works_max; ++i) {
            met.push_back(within_size(terms.number(i)) && predicate(terms.number(i)));
        }
        return terms.some(met);
    }
};

/// Of a row of any step.
template <class Work>
Entailment question(const Terms& terms, const TextsInOrder& texts, Search search) {
    const Work ended(terms, texts);
    const Text deployment = texts.constant("deployment of the row");
    const z3::expr step = terms.context().int_const("step of the row");
    const z3::expr look =
        ended.some([&](const z3::expr& i) { return ended.deployment(i) == deployment && ended.step(i) < step; });
    std::vector<z3::expr> premises = ended.contracts(deployment);
    premises.push_back(std::is_same_v<Work, FewWork> ? step > 0 && step <= works_max + 1 : step >= 0);
    if (std::is_same_v<Work, AnyWork>) {
        for (const z3::expr& law : texts.laws(deployment)) {
            premises.push_back(law);
        }
    }
    const char* of = std::is_same_v<Work, AnyWork> ? "any number of works, any deployments"
                                                   : "two works, their deployments of a table";
    return {of, premises, found(search, ended, deployment, step) == look};
}

Obligation obligation(const Terms& terms, Search search) {
    const TextsInOrder any = TextsInOrder::any(terms);
    const TextsInOrder of_table = TextsInOrder::of_table(terms);
    std::vector<Question> questions;
    if (search == Search::shipped) {
        questions.push_back(
            {question<AnyWork>(terms, any, search), question<AnyWork>(terms, any, Search::the_same_step_too)});
    }
    questions.push_back({question<FewWork>(terms, of_table, search)});
    const Terms* const shared = &terms;
    const auto read = [shared](const z3::model& model) {
        const TextsInOrder texts = TextsInOrder::of_table(*shared);
        const FewWork ended(*shared, texts);
        const auto text_in = [&](const Text& text) {
            return std::string(table_of_texts[model.eval(text.term, true).get_numeral_uint()]);
        };
        const auto number_in = [&](const z3::expr& number) {
            return std::to_string(model.eval(number, true).get_numeral_uint());
        };
        // The row's deployment and step, then those of each work.
        Witness witness{.texts = {text_in(texts.constant("deployment of the row")),
                                  number_in(shared->context().int_const("step of the row"))}};
        const unsigned size = model.eval(ended.size, true).get_numeral_uint();
        for (unsigned i = 0; i < size; ++i) {
            const z3::expr at = shared->number(static_cast<int>(i));
            witness.texts.push_back(text_in(ended.deployment(at)));
            witness.texts.push_back(number_in(ended.step(at)));
        }
        return witness;
    };
    return {.questions = questions, .read = read, .fresh = true};
}

/// The search on machine texts, as the shipped code sets it up.
struct MachineWork {
    std::vector<std::pair<std::string_view, std::uint32_t>> sorted;

    bool is_first_from(std::string_view deployment, std::uint32_t step, const auto& predicate) const {
        const auto first = std::lower_bound(sorted.begin(), sorted.end(), std::pair{deployment, step});
        return first != sorted.end() && predicate(first->first, first->second);
    }
};

std::uint32_t step_in(const std::string& text) { return static_cast<std::uint32_t>(std::stoul(text)); }

std::vector<PlacedOperation> rows_of(const Witness& witness) {
    std::vector<PlacedOperation> rows;
    for (std::size_t i = 0; i + 1 < witness.texts.size(); i += 2) {
        rows.push_back({{i == 0 ? State::pending : State::cancelled},
                        {.deployment = witness.texts[i], .step = step_in(witness.texts[i + 1])}});
    }
    return rows;
}

bool orphaned_by_reference(const Witness& witness) {
    return reference::build(Edition::steps, rows_of(witness), Latch::unreleased).front().orphaned;
}

bool finds_alike(const Witness& witness) {
    const std::vector<PlacedOperation> rows = rows_of(witness);
    return build(Edition::steps, std::span<const PlacedOperation>(rows)).front().orphaned ==
           orphaned_by_reference(witness);
}

Twin twin(const std::string& broken, Search search) {
    return {broken, [search](const Terms& terms) { return obligation(terms, search); },
            [search](const Witness& witness) {
                MachineWork ended;
                for (std::size_t i = 2; i + 1 < witness.texts.size(); i += 2) {
                    ended.sorted.emplace_back(witness.texts[i], step_in(witness.texts[i + 1]));
                }
                const std::string_view deployment = witness.texts[0];
                const bool answer = found(search, ended, deployment, step_in(witness.texts[1]));
                return answer != orphaned_by_reference(witness) && finds_alike(witness);
            }};
}

}  // namespace

std::vector<Lemma> the_first_work_of_a_deployment_has_its_smallest_step() {
    const auto twins = [] {
        return std::vector{twin("the same step is an earlier one", Search::the_same_step_too),
                           twin("the deployment is not compared", Search::any_deployment),
                           twin("the search begins at the row's own step", Search::from_the_own_step)};
    };
    return {{.id = "L4-steps-followed",
             .statement = "one search of the work that ended its step, in order, finds some of an earlier step of the "
                          "row's deployment exactly if a look at all of it does",
             .clauses = {"BUILD-6"},
             .edition = Edition::steps,
             .subject = "source instantiated: the search that ships",
             .inputs = "any number of works, any deployments in an order, any steps",
             .assumptions = {"A-4"},
             .alone = true,
             .obligation = [](const Terms& terms) { return obligation(terms, Search::shipped); },
             .holds = finds_alike,
             .twin = twin("the same step is an earlier one", Search::the_same_step_too),
             .twins = twins}};
}

}  // namespace rollout::proofs
