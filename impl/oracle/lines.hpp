// Lines from a file descriptor: memory for the longest line only, and a word to the caller before each wait for more.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace rollout::oracle {

class Lines {
public:
    /// `before_read` is called before each read that may block. The descriptor stays the caller's.
    Lines(int descriptor, std::function<void()> before_read)
        : descriptor_(descriptor), before_read_(std::move(before_read)) {}

    /// Returns the next line without its line feed, valid until the next call; nothing at the end. The last line needs no
    /// line feed. Throws std::system_error if reading fails.
    std::optional<std::string_view> next();

private:
    bool read_more();

    int descriptor_;
    std::function<void()> before_read_;
    std::string buffer_;
    std::size_t begin_ = 0;  // of the next line in buffer_
};

}  // namespace rollout::oracle
