// The editions of the projection, oldest first. An edition is a complete rule; a later one replaces, never amends, an
// earlier one. Text: spec/rules/editions.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rollout {

enum class Edition : std::uint8_t { b1, b2, b3, b4, pause, settled, finalizers };

struct EditionFacts {
    Edition edition;
    std::string_view name;
    std::string_view changed;  // what it changed, in one line
};

inline constexpr std::array editions{
    EditionFacts{Edition::b1, "b1", "the parent is the aggregate of its operations; policies are ignored"},
    EditionFacts{Edition::b2, "b2",
                 "a failure that may continue holds the parent running until every child is terminal"},
    EditionFacts{Edition::b3, "b3", "the projection of b2; its writers are atomic"},
    EditionFacts{Edition::b4, "b4", "the hold is running_degraded, so a known failure shows"},
    EditionFacts{Edition::pause, "pause", "a failure may pause the rollout until it is released"},
    EditionFacts{Edition::settled, "settled", "settled in place of terminal; post-copy phases; reverting"},
    EditionFacts{Edition::finalizers, "finalizers",
                 "orphaned finalizers hold nothing; never-started rows are not past pending"},
};

/// Returns the facts of `edition`.
constexpr const EditionFacts& facts(Edition edition) { return editions[static_cast<std::size_t>(edition)]; }

/// Returns the name of `edition` as the command line and the wire spell it.
constexpr std::string_view name(Edition edition) { return facts(edition).name; }

/// Returns the edition of that exact name, or nothing.
constexpr std::optional<Edition> edition_named(std::string_view name) {
    for (const EditionFacts& candidate : editions) {
        if (candidate.name == name) {
            return candidate.edition;
        }
    }
    return std::nullopt;
}

}  // namespace rollout
