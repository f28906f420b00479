#include <mysql.h>
#include <mysqld_error.h>

#include <charconv>
#include <map>
#include <memory>

#include "nearest.hpp"
#include "reading.hpp"

namespace rollout::audit {
namespace {

/// What `NAME=VALUE ...` spells.
class ConnectionString {
public:
    explicit ConnectionString(std::string_view text) {
        static const std::vector<std::string> names{"host", "port", "socket", "user", "password", "database"};
        while (!text.empty()) {
            const std::string_view word = text.substr(0, text.find(' '));
            text.remove_prefix(std::min(word.size() + 1, text.size()));
            const std::size_t equals = word.find('=');
            if (word.empty()) {
                continue;
            }
            const std::string name(word.substr(0, equals));
            if (equals == std::string_view::npos) {
                // The word may be a password with a blank in it, so it is not said.
                throw Unreadable("--mysql: expected NAME=VALUE, such as \"host=db1 user=audit database=fleet\"");
            }
            if (std::find(names.begin(), names.end(), name) == names.end()) {
                throw Unreadable("--mysql: " + oracle::unknown_name(name, names, "no part of a connection"));
            }
            values_[name] = word.substr(equals + 1);
        }
        const std::string port = values_.contains("port") ? values_.at("port") : "0";
        const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), port_);
        if (problem != std::errc() || end != port.data() + port.size()) {
            throw Unreadable("--mysql: port: expected a number");
        }
    }

    /// Returns the value, or null.
    const char* operator[](const std::string& name) const {
        const auto found = values_.find(name);
        return found == values_.end() ? nullptr : found->second.c_str();
    }
    std::uint16_t port() const { return port_; }

private:
    std::map<std::string, std::string> values_;
    std::uint16_t port_ = 0;
};

class MySql : public Database {
public:
    explicit MySql(const std::string& text) : connection_(mysql_init(nullptr)) {
        const ConnectionString parts(text);
        database_ = parts["database"] == nullptr ? "" : parts["database"];
        // A password may stand in the user's option file, as for the client of the distribution.
        mysql_optionsv(connection_.get(), MYSQL_READ_DEFAULT_GROUP, "client");
        mysql_optionsv(connection_.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
        if (mysql_real_connect(connection_.get(), parts["host"], parts["user"], parts["password"], parts["database"],
                               parts.port(), parts["socket"], 0) == nullptr) {
            fail();
        }
        run("set session transaction isolation level repeatable read, read only");
    }

    std::string name() const override { return "database " + database_; }

    bool has(const std::string& expression, const std::string& from) override {
        const std::string query = fmt::format("select {} from {} limit 0", expression, from);
        if (mysql_real_query(connection_.get(), query.data(), query.size()) == 0) {
            const Result ended(mysql_store_result(connection_.get()));
            return true;
        }
        if (mysql_errno(connection_.get()) != ER_BAD_FIELD_ERROR) {
            fail();
        }
        return false;
    }

    void begin() override { run("start transaction with consistent snapshot"); }

    void each(const std::string& query, std::size_t columns, const std::function<void(const Values&)>& take) override {
        run(query);
        const Result result(mysql_use_result(connection_.get()));
        if (!result) {
            fail();
        }
        Values values(columns);
        while (const MYSQL_ROW row = mysql_fetch_row(result.get())) {
            const unsigned long* const sizes = mysql_fetch_lengths(result.get());
            for (std::size_t i = 0; i < columns; ++i) {
                values[i] = row[i] == nullptr ? std::nullopt : std::optional(std::string_view(row[i], sizes[i]));
            }
            take(values);
        }
        if (mysql_errno(connection_.get()) != 0) {
            fail();
        }
    }

private:
    struct Closes {
        void operator()(MYSQL* connection) const { mysql_close(connection); }
        void operator()(MYSQL_RES* result) const { mysql_free_result(result); }
    };
    using Result = std::unique_ptr<MYSQL_RES, Closes>;

    void run(const std::string& statement) {
        if (mysql_real_query(connection_.get(), statement.data(), statement.size()) != 0) {
            fail();
        }
    }

    [[noreturn]] void fail() { throw Unreadable(fmt::format("{}: {}", name(), mysql_error(connection_.get()))); }

    std::unique_ptr<MYSQL, Closes> connection_;
    std::string database_;
};

}  // namespace

void read_mysql(const std::string& connection_string, const Store& store, Fleet& fleet, Problems& problems) {
    MySql database(connection_string);
    read(database, store, fleet, problems);
}

}  // namespace rollout::audit
