// The tree of sources, for tests that read it as text.
#pragma once

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace rollout::tests {

inline const std::filesystem::path root = ROLLOUT_SOURCE_DIR;

/// Returns the files below `folder` with one of the endings, in order, without build folders and hidden ones.
inline std::vector<std::filesystem::path> files(const std::filesystem::path& folder,
                                                const std::set<std::string>& endings) {
    std::vector<std::filesystem::path> found;
    for (auto entry = std::filesystem::recursive_directory_iterator(folder);
         entry != std::filesystem::recursive_directory_iterator(); ++entry) {
        const std::string name = entry->path().filename().string();
        if (entry->is_directory() && (name == "build" || name.front() == '.')) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file() && endings.contains(entry->path().extension().string())) {
            found.push_back(entry->path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// Returns the path as people write it, below the root.
inline std::string shown(const std::filesystem::path& path) { return std::filesystem::relative(path, root).string(); }

}  // namespace rollout::tests
