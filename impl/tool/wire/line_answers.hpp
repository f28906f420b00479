// Answers to lines of rollouts (contract: `project --jsonl`): a line in, a line out, whatever the line; and what a file
// looks like that is no JSON Lines.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "agreed_decision.hpp"
#include "fast_line.hpp"

namespace rollout::oracle {

/// Returns what a line that cannot be parsed looks like, and what to do: `it looks like YAML: ...`. Empty where it
/// looks like nothing that is known here.
std::string_view foreign_format(std::string_view line);

/// Answers lines one by one; what a line's elements mean is its heirs'.
class LineAnswers {
public:
    virtual ~LineAnswers() = default;
    /// Returns another one, for another thread.
    virtual std::unique_ptr<LineAnswers> copy() const = 0;

    /// Appends to `out` the answers to the lines of `text`, the first of which is line `number` of the input. Each ends
    /// in a line feed; the last one need not. Throws Disagreement and std::bad_alloc; `number` is then the line's.
    void answer(std::string_view text, std::size_t& number, std::string& out);

    /// Returns whether some line was not a rollout.
    bool met_a_bad_line() const { return met_a_bad_line_; }

    /// What answers a line, valid until the next one.
    struct Answer {
        std::string_view id;      // as the line has it; empty if absent
        std::string_view fields;  // the other members, without braces
    };
    /// Returns the answer to the line, or what is wrong with it.
    virtual std::variant<Answer, LineError> answer_to(std::string_view line) = 0;

private:
    bool met_a_bad_line_ = false;
};

/// Answers by the built-in editions. Cost: one pass over plain lines (read_plain_line), the memory of the longest list.
class EditionAnswers : public LineAnswers {
public:
    /// `edition` and `latch` hold where a line does not say its own.
    EditionAnswers(Edition edition, Latch latch) : edition_(edition), latch_(latch) {}

    std::unique_ptr<LineAnswers> copy() const override { return std::make_unique<EditionAnswers>(*this); }
    std::variant<Answer, LineError> answer_to(std::string_view line) override;

private:
    Answer answer_to(const RolloutLine& rollout);

    Edition edition_;
    Latch latch_;
    FastLineReader fast_reader_;
    DecisionCache decisions_;
    std::string fields_;  // of rows with a place
};

}  // namespace rollout::oracle
