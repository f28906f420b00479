#include "quotient.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace rollout::rules {

namespace {

constexpr std::uint32_t bits_max = 64;

std::size_t element_count(const Rule& rule) { return rule.state_count() * rule.flags_count(); }

Element element_of(std::size_t number, std::size_t flags_count) {
    return {static_cast<std::uint16_t>(number / flags_count), static_cast<std::uint16_t>(number % flags_count)};
}

}  // namespace

Quotient::Quotient(const Rule& rule) : rule_(&rule), flags_count_(rule.flags_count()) {
    base_ = compile(rule.base);
    ladder_ = compile(rule.ladder);
}

std::variant<Quotient, std::string> Quotient::of(const Rule& rule) {
    Quotient made(rule);
    std::uint32_t bits = 0;
    for (Fact& fact : made.facts_) {
        fact.shift = bits;
        bits += fact.bits;
    }
    if (bits > bits_max) {
        return fmt::format("the predicates need {} bits of facts, and there are {}: {}", bits, bits_max,
                           made.facts_text());
    }
    made.find_classes();
    return made;
}

std::vector<bool> Quotient::elements(const ElementPredicate& predicate) const {
    std::vector<bool> members(element_count(*rule_));
    std::size_t number = 0;
    std::generate(members.begin(), members.end(), [&] { return predicate(element_of(number++, flags_count_)); });
    return members;
}

/// Returns the number of that fact, which is one of those that there are or a new one.
std::uint32_t Quotient::fact(Fact wanted) {
    const auto found = std::find_if(facts_.begin(), facts_.end(), [&](const Fact& known) {
        return known.of == wanted.of && known.later == wanted.later && known.count == wanted.count;
    });
    if (found != facts_.end()) {
        return static_cast<std::uint32_t>(found - facts_.begin());
    }
    if (!wanted.later.empty()) {
        wanted.earlier = fact({.of = wanted.of, .text = wanted.text});
    }
    wanted.bits = static_cast<std::uint32_t>(std::bit_width(wanted.count));
    facts_.push_back(std::move(wanted));
    return static_cast<std::uint32_t>(facts_.size() - 1);
}

Quotient::Compiled Quotient::compile(const ListPredicate& predicate) {
    const std::string& text = predicate.text;
    Compiled made{.kind = predicate.kind};
    const auto asked = [&](std::size_t i) { return elements(predicate.asks[i]); };
    switch (predicate.kind) {
        case ListPredicate::Kind::always:
            break;
        case ListPredicate::Kind::empty:
            made.fact = fact({.of = std::vector<bool>(element_count(*rule_), true), .text = "empty"});
            break;
        case ListPredicate::Kind::any:
        case ListPredicate::Kind::none:
            made.fact = fact({.of = asked(0), .text = text});
            break;
        case ListPredicate::Kind::all: {  // none that is not
            std::vector<bool> others = asked(0);
            others.flip();
            made.fact = fact({.of = std::move(others), .text = text});
            break;
        }
        case ListPredicate::Kind::any_before:
            made.fact = fact({.of = asked(0), .later = asked(1), .text = text});
            break;
        case ListPredicate::Kind::at_least:
            made.fact = fact({.of = asked(0), .count = predicate.count, .text = text});
            break;
        case ListPredicate::Kind::negation:
        case ListPredicate::Kind::conjunction:
        case ListPredicate::Kind::disjunction:
            for (const ListPredicate& operand : predicate.operands) {
                made.operands.push_back(compile(operand));
            }
            break;
    }
    return made;
}

std::vector<Quotient::Compiled> Quotient::compile(const std::vector<Rung>& ladder) {
    std::vector<Compiled> made;
    for (const Rung& rung : ladder) {
        made.push_back(compile(rung.holds));
    }
    return made;
}

void Quotient::find_classes() {
    std::map<std::vector<bool>, std::uint32_t> known;
    for (std::size_t number = 0; number < element_count(*rule_); ++number) {
        std::vector<bool> memberships;
        Summary seen = 0;
        for (const Fact& fact : facts_) {
            memberships.push_back(fact.of[number]);
            memberships.push_back(!fact.later.empty() && fact.later[number]);
            if (fact.of[number] && fact.later.empty() && fact.count == 1) {
                seen |= Summary{1} << fact.shift;
            }
        }
        const auto [found, is_new] = known.try_emplace(memberships, class_count());
        if (is_new) {
            first_.push_back(element_of(number, flags_count_));
            seen_.push_back(seen);
        }
        class_of_.push_back(found->second);
    }
}

Summary Quotient::step(Summary before, std::uint32_t of) const {
    Summary after = before | seen_[of];
    const std::size_t number = first_[of].state * flags_count_ + first_[of].flags;
    for (const Fact& fact : facts_) {
        if (!fact.later.empty()) {
            const bool is_after = fact.later[number] && value(facts_[fact.earlier], before) != 0;
            after |= Summary{is_after} << fact.shift;
        } else if (fact.count > 1 && fact.of[number] && value(fact, before) < fact.count) {
            after += Summary{1} << fact.shift;
        }
    }
    return after;
}

Summary Quotient::summary(std::span<const Element> list) const {
    Summary summary = 0;
    for (const Element element : list) {
        summary = step(summary, class_of(element));
    }
    return summary;
}

