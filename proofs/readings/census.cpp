#include "census.hpp"

#include <algorithm>
#include <stdexcept>

namespace rollout::proofs {
namespace {

bool none_of(const std::vector<bool>& chosen) { return std::find(chosen.begin(), chosen.end(), true) == chosen.end(); }

std::deque<Implementation> shipped_of(const std::vector<const Implementation*>& subjects) {
    std::deque<Implementation> shipped;
    for (const Implementation* subject : subjects) {
        shipped.push_back(Implementation::shipped(subject->edition));
    }
    return shipped;
}

/// The kinds that the subjects tell apart, and those that the shipped ones do: the reference's questions need the
/// latter.
Kinds kinds_of(std::vector<const Implementation*> subjects, const std::deque<Implementation>& shipped,
               bool every_child) {
    if (every_child) {
        return Kinds({});
    }
    for (const Implementation& each : shipped) {
        subjects.push_back(&each);
    }
    return Kinds(subjects);
}

/// Returns the notions of pausing of `list`, the one with fewer kinds first; twice the same if there is one only.
std::pair<const After*, const After*> narrow_and_wide(const CensusList& list) {
    const auto size = [](const After& after) { return std::count(after.pausing.begin(), after.pausing.end(), true); };
    const After* first = &list.afters.front();
    const After* last = &list.afters.back();
    return size(*first) <= size(*last) ? std::pair{first, last} : std::pair{last, first};
}

}  // namespace

z3::expr CensusList::any_of(const std::vector<bool>& chosen, const std::vector<z3::expr>& truths) const {
    std::vector<z3::expr> met;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i]) {
            met.push_back(truths[i]);
        }
    }
    return terms->some(met);
}

z3::expr CensusList::any_after(const std::vector<bool>& earlier, const std::vector<bool>& later) const {
    if (none_of(earlier)) {
        return terms->truth(false);
    }
    for (const After& after : afters) {
        if (after.pausing == earlier) {
            return any_of(later, after.later);
        }
    }
    throw std::logic_error("a census knows no order but after a failure that pauses");
}

CensusWorld::CensusWorld(const Terms& terms, std::vector<const Implementation*> subjects, bool every_child)
    : terms_(terms),
      subjects_(std::move(subjects)),
      shipped_(shipped_of(subjects_)),
      kinds_(kinds_of(subjects_, shipped_, every_child)) {
    const auto add = [&](const Implementation& subject) {
        const std::vector<bool> pausing = pausing_kinds(subject);
        if (!none_of(pausing) &&
            std::find(notions_of_pausing_.begin(), notions_of_pausing_.end(), pausing) == notions_of_pausing_.end()) {
            notions_of_pausing_.push_back(pausing);
        }
    };
    std::for_each(shipped_.begin(), shipped_.end(), add);  // the reference's notion, if the library is right
    std::for_each(subjects_.begin(), subjects_.end(), [&](const Implementation* subject) { add(*subject); });
}

const Implementation& CensusWorld::subject(Edition edition) const {
    return **std::find_if(subjects_.begin(), subjects_.end(),
                          [&](const Implementation* subject) { return subject->edition == edition; });
}

std::vector<bool> CensusWorld::pausing_kinds(const Implementation& subject) const {
    return kinds_.that_meet(
        [&](const Child& child) { return meets(subject.letter(child), facts_of_a_list::failed_pausing); });
}

CensusList CensusWorld::declare(const std::string& name) {
    CensusList list{{&terms_}, &kinds_, {}, {}};
    for (const ChildKind& kind : kinds_) {
        list.occurs.push_back(terms_.truth_named(name + ": " + kind.name));
    }
    for (const std::vector<bool>& pausing : notions_of_pausing_) {
        const std::string after = list.afters.empty() ? " after a pause" : " after a pause of the subject's";
        list.afters.push_back({pausing, {}});
        for (const ChildKind& kind : kinds_) {
            list.afters.back().later.push_back(terms_.truth_named(name + ": " + kind.name + after));
        }
    }
    return list;
}

CensusList CensusWorld::list(const std::string& name) {
    const CensusList list = declare(name);
    for (const After& after : list.afters) {
        const z3::expr pauses = list.any_of(after.pausing, list.occurs);
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            premises_.push_back(implies(after.later[i], terms_.every({list.occurs[i], pauses})));
            // Only one kind can be the first to pause and never come again.
            for (std::size_t j = 0; j < i && after.pausing[i]; ++j) {
                if (after.pausing[j]) {
                    premises_.push_back(implies(list.occurs[i] && list.occurs[j], after.later[i] || after.later[j]));
                }
            }
        }
    }
    if (list.afters.size() > 1) {
        // The first that pauses in the wide sense is the first in the narrow sense, or stands before it.
        const auto [narrow, wide] = narrow_and_wide(list);
        std::vector<z3::expr> same;
        std::vector<z3::expr> wide_one_first;
        std::vector<z3::expr> only_wide;
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            premises_.push_back(implies(narrow->later[i], wide->later[i]));
            same.push_back(narrow->later[i] == wide->later[i]);
            if (wide->pausing[i] && !narrow->pausing[i]) {
                same.push_back(implies(list.occurs[i], wide->later[i]));
                only_wide.push_back(list.occurs[i]);
            }
            if (narrow->pausing[i]) {
                wide_one_first.push_back(implies(list.occurs[i], wide->later[i]));
            }
        }
        wide_one_first.push_back(terms_.some(only_wide));
        premises_.push_back(terms_.every(same) || terms_.every(wide_one_first));
    }
    lists_.push_back(list);
    return list;
}

