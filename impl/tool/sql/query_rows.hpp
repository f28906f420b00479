// The first part of a query: the rows of each rollout, as a rule sees them.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <rollout/vocabulary/edition.hpp>

#include "dialect.hpp"
#include "rule.hpp"

namespace rollout::sql {

/// Where rollouts and their rows are kept. A table is what may stand behind `from`. A column is a name, or an
/// expression over the table's alias: `p` of parents, `r` of rows.
struct Tables {
    std::string parents = "rollouts";
    std::string id = "id";
    std::string released = "released";  // a condition

    std::string rows = "operations";
    std::string rollout = "rollout";                // the ID of the parent
    std::vector<std::string> position{"position"};  // what rows are ordered by
    std::string state = "state";
    std::string policy = "on_failure";
    std::string deployment = "deployment";
    std::string key = "key";
    std::string kind = "kind";
    std::string started = "started";  // a condition
    std::string step = "step";
    std::map<std::string, std::string, std::less<>> flags = {};  // by name, those that no word sets: a condition each
};

struct QueryOptions {
    const Dialect* dialect = &dialects.front();
    // The built-in edition whose own file the rule is: then a query may read every spelling of a token, and makes
    // children of operation rows as the edition's builder does. Absent: a file's words are compared byte by byte.
    std::optional<Edition> edition = std::nullopt;
    bool reads_every_spelling = false;
    Tables tables = {};
};

/// Returns whether the query makes the children of rows that relate to each other (BUILD-1).
bool has_builder(const QueryOptions& options);

/// Returns a text of a rule file as a part of a name: `failed & !late` as `failed_and_not_late`, 40 bytes at most.
std::string part_of_name(std::string_view text);

/// Returns the name, with a number after it if it is taken.
std::string unlike(const std::vector<std::string>& taken, const std::string& name);

/// Returns the name of the column for a flag of the rule.
std::string flag_column(const rules::Rule& rule, std::size_t flag);

/// Returns the names of the flags of a rule that no word sets.
std::vector<std::string> given_flags(const rules::Rule& rule);

/// Returns the expression of a column: of a name `r.name`, of another text the text itself.
std::string column(std::string_view alias, const std::string& text);

/// Returns two tables for `with`: `named`, whose columns are the row's own, and `seen`, a row each: `rollout`, `place`
/// in the order, `state`, and each flag of the rule as 0 or 1.
std::string rows_text(const rules::Rule& rule, const QueryOptions& options);

}  // namespace rollout::sql
