// A scenario in words: one situation and what may happen from there on. Grammar: spec/README.md.
#pragma once

#include <span>
#include <string>
#include <variant>

#include "explore.hpp"

namespace rollout::model {

/// Returns the exploration that `text` describes, of properties to be asked; or what is wrong with the text.
/// Example: "failed:continue^ running:continue* parent=failed". A word that is no state of the edition is a problem, or
/// is read as the edition reads it. `rows`: the rows, where their placements say, of a text that has
/// none; those of a text are each of a deployment of their own.
enum class UnknownStates { are_problems, are_unrecognized };
std::variant<Exploration, std::string> read_scenario(Edition edition, const std::string& text,
                                                     UnknownStates unknown = UnknownStates::are_problems,
                                                     std::span<const Row> rows = {});

/// Returns whether the property holds from that situation on. Requires: read_scenario reads it.
bool holds_from(Edition edition, const std::string& text, Property property);

/// Adds a property to what is asked, as a goal if it is one.
void ask(Exploration& exploration, Property property);

}  // namespace rollout::model
