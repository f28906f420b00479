#include "lifecycle_questions.hpp"
#include "symbolic_text.hpp"

namespace rollout::proofs {
namespace {

enum class Keeps { shipped, the_last_one, nothing_more, an_empty_name, not_the_candidate, no_target };

/// The members of blocking rows and one more, the shipped way or with one thing broken.
template <class Made>
Made with_one_more(Keeps how, const Made& blockers, const auto& member) {
    Made made = with_blocker(blockers, member);
    const auto is_nobodys = member.deployment == "";
    switch (how) {
        case Keeps::shipped:
        case Keeps::not_the_candidate:
            break;
        case Keeps::the_last_one:
            made.more = blockers.more || is_nobodys;
            made.first = member;
            break;
        case Keeps::nothing_more:
            made.more = blockers.more || is_nobodys;
            break;
        case Keeps::an_empty_name:
            made.more = blockers.more || (blockers.any && !is_same(member, blockers.first));
            break;
        case Keeps::no_target:
            made.more =
                blockers.more || is_nobodys || (blockers.any && !(member.deployment == blockers.first.deployment));
            break;
    }
    return made;
}
auto block_one(Keeps how, const auto& blockers, const auto& own) {
    const auto is_another = !is_same(own, blockers.first);
    const auto is_nobodys = own.deployment == "";
    const auto with_empty_as_one = blockers.any && (blockers.more || is_another);
    const auto by_deployment =
        blockers.any && (blockers.more || is_nobodys || !(own.deployment == blockers.first.deployment));
    return how == Keeps::not_the_candidate ? with_empty_as_one
           : how == Keeps::no_target       ? by_deployment
                                           : some_block(blockers, own);
}

/// Returns whether a blocking row of that member blocks, by the reference.
auto of_another(Edition edition, const auto& own, const auto& member) {
    struct Row {
        std::decay_t<decltype(own)> placement;
    };
    return !reference::need_no_order(edition, Row{own}, Row{member});
}

/// What `with_blocker` keeps of rows is a member's name or more; of no rows, nothing.
auto is_kept(const auto& blockers) {
    return (blockers.any || !blockers.more) && (!blockers.any || blockers.more || !(blockers.first.deployment == ""));
}

Obligation obligation(const Terms& terms, Edition edition, Keeps how) {
    z3::context& context = terms.context();
    const auto text = [&](const std::string& name) {
        return SymbolicText{&terms, context.constant(name.c_str(), context.string_sort())};
    };
    // Before edition steps a member is a deployment: every target that a pass keeps is the empty one.
    const auto member = [&](const std::string& of) {
        return Member<SymbolicText>{text("deployment " + of),
                                    edition < Edition::steps ? text_constant(terms, "") : text("target " + of)};
    };
    using Kept = Blockers<z3::expr, SymbolicText>;
    const Kept nothing{terms.truth(false), terms.truth(false), member("of the first")};
    const Kept blockers{terms.truth_named("some block"), terms.truth_named("of several members"),
                        member("of the first")};
    const Member<SymbolicText> one_more = member("of one more");
    const Member<SymbolicText> own = member("of the candidate");
    const Kept then = with_one_more(how, blockers, one_more);
    return {
        .questions =
            {{{"of no rows, none blocks", {}, is_kept(nothing) && !block_one(how, nothing, own)},
              Entailment{"of some rows, none blocks", {}, is_kept(blockers) && !block_one(how, blockers, own)}},
             {{"what is kept stays so", {is_kept(blockers)}, is_kept(then)},
              Entailment{"what is kept stays so, with an empty name kept",
                         {is_kept(blockers)},
                         is_kept(with_one_more(Keeps::an_empty_name, blockers, one_more))}},
             {{"one more blocks exactly the rows of other members",
               {is_kept(blockers)},
               block_one(how, then, own) == (block_one(how, blockers, own) || of_another(edition, own, one_more))}}},
        .read = [=](const z3::model& model) {
            Witness witness;
            const auto add = [&](const Member<SymbolicText>& some) {
                witness.texts.push_back(bytes_of(model.eval(some.deployment.string, true)));
                witness.texts.push_back(bytes_of(model.eval(some.target.string, true)));
            };
            add(own);
            add(one_more);
            if (truth_in(model, blockers.any)) {
                const bool more = truth_in(model, blockers.more);
                add(more ? Member<SymbolicText>{text_constant(terms, ""), text_constant(terms, "")} : blockers.first);
            }
            return witness;
        }};
}

Member<std::string_view> member_at(const Witness& witness, std::size_t at) {
    return {witness.texts[2 * at], witness.texts[2 * at + 1]};
}
std::size_t members_of(const Witness& witness) { return witness.texts.size() / 2; }

/// The rows before a candidate, by their members, all at work; the candidate's member is the first.
bool blocked(Edition edition, const Witness& witness, const auto& claim_of) {
    std::vector<PlacedOperation> rows;
    for (std::size_t i = members_of(witness); i > 1; --i) {
        const auto [deployment, target] = member_at(witness, i - 1);
        rows.push_back({{State::running}, {.deployment = deployment, .key = "s/x", .target = target}});
    }
    const auto [deployment, target] = member_at(witness, 0);
    rows.push_back({{State::pending}, {.deployment = deployment, .key = "s/y", .target = target}});
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
    for (std::size_t i = members_of(witness); i > 1; --i) {
        blockers = with_one_more(how, blockers, member_at(witness, i - 1));
    }
    return block_one(how, blockers, member_at(witness, 0));
}

Twin twin(Edition edition, const std::string& broken, Keeps how) {
    return {broken, [edition, how](const Terms& terms) { return obligation(terms, edition, how); },
            [edition, how](const Witness& witness) {
                return by_what_is_kept(how, witness) != by_the_reference(edition, witness) && same(edition, witness);
            }};
}

}  // namespace

std::vector<Lemma> a_member_blocks_no_row_of_its_own() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::pause, newest_edition)) {
        const bool has_members = edition >= Edition::steps;
        const std::string member = has_members ? "member" : "deployment";
        const auto twins = [=] {
            std::vector broken{twin(edition, "the last " + member + " alone is kept", Keeps::the_last_one),
                               twin(edition, "a second " + member + " is not noticed", Keeps::nothing_more),
                               twin(edition, "an empty name is a deployment's", Keeps::an_empty_name),
                               twin(edition, "an empty name is the candidate's own", Keeps::not_the_candidate)};
            if (has_members) {
                broken.push_back(twin(edition, "targets are not compared", Keeps::no_target));
            }
            return broken;
        };
        lemmas.push_back(
            {.id = "L4-" + std::string(name(edition)) + "-" + member + "s",
             .statement = "what a pass keeps of the " + member +
                          "s of blocking rows blocks a candidate exactly if one of them is of another " + member +
                          " than the candidate, one without a " + (has_members ? "deployment's " : "") +
                          "name being of none; of no rows and of one row more",
             .clauses = {has_members ? "CLAIM-14" : "CLAIM-6"},
             .edition = edition,
             .subject = "source instantiated: the pass's steps as they ship, reference template",
             .inputs = "any number of blocking rows, any names",
             .obligation = [edition](const Terms& terms) { return obligation(terms, edition, Keeps::shipped); },
             .holds = [edition](const Witness& witness) { return same(edition, witness); },
             .twin = twin(edition, "a second " + member + " is not noticed", Keeps::nothing_more),
             .twins = twins});
    }
    return lemmas;
}

}  // namespace rollout::proofs