bool Quotient::holds(const Compiled& compiled, Summary summary) const {
    const auto operand_holds = [&](const Compiled& operand) { return holds(operand, summary); };
    const auto& operands = compiled.operands;
    switch (compiled.kind) {
        case ListPredicate::Kind::always:
            return true;
        case ListPredicate::Kind::any:
        case ListPredicate::Kind::any_before:
            return value(facts_[compiled.fact], summary) != 0;
        case ListPredicate::Kind::at_least:
            return value(facts_[compiled.fact], summary) == facts_[compiled.fact].count;
        case ListPredicate::Kind::empty:
        case ListPredicate::Kind::all:
        case ListPredicate::Kind::none:
            return value(facts_[compiled.fact], summary) == 0;
        case ListPredicate::Kind::negation:
            return !operand_holds(operands.front());
        case ListPredicate::Kind::conjunction:
            return std::all_of(operands.begin(), operands.end(), operand_holds);
        case ListPredicate::Kind::disjunction:
            break;
    }
    return std::any_of(operands.begin(), operands.end(), operand_holds);
}

std::uint16_t Quotient::first_rung(bool of_base, Summary summary) const {
    const std::vector<Compiled>& ladder = of_base ? base_ : ladder_;
    const auto found =
        std::find_if(ladder.begin(), ladder.end(), [&](const Compiled& rung) { return holds(rung, summary); });
    return static_cast<std::uint16_t>(found - ladder.begin());
}

bool Quotient::holds(bool of_base, std::size_t rung, Summary summary) const {
    return holds((of_base ? base_ : ladder_)[rung], summary);
}

std::uint16_t Quotient::answer(bool of_base, std::size_t rung, Summary summary) const {
    const std::optional<std::uint16_t> then = (of_base ? rule_->base : rule_->ladder)[rung].then;
    return then ? *then : answer(true, first_rung(true, summary), summary);
}

Decision Quotient::decide(Summary summary) const {
    const std::uint16_t rung = first_rung(false, summary);
    if (const auto state = rule_->ladder[rung].then) {
        return {*state, rung};
    }
    const std::uint16_t base = first_rung(true, summary);
    return {*rule_->base[base].then, rung, base};
}

std::string Quotient::facts_text() const {
    std::vector<const Fact*> by_values;
    for (const Fact& fact : facts_) {
        by_values.push_back(&fact);
    }
    std::stable_sort(by_values.begin(), by_values.end(),
                     [](const Fact* one, const Fact* other) { return one->count > other->count; });
    std::vector<std::string> largest;
    for (const Fact* fact : by_values) {
        if (largest.size() < 5) {
            largest.push_back(fmt::format("{} ({} values)", fact->text, fact->count + 1));
        }
    }
    return fmt::format("{} facts, the largest of {}", facts_.size(), fmt::join(largest, "; "));
}

std::variant<Explored, std::string> Explored::of(const Quotient& quotient) {
    Explored made(quotient);
    const std::size_t most = std::min(summaries_max, steps_max / quotient.class_count());
    std::unordered_map<Summary, std::uint32_t> seen{{0, 0}};
    made.summaries_.push_back(0);
    made.before_.push_back(0);
    made.last_.push_back(0);
    for (std::uint32_t i = 0; i < made.summaries_.size(); ++i) {
        for (std::uint32_t of = 0; of < quotient.class_count(); ++of) {
            const Summary next = quotient.step(made.summaries_[i], of);
            if (!seen.try_emplace(next, static_cast<std::uint32_t>(made.summaries_.size())).second) {
                continue;
            }
            if (made.summaries_.size() == most) {
                return fmt::format("more than {} summaries of lists over {} classes of elements: {}", most,
                                   quotient.class_count(), quotient.facts_text());
            }
            made.summaries_.push_back(next);
            made.before_.push_back(i);
            made.last_.push_back(of);
        }
    }
    return made;
}

std::vector<Element> Explored::list(std::size_t number) const {
    std::vector<Element> list;
    for (std::size_t at = number; at != 0; at = before_[at]) {
        list.push_back(quotient_->first_of(last_[at]));
    }
    std::reverse(list.begin(), list.end());
    return list;
}

analysis::Machine Explored::machine_of(const std::function<std::uint32_t(const Decision&)>& output) const {
    // In order of their values no letter leads back.
    std::vector<Summary> sorted = summaries_;
    std::sort(sorted.begin(), sorted.end());
    std::unordered_map<Summary, std::uint32_t> number;
    number.reserve(sorted.size());
    for (std::uint32_t i = 0; i < sorted.size(); ++i) {
        number.emplace(sorted[i], i);
    }
    analysis::Machine made{.letter_count = quotient_->class_count(), .outputs = {}, .steps = {}};
    made.steps.reserve(sorted.size() * made.letter_count);
    for (const Summary summary : sorted) {
        made.outputs.push_back(output(quotient_->decide(summary)));
        for (std::uint32_t of = 0; of < quotient_->class_count(); ++of) {
            made.steps.push_back(number.find(quotient_->step(summary, of))->second);
        }
    }
    return analysis::minimized(made);
}

analysis::Machine Explored::machine() const {
    return machine_of([](const Decision& decision) { return decision.state; });
}

Explored::Deciding Explored::deciding_machine() const {
    Deciding made;
    made.machine = machine_of([&](const Decision& decision) {
        const auto found = std::find(made.decisions.begin(), made.decisions.end(), decision);
        if (found == made.decisions.end()) {
            made.decisions.push_back(decision);
            return static_cast<std::uint32_t>(made.decisions.size() - 1);
        }
        return static_cast<std::uint32_t>(found - made.decisions.begin());
    });
    return made;
}

}  // namespace rollout::rules
