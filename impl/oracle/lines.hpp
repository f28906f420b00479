// Lines from a file descriptor: memory for the longest line only, and a word to the caller before each wait for more.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace rollout::oracle {

class Lines {
public:
    /// `before_read` is called before each read that may block. The descriptor stays the caller's.
    Lines(int descriptor, std::function<void()> before_read)
        : descriptor_(descriptor), before_read_(std::move(before_read)) {}

    /// Returns the next line without its line feed, valid until the next call; nothing at the end. The last line needs
    /// no line feed. Throws std::system_error if reading fails. Cost: linear in the bytes read.
    std::optional<std::string_view> next();

private:
    /// Reads what is there, up to a chunk. Returns false at the end of the input.
    bool read_more();
    std::string_view unread() const { return {buffer_.data() + begin_, end_ - begin_}; }

    int descriptor_;
    std::function<void()> before_read_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;  // of the next line in buffer_
    std::size_t end_ = 0;    // of what was read into buffer_
};

}  // namespace rollout::oracle
