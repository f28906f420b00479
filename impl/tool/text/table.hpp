// A table that prints as aligned text, as JSON objects, or as Markdown, or stands on a page of HTML.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "html.hpp"

namespace rollout::oracle {

/// How a verb prints.
enum class Format { text, json, markdown, html };

class Table {
public:
    /// `code` names the columns that Markdown and HTML show as code.
    explicit Table(std::vector<std::string> columns, std::set<std::string> code = {})
        : columns_(std::move(columns)), code_(std::move(code)) {}

    /// Adds a row; a bad one is red in HTML.
    void add(std::vector<std::string> row, bool is_bad = false);

    /// Prints on standard output; text without a head. Requires: not HTML.
    void print(Format format) const;

    /// Returns what is printed. Requires: not HTML.
    std::string text(Format format) const;

    void add_to(HtmlPage& page) const { page.table(columns_, rows_, bad_rows_, code_); }

private:
    std::string aligned() const;
    std::string json() const;
    std::string markdown() const;

    std::vector<std::string> columns_;
    std::set<std::string> code_;
    std::vector<std::vector<std::string>> rows_;
    std::set<std::size_t> bad_rows_;
};

}  // namespace rollout::oracle
