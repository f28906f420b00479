#include "lines.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace rollout::oracle {

bool Lines::read_more() {
    constexpr std::size_t chunk = 1 << 16;
    before_read_();
    if (begin_ > 0) {
        std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
                  buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
        end_ -= begin_;
        begin_ = 0;
    }
    if (buffer_.size() - end_ < chunk) {
        // Doubles, so that each byte moves a constant number of times.
        buffer_.resize(std::max(end_ + chunk, 2 * buffer_.size()));
    }
    ssize_t got = 0;
    do {
        got = read(descriptor_, buffer_.data() + end_, buffer_.size() - end_);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot read");
    }
    end_ += static_cast<std::size_t>(got);
    return got > 0;
}

std::optional<std::string_view> Lines::next() {
    std::size_t searched = 0;  // bytes of the line known to hold no line feed
    while (true) {
        const std::size_t feed = unread().find('\n', searched);
        if (feed != std::string_view::npos) {
            const std::string_view line = unread().substr(0, feed);
            begin_ += feed + 1;
            return line;
        }
        searched = unread().size();
        if (!read_more()) {
            const std::string_view last = unread();
            begin_ = end_;
            return last.empty() ? std::nullopt : std::optional(last);
        }
    }
}

}  // namespace rollout::oracle
