#include "small_numbers.hpp"

#include <algorithm>

namespace rollout::oracle {
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
