// JSON as the structured targets write it: what readers expect, in the layouts of several writers, with mistakes.
// Where no bytes are left, what is drawn is right: the provider then gives the least number.
#pragma once

#include <string>
#include <vector>

#include "drawn.hpp"

namespace rollout::fuzz {

inline std::string draw_blank(FuzzedDataProvider& choices) {
    const auto number = choices.ConsumeIntegralInRange<unsigned>(0, 15);
    return number == 1 ? " " : number == 2 ? "\t " : number == 3 ? "\r" : "";
}

/// Returns a scalar or a small container that nobody asked for.
inline std::string draw_odd_value(FuzzedDataProvider& choices) {
    constexpr std::array odd{"null",
                             "true",
                             "false",
                             "0",
                             "-1",
                             "1.5",
                             "1e999",
                             "[]",
                             "{}",
                             "[[1],{\"a\":null}]",
                             "\"\"",
                             "18446744073709551616",
                             "\"\\ud83d\\ude00\"",
                             "\"\\u0000\"",
                             "\"\\ud800\"",
                             "01",
                             "nul"};
    return odd[choices.ConsumeIntegralInRange<std::size_t>(0, odd.size() - 1)];
}

/// Returns the text in quotes as it is, or the value that `draw_odd_value` makes.
inline std::string draw_value(FuzzedDataProvider& choices, std::string_view text) {
    return choices.ConsumeIntegralInRange<unsigned>(0, 15) == 15 ? draw_odd_value(choices)
                                                                 : "\"" + std::string(text) + "\"";
}

/// Returns an object of the members, each `"name":value`; seldom one is left out, or there twice.
inline std::string draw_object(FuzzedDataProvider& choices, const std::vector<std::string>& members) {
    std::string text;
    for (const std::string& member : members) {
        const auto times = choices.ConsumeIntegralInRange<unsigned>(0, 31);
        for (unsigned i = 0; i < (times == 31 ? 0U : times == 30 ? 2U : 1U); ++i) {
            text += (text.empty() ? "" : ",") + draw_blank(choices) + member;
        }
    }
    return "{" + text + draw_blank(choices) + "}";
}

inline std::string member(std::string_view name, const std::string& value) {
    return "\"" + std::string(name) + "\":" + value;
}

inline std::string array_of(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) {
        text += (text.empty() ? "" : ",") + value;
    }
    return "[" + text + "]";
}

/// Returns the text, seldom with one byte changed.
inline std::string with_a_mistake(FuzzedDataProvider& choices, std::string text) {
    if (!text.empty() && choices.ConsumeIntegralInRange<unsigned>(0, 7) == 7) {
        text[choices.ConsumeIntegralInRange<std::size_t>(0, text.size() - 1)] = choices.ConsumeIntegral<char>();
    }
    return text;
}

}  // namespace rollout::fuzz
