// How the engines of databases spell what a query needs and the standard leaves open.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace rollout::sql {

struct Dialect {
    std::string_view name;
    std::string_view about;
    // Around a text that may be null: then it compares byte by byte, whatever its column says of case and blanks.
    std::string_view bytes_before = "";
    std::string_view bytes_after = "";
    // Around a text: its ASCII letters become small, and no other. Empty: each letter is replaced.
    std::string_view lower_before = "";
    std::string_view lower_after = "";
    bool has_backslash = false;  // in a literal it stands for itself, in every setting of the engine
};

inline constexpr std::array dialects{
    Dialect{.name = "portable", .about = "what engines have in common; columns of text must compare byte by byte"},
    Dialect{.name = "postgresql",
            .about = "PostgreSQL; a column may be an enumeration",
            .bytes_before = "cast(",
            .bytes_after = " as text) collate \"C\"",
            .lower_before = "translate(",
            .lower_after = ", 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')",
            .has_backslash = true},
    Dialect{.name = "mysql", .about = "MySQL and MariaDB", .bytes_before = "cast(", .bytes_after = " as binary)"},
    Dialect{.name = "sqlite",
            .about = "SQLite",
            .bytes_after = " collate binary",
            .lower_before = "lower(",
            .lower_after = ")",
            .has_backslash = true},
};

/// Returns why not every engine of the dialect reads the text as what it is; empty: they do.
std::string problem_of_literal(const Dialect& dialect, std::string_view text);

/// Returns the text as a literal. Requires: it has no problem.
std::string literal(std::string_view text);

/// Returns the expression of that text, compared byte by byte.
std::string in_bytes(const Dialect& dialect, const std::string& text);

/// Returns the expression of that text with its ASCII letters small.
std::string in_small_letters(const Dialect& dialect, const std::string& text);

}  // namespace rollout::sql
