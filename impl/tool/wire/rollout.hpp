// A rollout as the wire spells it, word by word: JSON, the command line and case lines are read into it, and it becomes
// what the projection is asked about. A word that is no state stays as it was written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <rollout/reference/projection.hpp>

#include "row.hpp"

namespace rollout::oracle {

/// One child under `children`.
struct WrittenChild {
    std::string state;
    std::size_t flags = 0;  // flag i is bit i

    Child child() const;
    /// Appends `{"state":...}`, with the flags that are set.
    void append_json(std::string& text) const;
    /// Returns `STATE[+MARK]...`.
    std::string text() const;

    friend bool operator==(const WrittenChild&, const WrittenChild&) = default;
};

/// Returns what the wire carries of it.
WrittenChild written(const Child& child);

/// A list at one of the two levels, and the latch.
struct Rollout {
    std::variant<std::vector<WrittenRow>, std::vector<WrittenChild>> elements;
    Latch latch = Latch::unreleased;

    bool is_of_children() const { return std::holds_alternative<std::vector<WrittenChild>>(elements); }

    friend bool operator==(const Rollout&, const Rollout&) = default;
};

/// Returns the rollout that a case object spells. Requires: it is one, as read_rollout_line takes it.
Rollout read_rollout(const rapidjson::Value& object);

/// Returns the rollout that the text spells; nothing where it spells none.
std::optional<Rollout> read_rollout(std::string_view object);

/// Returns the members of the case object, without braces.
std::string members_of(const Rollout& rollout);

/// Returns the rollout in words, `released: failed:continue running`, or, where a row has a place, its rows as JSON.
std::string text_of(const Rollout& rollout);

/// Returns the children that the rollout is to the rule.
std::vector<Child> children_of(Edition edition, const Rollout& rollout);

/// Returns the reference's decision.
reference::Decision decision_of(Edition edition, const Rollout& rollout);

}  // namespace rollout::oracle
