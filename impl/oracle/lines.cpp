#include "lines.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace rollout::oracle {

bool Lines::read_more() {
    constexpr std::size_t chunk = 1 << 16;
    before_read_();
    buffer_.erase(0, begin_);
    begin_ = 0;
    const std::size_t kept = buffer_.size();
    buffer_.resize(kept + std::max(chunk, kept));  // doubles, so that a long line is copied a constant number of times
    ssize_t got = 0;
    do {
        got = read(descriptor_, buffer_.data() + kept, buffer_.size() - kept);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot read");
    }
    buffer_.resize(kept + static_cast<std::size_t>(got));
    return got > 0;
}

std::optional<std::string_view> Lines::next() {
    std::size_t searched = begin_;
    while (true) {
        const std::size_t end = buffer_.find('\n', searched);
        if (end != std::string::npos) {
            const std::string_view line = std::string_view(buffer_).substr(begin_, end - begin_);
            begin_ = end + 1;
            return line;
        }
        searched = buffer_.size() - begin_;  // after read_more the line begins at 0
        if (!read_more()) {
            if (buffer_.empty()) {
                return std::nullopt;
            }
            begin_ = buffer_.size();
            return std::string_view(buffer_);
        }
    }
}

}  // namespace rollout::oracle
