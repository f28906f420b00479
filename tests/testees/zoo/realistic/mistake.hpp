// A realistic wrong implementation: right but for one mistake that people make. Each is a function of the whole case,
// so that it may read words, rows and lengths in its own way.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ascii.hpp"
#include "test_case.hpp"

namespace rollout::zoo {

using oracle::PolicyWord;
using oracle::Rollout;
using oracle::WrittenChild;
using oracle::WrittenRow;
using Rows = std::vector<WrittenRow>;
using Children = std::vector<WrittenChild>;

using Answer = std::function<State(Edition, const Rollout&)>;

inline constexpr Edition last_edition = editions.back().edition;

struct Mistake {
    std::string_view kind;  // policies, states, rule, rows, sizes
    std::string name;
    std::string description;  // of what it does, one sentence without a full stop
    Edition first;            // in which it can be told from a right one
    Edition last;
    Answer answer;
    // Of those that show in long lists, which are not read word by word: what becomes of the children. Then no answer.
    std::function<void(std::vector<Child>&)> change = nullptr;
};

/// Returns all of them, by kind.
const std::vector<Mistake>& realistic_mistakes();

/// Where mistakes of one kind are added.
class MistakesOfKind {
public:
    /// Names begin with `prefix`; without a wish, a mistake exists from edition `first` on.
    MistakesOfKind(std::vector<Mistake>& mistakes, std::string_view kind, std::string prefix, Edition first)
        : mistakes_(mistakes), kind_(kind), prefix_(std::move(prefix)), first_(first) {}

    void add(std::string name, std::string description, Answer answer, std::optional<Edition> first = std::nullopt,
             Edition last = last_edition);
    /// Adds one of those that show in long lists.
    void add_change(std::string name, std::string description, std::function<void(std::vector<Child>&)> change,
                    std::optional<Edition> first = std::nullopt);

private:
    Mistake& added(std::string name, std::string description);

    std::vector<Mistake>& mistakes_;
    std::string_view kind_;
    std::string prefix_;
    Edition first_;
};

// One file for each kind.
void add_policy_mistakes(std::vector<Mistake>& mistakes);
void add_state_mistakes(std::vector<Mistake>& mistakes);
void add_rule_mistakes(std::vector<Mistake>& mistakes);
void add_row_mistakes(std::vector<Mistake>& mistakes);
void add_size_mistakes(std::vector<Mistake>& mistakes);

// What they are made of.

/// Returns the right answer.
State right(Edition edition, const Rollout& rollout);

/// Returns the rows; null where the list is of children.
Rows* rows_of(Rollout& rollout);
const Rows* rows_of(const Rollout& rollout);

/// Returns an answer that is right for the rollout as `change` leaves it.
Answer after(std::function<void(Edition, Rollout&)> change);

/// Returns the same; each state's text, or each policy's, is read as `read` returns it.
Answer with_states(std::function<std::string(const std::string&)> read);
Answer with_policies(std::function<std::string(const std::string&)> read);
/// Returns the same of rows alone.
Answer with_rows(std::function<void(Edition, Rows&)> change);
Answer with_each_row(std::function<void(WrittenRow&)> change);

/// Returns the answer to children of the rollout's rows, or its own ones, as `change` leaves them.
Answer with_children(std::function<void(Edition, std::vector<Child>&)> change);

// Readings of text that people use.
std::string trimmed(std::string text, std::string_view blanks, bool left = true, bool right = true);
std::string replaced_all(std::string text, std::string_view old, std::string_view with);
/// Return what Unicode makes of look-alikes: U+0130 and U+212A in lower case, U+0131 and U+017F in upper case.
std::string unicode_lower(std::string text);
std::string unicode_upper(std::string text);
/// Returns the text without bytes that do not show.
std::string without_invisible(std::string text);
/// Returns full-width letters as ASCII, and blanks of Unicode as a space, as NFKC does.
std::string nfkc(std::string text);
/// Returns Cyrillic letters that look like Latin ones as these.
std::string without_homoglyphs(std::string text);
/// Returns the first of `words` of which `is_it` says that the text is it; else, and if it is one of them, the text.
std::string chosen(const std::string& text, const std::vector<std::string_view>& words,
                   const std::function<bool(std::string_view word)>& is_it);
/// Returns whether one insertion, removal or replacement makes the one of the other.
bool differ_by_one(std::string_view one, std::string_view other);

inline constexpr std::string_view ascii_blanks = " \t\n\v\f\r";

}  // namespace rollout::zoo
