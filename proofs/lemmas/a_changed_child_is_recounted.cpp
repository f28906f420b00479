#include <rollout/summary.hpp>
#include <rollout/tracker.hpp>

#include <limits>

#include "lemma.hpp"
#include "symbolic_counts.hpp"

namespace rollout::proofs {
namespace {

using namespace facts_of_a_list;

/// Whether a letter has one fact of its state, as a tracker's recount requires.
bool has_one_fact_of_its_state(Facts letter) { return std::has_single_bit(letter & every_state); }
z3::expr has_one_fact_of_its_state(const SymbolicFacts& letter) {
    const std::vector<z3::expr> is = fact_of_state(letter).is;
    std::vector<z3::expr> one{letter.terms->some(is)};
    for (std::size_t i = 0; i < is.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            one.push_back(letter.terms->some({negation(is[i]), negation(is[j])}));
        }
    }
    return letter.terms->every(one);
}

struct ALetterHasOneFactOfItsState {
    auto operator()(auto& world) const { return has_one_fact_of_its_state(world.word(world.child("child"))); }
};

/// The shipped recount, or one with one thing broken.
struct Recount {
    enum class How { as_shipped, leaves_one_out, keeps_what_was_seen, counts_in_16_bits } how = How::as_shipped;
    std::size_t left_out = 0;  // which of the four steps

    unsigned count_bits() const { return 8 * (how == How::counts_in_16_bits ? 2 : sizeof(FactCount)); }
};

/// Returns the library's steps on `tracked`, broken as `by` says.
auto recounting(Recount by, auto& tracked) {
    return [by, &tracked, step = std::size_t{0}](const auto& fact, const auto& had, const auto& has) mutable {
        const auto seen = tracked.seen;
        if (by.how != Recount::How::leaves_one_out || step != by.left_out) {
            recount(tracked, fact, had, has);
        }
        if (by.how == Recount::How::keeps_what_was_seen) {
            tracked.seen = seen | tracked.seen;
        }
        ++step;
    };
}

SymbolicFacts any_letter(const Terms& terms, const std::string& name) {
    SymbolicFacts letter = constant_facts(terms, 0);
    for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
        letter.bits[fact] = terms.truth_named(name + ": " + std::string(fact_name(fact)));
    }
    return letter;
}

/// A child goes from one letter to another, beside others of which each fact has a number.
struct Change {
    const Terms& terms;
    Recount by;
    unsigned count_bits;  // as SymbolicCount has them
    std::vector<z3::expr> others;
    SymbolicFacts from = any_letter(terms, "the child");
    SymbolicFacts to = any_letter(terms, "the child then");

    /// Returns what should be tracked where one child more has `letter`.
    SymbolicTracked with(const SymbolicFacts& letter) const {
        SymbolicTracked tracked{{}, constant_facts(terms, 0)};
        for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
            const z3::expr number = others[fact] + z3::ite(letter.bits[fact], terms.number(1), terms.number(0));
            tracked.counts.push_back(SymbolicCount{number, count_bits}.stored());
            tracked.seen.bits[fact] = number != 0;
        }
        return tracked;
    }
    /// Returns, for each fact, whether its count and its being seen become what they should.
    std::vector<z3::expr> become_what_they_should() const {
        SymbolicTracked tracked = with(from);
        recount_child(recounting(by, tracked), from, to);
        const SymbolicTracked expected = with(to);
        std::vector<z3::expr> become;
        for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
            become.push_back(tracked.counts[fact].number == expected.counts[fact].number &&
                             tracked.seen.bits[fact] == expected.seen.bits[fact]);
        }
        return become;
    }
    std::vector<z3::expr> letters() const { return {has_one_fact_of_its_state(from), has_one_fact_of_its_state(to)}; }
};

/// Returns a question for each fact: a child changes beside any number of others, fewer than a list can have children.
/// Broken, one of the steps that touch the fact is left out.
std::vector<Question> questions_of_facts(const Terms& terms) {
    z3::context& context = terms.context();
    const z3::expr list_size_max = context.int_val(std::to_string(std::numeric_limits<FactCount>::max()).c_str());
    std::vector<z3::expr> others;
    for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
        others.push_back(context.int_const(("others with " + std::string(fact_name(fact))).c_str()));
    }
    const auto become = [&](const Recount& by) {
        return Change{terms, by, by.count_bits(), others}.become_what_they_should();
    };
    const auto without = [&](std::size_t step) { return become({Recount::How::leaves_one_out, step}); };
    const std::vector<z3::expr> goals = become({});
    std::vector<z3::expr> broken = without(1);
    broken[fact_of_state(holds)] = without(2)[fact_of_state(holds)];
    broken[fact_of_state(holds_started)] = without(3)[fact_of_state(holds_started)];
    std::vector<Question> questions;
    for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
        const std::string about = "a child changes beside any others: the count of " + std::string(fact_name(fact));
        const std::vector<z3::expr> premises{others[fact] >= 0, others[fact] < list_size_max};
        questions.push_back(
            {{about, premises, goals[fact]}, Entailment{about + ", one step left out", premises, broken[fact]}});
    }
    return questions;
}

