// Rows as they are written: a policy that is no policy's word, a state that nobody knows, stay what they are, and what
// is absent, what is null and what is text stay different.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <rollout/reference/build.hpp>
#include <rollout/vocabulary/child.hpp>

namespace rollout::oracle {

/// The words of a kind, in its order.
inline constexpr std::array<std::string_view, 2> kind_words{"work", "group_finalizer"};

/// What is wrong with a number that is no step.
inline constexpr std::string_view step_problem = "expected a whole number from 0 to 4294967295, in digits alone";

/// The member `on_failure` of a row.
struct PolicyWord {
    enum class Is { absent, null, text };
    Is is = Is::text;
    std::string text = std::string(word(policy_default));  // if it is text

    /// Returns the word as rules read it: null is as unknown as the empty word (POLICY-2).
    std::optional<std::string_view> read() const {
        return is == Is::absent ? std::nullopt : std::optional<std::string_view>(text);
    }

    friend bool operator==(const PolicyWord&, const PolicyWord&) = default;
};
inline PolicyWord policy_word(std::string_view text) { return {PolicyWord::Is::text, std::string(text)}; }
inline const PolicyWord absent_policy{PolicyWord::Is::absent, ""};
inline const PolicyWord null_policy{PolicyWord::Is::null, ""};

/// Which members of a row are spelled: those that are there, or, with their defaults, all but an absent policy, step
/// and target.
enum class Members { written, all };

/// One row under `operations`.
struct WrittenRow {
    std::string state;  // any text
    PolicyWord on_failure = {};
    std::string deployment = {};  // empty: absent
    std::string key = {};         // empty: absent
    Kind kind = Kind::work;       // work: absent
    std::optional<bool> started = std::nullopt;
    std::uint32_t step = 0;   // 0: absent
    std::string target = {};  // empty: absent

    /// Returns whether more is written than a state and a policy.
    bool has_place() const;
    /// Returns where the row stands. It points into this one.
    Placement placement() const;
    /// Returns the row as the reference reads it. It points into this one.
    Row row() const;
    /// Returns the row, its words resolved. It points into this one.
    PlacedOperation resolved() const;
    /// Appends `{"state":...}`.
    void append_json(std::string& json, Members members = Members::written) const;
    /// Returns `STATE[:POLICY]`: `halt` is left out, an absent policy is `(absent)`, null is `(null)`, and text with
    /// other bytes than letters, digits and `_` is a JSON string. Requires: no place.
    std::string text() const;

    friend bool operator==(const WrittenRow&, const WrittenRow&) = default;
};

/// Returns what the wire carries of it: what names no state and no policy here is no token and no policy word there
/// either.
WrittenRow written(const Operation& operation);

/// Returns the rows as the reference reads them. They point into these.
std::vector<Row> rows_of(std::span<const WrittenRow> written);

/// Returns the rows of an array as a rollout has them under `operations`. Errors: names the place below the array, as
/// in
/// `, row 1: state: is required`.
std::variant<std::vector<WrittenRow>, std::string> read_rows(const rapidjson::Value& array);

/// Returns the rows that `STATE[:POLICY],...` or a JSON array spells; a policy that is not spelled is absent. Errors:
/// as above.
std::variant<std::vector<WrittenRow>, std::string> read_rows(std::string_view text);

/// Returns the rows as a JSON array.
std::string json_of(std::span<const WrittenRow> rows, Members members);

/// Returns the text from which read_rows reads these rows: the short form if they have one. Requires: there is a row.
std::string spelled(std::span<const WrittenRow> rows);

/// Leaves out what is the default: a start that the row says was made. So one question has one spelling.
void leave_out_starts(std::vector<WrittenRow>& rows);

}  // namespace rollout::oracle
