// Files that the verbs read and write, whole or not at all.
#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace rollout::oracle {

/// Writes a file beside its name, and gives it the name when it is whole: until then, and where anything fails, an old
/// file of that name stays as it was. A pipe or a device has no old content, and is written to directly. A link stays a
/// link: what it leads to is replaced.
class WholeFile {
public:
    explicit WholeFile(std::string name);
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;
    /// Removes what was not finished.
    ~WholeFile();

    /// Appends `text`. A failure is kept for finish().
    void write(std::string_view text);

    /// Has the content reach the disk and the file its name. Returns what went wrong, if anything did since the
    /// beginning: `cannot write NAME: No space left on device`.
    std::optional<std::string> finish();

private:
    void fail();

    std::string name_;
    std::string target_;     // what is replaced: `name_`, links followed
    std::string temporary_;  // beside it; empty: `name_` is written to directly
    std::FILE* file_ = nullptr;
    std::optional<std::string> problem_;
};

/// Writes the whole file, as above. Returns false, and says so on standard error, if it can't be written.
bool write_file(const std::string& name, std::string_view text);

/// Why a file could not be read.
struct Unreadable {
    int error;         // of errno
    std::string what;  // `cannot read NAME: Is a directory`
};

/// Returns the whole content of a file.
std::variant<std::string, Unreadable> read_file(const std::string& name);

}  // namespace rollout::oracle
