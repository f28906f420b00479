// One line of JSON Lines input, read as if it were hostile: every byte is checked, no field is guessed, and what is
// wrong is named by field or byte.
#pragma once

#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <rollout/vocabulary/child.hpp>

#include "json_document.hpp"

namespace rollout::oracle {

struct RolloutLine {
    std::string_view id;             // the raw JSON value, as it came; empty if absent. Points into the line.
    std::optional<Edition> edition;  // if the line names one
    std::optional<bool> released;    // if the line says so
    std::variant<std::vector<Operation>, std::vector<Child>> elements;
    std::vector<Placement> placements;  // of the operations, in order; empty if no row says anything of its place
    std::shared_ptr<std::pmr::monotonic_buffer_resource> text;  // what the placements point into

    /// Returns the operations with their places. Requires: the elements are operations.
    std::vector<PlacedOperation> placed() const;
};

struct LineError {
    std::string_view id;  // if it was readable
    std::string message;  // names the field or the byte offset
};

/// Takes what a line says of its rollout, field by field. Each function that may find something wrong returns what it
/// is.
class ElementTaker {
public:
    virtual ~ElementTaker() = default;

    /// A line begins, perhaps once more: what was taken is forgotten.
    virtual void start() = 0;
    virtual std::optional<std::string> take_edition(std::string_view name) = 0;
    virtual void start_list(bool of_children) = 0;
    virtual void start_element() = 0;
    /// Returns the names that a field of an element may have.
    virtual std::span<const std::string_view> fields() const = 0;
    /// Takes the value of one of these fields.
    virtual std::optional<std::string> take(std::string_view field, const Value& value) = 0;
    /// Adds the element. Returns whether it had its required field, the state.
    virtual bool end_element() = 0;
};

/// What a line says beside its elements and its edition.
struct LineHead {
    std::string_view id;  // the raw JSON value, as it came; empty if absent. Points into the line.
    std::optional<bool> released;
};

/// Reads a rollout object, its elements and its edition by `taker`. One carriage return at the end is accepted.
std::variant<LineHead, LineError> read_line(std::string_view line, ElementTaker& taker);

/// Reads a rollout object (contract: `project --jsonl`). One carriage return at the end is accepted. States are read in
/// the whole vocabulary, so that the edition may follow them. Cost: one pass; memory for two bytes an
/// operation, 56 more and the text if some row says where it stands, or five bytes a child.
std::variant<RolloutLine, LineError> read_rollout_line(std::string_view line);

}  // namespace rollout::oracle
