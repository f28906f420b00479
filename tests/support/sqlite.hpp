// A database of SQLite in memory.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace rollout::tests {

class Sqlite {
public:
    using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

    Sqlite() {
        sqlite3* opened = nullptr;
        const int status = sqlite3_open(":memory:", &opened);
        database_.reset(opened);
        check(status);
    }

    /// Runs statements that answer nothing. Throws std::runtime_error, as the others do.
    void run(const std::string& statements) {
        check(sqlite3_exec(database_.get(), statements.c_str(), nullptr, nullptr, nullptr));
    }

    /// Runs a statement once for each row of values.
    void insert(const std::string& statement, const std::vector<std::vector<Value>>& rows) {
        const auto prepared = prepare(statement);
        for (const std::vector<Value>& row : rows) {
            for (std::size_t column = 0; column < row.size(); ++column) {
                bind(prepared.get(), static_cast<int>(column + 1), row[column]);
            }
            sqlite3_step(prepared.get());
            check(sqlite3_reset(prepared.get()));
        }
    }

    /// Returns the rows of a query, each value as a text.
    std::vector<std::vector<std::string>> rows(const std::string& query) {
        const auto prepared = prepare(query);
        std::vector<std::vector<std::string>> found;
        int status = sqlite3_step(prepared.get());
        for (; status == SQLITE_ROW; status = sqlite3_step(prepared.get())) {
            std::vector<std::string>& row = found.emplace_back();
            for (int column = 0; column < sqlite3_column_count(prepared.get()); ++column) {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(prepared.get(), column));
                row.emplace_back(text == nullptr ? "(null)" : text);
            }
        }
        check(status == SQLITE_DONE ? SQLITE_OK : status);
        return found;
    }

private:
    struct Closes {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    std::unique_ptr<sqlite3_stmt, Closes> prepare(const std::string& statement) {
        sqlite3_stmt* prepared = nullptr;
        check(sqlite3_prepare_v2(database_.get(), statement.c_str(), -1, &prepared, nullptr));
        return std::unique_ptr<sqlite3_stmt, Closes>(prepared);
    }

    void bind(sqlite3_stmt* statement, int column, const Value& value) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            check(sqlite3_bind_int64(statement, column, *number));
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            check(sqlite3_bind_text(statement, column, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT));
        } else {
            check(sqlite3_bind_null(statement, column));
        }
    }

    void check(int status) {
        if (status != SQLITE_OK) {
            throw std::runtime_error(sqlite3_errmsg(database_.get()));
        }
    }

    std::unique_ptr<sqlite3, Closes> database_;
};

}  // namespace rollout::tests
