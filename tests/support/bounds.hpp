// How far a test goes. `./dev test` takes small bounds; `./dev test --all` takes each bound whole, in the preset
// release, by ROLLOUT_BOUNDS=whole. tests/README.md lists what differs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace rollout::tests {

/// Returns whether this run takes each bound whole. Throws std::runtime_error if ROLLOUT_BOUNDS is neither "whole" nor
/// "small" nor absent.
inline bool whole_bounds() {
    static const bool is_whole = [] {
        const char* const asked = std::getenv("ROLLOUT_BOUNDS");
        const std::string_view bounds = asked == nullptr ? "small" : asked;
        if (bounds != "small" && bounds != "whole") {
            throw std::runtime_error("ROLLOUT_BOUNDS is '" + std::string(bounds) + "'; expected whole or small");
        }
        return bounds == "whole";
    }();
    return is_whole;
}

/// Returns the length up to which lists of operations are complete in b1 to b4.
inline std::size_t list_length() { return whole_bounds() ? 4 : 3; }

/// Returns the length up to which lists are complete over the 432 children of edition finalizers.
inline std::size_t long_alphabet_length() { return whole_bounds() ? 3 : 2; }

/// Returns which of the 2^23 words of facts are asked about: every one, or every 61st.
inline std::uint32_t facts_step() { return whole_bounds() ? 1 : 61; }

}  // namespace rollout::tests
