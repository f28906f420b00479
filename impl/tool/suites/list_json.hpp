// Lists of letters as the wire carries them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "alphabet.hpp"

namespace rollout::oracle {

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
