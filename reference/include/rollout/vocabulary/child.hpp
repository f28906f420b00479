// What a projection reads, at four levels: rows as a store or a wire spells them, placed operations (words resolved),
// operations (words resolved, place unknown), and children (policies resolved to flags). Each list is in
// (created_at, id) order.
#pragma once

#include <optional>
#include <string_view>

#include <rollout/vocabulary/policy.hpp>
#include <rollout/vocabulary/state.hpp>

namespace rollout {

/// One sticky bit an apply: whether a release request is pending or completed. Read from edition pause on.
enum class Latch : std::uint8_t { unreleased, released };
inline constexpr std::array latches{Latch::unreleased, Latch::released};

enum class Kind : std::uint8_t { work, group_finalizer };

/// Where an operation stands among the rows of its apply: what the builders of editions finalizers and steps relate
/// rows by.
struct Placement {
    std::string_view deployment = {};  // any bytes
    std::string_view key = {};         // any bytes; components are separated by '/'
    Kind kind = Kind::work;
    bool started = true;
    std::uint32_t step = 0;        // of its change, from 1 on; 0: it is the whole change. Edition steps
    std::string_view target = {};  // any bytes; what of the deployment is changed. Claims of edition steps
};

/// One operation as text.
struct Row {
    std::string_view state;                                     // a token, any bytes
    std::optional<std::string_view> on_failure = std::nullopt;  // absent: the default (POLICY-1)
    Placement placement = {};
};

/// One operation, its words resolved.
struct Operation {
    State state;
    Policy on_failure = policy_default;

    friend constexpr bool operator==(Operation, Operation) = default;
};

/// One operation, its words resolved, and its place.
struct PlacedOperation {
    Operation operation;
    Placement placement = {};
};

/// One child as the rule sees it. An edition reads only the flags that it has.
struct Child {
    State state;
    bool continue_on_failure = false;
    bool pause_on_failure = false;
    bool orphaned = false;
    bool never_started = false;

    friend constexpr bool operator==(Child, Child) = default;
};

struct FlagFacts {
    std::string_view name;  // of the field, on the wire too
    std::string_view mark;  // as spec/ and messages write it: failed+continue
    bool Child::*flag;
    Edition since;  // the first edition that reads it
};

inline constexpr std::array child_flags{
    FlagFacts{"continue_on_failure", "continue", &Child::continue_on_failure, Edition::b2},
    FlagFacts{"pause_on_failure", "pause", &Child::pause_on_failure, Edition::pause},
    FlagFacts{"orphaned", "orphaned", &Child::orphaned, Edition::finalizers},
    FlagFacts{"never_started", "never_started", &Child::never_started, Edition::finalizers},
};

/// How many combinations of flags a child can have.
inline constexpr std::size_t flags_count = std::size_t{1} << child_flags.size();

/// Returns the number of `child`'s combination of flags, flag i being bit i.
constexpr std::size_t flags_of(Child child) {
    std::size_t number = 0;
    for (std::size_t i = 0; i < child_flags.size(); ++i) {
        number |= static_cast<std::size_t>(child.*child_flags[i].flag) << i;
    }
    return number;
}

/// Returns the child in `state` with that combination of flags.
constexpr Child child_with(State state, std::size_t flags) {
    Child child{state};
    for (std::size_t i = 0; i < child_flags.size(); ++i) {
        child.*child_flags[i].flag = (flags >> i & 1) != 0;
    }
    return child;
}

/// Returns how many combinations of flags `edition` tells apart at most: those it has are the first ones.
constexpr std::size_t flags_count_of(Edition edition) {
    std::size_t count = 1;
    for (const FlagFacts& facts : child_flags) {
        count *= facts.since <= edition ? 2 : 1;
    }
    return count;
}

}  // namespace rollout
