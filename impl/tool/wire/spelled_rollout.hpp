// A rollout as the wire spells it, word by word: what is absent, what is null and what is text stay different.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <rollout/reference/projection.hpp>

namespace rollout::oracle {

/// The member `on_failure` of a row.
struct PolicyWord {
    enum class Is { absent, null, text };
    Is is = Is::text;
    std::string text = std::string(word(policy_default));  // if it is text

    friend bool operator==(const PolicyWord&, const PolicyWord&) = default;
};
inline PolicyWord policy_word(std::string_view text) { return {PolicyWord::Is::text, std::string(text)}; }
inline const PolicyWord absent_policy{PolicyWord::Is::absent, ""};
inline const PolicyWord null_policy{PolicyWord::Is::null, ""};

/// One row under `operations`.
struct WrittenRow {
    std::string state;  // any text
    PolicyWord on_failure = {};
    std::string deployment = {};  // empty: absent
    std::string key = {};         // empty: absent
    Kind kind = Kind::work;       // work: absent
    std::optional<bool> started = std::nullopt;

    /// Returns whether more is written than a state and a policy.
    bool has_place() const;
    /// Returns the row as the reference reads it. It points into this one.
    Row row() const;
    /// Returns `{"state":...}`, without the absent members.
    std::string json() const;
    /// Returns `STATE[:POLICY]`: `halt` is left out, an absent policy is `(absent)`, null is `(null)`, and text with
    /// other bytes than letters, digits and `_` is a JSON string. Requires: no place.
    std::string text() const;

    friend bool operator==(const WrittenRow&, const WrittenRow&) = default;
};

/// One child under `children`.
struct WrittenChild {
    std::string state;
    std::size_t flags = 0;  // flag i is bit i

    Child child() const;
    std::string json() const;
    std::string text() const;

    friend bool operator==(const WrittenChild&, const WrittenChild&) = default;
};

/// Return what the wire carries of it: what names no state and no policy here is no token and no policy word there
/// either.
WrittenRow written(const Operation& operation);
WrittenChild written(const Child& child);

/// Returns the rows as the reference reads them. They point into these.
std::vector<Row> rows_of(const std::vector<WrittenRow>& written);

/// A list at one of the two levels, and the latch.
struct Rollout {
    std::variant<std::vector<WrittenRow>, std::vector<WrittenChild>> elements;
    Latch latch = Latch::unreleased;
};

/// Returns the rollout that a case object spells. Requires: it is one, as read_rollout_line takes it.
Rollout read_rollout(const rapidjson::Value& object);

/// Returns the members of the case object, without braces.
std::string members_of(const Rollout& rollout);

/// Returns the rollout in words, `released: failed:continue running`, or, where a row has a place, its rows as JSON.
std::string text_of(const Rollout& rollout);

/// Returns the children that the rollout is to the rule.
std::vector<Child> children_of(Edition edition, const Rollout& rollout);

/// Returns the reference's decision.
reference::Decision decision_of(Edition edition, const Rollout& rollout);

}  // namespace rollout::oracle
