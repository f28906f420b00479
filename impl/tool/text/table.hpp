// A table that prints as aligned text, as JSON objects, or as Markdown.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace rollout::oracle {

/// How a verb prints.
enum class Format { text, json, markdown };

class Table {
public:
    /// `code` names the columns that Markdown shows as code.
    explicit Table(std::vector<std::string> columns, std::set<std::string> code = {})
        : columns_(std::move(columns)), code_(std::move(code)) {}

    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

    /// Prints on standard output; text without a head.
    void print(Format format) const;

private:
    void print_text() const;
    void print_json() const;
    void print_markdown() const;

    std::vector<std::string> columns_;
    std::set<std::string> code_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace rollout::oracle
