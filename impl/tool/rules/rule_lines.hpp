// Rollouts as JSON, read and answered by a rule file: the lines of `project --jsonl`. Rows have state and on_failure,
// children a state and the flags of the file.
#pragma once

#include <array>

#include "line_answers.hpp"
#include "loaded.hpp"
#include "plain_line.hpp"

namespace rollout::rules {

/// A rollout object, read by a rule.
struct RuleLine {
    std::string_view id;  // the raw JSON value; empty if absent. Points into the line.
    std::optional<bool> released;
    WrittenList list;  // its latch is not set here
};

/// Reads a rollout object. Returns the edition, and reads no more, where the object names a built-in one that is not
/// the rule's.
std::variant<RuleLine, Edition, oracle::LineError> read_rule_line(const Rule& rule, std::string_view line);

/// Answers lines by a rule, from a table of its machine's answers. A line that names a built-in edition is answered by
/// that one. Cost: one pass over plain lines (read_plain_line).
class RuleAnswers : public oracle::LineAnswers {
public:
    /// `is_released` holds where a line does not say its own latch.
    RuleAnswers(std::shared_ptr<const Loaded> rule, bool is_released);

    std::unique_ptr<LineAnswers> copy() const override { return std::make_unique<RuleAnswers>(*this); }
    std::variant<Answer, oracle::LineError> answer_to(std::string_view line) override;

private:
    using Row = std::uint32_t;  // its state, times the words of the rule and one that is none of them, its word
    struct Tables {
        analysis::Machine machine;         // over classes
        std::vector<std::string> answers;  // by output
        std::map<std::string, std::uint16_t, std::less<>> state_numbers;
        std::map<std::string, std::uint16_t, std::less<>> word_numbers;
        std::array<std::vector<std::uint32_t>, 2> class_of_row;  // by latch; a row's number is state times word
    };

    Row row_of(const oracle::PlainRow& row) const;
    std::string_view answer_of_rows(bool is_released) const;
    std::string_view answer_of(const WrittenList& list) const;

    std::shared_ptr<const Loaded> rule_;
    bool is_released_;
    std::shared_ptr<const Tables> tables_;
    std::optional<oracle::EditionAnswers> built_in_;  // once a line names one
    oracle::KnownRows<Row> known_rows_;
    std::vector<Row> rows_;
};

}  // namespace rollout::rules
