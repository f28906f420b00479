// Rows of operations that were read before, by their bytes. The rows of many rollouts are few texts, and comparing one
// with a text that is known costs a third of reading it.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

namespace rollout::oracle {

/// Some of the rows that were kept, fewer than `entry_count`: a row may push out another.
template <class Row>
class KnownRows {
public:
    struct Known {
        Row row;
        std::size_t size;  // of its text
    };

    /// Returns the row that `text` begins with, if it was kept. Sound although what follows is not looked at: where a
    /// whole JSON object was read once, the same bytes are the same object, and end there.
    std::optional<Known> begins(std::string_view text) const {
        const std::string_view start = text.substr(0, size_max);
        const std::size_t brace = start.find('}');
        const std::size_t size = brace == std::string_view::npos ? 0 : brace + 1;
        if (size < size_min) {
            return std::nullopt;
        }
        const Entry& entry = entries_[slot(text.data(), size)];
        if (entry.size != size || std::memcmp(entry.text.data(), text.data(), size) != 0) {
            return std::nullopt;
        }
        return Known{entry.row, size};
    }

    /// Keeps the row, if it is of a usual size. Requires: `text` is the whole object, braces included.
    void keep(std::string_view text, Row row) {
        if (text.size() < size_min || text.size() > size_max) {
            return;
        }
        Entry& entry = entries_[slot(text.data(), text.size())];
        entry.size = static_cast<std::uint8_t>(text.size());
        entry.row = row;
        std::memcpy(entry.text.data(), text.data(), text.size());
    }

private:
    static constexpr std::size_t entry_count = 512;  // a power of two, a few for each state and policy
    static constexpr std::size_t size_min = 16;      // the hash reads words of eight bytes up to the middle and behind
    static constexpr std::size_t size_max = 124;

    struct Entry {
        std::uint8_t size = 0;
        Row row{};
        std::array<char, size_max> text;
    };

    static std::uint64_t word_at(const char* text) {
        std::uint64_t word = 0;
        std::memcpy(&word, text, sizeof(word));
        return word;
    }

    /// Returns the entry of a row by its size and the words where its state and its policy usually stand.
    static std::size_t slot(const char* text, std::size_t size) {
        constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15U;  // 2^64 / phi
        const std::uint64_t mixed =
            3 * word_at(text + size / 4) + 5 * word_at(text + size / 2) + 7 * word_at(text + size - 13) + size;
        return mixed * multiplier >> 32 & (entry_count - 1);
    }

    std::vector<Entry> entries_ = std::vector<Entry>(entry_count);
};

}  // namespace rollout::oracle
