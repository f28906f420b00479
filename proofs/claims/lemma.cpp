#include "lemma.hpp"

#include <algorithm>
#include <stdexcept>

#include "claim.hpp"
#include "mutants.hpp"
#include "shortest.hpp"

namespace rollout::proofs {
namespace {

/// The subjects of a claim: the shipped ones, one of them replaced.
std::deque<Implementation> subjects_of(const std::vector<Edition>& editions, const Implementation& replacing) {
    std::deque<Implementation> subjects;
    for (const Edition edition : editions) {
        subjects.push_back(edition == replacing.edition ? replacing : Implementation::shipped(edition));
    }
    return subjects;
}

std::vector<const Implementation*> addresses(const std::deque<Implementation>& subjects) {
    std::vector<const Implementation*> made;
    for (const Implementation& subject : subjects) {
        made.push_back(&subject);
    }
    return made;
}

/// A world together with the subjects that it points to.
struct OwnedWorld {
    OwnedWorld(const Terms& terms, const std::vector<Edition>& editions, const Implementation& replacing,
               bool every_child)
        : subjects(subjects_of(editions, replacing)), world(terms, addresses(subjects), every_child) {}

    std::deque<Implementation> subjects;
    CensusWorld world;
};

Obligation obligation_of(const std::shared_ptr<OwnedWorld>& owned, const Entailment& question) {
    return {.questions = {{question}},
            .read = [owned](const z3::model& model) { return owned->world.read(model); },
            .legend = owned->world.legend()};
}

/// Calls `use` with every `lists` lists over `alphabet` that have `sum` children in all, until it returns true.
bool any_lists(const std::vector<Child>& alphabet, std::size_t lists, std::size_t sum,
               std::vector<std::vector<Child>>& chosen, const std::function<bool()>& use) {
    if (lists == 0) {
        return sum == 0 && use();
    }
    for (std::size_t size = 0; size <= sum; ++size) {
        const bool found = analysis::any_list(std::span<const Child>(alphabet), size, [&](std::span<const Child> list) {
            if (list.size() != size) {
                return false;
            }
            chosen.emplace_back(list.begin(), list.end());
            const bool done = any_lists(alphabet, lists - 1, sum - size, chosen, use);
            if (!done) {
                chosen.pop_back();
            }
            return done;
        });
        if (found) {
            return true;
        }
    }
    return false;
}

/// Calls `use` with every choice of `count` children without flags, until it returns true.
bool any_children(std::size_t count, std::vector<Child>& chosen, const std::function<bool()>& use) {
    if (chosen.size() == count) {
        return use();
    }
    for (const StateFacts& facts : states) {
        chosen.push_back({facts.state});
        if (any_children(count, chosen, use)) {
            return true;
        }
        chosen.pop_back();
    }
    return false;
}

/// Asks about the claim's worlds, with `subject` in the place of its edition's.
Obligation question(const ListClaim& claim, const Terms& terms, const Implementation& subject) {
    const auto ask = [&](bool every_child) {
        const auto owned = std::make_shared<OwnedWorld>(terms, claim.editions, subject, every_child);
        const z3::expr goal = claim.symbolic(owned->world);
        return obligation_of(owned, {"", owned->world.premises(), goal});
    };
    try {
        return ask(false);
    } catch (const TooCoarse&) {
        return ask(true);
    }
}

/// The same of the lists of one witness, of which the claim is denied.
Obligation denial(const ListClaim& claim, const Terms& terms, const Implementation& subject, const Witness& witness) {
    const auto owned = std::make_shared<OwnedWorld>(terms, claim.editions, subject, false);
    const z3::expr goal = !claim.symbolic(owned->world);
    std::vector<z3::expr> premises = owned->world.premises();
    const std::vector<z3::expr> lists_are = owned->world.are(witness);
    premises.insert(premises.end(), lists_are.begin(), lists_are.end());
    return obligation_of(owned, {"", premises, goal});
}

/// Runs the claim: of a broken subject, or of the compiled code.
bool is_true_of(const ListClaim& claim, const Implementation* broken, const Witness& witness) {
    const std::deque<Implementation> subjects =
        subjects_of(claim.editions, broken != nullptr ? *broken : Implementation::shipped(claim.editions.front()));
    ReplayWorld world = broken != nullptr ? ReplayWorld::of_subjects(witness, addresses(subjects))
                                          : ReplayWorld::compiled(witness, addresses(subjects));
    return claim.replay(world);
}

/// Returns a shortest counterexample to `claim` by asking the compiled code, if one of few children exists.
std::optional<Witness> shortest_counterexample(const ListClaim& claim, std::size_t lists, std::size_t children) {
    const std::size_t children_max = lists > 2 ? 2 : 3;  // in the lists and beside them
    const std::vector<Child> alphabet = analysis::one_child_a_letter(claim.editions.front());
    Witness witness;
    for (std::size_t sum = 0; sum <= (lists > 0 ? children_max - children : 0); ++sum) {
        const bool found = any_lists(alphabet, lists, sum, witness.lists, [&] {
            return any_children(children, witness.children, [&] { return !is_true_of(claim, nullptr, witness); });
        });
        if (found) {
            return witness;
        }
    }
    return std::nullopt;
}

/// Returns `L<link>-<edition>[-name]`.
std::string lemma_id(int link, Edition edition, const std::string& name) {
    const std::string id = "L" + std::to_string(link) + "-" + std::string(rollout::name(edition));
    return name.empty() ? id : id + "-" + name;
}

Lemma lemma_of(int link, const Saying& saying, const ListClaim& claim) {
    const Edition edition = claim.editions.front();
    return {.id = lemma_id(link, edition, saying.name),
            .statement = saying.statement,
            .law = saying.law,
            .clauses = saying.clauses,
            .edition = edition,
            .subject = "source instantiated: rules, letters and templates that ship, reference templates",
            .inputs = "lists of any length",
            .obligation = {},
            .holds = {},
            .twin = {}};
}

/// Returns the mutants of the claim's subjects: those of the first edition alone, or of each.
std::vector<Broken<Implementation>> copies_of(const ListClaim& claim, std::span<const Edition> of) {
    std::vector<Broken<Implementation>> copies;
    for (const Edition edition : of) {
        const std::string where = of.size() > 1 ? std::string(rollout::name(edition)) + ": " : "";
        for (const Mutant& mutant : mutants(Implementation::shipped(edition), claim.reads)) {
            copies.push_back({where + mutant.broken, [subject = mutant.subject] { return subject; }});
        }
    }
    return copies;
}

ClaimAbout<Implementation> about_subjects(const ListClaim& claim) {
    const auto subject_of = [edition = claim.editions.front()](const Implementation* broken) {
        return broken != nullptr ? *broken : Implementation::shipped(edition);
    };
    return {.holds_of_all = [=](const Terms& terms,
                                const Implementation* broken) { return question(claim, terms, subject_of(broken)); },
            .fails_of = [=](const Terms& terms, const Implementation* broken,
                            const Witness& witness) { return denial(claim, terms, subject_of(broken), witness); },
            .holds = [=](const Implementation* broken,
                         const Witness& witness) { return is_true_of(claim, broken, witness); },
            .copies = [=] { return copies_of(claim, claim.editions); }};
}

/// Returns the copy of the first edition's subject that `breaks` broke.
Broken<Implementation> broken_by(const ListClaim& claim, std::string what,
                                 const std::function<void(Implementation&)>& breaks) {
    return {std::move(what), [edition = claim.editions.front(), breaks] {
                Implementation subject = Implementation::shipped(edition);
                breaks(subject);
                return subject;
            }};
}

}  // namespace

Lemma law(int link, Saying saying, ListClaim claim, std::string broken,
          const std::function<void(Implementation&)>& breaks) {
    return true_of_all(lemma_of(link, saying, claim), about_subjects(claim),
                       broken_by(claim, std::move(broken), breaks));
}

std::vector<Lemma> comparing(std::vector<std::string> files, std::vector<Lemma> lemmas) {
    for (Lemma& lemma : lemmas) {
        lemma.compares = files;
    }
    return lemmas;
}

Lemma with_questions(Lemma lemma, std::function<std::vector<Question>(const Terms&, const Implementation&)> questions) {
    const auto of_the_claim = lemma.obligation;
    lemma.alone = true;
    lemma.obligation = [of_the_claim, questions, edition = *lemma.edition](const Terms& terms) {
        Obligation obligation = of_the_claim(terms);
        const std::vector<Question> before = questions(terms, Implementation::shipped(edition));
        obligation.questions.insert(obligation.questions.begin(), before.begin(), before.end());
        return obligation;
    };
    return lemma;
}

Lemma false_law(int link, Saying saying, ListClaim claim, std::size_t lists, std::size_t children, std::string broken,
                const std::function<void(Implementation&)>& breaks) {
    Lemma lemma = lemma_of(link, saying, claim);
    ClaimAbout<Implementation> about = about_subjects(claim);
    const Broken<Implementation> twin = broken_by(claim, std::move(broken), breaks);
    const std::optional<Witness> found = shortest_counterexample(claim, lists, children);
    if (!found) {
        about.copies = [] { return std::vector<Broken<Implementation>>(); };
        lemma = true_of_all(std::move(lemma), about, twin);
        lemma.obligation = [](const Terms& terms) {
            return Obligation{.questions = {{{"no counterexample of few children", {}, terms.truth(false)}}},
                              .read = {}};
        };
        return lemma;
    }
    lemma.inputs = "one rollout, which is the counterexample";
    about.copies = [claim] { return copies_of(claim, std::span(claim.editions).first(1)); };
    return false_by(*found, std::move(lemma), about, twin);
}

Rule& rule_answering(Implementation& subject, State answer) {
    for (Rule& rule : subject.rules_in_order) {
        if (rule.answer == answer) {
            return rule;
        }
    }
    throw std::logic_error("no rule answers " + std::string(token(answer)));
}

void change_letters(Implementation& subject, const std::function<void(const Child&, facts_of_a_list::Facts&)>& change) {
    for (std::size_t state = 0; state < state_count; ++state) {
        for (std::size_t flags = 0; flags < flags_count; ++flags) {
            change(child_with(State(state), flags), subject.children[state][flags]);
        }
    }
}

}  // namespace rollout::proofs
