// What an edition or a rule file answers of the rows of a store.
#pragma once

#include <span>

#include "any_edition.hpp"
#include "fleet.hpp"

namespace rollout::audit {

class Projector {
public:
    explicit Projector(oracle::AnyEdition edition) : edition_(std::move(edition)) {}

    const oracle::AnyEdition& edition() const { return edition_; }

    /// Returns the state's token. A built-in edition makes children of the rows as its builder does. A rule file reads
    /// states and policies alone.
    std::string_view state(std::span<const Row> rows, Latch latch) const;
    /// Returns the clause by which it answers. Throws oracle::Disagreement.
    std::string clause(std::span<const Row> rows, Latch latch) const;

    /// Returns the token of the state that a word names; nothing where it names none.
    std::optional<std::string_view> named(std::string_view word) const;
    /// Returns every token, and every word that a policy can be.
    std::vector<std::string_view> states() const;
    std::vector<std::string> policies() const;

private:
    rules::Decision decide(std::span<const Row> rows, Latch latch) const;

    oracle::AnyEdition edition_;
};

}  // namespace rollout::audit
