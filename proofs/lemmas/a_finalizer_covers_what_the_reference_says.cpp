#include <rollout/build.hpp>
#include <rollout/reference/build.hpp>

#include "orphans.hpp"
#include "questions.hpp"
#include "symbolic_text.hpp"

namespace rollout::proofs {
namespace {

enum class Covers { shipped, without_the_slash, an_empty_scope_too, not_the_scope_itself, only_the_scope_itself };

/// The shipped coverage, or one with one thing broken.
auto covered(Covers covers, const auto& finalizer_key, const auto& work_key) {
    const auto within = scope_and_slash(finalizer_key);
    switch (covers) {
        case Covers::shipped:
            break;
        case Covers::without_the_slash:
            return within != "" && begins(work_key, without_last(within, 1));
        case Covers::an_empty_scope_too: {
            const auto any = without_last(finalizer_key, 15);
            return ends(finalizer_key, "/group_finalizer") &&
                   (begins(work_key, any) || work_key == without_last(any, 1));
        }
        case Covers::not_the_scope_itself:
            return within != "" && begins(work_key, within);
        case Covers::only_the_scope_itself:
            return within != "" && work_key == without_last(within, 1);
    }
    return covers_within(within, work_key);
}

/// Every pair of keys is of one of three cases: the finalizer's key does not end as one; it does and the work's key
/// does not begin with what stands before; it does and begins so. The last one is where covering is decided.
Obligation obligation(const Terms& terms, Covers covers) {
    z3::context& context = terms.context();
    const auto text = [&](const char* name) {
        return SymbolicText{&terms, context.constant(name, context.string_sort())};
    };
    const SymbolicText finalizer = text("key of the finalizer");
    const SymbolicText work = text("key of the work");
    const SymbolicText before = text("what stands before the ending");
    const SymbolicText rest = text("the rest of the work's key");
    const z3::expr ending = text_constant(terms, reference::finalizer_ending).string;
    const z3::expr no_ending = !ends(finalizer, reference::finalizer_ending);
    const z3::expr has_ending = finalizer.string == z3::concat(before.string, ending);
    const z3::expr outside = has_ending && !begins(work, before);
    const z3::expr inside = has_ending && work.string == z3::concat(before.string, rest.string);
    const z3::expr same = covered(covers, finalizer, work) == reference::covers(finalizer, work);
    const auto read = [=](const z3::model& model) {
        return Witness{
            .texts = {bytes_of(model.eval(finalizer.string, true)), bytes_of(model.eval(work.string, true))}};
    };
    const std::vector<z3::expr> parts{
        before.string == without_last(finalizer, reference::finalizer_ending.size()).string,
        rest.string == without_first(work, size_of(before)).string};
    const auto covers_all_if = [&](const z3::expr& holds) { return holds == reference::covers(finalizer, work); };
    return {.questions = {{{"the finalizer's key has no such ending", {no_ending}, same},
                           Entailment{"a key without the ending covers all", {no_ending}, covers_all_if(no_ending)}},
                          {{"the work's key does not begin with what stands before the ending", {outside}, same},
                           Entailment{"a key with the ending covers all", {outside}, covers_all_if(has_ending)}},
                          {{"there is no other case", parts, no_ending || outside || inside},
                           Entailment{"the last case is none", parts, no_ending || outside}},
                          {{"the work's key begins with what stands before the ending", {inside}, same}}},
            .read = read,
            .fresh = true};
}

bool covers_alike(const Witness& witness) {
    const std::string_view finalizer = witness.texts.at(0);
    const std::string_view work = witness.texts.at(1);
    return covers(finalizer, work) == reference::covers(finalizer, work);
}

Twin twin(const std::string& broken, Covers how) {
    return {broken, [how](const Terms& terms) { return obligation(terms, how); },
            [how](const Witness& witness) {
                const std::string_view finalizer = witness.texts.at(0);
                const std::string_view work = witness.texts.at(1);
                return covered(how, finalizer, work) != reference::covers(finalizer, work) && covers_alike(witness);
            }};
}

}  // namespace

std::vector<Lemma> a_finalizer_covers_what_the_reference_says() {
    const auto twins = [] {
        return std::vector{twin("the slash after the scope is not compared", Covers::without_the_slash),
                           twin("an empty scope covers", Covers::an_empty_scope_too),
                           twin("the scope itself is not covered", Covers::not_the_scope_itself),
                           twin("nothing within the scope is covered", Covers::only_the_scope_itself)};
    };
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::finalizers, newest_edition)) {
        lemmas.push_back({.id = "L4-" + std::string(name(edition)) + "-covers",
                          .statement = "a finalizer covers exactly the work that the reference says",
                          .clauses = {"BUILD-4", "BUILD-5"},
                          .edition = edition,
                          .subject = "source instantiated: coverage as it ships, reference templates",
                          .inputs = "every pair of strings",
                          .alone = true,
                          .obligation = [](const Terms& terms) { return obligation(terms, Covers::shipped); },
                          .holds = covers_alike,
                          .twin = twin("the slash after the scope is not compared", Covers::without_the_slash),
                          .twins = twins});
    }
    return comparing({"reference/include/rollout/reference/build.hpp"}, lemmas);
}

}  // namespace rollout::proofs
