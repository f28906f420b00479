#include "json_faults.hpp"

#include <algorithm>
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

namespace {

/// Returns the size of the JSON number that `text` begins with; 0 if it begins with none.
std::size_t number_size(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t from = at;
        at = std::min(text.find_first_not_of("0123456789", at), text.size());
        return at > from;
    };
    const auto skip_one_of = [&](std::string_view bytes) {
        const bool there = at < text.size() && bytes.find(text[at]) != std::string_view::npos;
        at += there ? 1 : 0;
        return there;
    };
    skip_one_of("-");
    if (!skip_one_of("0") && !digits()) {
        return 0;
    }
    std::size_t whole = at;  // the longest number so far
    if (skip_one_of(".") && digits()) {
        whole = at;
    }
    at = whole;
    if (skip_one_of("eE")) {
        skip_one_of("+-");
        if (digits()) {
            whole = at;
        }
    }
    return whole;
}

/// Returns whether the number may be beyond a double, which holds up to 1.8e308.
bool may_be_large(std::string_view number) {
    constexpr std::size_t digits_max = 300;
    const std::size_t exponent = number.find_first_of("eE");
    return number.size() >= digits_max || (exponent != std::string_view::npos && number.size() - exponent > 3);
}

}  // namespace

void make_numbers_small(std::string& text) {
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') {
            in_string = !in_string;
        } else if (text[at] == '\\' && in_string) {
            ++at;
        } else if (const std::size_t size = in_string ? 0 : number_size(std::string_view(text).substr(at)); size > 0) {
            if (may_be_large(std::string_view(text).substr(at, size))) {
                text.replace(at, size, "0." + std::string(size - 2, '0'));
            }
            at += size - 1;
        }
    }
}

}  // namespace rollout::oracle
