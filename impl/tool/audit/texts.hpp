// Texts by number: each text once.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rollout::audit {

class Texts {
public:
    /// Returns the number of the text, counted from 0 in the order in which they come. Throws std::length_error beyond
    /// 2^32 - 1 texts.
    std::uint32_t number(std::string_view text) {
        const auto found = numbers_.find(text);
        if (found != numbers_.end()) {
            return found->second;
        }
        if (texts_.size() == ~std::uint32_t{0}) {
            throw std::length_error("more than 4294967295 texts");
        }
        texts_.emplace_back(text);
        const auto number = static_cast<std::uint32_t>(texts_.size() - 1);
        numbers_.emplace(texts_.back(), number);
        return number;
    }

    /// Returns the number of a text that came before.
    std::optional<std::uint32_t> find(std::string_view text) const {
        const auto found = numbers_.find(text);
        return found == numbers_.end() ? std::nullopt : std::optional(found->second);
    }

    std::string_view operator[](std::uint32_t number) const { return texts_[number]; }
    std::size_t size() const { return texts_.size(); }

private:
    std::deque<std::string> texts_;
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace rollout::audit
