#include "lifecycle_questions.hpp"
#include "symbolic_text.hpp"

namespace rollout::proofs {
namespace {

enum class Keeps { shipped, the_last_one, nothing_more, an_empty_name, not_the_candidate };

/// The deployments of blocking rows and one more, the shipped way or with one thing broken.
template <class Made>
Made with_one_more(Keeps how, const Made& blockers, const auto& deployment) {
    Made made = with_blocker(blockers, deployment);
    switch (how) {
        case Keeps::shipped:
        case Keeps::not_the_candidate:
            break;
        case Keeps::the_last_one:
            made.more = blockers.more || deployment == "";
            made.first = deployment;
            break;
        case Keeps::nothing_more:
            made.more = blockers.more || deployment == "";
            break;
        case Keeps::an_empty_name:
            made.more = blockers.more || (blockers.any && !(deployment == blockers.first));
            break;
    }
    return made;
}
auto block_one(Keeps how, const auto& blockers, const auto& own) {
    const auto empty_is_none = own == "" || !(own == blockers.first);
    const auto empty_is_one = !(own == blockers.first);
    return how == Keeps::not_the_candidate ? blockers.any && (blockers.more || empty_is_one)
           : how == Keeps::shipped         ? some_block(blockers, own)
                                           : blockers.any && (blockers.more || empty_is_none);
}

/// Returns whether a blocking row of that deployment blocks, by the reference.
auto of_another(const auto& own, const auto& deployment) {
    struct Row {
        struct {
            std::decay_t<decltype(own)> deployment;
        } placement;
    };
    return !reference::of_one_deployment(Row{{own}}, Row{{deployment}});
}

/// What `with_blocker` keeps of rows is a deployment's name or more; of no rows, nothing.
auto is_kept(const auto& blockers) {
    return (blockers.any || !blockers.more) && (!blockers.any || blockers.more || !(blockers.first == ""));
}

Obligation obligation(const Terms& terms, Keeps how) {
    z3::context& context = terms.context();
    const auto text = [&](const char* name) {
        return SymbolicText{&terms, context.constant(name, context.string_sort())};
    };
    using Kept = Blockers<z3::expr, SymbolicText>;
    const Kept nothing{terms.truth(false), terms.truth(false), text("first")};
    const Kept blockers{terms.truth_named("some block"), terms.truth_named("of several deployments"), text("first")};
    const SymbolicText deployment = text("deployment");
    const SymbolicText own = text("own");
    const Kept then = with_one_more(how, blockers, deployment);
    return {
        .questions = {{{"of no rows, none blocks", {}, is_kept(nothing) && !block_one(how, nothing, own)},
                       Entailment{
                           "of some rows, none blocks", {}, is_kept(blockers) && !block_one(how, blockers, own)}},
                      {{"what is kept stays so", {is_kept(blockers)}, is_kept(then)},
                       Entailment{"what is kept stays so, with an empty name kept",
                                  {is_kept(blockers)},
                                  is_kept(with_one_more(Keeps::an_empty_name, blockers, deployment))}},
                      {{"one more blocks exactly the rows of other deployments",
                        {is_kept(blockers)},
                        block_one(how, then, own) == (block_one(how, blockers, own) || of_another(own, deployment))}}},
        .read = [=](const z3::model& model) {
            Witness witness;
            witness.texts = {bytes_of(model.eval(own.string, true)), bytes_of(model.eval(deployment.string, true))};
            if (truth_in(model, blockers.any)) {
                witness.texts.push_back(
                    truth_in(model, blockers.more) ? "" : bytes_of(model.eval(blockers.first.string, true)));
            }
            return witness;
        }};
}

/// The rows before a candidate, by their deployments, all at work; the candidate's deployment is the first text.
bool blocked(Edition edition, const Witness& witness, const auto& claim_of) {
    std::vector<PlacedOperation> rows;
    for (std::size_t i = witness.texts.size(); i > 1; --i) {
        rows.push_back({{State::running}, {.deployment = witness.texts[i - 1], .key = "s/x"}});
    }
    rows.push_back({{State::pending}, {.deployment = witness.texts[0], .key = "s/y"}});
    return claim_of(edition, std::span<const PlacedOperation>(rows), rows.size() - 1, ClaimInput{}) ==
           rollout::Claim::none;
}
bool by_the_reference(Edition edition, const Witness& witness) {
    return blocked(edition, witness, [](const auto&... all) { return reference::claim(all...); });
}
bool same(Edition edition, const Witness& witness) {
    return blocked(edition, witness, [](const auto&... all) { return rollout::claim(all...); }) ==
           by_the_reference(edition, witness);
}
bool by_what_is_kept(Keeps how, const Witness& witness) {
    Blockers<bool, std::string_view> blockers{};
    for (std::size_t i = witness.texts.size(); i > 1; --i) {
        blockers = with_one_more(how, blockers, std::string_view(witness.texts[i - 1]));
    }
    return block_one(how, blockers, std::string_view(witness.texts[0]));
}

Twin twin(Edition edition, const std::string& broken, Keeps how) {
    return {broken, [how](const Terms& terms) { return obligation(terms, how); },
            [edition, how](const Witness& witness) {
                return by_what_is_kept(how, witness) != by_the_reference(edition, witness) && same(edition, witness);
            }};
}

}  // namespace

std::vector<Lemma> a_deployment_blocks_no_row_of_its_own() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::pause, Edition::finalizers)) {
        const auto twins = [edition] {
            return std::vector{twin(edition, "the last deployment alone is kept", Keeps::the_last_one),
                               twin(edition, "a second deployment is not noticed", Keeps::nothing_more),
                               twin(edition, "an empty name is a deployment's", Keeps::an_empty_name),
                               twin(edition, "an empty name is the candidate's own", Keeps::not_the_candidate)};
        };
        lemmas.push_back(
            {.id = "L4-" + std::string(name(edition)) + "-deployments",
             .statement = "what a pass keeps of the deployments of blocking rows blocks a candidate exactly if one of "
                          "them is of another deployment than the candidate, one without a name being of none; of no "
                          "rows and of one row more",
             .clauses = {"CLAIM-6"},
             .edition = edition,
             .subject = "source instantiated: the pass's steps as they ship, reference template",
             .inputs = "any number of blocking rows, any names",
             .obligation = [](const Terms& terms) { return obligation(terms, Keeps::shipped); },
             .holds = [edition](const Witness& witness) { return same(edition, witness); },
             .twin = twin(edition, "a second deployment is not noticed", Keeps::nothing_more),
             .twins = twins});
    }
    return lemmas;
}

}  // namespace rollout::proofs
