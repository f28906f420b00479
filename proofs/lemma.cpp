#include "lemma.hpp"

#include <algorithm>
#include <stdexcept>

#include "mutants.hpp"
#include "shortest.hpp"

namespace rollout::proofs {
namespace {

/// The subjects of a claim: the shipped ones, one of them replaced.
std::deque<Subject> subjects_of(const std::vector<Edition>& editions, const Subject& replacing) {
    std::deque<Subject> subjects;
    for (const Edition edition : editions) {
        subjects.push_back(edition == replacing.edition ? replacing : Subject::shipped(edition));
    }
    return subjects;
}

std::vector<const Subject*> addresses(const std::deque<Subject>& subjects) {
    std::vector<const Subject*> made;
    for (const Subject& subject : subjects) {
        made.push_back(&subject);
    }
    return made;
}

/// A world together with the subjects that it points to.
struct OwnedWorld {
    OwnedWorld(const Terms& terms, const std::vector<Edition>& editions, const Subject& replacing, bool every_child)
        : subjects(subjects_of(editions, replacing)), world(terms, addresses(subjects), every_child) {}

    std::deque<Subject> subjects;
    CensusWorld world;
};

Obligation obligation_of(const std::shared_ptr<OwnedWorld>& owned, const Question& question) {
    return {.questions = {question},
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

/// Returns a shortest counterexample to `claim` by asking the compiled code, if one of few children exists.
std::optional<Witness> shortest_counterexample(const Claim& claim, std::size_t lists, std::size_t children) {
    const std::size_t children_max = lists > 2 ? 2 : 3;  // in the lists and beside them
    const std::vector<Child> alphabet = analysis::one_child_a_letter(claim.editions.front());
    Witness witness;
    for (std::size_t sum = 0; sum <= (lists > 0 ? children_max - children : 0); ++sum) {
        const bool found = any_lists(alphabet, lists, sum, witness.lists, [&] {
            return any_children(children, witness.children, [&] { return !claim.holds_compiled(witness); });
        });
        if (found) {
            return witness;
        }
    }
    return std::nullopt;
}

/// Returns the twin that `twin_of` makes of the edition's subject once `breaks` broke it. Broken when it is asked: a
/// library that is broken already may have nothing to break.
Twin twin_when_asked(std::string broken, Edition edition, const std::function<void(Subject&)>& breaks,
                     const std::function<Twin(const Subject&)>& twin_of) {
    const auto made = [=] {
        Subject subject = Subject::shipped(edition);
        breaks(subject);
        return twin_of(subject);
    };
    return {std::move(broken), [made](const Terms& terms) { return made().question(terms); },
            [made](const Witness& witness) { return made().differs(witness); }};
}

/// Returns `L<link>-<edition>[-name]`.
std::string lemma_id(int link, Edition edition, const std::string& name) {
    const std::string id = "L" + std::to_string(link) + "-" + std::string(rollout::name(edition));
    return name.empty() ? id : id + "-" + name;
}

Lemma lemma_of(int link, const Saying& saying, const Claim& claim) {
    const Edition edition = claim.editions.front();
    return {.id = lemma_id(link, edition, saying.name),
            .statement = saying.statement,
            .law = saying.law,
            .clauses = saying.clauses,
            .edition = edition,
            .subject = "source instantiated: rules, letters and templates that ship, reference templates",
            .inputs = "lists of any length",
            .obligation = {},
            .holds = [claim](const Witness& witness) { return claim.holds_compiled(witness); },
            .twin = {}};
}

}  // namespace

Obligation Claim::question(const Terms& terms, const Subject& subject) const {
    const auto ask = [&](bool every_child) {
        const auto owned = std::make_shared<OwnedWorld>(terms, editions, subject, every_child);
        const z3::expr goal = symbolic(owned->world);
        return obligation_of(owned, {"", owned->world.premises(), goal});
    };
    try {
        return ask(false);
    } catch (const TooCoarse&) {
        return ask(true);
    }
}

bool Claim::holds_in(const Subject& subject, const Witness& witness) const {
    const std::deque<Subject> subjects = subjects_of(editions, subject);
    ReplayWorld world = ReplayWorld::of_subjects(witness, addresses(subjects));
    return replay(world);
}

bool Claim::holds_compiled(const Witness& witness) const {
    const std::deque<Subject> subjects = subjects_of(editions, Subject::shipped(editions.front()));
    ReplayWorld world = ReplayWorld::compiled(witness, addresses(subjects));
    return replay(world);
}

Twin Claim::twin(std::string broken, const Subject& subject) const {
    return {std::move(broken), [claim = *this, subject](const Terms& terms) { return claim.question(terms, subject); },
            [claim = *this, subject](const Witness& witness) {
                return !claim.holds_in(subject, witness) && claim.holds_compiled(witness);
            }};
}

Twin Claim::twin(std::string broken, const std::function<void(Subject&)>& breaks) const {
    return twin_when_asked(std::move(broken), editions.front(), breaks,
                           [claim = *this](const Subject& subject) { return claim.twin("", subject); });
}

std::vector<Twin> Claim::twins() const {
    std::vector<Twin> made;
    for (const Edition edition : editions) {
        for (const Mutant& mutant : mutants(Subject::shipped(edition), reads)) {
            const std::string where = editions.size() > 1 ? std::string(rollout::name(edition)) + ": " : "";
            made.push_back(twin(where + mutant.broken, mutant.subject));
        }
    }
    return made;
}

Lemma law(int link, Saying saying, Claim claim, std::string broken, const std::function<void(Subject&)>& breaks) {
    Lemma lemma = lemma_of(link, saying, claim);
    lemma.obligation = [claim](const Terms& terms) {
        return claim.question(terms, Subject::shipped(claim.editions.front()));
    };
    lemma.twin = claim.twin(std::move(broken), breaks);
    lemma.twins = [claim] { return claim.twins(); };
    return lemma;
}

Lemma with_questions(Lemma lemma, std::function<std::vector<Question>(const Terms&, const Subject&)> questions) {
    const auto of_the_claim = lemma.obligation;
    lemma.alone = true;
    lemma.obligation = [of_the_claim, questions, edition = *lemma.edition](const Terms& terms) {
        Obligation made = of_the_claim(terms);
        const std::vector<Question> before = questions(terms, Subject::shipped(edition));
        made.questions.insert(made.questions.begin(), before.begin(), before.end());
        return made;
    };
    return lemma;
}

Lemma false_law(int link, Saying saying, Claim claim, std::size_t lists, std::size_t children, std::string broken,
                const std::function<void(Subject&)>& breaks) {
    Lemma lemma = lemma_of(link, saying, claim);
    const std::optional<Witness> found = shortest_counterexample(claim, lists, children);
    if (!found) {
        lemma.obligation = [](const Terms& terms) {
            return Obligation{.questions = {{"no counterexample of few children", {}, terms.truth(false)}}, .read = {}};
        };
        lemma.twin = claim.twin(std::move(broken), breaks);
        lemma.twins = [] { return std::vector<Twin>(); };
        return lemma;
    }
    const Witness& witness = *found;
    lemma.statement = "false: " + saying.statement + "; counterexample: " + witness.text();
    lemma.inputs = "one rollout, which is the counterexample";
    // The claim is denied of the very lists of the witness, so its denial is what must be entailed.
    const auto question = [claim, witness](const Terms& terms, const Subject& subject) {
        const auto owned = std::make_shared<OwnedWorld>(terms, claim.editions, subject, false);
        const z3::expr goal = !claim.symbolic(owned->world);
        std::vector<z3::expr> premises = owned->world.premises();
        const std::vector<z3::expr> lists_are = owned->world.are(witness);
        premises.insert(premises.end(), lists_are.begin(), lists_are.end());
        return obligation_of(owned, {"", premises, goal});
    };
    const auto twin = [claim, witness, question](const std::string& what, const Subject& subject) {
        return Twin{what, [=](const Terms& terms) { return question(terms, subject); },
                    [=](const Witness&) { return claim.holds_in(subject, witness) && !claim.holds_compiled(witness); }};
    };
    lemma.obligation = [=](const Terms& terms) { return question(terms, Subject::shipped(claim.editions.front())); };
    lemma.holds = [=](const Witness&) { return !claim.holds_compiled(witness); };
    lemma.twin = twin_when_asked(std::move(broken), claim.editions.front(), breaks,
                                 [twin](const Subject& subject) { return twin("", subject); });
    lemma.twins = [=] {
        std::vector<Twin> made;
        for (const Mutant& mutant : mutants(Subject::shipped(claim.editions.front()), claim.reads)) {
            made.push_back(twin(mutant.broken, mutant.subject));
        }
        return made;
    };
    return lemma;
}

Rule& rule_answering(Subject& subject, State answer) {
    for (Rule& rule : subject.rules_in_order) {
        if (rule.answer == answer) {
            return rule;
        }
    }
    throw std::logic_error("no rule answers " + std::string(token(answer)));
}

void change_letters(Subject& subject, const std::function<void(const Child&, facts_of_a_list::Facts&)>& change) {
    for (std::size_t state = 0; state < state_count; ++state) {
        for (std::size_t flags = 0; flags < flags_count; ++flags) {
            change(child_with(State(state), flags), subject.children[state][flags]);
        }
    }
}

}  // namespace rollout::proofs
