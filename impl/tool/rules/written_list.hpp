// A list in the words that people and programs write, and what a rule file makes of them. A word that is no state stays
// what it is, and so does a policy word that nobody lists.
#pragma once

#include "predicate.hpp"
#include "row.hpp"

namespace rollout::rules {

struct Rule;

/// One element. A row has a state and a policy's word, a child a state and flags.
struct WrittenElement {
    std::string state;  // any text
    oracle::PolicyWord on_failure = oracle::absent_policy;
    std::uint16_t flags = 0;  // flag i is bit i

    friend bool operator==(const WrittenElement&, const WrittenElement&) = default;
};

/// A list at one of the two levels, and the latch.
struct WrittenList {
    bool is_of_children = false;
    bool is_released = false;
    std::vector<WrittenElement> elements = {};

    friend bool operator==(const WrittenList&, const WrittenList&) = default;
};

/// Returns what the list is to the rule. An absent policy is a word that nobody lists: it sets no flag.
std::vector<Element> elements_of(const Rule& rule, const WrittenList& list);
Element element_of(const Rule& rule, const WrittenElement& element, bool is_released);

/// Returns `released: failed:continue running`, `children: failed+leaf`; `none` for no element. A text with other bytes
/// than letters, digits and `_` is a JSON string; a policy that is null is `(null)`.
std::string text_of(const Rule& rule, const WrittenList& list);
std::string text_of(const Rule& rule, const WrittenElement& element);

/// Returns the members of a case object, without braces.
std::string members_of(const Rule& rule, const WrittenList& list);

/// Returns the element that `STATE`, `STATE:WORD` or `STATE+FLAG...` spells, and whether it is spelled with flags. A
/// text that is a state is one, whatever its bytes. Errors: a flag that the rule does not have.
struct SpelledElement {
    WrittenElement element;
    bool has_flags = false;
};
std::variant<SpelledElement, std::string> read_element(const Rule& rule, std::string_view text);

/// Returns the list of elements as they were spelled. Where one is spelled with flags, the list is of children, and a
/// policy's word becomes the flags that it sets.
WrittenList list_of(const Rule& rule, const std::vector<SpelledElement>& elements, bool is_released);

/// Returns the names of these flags, in the rule's order.
std::vector<std::string> flag_names(const Rule& rule, std::uint16_t flags);

/// Returns a word that is no state of the rule, and one that sets no flag.
std::string unlisted_state(const Rule& rule);
std::string unlisted_word(const Rule& rule);

}  // namespace rollout::rules
