// A rule with its quotient, explored: what every question about a rule file begins with.
#pragma once

#include <memory>
#include <mutex>

#include "quotient.hpp"

namespace rollout::rules {

class Loaded {
public:
    /// Reads the text of a rule file, which messages call `file`. Returns a message, a line per problem, where it is
    /// none or its quotient is too large.
    static std::variant<std::shared_ptr<const Loaded>, std::string> of(std::string_view text, const std::string& file);
    /// The same, of the file of that name.
    static std::variant<std::shared_ptr<const Loaded>, std::string> of_file(const std::string& file);

    /// What messages call it.
    const std::string& file() const { return file_; }
    const std::string& text() const { return text_; }
    const Rule& rule() const { return rule_; }
    const Explored& explored() const { return *explored_; }
    /// Returns explored().machine(), made at the first call. Threads may call it at a time.
    const analysis::Machine& machine() const;

private:
    Loaded(std::string file, std::string_view text, Rule rule)
        : file_(std::move(file)), text_(text), rule_(std::move(rule)) {}

    std::string file_;
    std::string text_;
    Rule rule_;
    std::optional<Quotient> quotient_;
    std::optional<Explored> explored_;
    mutable std::once_flag machine_is_made_;
    mutable analysis::Machine machine_;
};

}  // namespace rollout::rules
