// The machine of an edition as data that any language can carry: spec/machines/, described by
// spec/schemas/machine.schema.json.
#pragma once

#include <string>

#include "any_edition.hpp"

namespace rollout::oracle {

/// Returns the minimal machine of `edition` over children with every combination of flags, with what an operation's
/// policy means in flags: of a built-in edition the bytes of spec/machines/EDITION.json.
std::string machine_json(const AnyEdition& edition);

/// The same of a rule file alone.
std::string machine_json(const LoadedRule& rule);

/// Returns the same machine as a graph in the language of Graphviz, an edge for each pair of states that a letter
/// connects.
std::string machine_dot(const AnyEdition& edition);

}  // namespace rollout::oracle
