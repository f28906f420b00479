#include "shown.hpp"

#include <fmt/format.h>

#include <iterator>

namespace rollout::conformance {

std::string shown(std::string_view bytes) { return shown(bytes, bytes.size()); }

std::string shown(std::string_view beginning, std::size_t size) {
    beginning = beginning.substr(0, shown_bytes_max);
    std::string text = "\"";
    for (const char byte : beginning) {
        if (byte == '\n') {
            text += "\\n";
        } else if (byte == '"' || byte == '\\') {
            text += '\\';
            text += byte;
        } else if (byte >= ' ' && byte <= '~') {
            text += byte;
        } else {
            fmt::format_to(std::back_inserter(text), "\\x{:02x}", static_cast<unsigned char>(byte));
        }
    }
    text += '"';
    if (beginning.size() < size) {
        fmt::format_to(std::back_inserter(text), "... ({} bytes)", size);
    }
    return text;
}

}  // namespace rollout::conformance
