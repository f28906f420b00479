#include "blocks.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace rollout::oracle {
namespace {

/// Returns how many line feeds `text` has. Lines are long: a search for each is faster than a look at each byte.
std::size_t line_feeds(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string_view::npos; ++at) {
        ++count;
    }
    return count;
}

}  // namespace

/// Returns whether a read might wait. Says yes where it is not known, which costs only time.
bool BlockReader::would_wait() const {
    pollfd asked{descriptor_, POLLIN, 0};
    return poll(&asked, 1, 0) != 1;
}

/// Returns how many bytes were read, none at the end of the input.
std::size_t BlockReader::read_into(char* begin, std::size_t size) {
    ssize_t got = 0;
    do {
        got = read(descriptor_, begin, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        const int error = errno;
        before_wait_();
        throw std::system_error(error, std::generic_category(), "cannot read");
    }
    return static_cast<std::size_t>(got);
}

bool BlockReader::next(Block& block) {
    if (block.bytes.size() < std::max(block_size, begun_.size())) {
        block.bytes.resize(std::max(block_size, begun_.size()));
    }
    std::copy(begun_.begin(), begun_.end(), block.bytes.begin());
    std::size_t end = begun_.size();  // of what was read
    std::size_t whole = 0;            // the size of the whole lines in it
    while (!ended_) {
        const bool full = end >= block_size;
        if (full && whole == 0) {
            before_wait_();  // a long line has all the memory for itself
            block.bytes.resize(std::max(block.bytes.size(), 2 * end));
        } else if (full) {
            break;
        } else if (would_wait()) {
            if (whole > 0) {
                break;
            }
            before_wait_();
        }
        // Beyond a block the size doubles, so that each byte moves a constant number of times.
        const std::size_t got = read_into(block.bytes.data() + end, full ? end : block_size - end);
        ended_ = got == 0;
        const std::size_t feed = std::string_view(block.bytes.data() + end, got).rfind('\n');
        whole = feed == std::string_view::npos ? whole : end + feed + 1;
        end += got;
    }
    block.size = ended_ ? end : whole;
    block.first_line = line_;
    line_ += line_feeds(block.text());
    const auto rest = block.bytes.begin() + static_cast<std::ptrdiff_t>(block.size);
    begun_.assign(rest, block.bytes.begin() + static_cast<std::ptrdiff_t>(end));
    return block.size > 0;
}

}  // namespace rollout::oracle