CensusList CensusWorld::list_of_one(const std::string& name) {
    CensusList list = declare(name);
    for (After& after : list.afters) {
        after.later.assign(kinds_.size(), terms_.truth(false));
    }
    premises_.push_back(terms_.some(list.occurs));
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            premises_.push_back(!list.occurs[i] || !list.occurs[j]);
        }
    }
    lists_.push_back(list);
    return list;
}

CensusList CensusWorld::joined(const CensusList& earlier, const CensusList& later) const {
    CensusList whole = earlier;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        whole.occurs[i] = terms_.some({earlier.occurs[i], later.occurs[i]});
    }
    for (std::size_t notion = 0; notion < whole.afters.size(); ++notion) {
        After& after = whole.afters[notion];
        const z3::expr pauses = earlier.any_of(after.pausing, earlier.occurs);
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            after.later[i] = terms_.some({earlier.afters[notion].later[i], later.afters[notion].later[i],
                                          terms_.every({pauses, later.occurs[i]})});
        }
    }
    return whole;
}

z3::expr CensusWorld::same_children(const CensusList& left, const CensusList& right) const {
    std::vector<z3::expr> same;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        same.push_back(left.occurs[i] == right.occurs[i]);
    }
    return terms_.every(same);
}

SymbolicFacts CensusWorld::word(Edition edition, const CensusList& list) const {
    using namespace facts_of_a_list;
    const Implementation& of = subject(edition);
    SymbolicFacts word{&terms_, {}};
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        const auto letter_has_bit = [&](const Child& child) { return has(of.letter(child), bit); };
        word.bits.push_back(list.any(letter_has_bit));
    }
    const auto holds_in = [&](const Child& child) { return meets(of.letter(child), holds); };
    return with(word, pausing_before_a_hold, list.any_after(pausing_kinds(of), kinds_.that_meet(holds_in)));
}

SymbolicFacts CensusWorld::word(const SymbolicChild& child) const {
    SymbolicFacts word{&terms_, {}};
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        word.bits.push_back(is_in(child, subject().children_with(1U << bit)));
    }
    return word;
}

SymbolicFacts CensusWorld::word(const SymbolicOperation& operation, Latch latch) const {
    SymbolicFacts word{&terms_, {}};
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        word.bits.push_back(is_in(operation, subject().operations_with(1U << bit, latch)));
    }
    return word;
}

z3::expr CensusWorld::in_table(const SymbolicState& state, const std::array<bool, state_count>& table) {
    std::vector<z3::expr> one;
    for (const StateFacts& facts : states) {
        if (table[static_cast<std::size_t>(facts.state)]) {
            one.push_back(state == facts.state);
        }
    }
    return state.terms->some(one);
}

SymbolicChild CensusWorld::child(const std::string& name) {
    z3::context& context = terms_.context();
    const auto flag = [&](std::size_t i) { return terms_.truth_named(name + " " + std::string(child_flags[i].name)); };
    children_.push_back({{&terms_, context.constant((name + " state").c_str(), terms_.state_sort())},
                         flag(0),
                         flag(1),
                         flag(2),
                         flag(3)});
    return children_.back();
}

z3::expr CensusWorld::continues(const SymbolicOperation& operation, Latch latch) const {
    return is_in(operation, subject().continues[static_cast<std::size_t>(latch)]);
}

z3::expr CensusWorld::pauses(const SymbolicOperation& operation, Latch latch) const {
    return is_in(operation, subject().pauses[static_cast<std::size_t>(latch)]);
}

SymbolicText CensusWorld::text(const std::string& name) {
    texts_.push_back({&terms_, terms_.context().constant(name.c_str(), terms_.context().string_sort())});
    return texts_.back();
}

SymbolicOperation CensusWorld::operation(const std::string& name) {
    z3::context& context = terms_.context();
    operations_.push_back({{&terms_, context.constant((name + " state").c_str(), terms_.state_sort())},
                           {&terms_, context.constant((name + " on_failure").c_str(), terms_.policy_sort())}});
    return operations_.back();
}

