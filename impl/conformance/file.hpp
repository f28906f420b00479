// Files that the verbs write.
#pragma once

#include <string>
#include <string_view>

namespace rollout::conformance {

/// Writes the whole file. Returns false, and says so on standard error, if it can't be written.
bool write_file(const std::string& file, std::string_view text);

}  // namespace rollout::conformance
