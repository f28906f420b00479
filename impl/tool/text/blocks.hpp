// Input from a file descriptor in blocks of whole lines: memory for the longest line only, and a word to the caller
// before each wait for more.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace rollout::oracle {

/// Some whole lines. A block that is read into again keeps its memory.
struct Block {
    std::vector<char> bytes;     // more than the text, so that it grows seldom
    std::size_t size = 0;        // of the text
    std::size_t first_line = 1;  // the number of its first line in the input

    std::string_view text() const { return {bytes.data(), size}; }
};

class BlockReader {
public:
    /// How many bytes a block has at most, unless a line is longer.
    static constexpr std::size_t block_size = std::size_t{1} << 18;

    /// `before_wait` is called before each read that may block, before memory is taken for a line that is longer than a
    /// block, and before an error is thrown: the last chance to answer what was read. The descriptor stays the
    /// caller's.
    BlockReader(int descriptor, std::function<void()> before_wait)
        : descriptor_(descriptor), before_wait_(std::move(before_wait)) {}

    /// Reads the next lines into `block`: a block of them if they are there without waiting, at least one. The last
    /// line of the input need not end in a line feed. Returns false at the end. Throws std::system_error if reading
    /// fails, std::bad_alloc, and what `before_wait` throws. Cost: linear in the bytes read.
    bool next(Block& block);

private:
    bool would_wait() const;
    std::size_t read_into(char* begin, std::size_t size);

    int descriptor_;
    std::function<void()> before_wait_;
    std::vector<char> begun_;  // the line that the last block's end cut off
    std::size_t line_ = 1;     // the number of its line
    bool ended_ = false;
};

}  // namespace rollout::oracle
