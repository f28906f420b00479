// Where rollouts come from. Each source fills a fleet and says what it could not read: the others are answered.
#pragma once

#include <istream>
#include <stdexcept>
#include <string>
#include <vector>

#include "fleet.hpp"
#include "problems.hpp"
#include "query_rows.hpp"

namespace rollout::audit {

/// What was wrong with single rows: messages that name table and key.
using oracle::Problems;

/// A source as a whole cannot be read.
struct Unreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A table as a source has it: a value for each column, absent where it is null.
using Values = std::vector<std::optional<std::string_view>>;

/// Where parents and rows are kept, and what the stored state of a parent is called.
struct Store {
    sql::Tables tables = {};
    std::string stored = "state";
};

/// Takes parents and rows as values, column by column. A row that cannot be read makes its rollout unreadable.
class Taker {
public:
    Taker(Fleet& fleet, Problems& problems) : fleet_(fleet), problems_(problems) {}

    /// `values`: id, stored, released.
    void take_parent(const Values& values, const std::string& where);
    /// `values`: rollout, state, policy, deployment, key, kind, started, step, position; an absent position is
    /// `number`.
    void take_row(const Values& values, std::int64_t number, const std::string& where);

private:
    Fleet& fleet_;
    Problems& problems_;
};

/// Bytes, and what messages call them.
struct Input {
    std::istream& bytes;
    std::string name;
};

/// Reads two texts of CSV (RFC 4180) whose first records name the columns. Throws Unreadable.
void read_csv(const Input& parents, const Input& rows, const Store& store, Fleet& fleet, Problems& problems);

/// Reads lines {"id":ANY,"stored":TOKEN,"released":BOOL,"operations":[...]}. Throws Unreadable.
void read_json_lines(const Input& lines, Fleet& fleet, Problems& problems);

/// Read a database, and write nothing: a file of SQLite, or what a connection string of libpq, or
/// `host=... user=... database=...` of MySQL and MariaDB, leads to. Throw Unreadable, whose message has no password.
void read_sqlite(const std::string& file, const Store& store, Fleet& fleet, Problems& problems);
void read_postgresql(const std::string& connection_string, const Store& store, Fleet& fleet, Problems& problems);
void read_mysql(const std::string& connection_string, const Store& store, Fleet& fleet, Problems& problems);

}  // namespace rollout::audit
