#include "lint.hpp"

#include <algorithm>

namespace rollout::rules {
namespace {

void mark_named(const ElementPredicate& predicate, std::vector<bool>& named) {
    for (std::size_t state = 0; state < predicate.states.size(); ++state) {
        named[state] = named[state] || predicate.states[state];
    }
    for (const ElementPredicate& operand : predicate.operands) {
        mark_named(operand, named);
    }
}

void mark_named(const ListPredicate& predicate, std::vector<bool>& named) {
    for (const ElementPredicate& asked : predicate.asks) {
        mark_named(asked, named);
    }
    for (const ListPredicate& operand : predicate.operands) {
        mark_named(operand, named);
    }
}

std::vector<std::string> unnamed_states(const Rule& rule) {
    std::vector<bool> named(rule.state_count(), false);
    for (const auto* ladder : {&rule.base, &rule.ladder}) {
        for (const Rung& rung : *ladder) {
            mark_named(rung.holds, named);
            if (rung.then) {
                named[*rung.then] = true;
            }
        }
    }
    std::vector<std::string> unnamed;
    for (std::size_t state = 0; state < named.size(); ++state) {
        if (!named[state]) {
            unnamed.push_back(rule.names.states[state]);
        }
    }
    return unnamed;
}

/// Which lists decide the rungs of one ladder, and which neighbours may change places.
void add_rungs(const Explored& explored, bool is_of_base, std::vector<RungReport>& reports) {
    const Quotient& quotient = explored.quotient();
    const std::vector<Rung>& ladder = is_of_base ? quotient.rule().base : quotient.rule().ladder;
    if (ladder.empty()) {
        return;
    }
    const std::size_t first = reports.size();
    std::vector<std::optional<std::vector<Element>>> lists = shortest_lists(explored, is_of_base);
    for (std::size_t rung = 0; rung < ladder.size(); ++rung) {
        reports.push_back({&ladder[rung], is_of_base, std::move(lists[rung]), rung + 1 < ladder.size()});
    }
    for (const Summary summary : explored.summaries()) {
        const auto answer = [&](std::size_t rung) { return quotient.answer(is_of_base, rung, summary); };
        const std::size_t rung = quotient.first_rung(is_of_base, summary);
        if (rung + 1 < ladder.size() && quotient.holds(is_of_base, rung + 1, summary) &&
            answer(rung) != answer(rung + 1)) {
            reports[first + rung].may_be_swapped = false;
        }
    }
}

}  // namespace

bool Lint::is_clean() const {
    return std::all_of(rungs.begin(), rungs.end(), [](const RungReport& rung) { return rung.list.has_value(); }) &&
           std::all_of(cases.begin(), cases.end(), [](const CaseReport& line) { return line.is_right; }) &&
           std::all_of(laws.begin(), laws.end(), [](const LawReport& law) { return law.is_clean(); });
}

std::vector<std::optional<std::vector<Element>>> shortest_lists(const Explored& explored, bool of_base) {
    const Rule& rule = explored.quotient().rule();
    std::vector<std::optional<std::vector<Element>>> lists((of_base ? rule.base : rule.ladder).size());
    for (std::size_t number = 0; !lists.empty() && number < explored.summaries().size(); ++number) {
        auto& list = lists[explored.quotient().first_rung(of_base, explored.summaries()[number])];
        if (!list) {
            list = explored.list(number);
        }
    }
    return lists;
}

Lint lint(const Loaded& loaded, std::size_t pairs_most) {
    const Explored& explored = loaded.explored();
    const Quotient& quotient = explored.quotient();
    const Rule& rule = quotient.rule();
    const analysis::Machine& machine = loaded.machine();
    Lint made{.summaries = explored.summaries().size(),
              .classes = quotient.class_count(),
              .machine_states = machine.size(),
              .rungs = {},
              .unnamed_states = unnamed_states(rule),
              .cases = {},
              .laws = {}};
    add_rungs(explored, true, made.rungs);
    add_rungs(explored, false, made.rungs);
    for (const CaseLine& line : rule.cases) {
        const Decision decision = decide(rule, elements_of(rule, line.list));
        const bool is_right =
            decision.state == line.expected && (line.clause.empty() || line.clause == deciding_rung(rule, decision).id);
        made.cases.push_back({&line, decision, is_right});
    }
    for (const Law& law : laws()) {
        LawReport report{&law, missing_set(law, rule), std::nullopt,
                         std::find(rule.waived.begin(), rule.waived.end(), law.id) != rule.waived.end()};
        if (report.missing.empty()) {
            try {
                report.counterexample = law.shortest({explored, machine, pairs_most});
            } catch (const Undecided&) {
                report.is_undecided = true;
            }
        }
        made.laws.push_back(std::move(report));
    }
    return made;
}

}  // namespace rollout::rules
