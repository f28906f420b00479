// A projection as one query: the state and the clause of every rollout of a table of rows. Text: spec/guides/sql.md.
#pragma once

#include <variant>

#include "query_rows.hpp"

namespace rollout::sql {

/// Why there is no query.
struct NoQuery {
    std::string why;
};

/// Returns the query of a rule. Each fact about a rollout is a minimum, a maximum or a sum over its rows, so that every
/// engine merges partial results by itself. `title`: what its first line calls it, without line feeds.
std::variant<std::string, NoQuery> query_of(const rules::Rule& rule, const QueryOptions& options,
                                            const std::string& title);

}  // namespace rollout::sql