/// Returns the question about the order of two sets of positions, of any size. Broken, it is not asked whether they
/// are empty.
Question question_of_order(const Terms& terms) {
    z3::context& context = terms.context();
    const z3::func_decl pausing = context.function("failed to pause", context.int_sort(), context.bool_sort());
    const z3::func_decl holding = context.function("holds", context.int_sort(), context.bool_sort());
    const z3::expr first = context.int_const("first that failed to pause");
    const z3::expr last = context.int_const("last that holds");
    const z3::expr i = context.int_const("i");
    const z3::expr j = context.int_const("j");
    const auto some = [&](const z3::func_decl& set) { return z3::exists(i, set(i)); };
    SymbolicFacts seen = constant_facts(terms, 0);
    z3::expr& some_pausing = seen.bits[fact_of_state(failed_pausing)];
    z3::expr& some_holding = seen.bits[fact_of_state(holds)];
    some_pausing = terms.truth_named("some failed to pause");
    some_holding = terms.truth_named("some holds");
    const std::vector<z3::expr> premises{
        some_pausing == some(pausing), some_holding == some(holding),
        implies(some_pausing, pausing(first) && z3::forall(i, implies(pausing(i), first <= i))),
        implies(some_holding, holding(last) && z3::forall(i, implies(holding(i), i <= last)))};
    const z3::expr by_definition = z3::exists(i, j, i < j && pausing(i) && holding(j));
    const SymbolicFacts tracked = with_order(
        seen, [&] { return first; }, [&] { return last; });
    const std::string about = "some child that failed to pause stands before one that holds, of any positions";
    return {{about, premises, has(tracked, fact_of_state(pausing_before_a_hold)) == by_definition},
            Entailment{about + ", whether there are any or not", premises, some_before(first, last) == by_definition}};
}

constexpr int alike_max = 65536;  // one more than 16 bits count

/// A child that changes beside a number of others, all alike.
struct ChangeBesideOthers {
    Facts from;
    Facts to;
    Facts other;
    std::size_t number;

    /// The texts of a witness: the letters by the names of their facts, and the number.
    Witness witness() const { return {.texts = {names(from), names(to), names(other), std::to_string(number)}}; }
    static ChangeBesideOthers of(const Witness& witness) {
        return {letter(witness.texts.at(0)), letter(witness.texts.at(1)), letter(witness.texts.at(2)),
                std::stoul(witness.texts.at(3))};
    }

    /// Returns what is tracked after the change, and what should be where the child has `with`.
    template <class Count>
    TrackedFacts<Count> tracked(const Recount& by) const {
        TrackedFacts<Count> tracked = expected<Count>(from);
        recount_child(recounting(by, tracked), from, to);
        return tracked;
    }
    template <class Count>
    TrackedFacts<Count> expected(Facts with) const {
        TrackedFacts<Count> expected;
        expected.seen = with | (number > 0 ? other : 0);
        for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
            expected.counts[fact] = static_cast<Count>((has(with, fact) ? 1 : 0) + (has(other, fact) ? number : 0));
        }
        return expected;
    }
    template <class Count>
    bool becomes_what_it_should(const Recount& by) const {
        const TrackedFacts<Count> after = tracked<Count>(by);
        const TrackedFacts<Count> expected_after = expected<Count>(to);
        return after.counts == expected_after.counts && after.seen == expected_after.seen;
    }

private:
    static std::string names(Facts letter) {
        std::string made;
        for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
            made += has(letter, fact) ? (made.empty() ? "" : "+") + std::string(fact_name(fact)) : "";
        }
        return made;
    }
    static Facts letter(const std::string& names) {
        Facts made = 0;
        for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
            const bool named = ("+" + names + "+").find("+" + std::string(fact_name(fact)) + "+") != std::string::npos;
            made |= named ? 1U << fact : 0U;
        }
        return made;
    }
};

