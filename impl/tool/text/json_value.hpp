// A value as the parser reports it.
#pragma once

#include <array>
#include <string_view>

namespace rollout::oracle {

enum class Type { null, boolean, number, string, object, array };

constexpr std::string_view described(Type type) {
    constexpr std::array names{"null", "a boolean", "a number", "a string", "an object", "an array"};
    return names[static_cast<std::size_t>(type)];
}

/// A scalar value, or the opening of a container.
struct Value {
    Type type;
    std::string_view text = {};  // of a string; gone after the event
    bool boolean = false;
};

}  // namespace rollout::oracle
