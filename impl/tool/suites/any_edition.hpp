// What `--edition` names: a built-in edition, or a rule file, which is an edition of its own.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <rollout/vocabulary/edition.hpp>

#include "loaded.hpp"

namespace rollout::oracle {

using LoadedRule = std::shared_ptr<const rules::Loaded>;

class AnyEdition {
public:
    AnyEdition(Edition built_in = Edition::b2) : built_in_(built_in) {}
    AnyEdition(LoadedRule file) : file_(std::move(file)) {}

    /// Returns the name that it has on the wire.
    std::string_view name() const { return file_ ? std::string_view(file_->rule().edition) : rollout::name(built_in_); }

    /// Returns the word that names it on the command line: a name, or a file.
    std::string_view word() const { return file_ ? std::string_view(file_->file()) : name(); }

    /// Null: it is built in.
    const LoadedRule& file() const { return file_; }

    /// Requires: it is built in.
    Edition built_in() const { return built_in_; }

private:
    Edition built_in_ = Edition::b2;
    LoadedRule file_;
};

}  // namespace rollout::oracle
