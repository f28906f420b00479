#include "symbolic_text.hpp"

namespace rollout::proofs {

std::string bytes_of(const z3::expr& string) {
    const std::string shown = string.get_string();
    std::string bytes;
    for (std::size_t at = 0; at < shown.size(); ++at) {
        const std::size_t end = shown.compare(at, 3, "\\u{") == 0 ? shown.find('}', at) : std::string::npos;
        if (end == std::string::npos) {
            bytes += shown[at];
        } else {
            // Characters beyond a byte stand for nothing here; their lowest byte does as well as any.
            bytes += static_cast<char>(std::stoul(shown.substr(at + 3, end - at - 3), nullptr, 16) & 0xFF);
            at = end;
        }
    }
    return bytes;
}

}  // namespace rollout::proofs
