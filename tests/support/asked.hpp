// How many questions a test asked of a decision, and the first difference that it found.
#pragma once

#include <cstdint>
#include <string>

#include <rollout/vocabulary/lifecycle.hpp>
#include <rollout/vocabulary/text.hpp>

#include "support/gtest.hpp"

namespace rollout::tests {

inline constexpr bool either[] = {false, true};

inline constexpr std::uint64_t edition_count = editions.size();
inline constexpr std::uint64_t latched_edition_count = edition_count * latches.size();

/// Counts what is asked and keeps the first difference.
class Asked {
public:
    void expect_none(std::string_view who, Edition edition, auto describe) {
        ++count_;
        if (!who.empty() && first_.empty()) {
            first_ = std::string(name(edition)) + ": " + std::string(who) + ": " + describe();
        }
    }
    void expect_count(std::uint64_t count) const {
        EXPECT_EQ(first_, "");
        EXPECT_EQ(count_, count);
    }

private:
    std::uint64_t count_ = 0;
    std::string first_;
};

}  // namespace rollout::tests
