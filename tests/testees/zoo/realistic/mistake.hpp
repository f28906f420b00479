// A realistic wrong implementation: right but for one mistake that people make. Each is a function of the whole case,
// so that it may read words, rows and lengths in its own way.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rollout_case.hpp"

namespace rollout::zoo {

using conformance::PolicyWord;
using conformance::Rollout;
using conformance::WrittenChild;
using conformance::WrittenRow;
using Rows = std::vector<WrittenRow>;
using Children = std::vector<WrittenChild>;

struct Mistake {
    std::string_view kind;  // policies, states, rule, rows, sizes
    std::string name;
    std::string description;  // of what it does, one sentence without a full stop
    Edition first;            // in which it can be told from a right one
    Edition last;
    std::function<State(Edition, const Rollout&)> answer;
    // Of those that show in long lists, which are not read word by word: what becomes of the children. Then no answer.
    std::function<void(std::vector<Child>&)> change = nullptr;
};

/// Returns all of them, by kind.
const std::vector<Mistake>& realistic_mistakes();

// One file for each kind.
void add_policy_mistakes(std::vector<Mistake>& mistakes);
void add_state_mistakes(std::vector<Mistake>& mistakes);
void add_rule_mistakes(std::vector<Mistake>& mistakes);
void add_row_mistakes(std::vector<Mistake>& mistakes);
void add_size_mistakes(std::vector<Mistake>& mistakes);

// What they are made of.

inline constexpr Edition last_edition = editions.back().edition;

/// Returns the right answer.
State right(Edition edition, const Rollout& rollout);

/// Returns the rows; null where the list is of children.
Rows* rows_of(Rollout& rollout);
const Rows* rows_of(const Rollout& rollout);

/// Returns an answer that is right for the rollout as `change` leaves it.
std::function<State(Edition, const Rollout&)> after(std::function<void(Edition, Rollout&)> change);

/// Returns the same; each state's text, or each policy's, is read as `read` returns it.
std::function<State(Edition, const Rollout&)> with_states(std::function<std::string(const std::string&)> read);
std::function<State(Edition, const Rollout&)> with_policies(std::function<std::string(const std::string&)> read);
/// Returns the same of rows alone.
std::function<State(Edition, const Rollout&)> with_rows(std::function<void(Edition, Rows&)> change);
std::function<State(Edition, const Rollout&)> with_each_row(std::function<void(WrittenRow&)> change);

/// Returns the answer to children of the rollout's rows, or its own ones, as `change` leaves them.
std::function<State(Edition, const Rollout&)> with_children(std::function<void(Edition, std::vector<Child>&)> change);

// Readings of text that people use.
std::string trimmed(std::string text, std::string_view blanks, bool left = true, bool right = true);
std::string replaced_all(std::string text, std::string_view old, std::string_view with);
std::string lower(std::string text);
std::string upper(std::string text);
/// Return what Unicode makes of look-alikes: U+0130 and U+212A in lower case, U+0131 and U+017F in upper case.
std::string unicode_lower(std::string text);
std::string unicode_upper(std::string text);
/// Returns the text without bytes that do not show.
std::string without_invisible(std::string text);
/// Returns full-width letters as ASCII, and blanks of Unicode as a space, as NFKC does.
std::string nfkc(std::string text);
/// Returns Cyrillic letters that look like Latin ones as these.
std::string without_homoglyphs(std::string text);
/// Returns whether one insertion, removal or replacement makes the one of the other.
bool differ_by_one(std::string_view one, std::string_view other);

inline constexpr std::string_view ascii_blanks = " \t\n\v\f\r";

}  // namespace rollout::zoo
