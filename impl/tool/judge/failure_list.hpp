// Failure lists: what a testee is known to answer wrongly, case by case. A list cannot go stale: an entry that is no
// longer so is a problem of the run.
//
//     # a comment
//     failed:continue running:halt -> failed  # why
//     released: *:pause * -> skipped (at most 12)  # a pattern says how many cases it may cover
//     "odd -> id # with \u0007" -> "error"  # in JSON quotes everything is literal: no pattern, no keyword
//
// An entry is a line `ID -> ANSWER`. ANSWER is what the testee says, or `skipped` or `error`. In an ID without quotes
// `*` stands for any bytes and `?` for one byte. Without quotes neither holds `#`, `->` or a control character, and
// spaces around it are not part of it.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "verdict.hpp"

namespace rollout::oracle {

inline constexpr std::size_t pattern_cases_max = 1000;

/// A list, and what a run found about its entries. One thread at a time may use it.
class FailureList {
public:
    /// A case did not pass. Returns whether the list has it: by an entry of its own, or else by the first pattern that
    /// covers it and says the same, as long as that one may cover more cases. Cost: one look-up; if no entry names the
    /// case, also one comparison a pattern.
    bool match(const Failure& failure);

    /// A case passed. Cost: one look-up. Patterns are not asked: they say what may fail, not that all of it does.
    void passed(std::string_view id);

    /// Returns what is wrong with the list, one sentence an entry, in order: an entry whose case passed, failed
    /// otherwise or was not asked, and a pattern that covers no failing case, or too many. `all_asked`: of a run that
    /// left cases out, it is no problem that an entry was not met.
    std::vector<std::string> problems(bool all_asked = true) const;

    /// Returns the text of the list as it should be after a run whose failures are `failures`: without the entries that
    /// met nothing, with changed answers, and with an entry for each further failure at its end. Comments and order
    /// stay. Looks neither at `match` nor at `passed`. Requires: `failures` are all of a whole run.
    std::string fixed(std::span<const Failure> failures) const;

private:
    friend std::variant<FailureList, std::string> read_failure_list(std::string_view text, std::string file);

    struct Answer {
        Failure::Kind kind;
        std::string said;  // if it differs

        friend bool operator==(const Answer&, const Answer&) = default;
    };
    struct Entry {
        std::size_t line;  // its index
        std::string id;
        std::string written;  // the ID as the line has it
        Answer answer;
        std::string comment;                 // what follows the answer, from the #
        std::optional<std::size_t> at_most;  // of a pattern
        // What the run found.
        bool is_met = false;                         // failed as the entry says
        bool passes = false;                         // passed
        std::optional<Answer> other;                 // failed otherwise: the first other answer
        std::set<std::string, std::less<>> covered;  // IDs, of a pattern

        std::optional<std::string> problem(bool all_asked) const;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>()(id); }
    };

    static Answer answer_of(const Failure& failure);
    static std::string line_of(const Entry& entry, std::string_view end);
    /// Takes note of one failing case in `entries`. Returns whether one of them has it.
    bool match(std::vector<Entry>& entries, std::string_view id, const Answer& answer) const;

    std::string file_;
    std::vector<std::string> lines_;  // with what ends them
    std::vector<Entry> entries_;
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> exact_;  // their indices
    std::vector<std::size_t> patterns_;
};

/// Returns the list that `text` is, or what is wrong with it: file, line, what, and what to do. Errors: text that is
/// not UTF-8; a line that is no entry; an ID that is there twice; a pattern without a bound, or above 1000; a bound
/// without a pattern.
std::variant<FailureList, std::string> read_failure_list(std::string_view text, std::string file);

}  // namespace rollout::oracle
