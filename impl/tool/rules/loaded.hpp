// A rule with its quotient, explored: what every question about a rule file begins with.
#pragma once

#include <memory>

#include "quotient.hpp"

namespace rollout::rules {

class Loaded {
public:
    /// Reads the text of a rule file, which messages call `file`. Returns a message, a line per problem, where it is
    /// none or its quotient is too large.
    static std::variant<std::shared_ptr<const Loaded>, std::string> of(std::string_view text, const std::string& file);
    /// The same, of the file of that name.
    static std::variant<std::shared_ptr<const Loaded>, std::string> of_file(const std::string& file);

    const Rule& rule() const { return rule_; }
    const Explored& explored() const { return *explored_; }

private:
    explicit Loaded(Rule rule) : rule_(std::move(rule)) {}

    Rule rule_;
    std::optional<Quotient> quotient_;
    std::optional<Explored> explored_;
};

}  // namespace rollout::rules
