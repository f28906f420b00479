// The finite quotient of a rule: the facts about a list that decide each predicate of its ladders, so that all lists of
// every length are few summaries. From it come the rule's machine, and a shortest list to whatever one asks for.
#pragma once

#include <functional>

#include "machine.hpp"
#include "rule.hpp"

namespace rollout::rules {

/// The facts of a list, packed: bits that are only ever set, and numbers that only grow. That of the empty list is 0.
using Summary = std::uint64_t;

/// How many summaries a quotient may have, and how many steps, summaries times classes of elements: 300 MB at most.
inline constexpr std::size_t summaries_max = 1'000'000;
inline constexpr std::size_t steps_max = 50'000'000;

class Quotient {
public:
    /// Returns the quotient, or why there is none: its facts do not fit into 64 bits.
    static std::variant<Quotient, std::string> of(const Rule& rule);

    const Rule& rule() const { return *rule_; }

    /// Elements that no predicate tells apart are one class. Classes are numbered by their first element: states in
    /// order, then flags.
    std::uint32_t class_count() const { return static_cast<std::uint32_t>(first_.size()); }
    std::uint32_t class_of(Element element) const { return class_of_[element.state * flags_count_ + element.flags]; }
    Element first_of(std::uint32_t of) const { return first_[of]; }

    /// Returns the summary of a list with one more element, of that class. Ensures: not below `before`.
    Summary step(Summary before, std::uint32_t of) const;
    Summary summary(std::span<const Element> list) const;

    /// Ensures: the decision of every list with that summary.
    Decision decide(Summary summary) const;

    // Of one ladder alone, and of its rungs by number.
    std::uint16_t first_rung(bool of_base, Summary summary) const;
    bool holds(bool of_base, std::size_t rung, Summary summary) const;
    /// Returns what the rung answers where it decides.
    std::uint16_t answer(bool of_base, std::size_t rung, Summary summary) const;

    /// Returns a word about the facts: how many there are, and those with the most values.
    std::string facts_text() const;

private:
    /// Whether some element is in a set; whether one in it stands before one in another; or how many are in it, at most
    /// `count`.
    struct Fact {
        std::vector<bool> of;          // by element
        std::vector<bool> later = {};  // by element; empty: no order
        std::uint32_t count = 1;       // more than one: counted
        std::uint32_t shift = 0;
        std::uint32_t bits = 1;
        std::uint32_t earlier = 0;  // of a fact about order: the fact that an element of `of` was seen
        std::string text = {};
    };
    /// A predicate of lists over facts.
    struct Compiled {
        ListPredicate::Kind kind;
        std::uint32_t fact = 0;
        std::vector<Compiled> operands = {};
    };

    explicit Quotient(const Rule& rule);
    std::vector<bool> elements(const ElementPredicate& predicate) const;
    std::uint32_t fact(Fact wanted);
    Compiled compile(const ListPredicate& predicate);
    std::vector<Compiled> compile(const std::vector<Rung>& ladder);
    void find_classes();
    bool holds(const Compiled& compiled, Summary summary) const;
    std::uint32_t value(const Fact& fact, Summary summary) const {
        return static_cast<std::uint32_t>(summary >> fact.shift & ((Summary{1} << fact.bits) - 1));
    }

    const Rule* rule_;
    std::size_t flags_count_;
    std::vector<Fact> facts_;
    std::vector<Compiled> base_;
    std::vector<Compiled> ladder_;
    std::vector<std::uint32_t> class_of_;
    std::vector<Element> first_;
    std::vector<Summary> seen_;  // by class: the bits that its elements set
};

/// Every summary that some list has, in the order in which a breadth-first search finds them.
class Explored {
public:
    /// Returns them, or why there are too many.
    static std::variant<Explored, std::string> of(const Quotient& quotient);

    const std::vector<Summary>& summaries() const { return summaries_; }
    /// Returns a shortest list with the summary of that number.
    std::vector<Element> list(std::size_t number) const;

    /// Returns the minimal machine over the classes of letters whose outputs are the answers, by state.
    analysis::Machine machine() const;
    /// Returns the minimal machine whose outputs are decisions, and these by output.
    struct Deciding {
        analysis::Machine machine;
        std::vector<Decision> decisions;
    };
    Deciding deciding_machine() const;

    const Quotient& quotient() const { return *quotient_; }

private:
    explicit Explored(const Quotient& quotient) : quotient_(&quotient) {}
    analysis::Machine machine_of(const std::function<std::uint32_t(const Decision&)>& output) const;

    const Quotient* quotient_;
    std::vector<Summary> summaries_;
    std::vector<std::uint32_t> before_;  // by number: the summary that it was found from
    std::vector<std::uint32_t> last_;    // by number: the class of the last element
};

}  // namespace rollout::rules
