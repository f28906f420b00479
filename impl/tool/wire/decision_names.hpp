// What questions are spelled with: each name, which subjects have it, and its values. Grammar: spec/README.md.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "decision.hpp"

namespace rollout::oracle {

/// A name that some subjects have.
struct Name {
    enum class Form {
        state,
        yes_or_no,
        word,  // one of a few
        text,  // any
        index,
        rows,
    };

    unsigned decisions;  // one bit each
    std::string_view text;
    Form form;
    // Of the first three forms: the words, by value, and the value that a question has.
    std::span<const std::string_view> words;
    std::size_t (*get)(const Question&);
    void (*set)(Question&, std::size_t value);

    bool is_of(Decision decision) const { return (decisions >> static_cast<unsigned>(decision) & 1) != 0; }
};

/// Returns every name, in the order in which lines have them.
std::span<const Name> names();

/// Returns the name that questions of `subject` have; a null pointer if they have none of that text.
const Name* find_name(Decision decision, std::string_view text);

/// Gives the question the value that `text` spells. Returns false, and changes nothing, for a text that spells none.
bool take_value(Question& question, const Name& name, std::string_view text);

/// Returns the text of the value; not quoted where a line needs quotes.
std::string value_of(const Question& question, const Name& name);

}  // namespace rollout::oracle
