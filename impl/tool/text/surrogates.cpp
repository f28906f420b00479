#include "surrogates.hpp"

#include <charconv>

namespace rollout::oracle {
namespace {

constexpr std::size_t escape_size = 6;  // \uDC00

/// Returns what the \u escape at that byte stands for; nothing if there is none.
std::optional<unsigned> code_unit(std::string_view json, std::size_t at) {
    const std::string_view escape = json.substr(at, escape_size);
    unsigned unit = 0;
    if (escape.size() < escape_size || !escape.starts_with("\\u") ||
        std::from_chars(escape.data() + 2, escape.data() + escape_size, unit, 16).ptr != escape.data() + escape_size) {
        return std::nullopt;
    }
    return unit;
}

bool is_low(std::optional<unsigned> unit) { return unit && *unit >= 0xDC00 && *unit <= 0xDFFF; }
bool is_high(std::optional<unsigned> unit) { return unit && *unit >= 0xD800 && *unit <= 0xDBFF; }

}  // namespace

std::optional<std::size_t> lone_surrogate(std::string_view json) {
    for (std::size_t at = json.find('\\'); at < json.size(); at = json.find('\\', at)) {
        const auto unit = code_unit(json, at);
        const bool is_pair = is_high(unit) && is_low(code_unit(json, at + escape_size));
        if (is_low(unit) || (is_high(unit) && !is_pair)) {
            return at;
        }
        at += is_pair ? 2 * escape_size : unit ? escape_size : 2;
    }
    return std::nullopt;
}

}  // namespace rollout::oracle
