// The predicates of a rule file: of one element of a list, and of the whole list. Grammar and meaning:
// spec/guides/rule_files.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rollout::rules {

/// One element of a list, as a rule sees it: its state, and its flags, of which flag i is bit i.
struct Element {
    std::uint16_t state = 0;
    std::uint16_t flags = 0;

    friend bool operator==(Element, Element) = default;
};

/// A question about one element.
struct ElementPredicate {
    enum class Kind { always, states, flag, negation, conjunction, disjunction };
    Kind kind = Kind::always;
    std::vector<bool> states = {};  // of Kind::states: whether it holds, by state
    std::size_t flag = 0;           // of Kind::flag
    std::vector<ElementPredicate> operands = {};

    bool operator()(Element element) const;
};

/// A question about a list.
struct ListPredicate {
    enum class Kind { always, empty, any, all, none, any_before, at_least, negation, conjunction, disjunction };
    Kind kind = Kind::always;
    std::uint32_t count = 0;                  // of Kind::at_least
    std::vector<ElementPredicate> asks = {};  // what is asked of elements: one predicate; of Kind::any_before two
    std::vector<ListPredicate> operands = {};
    std::string text = {};  // of a question, as it is written

    /// Returns whether it holds, by its definition: element by element. Cost: a pass for each question.
    bool operator()(std::span<const Element> list) const;
};

/// What names mean in the predicates of one file.
struct Names {
    std::vector<std::string> states;
    std::vector<std::string> flags;
    std::map<std::string, ElementPredicate, std::less<>> defined;  // sets and derived predicates

    /// Returns the number of that state or flag, if it is one.
    std::optional<std::uint16_t> state(std::string_view name) const;
    std::optional<std::uint16_t> flag(std::string_view name) const;
    /// Returns every name, for suggestions.
    std::vector<std::string> all() const;
};

/// Why a text is no predicate.
struct PredicateProblem {
    std::size_t offset;  // of the byte where it shows
    std::string message;
};

/// The largest k of `at_least(k, p)`.
inline constexpr std::uint32_t count_max = 1000;

/// Reads a predicate. A nesting deeper than 64 is a problem.
std::variant<ElementPredicate, PredicateProblem> read_element_predicate(std::string_view text, const Names& names);
std::variant<ListPredicate, PredicateProblem> read_list_predicate(std::string_view text, const Names& names);

}  // namespace rollout::rules
