#include "mutants.hpp"

#include <algorithm>

#include <rollout/vocabulary/text.hpp>

#include "kinds.hpp"

namespace rollout::proofs {
namespace {

using namespace facts_of_a_list;

class Maker {
public:
    explicit Maker(const Implementation& shipped) : shipped_(shipped) {}

    void rules() {
        const auto name_of = [&](std::size_t i) {
            return "rule " + std::to_string(i + 1) + " (" + std::string(token(shipped_.rules_in_order[i].answer)) + ")";
        };
        for (std::size_t i = 0; i < shipped_.rules_in_order.size(); ++i) {
            const Rule& rule = shipped_.rules_in_order[i];
            add(name_of(i) + " is dropped", [&](Implementation& subject) {
                subject.rules_in_order.erase(subject.rules_in_order.begin() + static_cast<std::ptrdiff_t>(i));
            });
            if (i + 1 < shipped_.rules_in_order.size()) {
                add(name_of(i) + " comes after the next one", [&](Implementation& subject) {
                    std::swap(subject.rules_in_order[i], subject.rules_in_order[i + 1]);
                });
            }
            for (std::size_t bit = 0; bit < fact_count; ++bit) {
                const std::string fact(fact_name(bit));
                if (has(rule.all, bit)) {
                    add(name_of(i) + " does not ask for " + fact,
                        [&](Implementation& subject) { subject.rules_in_order[i].all &= ~(1U << bit); });
                }
                if (has(rule.none & shipped_.reachable(), bit)) {
                    add(name_of(i) + " does not forbid " + fact,
                        [&](Implementation& subject) { subject.rules_in_order[i].none &= ~(1U << bit); });
                }
            }
            add(name_of(i) + " answers " + std::string(token(another(rule.answer))),
                [&](Implementation& subject) { subject.rules_in_order[i].answer = another(rule.answer); });
        }
        add("what no rule matches is " + std::string(token(another(shipped_.otherwise))),
            [&](Implementation& subject) { subject.otherwise = another(shipped_.otherwise); });
    }

    void letters() {
        for (const ChildKind& kind : Kinds({&shipped_})) {
            for (std::size_t bit = 0; bit < fact_count; ++bit) {
                if (has(shipped_.reachable() & ~pausing_before_a_hold, bit)) {
                    const bool had = has(shipped_.letter(kind.first), bit);
                    add("the letter of " + kind.name + (had ? " lacks " : " has ") + std::string(fact_name(bit)),
                        [&](Implementation& subject) {
                            for (std::size_t state = 0; state < state_count; ++state) {
                                for (std::size_t flags = 0; flags < flags_count; ++flags) {
                                    if (contains(kind.members, child_with(State(state), flags))) {
                                        subject.children[state][flags] ^= 1U << bit;
                                    }
                                }
                            }
                        });
                }
            }
        }
    }

    void single_letters() {
        for (std::size_t state = 0; state < state_count; ++state) {
            for (std::size_t flags = 0; flags < flags_count; ++flags) {
                const std::string child = text_of(child_with(State(state), flags));
                add("the letter of " + child + " alone is lost",
                    [&](Implementation& subject) { subject.children[state][flags] = 0; });
                add("the letter of " + child + " alone has completed turned over",
                    [&](Implementation& subject) { subject.children[state][flags] ^= completed; });
            }
        }
    }

    void operations() {
        for (const Latch latch : latches) {
            const auto by_latch = static_cast<std::size_t>(latch);
            for (std::size_t state = 0; state < state_count; ++state) {
                for (std::size_t policy = 0; policy < policy_count; ++policy) {
                    const std::string name = text_of(Operation{State(state), Policy(policy)}) +
                                             (latch == Latch::released ? " when released" : "");
                    add("the letter of " + name + " is lost",
                        [&](Implementation& subject) { subject.operations[by_latch][state][policy] = 0; });
                    for (std::size_t other = 0; other < policy_count; ++other) {
                        add(name + " is read as " + std::string(word(Policy(other))), [&](Implementation& subject) {
                            subject.operations[by_latch][state][policy] = shipped_.operations[by_latch][state][other];
                        });
                    }
                }
            }
        }
    }

