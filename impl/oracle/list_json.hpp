// Lists of letters as the wire carries them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "alphabet.hpp"

namespace rollout::oracle {

/// Return the element as an object of its list: `{"state":"failed","on_failure":"continue"}`. A policy is always
/// spelled; a flag, a place, and what is said of a row only where they are not the default.
std::string element_json(const Operation& operation);
std::string element_json(const Child& child);
std::string element_json(const PlacedOperation& row);

/// Spells words of one alphabet, each letter made once.
class ListJson {
public:
    explicit ListJson(const analysis::Alphabet& alphabet);

    /// Returns the members of a case object, without braces: `"operations":[...],"released":true`; released is left out
    /// where it is not.
    std::string members(std::span<const std::uint32_t> word) const;

private:
    std::string begin_;
    std::string end_;
    std::vector<std::string> letters_;
};

}  // namespace rollout::oracle