std::vector<Child> CensusWorld::list_with_census(const z3::model& model, const CensusList& list) const {
    const auto is_true = [&](const z3::expr& term) { return truth_in(model, term); };
    if (list.afters.empty()) {
        std::vector<Child> children;
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            if (is_true(list.occurs[i])) {
                children.push_back(kinds_[i].first);
            }
        }
        return children;
    }
    const auto [narrow, wide] = narrow_and_wide(list);
    // Five places: before any pause; the first pause in the wide sense; after it; the first in the narrow sense; after
    // both. With one sense the third and the fourth are empty.
    std::array<std::vector<std::size_t>, 5> places;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        if (is_true(list.occurs[i])) {
            const bool after_narrow = is_true(narrow->later[i]);
            const bool after_wide = is_true(wide->later[i]);
            places[after_narrow                       ? 4
                   : after_wide && narrow->pausing[i] ? 3
                   : after_wide                       ? 2
                   : wide->pausing[i]                 ? 1
                                                      : 0]
                .push_back(i);
        }
    }
    // What stands after a pause may itself be all that pauses: then one of it stands before, too.
    const auto add_first = [&](const std::vector<bool>& pausing, std::size_t place) {
        for (std::size_t from = place + 1; places[place].empty() && from < places.size(); ++from) {
            for (const std::size_t kind : places[from]) {
                if (pausing[kind] && places[place].empty()) {
                    places[place].push_back(kind);
                }
            }
        }
    };
    const bool narrow_first =
        places[1].empty() ? places[2].empty() && places[3].empty() : narrow->pausing[places[1].front()];
    if (!narrow_first && !places[4].empty()) {
        add_first(narrow->pausing, 3);
    }
    if (!places[2].empty() || !places[3].empty() || !places[4].empty()) {
        std::vector<bool> first_pausing = wide->pausing;
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            first_pausing[i] =
                narrow_first ? narrow->pausing[i] : wide->pausing[i] && (narrow == wide || !narrow->pausing[i]);
        }
        add_first(first_pausing, 1);
    }
    std::vector<Child> children;
    for (const auto& place : places) {
        for (const std::size_t kind : place) {
            children.push_back(kinds_[kind].first);
        }
    }
    return children;
}

Witness CensusWorld::read(const z3::model& model) const {
    Witness witness;
    for (const CensusList& list : lists_) {
        witness.lists.push_back(list_with_census(model, list));
    }
    for (const SymbolicChild& child : children_) {
        Child found{state_in(model, child.state)};
        for (std::size_t i = 0; i < child_flags.size(); ++i) {
            found.*child_flags[i].flag = truth_in(model, child.*symbolic_flags[i]);
        }
        witness.children.push_back(found);
    }
    for (const SymbolicOperation& operation : operations_) {
        witness.operations.push_back({state_in(model, operation.state), policy_in(model, operation.on_failure)});
    }
    for (const SymbolicText& text : texts_) {
        witness.texts.push_back(bytes_of(model.eval(text.string, true)));
    }
    return witness;
}

std::vector<z3::expr> CensusWorld::are(const Witness& witness) const {
    std::vector<z3::expr> fixed;
    const auto fix = [&](const z3::expr& term, bool value) {
        if (!term.is_false() || value) {
            fixed.push_back(value ? term : !term);
        }
    };
    for (std::size_t number = 0; number < lists_.size(); ++number) {
        const std::vector<Child>& children = witness.lists.at(number);
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            const auto is_of_kind = [&](const Child& child) { return kinds_.of(child) == i; };
            fix(lists_[number].occurs[i], std::any_of(children.begin(), children.end(), is_of_kind));
            for (const After& after : lists_[number].afters) {
                const auto pause = std::find_if(children.begin(), children.end(),
                                                [&](const Child& child) { return after.pausing[kinds_.of(child)]; });
                fix(after.later[i], pause != children.end() && std::any_of(pause + 1, children.end(), is_of_kind));
            }
        }
    }
    for (std::size_t number = 0; number < children_.size(); ++number) {
        const Child& child = witness.children.at(number);
        fixed.push_back(children_[number].state == child.state);
        for (std::size_t i = 0; i < child_flags.size(); ++i) {
            fix(children_[number].*symbolic_flags[i], child.*child_flags[i].flag);
        }
    }
    return fixed;
}

std::string CensusWorld::legend() const {
    std::string text;
    for (const ChildKind& kind : kinds_) {
        std::string others;
        for (const StateFacts& facts : states) {
            const Child child{facts.state};
            if (contains(kind.members, child) && child.state != kind.first.state) {
                others += (others.empty() ? "" : ", ") + text_of(child);
            }
        }
        text += others.empty() ? "" : "; " + kind.name + ": also " + others + "\n";
    }
    return text;
}

}  // namespace rollout::proofs