Obligation obligation_of_change(const Terms& terms, const Recount& by) {
    const z3::expr number = terms.context().int_const("number of others");
    const SymbolicFacts other = any_letter(terms, "each of the others");
    Change change{terms, by, by.count_bits(), {}};
    if (change.count_bits >= std::bit_width(std::size_t{alike_max} + 1)) {
        change.count_bits = 0;  // no number here is beyond, and the question is quicker
    }
    for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
        change.others.push_back(z3::ite(other.bits[fact], number, terms.number(0)));
    }
    std::vector<z3::expr> premises = change.letters();
    premises.push_back(has_one_fact_of_its_state(other));
    premises.push_back(number >= 0 && number <= alike_max);
    const auto letter_in_model = [](const z3::model& model, const SymbolicFacts& letter) {
        Facts facts = 0;
        for (std::size_t fact = 0; fact < counted_fact_count; ++fact) {
            facts |= truth_in(model, letter.bits[fact]) ? 1U << fact : 0U;
        }
        return facts;
    };
    return {.questions = {{{"a child changes beside others that are alike", premises,
                            terms.every(change.become_what_they_should())}}},
            .read = [=, from = change.from, to = change.to](const z3::model& model) {
                return ChangeBesideOthers{letter_in_model(model, from), letter_in_model(model, to),
                                          letter_in_model(model, other), model.eval(number, true).get_numeral_uint64()}
                    .witness();
            }};
}

Obligation obligation_of_recount(const Terms& terms) {
    Obligation made = obligation_of_change(terms, {});
    std::vector<Question> before = questions_of_facts(terms);
    before.push_back(question_of_order(terms));
    made.questions.insert(made.questions.begin(), before.begin(), before.end());
    made.fresh = true;
    return made;
}

bool is_recounted(const Witness& witness) {
    return ChangeBesideOthers::of(witness).becomes_what_it_should<FactCount>({});
}

Twin twin(const std::string& broken, const Recount& by) {
    return {broken, [by](const Terms& terms) { return obligation_of_change(terms, by); },
            [by](const Witness& witness) {
                const ChangeBesideOthers change = ChangeBesideOthers::of(witness);
                // A count that is cut is right as far as it goes: what is seen by it is wrong.
                const bool becomes =
                    by.how == Recount::How::counts_in_16_bits
                        ? change.tracked<std::uint16_t>(by).seen == change.expected<FactCount>(change.to).seen
                        : change.becomes_what_it_should<FactCount>(by);
                return !becomes && is_recounted(witness);
            }};
}

}  // namespace

std::vector<Lemma> a_changed_child_is_recounted() {
    const auto twins = [] {
        using enum Recount::How;
        return std::vector{twin("the fact that the child had of its state is not recounted", {leaves_one_out, 0}),
                           twin("the fact that it has of its state is not recounted", {leaves_one_out, 1}),
                           twin("holding is not recounted", {leaves_one_out, 2}),
                           twin("holding past pending is not recounted", {leaves_one_out, 3}),
                           twin("what was seen stays seen", {keeps_what_was_seen}),
                           twin("counts of 16 bits", {counts_in_16_bits})};
    };
    std::vector<Lemma> lemmas{
        {.id = "L4-any-recount",
         .statement =
             "after any child changes, a tracker's counts are the numbers of children that have each fact, and "
             "it sees the facts whose counts are not zero; its first pause stands before its last hold exactly "
             "where some pause stands before some hold",
         .subject = "source instantiated: the tracker's recount and order; model: counts as integers modulo 2^64, sets "
                    "of positions by their first and last",
         .inputs = "any letters with one fact of their state, lists of any length below 2^64, any positions, empty or "
                   "not",
         .assumptions = {"A-3"},
         .alone = true,
         .obligation = obligation_of_recount,
         .holds = is_recounted,
         .twin = twins().back(),
         .twins = twins}};
    for (const EditionFacts& facts : editions) {
        lemmas.push_back(
            law(4,
                {.name = "recount",
                 .statement = "the letter of a child has exactly one fact of its state, as L4-any-recount requires"},
                claim({facts.edition}, {Piece::letters}, ALetterHasOneFactOfItsState{}),
                "the letter of a running child is lost", [](Implementation& subject) {
                    change_letters(subject, [](const Child& child, Facts& letter) {
                        letter = child.state == State::running ? 0 : letter;
                    });
                }));
        lemmas.back().subject = "source instantiated: letters that ship";
        lemmas.back().inputs = "every child, whatever its state and flags";
    }
    return comparing({"impl/library/projection/tracked_facts.hpp"}, lemmas);
}

}  // namespace rollout::proofs
