#include "file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include "status.hpp"

namespace rollout::oracle {
namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// Returns the permissions that a new file gets, or those of the old one.
mode_t permissions(const std::string& target) {
    struct stat old {};
    if (stat(target.c_str(), &old) == 0) {
        return old.st_mode & 07777;
    }
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

}  // namespace

WholeFile::WholeFile(std::string name) : name_(std::move(name)) {
    struct stat old {};
    const bool is_there = stat(name_.c_str(), &old) == 0;
    if (is_there && !S_ISREG(old.st_mode)) {
        file_ = std::fopen(name_.c_str(), "wbe");
    } else {
        std::error_code error;
        const auto target = std::filesystem::canonical(name_, error);
        target_ = error ? name_ : target.string();
        temporary_ = target_ + ".XXXXXX";
        const int descriptor =
            is_there && access(target_.c_str(), W_OK) != 0 ? -1 : mkostemp(temporary_.data(), O_CLOEXEC);
        if (descriptor < 0) {
            temporary_.clear();
        } else {
            file_ = fdopen(descriptor, "wb");
        }
    }
    if (file_ == nullptr) {
        fail();
    }
}

WholeFile::~WholeFile() {
    if (file_ != nullptr) {
        std::fclose(file_);
    }
    if (!temporary_.empty()) {
        unlink(temporary_.c_str());
    }
}

void WholeFile::fail() {
    if (!problem_) {
        problem_ = fmt::format("cannot write {}: {}", name_, std::strerror(errno));
    }
}

void WholeFile::write(std::string_view text) {
    if (!problem_ && std::fwrite(text.data(), 1, text.size(), file_) != text.size()) {
        fail();
    }
}

std::optional<std::string> WholeFile::finish() {
    if (problem_) {
        return problem_;
    }
    if (std::fflush(file_) != 0) {
        fail();
    } else if (!temporary_.empty()) {
        const int descriptor = fileno(file_);
        if (fchmod(descriptor, permissions(target_)) != 0 || fsync(descriptor) != 0 ||
            std::rename(temporary_.c_str(), target_.c_str()) != 0) {
            fail();
        } else {
            temporary_.clear();
        }
    }
    return problem_;
}

bool write_file(const std::string& name, std::string_view text) {
    WholeFile file(name);
    file.write(text);
    const auto problem = file.finish();
    if (problem) {
        note(*problem);
    }
    return !problem;
}

std::variant<std::string, Unreadable> read_file(const std::string& name) {
    const std::unique_ptr<std::FILE, Close> file(std::fopen(name.c_str(), "rbe"));
    std::string text;
    if (file) {
        std::array<char, 1 << 16> part{};
        while (const std::size_t size = std::fread(part.data(), 1, part.size(), file.get())) {
            text.append(part.data(), size);
        }
    }
    if (!file || std::ferror(file.get()) != 0) {
        const int error = errno;
        return Unreadable{error, fmt::format("cannot read {}: {}", name, std::strerror(error))};
    }
    return text;
}

}  // namespace rollout::oracle
