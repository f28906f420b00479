// A text of any length, kept in bounded memory: its beginning, its end, and how much was between them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rollout::oracle {

class KeptText {
public:
    static constexpr std::size_t part_bytes_max = std::size_t{16} << 10;  // of the beginning, and of the end

    void append(std::string_view text);

    /// Returns the beginning and the end, and between them, if anything was left out, a line that says how much.
    std::string text() const;

private:
    std::string beginning_;
    std::string end_;  // at most twice the bound, so that it is seldom moved
    std::size_t left_out_ = 0;
};

}  // namespace rollout::oracle
