#include "file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "verbs.hpp"

namespace rollout::conformance {

bool write_file(const std::string& file, std::string_view text) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream.flush()) {
        oracle::note(fmt::format("cannot write {}: {}", file, std::strerror(errno)));
        return false;
    }
    return true;
}

}  // namespace rollout::conformance
