// Answers to lines of rollouts (contract: `project --jsonl`): a line in, a line out, whatever the line; and what a file
// looks like that is no JSON Lines.
#pragma once

#include <string>
#include <string_view>

#include "agreed_decision.hpp"
#include "fast_line.hpp"

namespace rollout::oracle {

/// Returns what a line that cannot be parsed looks like, and what to do: `it looks like YAML: ...`. Empty where it
/// looks like nothing that is known here.
std::string_view foreign_format(std::string_view line);

class LineAnswers {
public:
    /// `edition` and `latch` hold where a line does not say its own.
    LineAnswers(Edition edition, Latch latch) : edition_(edition), latch_(latch) {}

    /// Appends to `out` the answers to the lines of `text`, the first of which is line `number` of the input. Each ends
    /// in a line feed; the last one need not. Throws Disagreement and std::bad_alloc; `number` is then the line's.
    /// Cost: one pass over plain lines (FastLineReader), the memory of the longest list.
    void answer(std::string_view text, std::size_t& number, std::string& out);

    /// Returns whether some line was not a rollout.
    bool met_a_bad_line() const { return met_a_bad_line_; }

private:
    void answer_line(std::string_view line, std::size_t number, std::string& out);
    void append_answer(const RolloutLine& rollout, std::string& out);
    void append_fields(const RolloutLine& rollout, std::string& out);

    Edition edition_;
    Latch latch_;
    FastLineReader fast_reader_;
    DecisionCache decisions_;
    bool met_a_bad_line_ = false;
};

}  // namespace rollout::oracle
