// The editions of the projection, oldest first. An edition is a complete rule; a later one replaces, never amends, an
// earlier one. Text: spec/rules/editions.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace rollout {

enum class Edition : std::uint8_t { b1, b2, b3, b4, pause, settled, finalizers, steps };

struct EditionFacts {
    Edition edition;
    std::string_view name;
    std::string_view changed;    // what it changed, in one line
    std::string_view observed;   // when, and where, it was seen
    std::string_view certainty;  // how it is known
};

inline constexpr std::array editions{
    EditionFacts{Edition::b1, "b1", "the parent is the aggregate of its operations; policies are ignored",
                 "before 2026-06-14, pull request #318", "reconstructed: its source was not available"},
    EditionFacts{Edition::b2, "b2",
                 "a failure that may continue holds the parent running until every child is terminal",
                 "2026-06-14, pull request #337", "read in its source"},
    EditionFacts{Edition::b3, "b3", "the projection of b2; its writers are atomic",
                 "2026-06-14, roadmap of pull request #337",
                 "planned there; the writers are reconstructed, and direct writes may have survived"},
    EditionFacts{Edition::b4, "b4", "the hold is running_degraded, so a known failure shows",
                 "2026-06-14, roadmap of pull request #337",
                 "planned there; the writers are reconstructed from what followed"},
    EditionFacts{Edition::pause, "pause", "a failure may pause the rollout until it is released",
                 "by autumn 2026, public history", "read in its source"},
    EditionFacts{Edition::settled, "settled", "settled in place of terminal; post-copy phases; reverting",
                 "by autumn 2026, public history",
                 "read in its source; whether it already had the claims of steps could not be read"},
    EditionFacts{Edition::finalizers, "finalizers",
                 "orphaned finalizers hold nothing; never-started rows are not past pending",
                 "by autumn 2026, public history",
                 "read in its source; whether it already had the claims of steps could not be read"},
    EditionFacts{Edition::steps, "steps", "an earlier step that did not complete orphans the rows of later ones",
                 "by November 2026, public history", "builder read in its source; claims known by their tests alone"},
};

/// The edition that was observed last.
inline constexpr Edition newest_edition = editions.back().edition;

/// Returns the facts of `edition`.
constexpr const EditionFacts& facts(Edition edition) { return editions[static_cast<std::size_t>(edition)]; }

/// Returns `first` and the editions after it: what holds of them is asked of a new one, too.
constexpr std::span<const EditionFacts> editions_from(Edition first) {
    return std::span(editions).subspan(static_cast<std::size_t>(first));
}

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
