#include <sqlite3.h>

#include <memory>

#include "reading.hpp"

namespace rollout::audit {
namespace {

class Sqlite : public Database {
public:
    explicit Sqlite(const std::string& file) : file_(file) {
        sqlite3* opened = nullptr;
        const int status = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
        database_.reset(opened);
        if (status != SQLITE_OK) {
            fail();
        }
    }

    std::string name() const override { return file_; }

    bool has(const std::string& expression, const std::string& from) override {
        if (prepare(fmt::format("select {} from {} limit 0", expression, from))) {
            return true;
        }
        if (!std::string_view(sqlite3_errmsg(database_.get())).starts_with("no such column")) {
            fail();
        }
        return false;
    }

    void begin() override {
        if (sqlite3_exec(database_.get(), "begin", nullptr, nullptr, nullptr) != SQLITE_OK) {
            fail();
        }
    }

    void each(const std::string& query, std::size_t columns, const std::function<void(const Values&)>& take) override {
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
                const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement.get(), column));
                values[i] = bytes == nullptr ? std::nullopt : std::optional(std::string_view(bytes, size));
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
    Sqlite database(file);
    read(database, store, fleet, problems);
}

}  // namespace rollout::audit
