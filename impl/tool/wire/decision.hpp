// A question to guard, writers, claim or surfaces as one line spells it, and its answer in words. Who answers is handed
// in: the reference, the library, the C interface. Grammar: spec/README.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <rollout/reference/clause.hpp>
#include <rollout/vocabulary/surface.hpp>

#include "row.hpp"

namespace rollout::oracle {

/// What guard, writers, claim and surfaces decide: each a function of its own.
enum class Decision {
    guard,
    operator_write,
    local_guard,
    lands,
    local,
    effects,
    row,
    stop,
    claim,
    cutover,
    target,
    check,
    checks,
    label
};
inline constexpr std::size_t decision_count = static_cast<std::size_t>(Decision::label) + 1;

/// What is asked. A decision reads its own fields alone; a name that the line leaves out has its default here.
struct Question {
    Decision decision = Decision::guard;
    WriterInput writer{.guard = {State::pending, State::pending, State::pending}};  // operator_write; guard: its guard
    LocalInput local{.own = State::pending};
    RowInput row{.own = State::pending, .parent = State::pending};
    State read = State::pending;             // lands
    State stored = State::pending;           // local_guard, lands
    State result = State::pending;           // effects
    State projected = State::pending;        // effects
    bool moved = false;                      // effects
    State parent = State::pending;           // stop, check
    bool work_was_completed = false;         // check
    Conclusion one = Conclusion::success;    // checks
    Conclusion other = Conclusion::success;  // checks
    bool every_row_is_terminal = false;
    ClaimInput claim;  // claim, cutover, label, and so are these; its cutover policy is not looked at, but the word
    std::string cutover{word(Cutover::rolling)};
    std::vector<WrittenRow> rows = {};  // target, too
    std::size_t index = 0;              // of the candidate among the rows

    /// Returns whether the answer may depend on the latch.
    bool reads_the_latch() const {
        return decision == Decision::claim || decision == Decision::cutover || decision == Decision::label;
    }
    /// Returns whether it is about rows; where it reads the latch, about one among them.
    bool has_rows() const { return reads_the_latch() || decision == Decision::target; }
    /// Returns whether answers name a deciding clause.
    bool is_decided_by_clauses() const { return decision == Decision::guard || decision == Decision::claim; }

    /// Returns the rows, their words resolved. They point into the question.
    std::vector<PlacedOperation> placed() const;
    /// Returns `claim` under the cutover policy that the word means.
    ClaimInput claim_input() const;
};

/// Returns the word of the decision, as lines and the wire have it.
std::string_view word(Decision decision);

/// Returns the question that `DECISION NAME=VALUE...` spells, or what is wrong with it.
std::variant<Question, std::string> read_question(std::string_view text);

/// Returns the line that spells the question, every name of its decision in order; the latch is left out. Ensures:
/// read_question returns the same question.
std::string spelled(const Question& question);

/// Returns the same under a latch: `released ` before the line where it is asked under a released one. It is the ID of
/// the question among test cases.
std::string id_of(const Question& question);

/// Returns the question with that ID, in any spelling of a line, or what is wrong with it.
std::variant<Question, std::string> question_of_id(std::string_view id);

/// Who answers: one function per decision.
struct Deciders {
    Verdict (*guard)(Edition, const GuardInput&);
    ParentWrite (*operator_write)(Edition, const WriterInput&);
    bool (*local_guard_admits)(State stored);
    bool (*lands)(Edition, State read, State stored);
    LocalSource (*local_source)(Edition, const LocalInput&);
    SideEffects (*side_effects)(Edition, State result, State projected, bool moved);
    std::optional<State> (*row_state)(Edition, const RowInput&);
    bool (*stop_is_resolved)(Edition, State parent, bool every_row_is_terminal);
    Claim (*claim)(Edition, std::span<const PlacedOperation>, std::size_t index, const ClaimInput&);
    bool (*may_cut_over)(Edition, std::span<const PlacedOperation>, std::size_t index, const ClaimInput&);
    State (*target_state)(Edition, std::span<const Operation>);
    Conclusion (*conclusion)(State parent, bool work_was_completed);
    Conclusion (*conclusion_of_both)(Conclusion, Conclusion);
    Label (*label)(Edition, std::span<const PlacedOperation>, std::size_t index, const ClaimInput&);
};
extern const Deciders by_reference;
extern const Deciders by_library;

/// Returns the answer of `deciders`, as a case line spells it.
std::string answer(Edition edition, const Question& question, const Deciders& deciders);

/// Returns the clause by which the reference answers. Requires: question.is_decided_by_clauses().
reference::Clause deciding_clause(Edition edition, const Question& question);

}  // namespace rollout::oracle
