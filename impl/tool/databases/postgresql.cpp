#include <libpq-fe.h>

#include <memory>

#include "reading.hpp"

namespace rollout::audit {
namespace {

class PostgreSql : public Database {
public:
    explicit PostgreSql(const std::string& connection_string) {
        // What is wrong with the string may be its password, so it is not said.
        const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
            PQconninfoParse(connection_string.c_str(), nullptr), PQconninfoFree);
        if (!parsed) {
            throw Unreadable(
                "--postgres: is no connection string of libpq, such as \"host=db1 dbname=fleet user=audit\"");
        }
        connection_.reset(PQconnectdb(connection_string.c_str()));
        if (PQstatus(connection_.get()) != CONNECTION_OK) {
            fail();
        }
        run("set session characteristics as transaction isolation level repeatable read, read only");
        run("set client_encoding = 'UTF8'");
    }

    std::string name() const override {
        const char* const database = PQdb(connection_.get());
        return fmt::format("database {}", database == nullptr ? "" : database);
    }

    bool has(const std::string& expression, const std::string& from) override {
        const Result result = executed(fmt::format("select {} from {} limit 0", expression, from));
        if (PQresultStatus(result.get()) == PGRES_TUPLES_OK) {
            return true;
        }
        const char* const state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        if (state == nullptr || std::string_view(state) != undefined_column) {
            fail();
        }
        return false;
    }

    void begin() override { run("begin"); }

    void each(const std::string& query, std::size_t columns, const std::function<void(const Values&)>& take) override {
        run("declare all_rows no scroll cursor for " + query);
        Values values(columns);
        for (int count = 1; count > 0;) {
            const Result result = executed("fetch 10000 from all_rows");
            if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
                fail();
            }
            count = PQntuples(result.get());
            for (int row = 0; row < count; ++row) {
                for (std::size_t i = 0; i < columns; ++i) {
                    const int column = static_cast<int>(i);
                    values[i] = PQgetisnull(result.get(), row, column) != 0
                                    ? std::nullopt
                                    : std::optional(std::string_view(
                                          PQgetvalue(result.get(), row, column),
                                          static_cast<std::size_t>(PQgetlength(result.get(), row, column))));
                }
                take(values);
            }
        }
        run("close all_rows");
    }

private:
    struct Closes {
        void operator()(PGconn* connection) const { PQfinish(connection); }
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Result = std::unique_ptr<PGresult, Closes>;
    static constexpr std::string_view undefined_column = "42703";

    Result executed(const std::string& query) { return Result(PQexec(connection_.get(), query.c_str())); }

    void run(const std::string& statement) {
        if (PQresultStatus(executed(statement).get()) != PGRES_COMMAND_OK) {
            fail();
        }
    }

    [[noreturn]] void fail() {
        // The lines that follow draw a caret below the query.
        std::string message = PQerrorMessage(connection_.get());
        message.resize(std::min(message.find('\n'), message.size()));
        throw Unreadable(fmt::format("{}: {}", name(), message));
    }

    std::unique_ptr<PGconn, Closes> connection_;
};

}  // namespace

void read_postgresql(const std::string& connection_string, const Store& store, Fleet& fleet, Problems& problems) {
    PostgreSql database(connection_string);
    read(database, store, fleet, problems);
}

}  // namespace rollout::audit
