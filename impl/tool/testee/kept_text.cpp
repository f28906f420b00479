#include "kept_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rollout::oracle {

void KeptText::append(std::string_view text) {
    const std::size_t to_beginning = std::min(text.size(), part_bytes_max - beginning_.size());
    beginning_ += text.substr(0, to_beginning);
    text.remove_prefix(to_beginning);
    if (text.size() > part_bytes_max) {
        left_out_ += end_.size() + text.size() - part_bytes_max;
        end_.clear();
        text.remove_prefix(text.size() - part_bytes_max);
    }
    end_ += text;
    if (end_.size() > 2 * part_bytes_max) {
        left_out_ += end_.size() - part_bytes_max;
        end_.erase(0, end_.size() - part_bytes_max);
    }
}

std::string KeptText::text() const {
    const std::size_t more = end_.size() - std::min(end_.size(), part_bytes_max);
    const std::string_view end = std::string_view(end_).substr(more);
    if (left_out_ + more == 0) {
        return fmt::format("{}{}", beginning_, end);
    }
    return fmt::format("{}\n[{} bytes left out]\n{}", beginning_, left_out_ + more, end);
}

}  // namespace rollout::oracle
