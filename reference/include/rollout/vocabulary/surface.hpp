// What people see of a rollout, next to its state: a target's state, a check's conclusion, a row's label. Text:
// spec/rules/surfaces.md.
#pragma once

#include <rollout/vocabulary/lifecycle.hpp>

namespace rollout {

/// How a check run of a change ends, or that it has not. Of several, the greatest counts.
enum class Conclusion : std::uint8_t { success, action_required, failure, in_progress };

struct ConclusionFacts {
    Conclusion conclusion;
    std::string_view word;
};
inline constexpr std::array conclusions{
    ConclusionFacts{Conclusion::success, "success"},
    ConclusionFacts{Conclusion::action_required, "action_required"},
    ConclusionFacts{Conclusion::failure, "failure"},
    ConclusionFacts{Conclusion::in_progress, "in_progress"},
};
constexpr std::string_view word(Conclusion conclusion) {
    return conclusions[static_cast<std::size_t>(conclusion)].word;
}

/// What a row is said to wait for.
enum class Label : std::uint8_t { none, next, waiting, halted, paused };

struct LabelFacts {
    Label label;
    std::string_view word;
};
inline constexpr std::array labels{
    LabelFacts{Label::none, "none"},     LabelFacts{Label::next, "next"},     LabelFacts{Label::waiting, "waiting"},
    LabelFacts{Label::halted, "halted"}, LabelFacts{Label::paused, "paused"},
};
constexpr std::string_view word(Label label) { return labels[static_cast<std::size_t>(label)].word; }

}  // namespace rollout