    void flags() {
        for (const Latch latch : latches) {
            for (const PolicyFacts& facts : policies) {
                const std::string where = std::string(facts.word) + (latch == Latch::released ? " when released" : "");
                const auto turn = [&](std::array<OperationSet, latches.size()> Implementation::*sets) {
                    return [&, sets](Implementation& subject) {
                        (subject.*sets)[static_cast<std::size_t>(latch)][static_cast<std::size_t>(State::failed)] ^=
                            1U << static_cast<unsigned>(facts.policy);
                    };
                };
                add("the continue flag is turned over for " + where, turn(&Implementation::continues));
                add("the pause flag is turned over for " + where, turn(&Implementation::pauses));
            }
        }
    }

    void combine() {
        using enum WrongCombine::How;
        const auto add_wrong = [&](const std::string& broken, WrongCombine wrong) {
            add(broken, [&](Implementation& subject) { subject.wrong_combine = wrong; });
        };
        for (std::size_t bit = 0; bit < fact_count; ++bit) {
            if (!has(shipped_.reachable(), bit)) {
                continue;
            }
            const std::string fact(fact_name(bit));
            add_wrong("combine never sets " + fact, {never, bit});
            add_wrong("combine always sets " + fact, {always, bit});
            add_wrong("combine takes " + fact + " from the left only", {left_only, bit});
            add_wrong("combine takes " + fact + " from the right only", {right_only, bit});
            add_wrong("combine sets " + fact + " only if both have it", {in_both_only, bit});
            add_wrong("combine sets " + fact + " only if the left has it and the right has not",
                      {left_without_right, bit});
            if (1U << bit == pausing_before_a_hold) {
                add_wrong("combine sets " + fact + " for the other order", {other_order, bit});
                add_wrong("combine sets " + fact + " for any order", {any_order, bit});
            }
        }
    }

    void predicates() {
        for (const StateFacts& facts : states) {
            const auto state = static_cast<std::size_t>(facts.state);
            const auto turn = [&](std::array<bool, state_count> Predicates::*predicate) {
                return [&, predicate](Implementation& subject) {
                    (subject.predicates.*predicate)[state] = !(shipped_.predicates.*predicate)[state];
                };
            };
            add("terminal says the opposite of " + std::string(facts.token), turn(&Predicates::terminal));
            add("the running family says the opposite of " + std::string(facts.token),
                turn(&Predicates::running_family));
        }
    }

    std::vector<Mutant> take() { return std::move(made_); }

private:
    static State another(State state) { return state == State::failed ? State::completed : State::failed; }

    void add(const std::string& broken, const auto& change) {
        Mutant mutant{broken, shipped_};
        change(mutant.subject);
        if (!same_as_shipped(mutant.subject)) {
            made_.push_back(std::move(mutant));
        }
    }
    bool same_as_shipped(const Implementation& subject) const {
        const auto same_rule = [](const Rule& left, const Rule& right) {
            return left.all == right.all && left.none == right.none && left.answer == right.answer;
        };
        return std::equal(subject.rules_in_order.begin(), subject.rules_in_order.end(), shipped_.rules_in_order.begin(),
                          shipped_.rules_in_order.end(), same_rule) &&
               subject.otherwise == shipped_.otherwise && subject.children == shipped_.children &&
               subject.operations == shipped_.operations && subject.continues == shipped_.continues &&
               subject.pauses == shipped_.pauses && subject.predicates.terminal == shipped_.predicates.terminal &&
               subject.predicates.running_family == shipped_.predicates.running_family && !subject.wrong_combine;
    }

    const Implementation& shipped_;
    std::vector<Mutant> made_;
};

}  // namespace

std::vector<Mutant> mutants(const Implementation& shipped, const std::set<Piece>& parts) {
    Maker maker(shipped);
    for (const Piece part : parts) {
        switch (part) {
            case Piece::rules:
                maker.rules();
                break;
            case Piece::letters:
                maker.letters();
                break;
            case Piece::single_letters:
                maker.single_letters();
                break;
            case Piece::operations:
                maker.operations();
                break;
            case Piece::flags:
                maker.flags();
                break;
            case Piece::combine:
                maker.combine();
                break;
            case Piece::predicates:
                maker.predicates();
                break;
        }
    }
    return maker.take();
}

}  // namespace rollout::proofs
