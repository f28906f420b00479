// How parents and rows are read from any database. What differs is an engine's own: see Database.
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>

#include "source.hpp"

namespace rollout::audit {

/// A connection that only reads, and sees one state of the database all the time.
class Database {
public:
    virtual ~Database() = default;

    /// Returns what messages call it; no password is part of it.
    virtual std::string name() const = 0;

    /// Returns whether every column of the expression is one of that table. Throws Unreadable where it is wrong
    /// otherwise.
    virtual bool has(const std::string& expression, const std::string& from) = 0;

    /// What has() may be asked of is over: from now on one state is seen.
    virtual void begin() = 0;

    /// Calls `take` with the values of each row, which it may not keep. Throws Unreadable.
    virtual void each(const std::string& query, std::size_t columns,
                      const std::function<void(const Values&)>& take) = 0;
};

inline void read(Database& database, const Store& store, Fleet& fleet, Problems& problems) {
    const sql::Tables& tables = store.tables;
    const sql::Tables usual;
    // What the tables do not have is null, unless it was named.
    const auto optional = [&](const std::string& text, const std::string& by_default, const char* alias,
                              const std::string& table, bool is_condition) {
        std::string expression = sql::column(alias, text);
        if (is_condition) {
            expression = fmt::format("case when {0} then 1 when not {0} then 0 end", expression);
        }
        return text == by_default && !database.has(expression, fmt::format("{} {}", table, alias)) ? "null"
                                                                                                   : expression;
    };
    const auto of_parents = [&](const std::string& text) { return sql::column("p", text); };
    const auto of_rows = [&](const std::string& text) { return sql::column("r", text); };
    const std::string parents =
        fmt::format("select {}, {}, {} from {} p", of_parents(tables.id), of_parents(store.stored),
                    optional(tables.released, usual.released, "p", tables.parents, true), tables.parents);
    std::vector<std::string> order{of_rows(tables.rollout)};
    for (const std::string& position : tables.position) {
        order.push_back(of_rows(position));
    }
    const std::string rows =
        fmt::format("select {}, {}, {}, {}, {}, {}, {}, {}, null from {} r order by {}", of_rows(tables.rollout),
                    of_rows(tables.state), of_rows(tables.policy),
                    optional(tables.deployment, usual.deployment, "r", tables.rows, false),
                    optional(tables.key, usual.key, "r", tables.rows, false),
                    optional(tables.kind, usual.kind, "r", tables.rows, false),
                    optional(tables.started, usual.started, "r", tables.rows, true),
                    optional(tables.step, usual.step, "r", tables.rows, false), tables.rows, fmt::join(order, ", "));
    database.begin();
    Taker taker(fleet, problems);
    std::int64_t number = 0;
    const auto place = [&](const std::string& table) {
        return fmt::format("{}: row {} of {}", database.name(), number, table);
    };
    database.each(parents, 3, [&](const Values& values) {
        ++number;
        taker.take_parent(values, place(tables.parents));
    });
    number = 0;
    database.each(rows, 9, [&](const Values& values) {
        ++number;
        taker.take_row(values, number, place(tables.rows));
    });
}

}  // namespace rollout::audit
