#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

#include <memory>

#include "source.hpp"

namespace rollout::audit {
namespace {

class Database {
public:
    explicit Database(const std::string& file) : file_(file) {
        sqlite3* opened = nullptr;
        const int status = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
        database_.reset(opened);
        if (status != SQLITE_OK) {
            fail();
        }
    }

    /// Returns whether the expression is one over that table.
    bool has(const std::string& expression, const std::string& table) {
        return prepare(fmt::format("select {} from {} limit 0", expression, table)) != nullptr;
    }

    /// Calls `take` with the values of each row.
    template <class Take>
    void each(const std::string& query, std::size_t columns, Take take) {
        const auto statement = prepare(query);
        if (!statement) {
            fail();
        }
        Values values(columns);
        int status = sqlite3_step(statement.get());
        for (; status == SQLITE_ROW; status = sqlite3_step(statement.get())) {
            for (std::size_t i = 0; i < columns; ++i) {
                const int column = static_cast<int>(i);
                const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), column));
                values[i] = bytes == nullptr
                                ? std::nullopt
                                : std::optional(std::string_view(
                                      bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement.get(), column))));
            }
            take(values);
        }
        if (status != SQLITE_DONE) {
            fail();
        }
    }

private:
    struct Closes {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    std::unique_ptr<sqlite3_stmt, Closes> prepare(const std::string& query) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(database_.get(), query.c_str(), -1, &statement, nullptr);
        return std::unique_ptr<sqlite3_stmt, Closes>(statement);
    }

    [[noreturn]] void fail() { throw Unreadable(fmt::format("{}: {}", file_, sqlite3_errmsg(database_.get()))); }

    std::string file_;
    std::unique_ptr<sqlite3, Closes> database_;
};

}  // namespace

void read_sqlite(const std::string& file, const Store& store, Fleet& fleet, Problems& problems) {
    const sql::Tables& tables = store.tables;
    const std::string parents = tables.parents + " p";
    const std::string rows = tables.rows + " r";
    Database database(file);
    Taker taker(fleet, problems);
    // A condition or column that the tables do not have is null, unless it was named.
    const auto optional = [&](const std::string& text, const std::string& by_default, const std::string& alias,
                              const std::string& from, std::string_view form) {
        const std::string expression = fmt::format(fmt::runtime(form), sql::column(alias, text));
        return text == by_default && !database.has(expression, from) ? "null" : expression;
    };
    constexpr std::string_view as_it_is = "{}";
    constexpr std::string_view as_condition = "case when {0} then 1 when not {0} then 0 end";
    const sql::Tables usual;
    std::size_t number = 0;
    database.each(fmt::format("select {}, {}, {} from {}", sql::column("p", tables.id), sql::column("p", store.stored),
                              optional(tables.released, usual.released, "p", parents, as_condition), parents),
                  3, [&](const Values& values) {
                      taker.take_parent(values, fmt::format("{}: row {} of {}", file, ++number, tables.parents));
                  });
    std::vector<std::string> order{sql::column("r", tables.rollout)};
    for (const std::string& position : tables.position) {
        order.push_back(sql::column("r", position));
    }
    number = 0;
    database.each(
        fmt::format("select {}, {}, {}, {}, {}, {}, {}, {}, null from {} order by {}", sql::column("r", tables.rollout),
                    sql::column("r", tables.state), sql::column("r", tables.policy),
                    optional(tables.deployment, usual.deployment, "r", rows, as_it_is),
                    optional(tables.key, usual.key, "r", rows, as_it_is),
                    optional(tables.kind, usual.kind, "r", rows, as_it_is),
                    optional(tables.started, usual.started, "r", rows, as_condition),
                    optional(tables.step, usual.step, "r", rows, as_it_is), rows, fmt::join(order, ", ")),
        9, [&](const Values& values) {
            ++number;
            taker.take_row(values, static_cast<std::int64_t>(number),
                           fmt::format("{}: row {} of {}", file, number, tables.rows));
        });
}

}  // namespace rollout::audit
