#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "json_writer.hpp"

namespace rollout::oracle {
namespace {

// A wider cell moves the rest of its line alone: one sentence shall not push the next column off every screen.
constexpr std::size_t padded_width_max = 60;

/// Returns the text with its bars escaped, so that it stays one cell, as code, too.
std::string in_cell(std::string_view text) {
    std::string cell;
    for (const char byte : text) {
        cell += byte == '|' ? "\\|" : std::string(1, byte);
    }
    return cell;
}

}  // namespace

void Table::add(std::vector<std::string> row, bool is_bad) {
    if (is_bad) {
        bad_rows_.insert(rows_.size());
    }
    rows_.push_back(std::move(row));
}

void Table::print(Format format) const { fmt::print("{}", text(format)); }

std::string Table::text(Format format) const {
    switch (format) {
        case Format::json:
            return json();
        case Format::markdown:
            return markdown();
        case Format::text:
        case Format::html:
            break;
    }
    return aligned();
}

std::string Table::aligned() const {
    std::vector<std::size_t> widths(columns_.size(), 0);
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i].size() <= padded_width_max) {
                widths[i] = std::max(widths[i], row[i].size());
            }
        }
    }
    std::string lines;
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += fmt::format("{:{}}  ", row[i], widths[i]);
        }
        lines.append(line, 0, line.find_last_not_of(' ') + 1).append("\n");
    }
    return lines;
}

std::string Table::json() const {
    std::string objects = "[";
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        objects += r == 0 ? "\n {" : ",\n {";
        for (std::size_t i = 0; i < rows_[r].size(); ++i) {
            objects += fmt::format("{}\"{}\":{}", i == 0 ? "" : ",", columns_[i], json_string(rows_[r][i]));
        }
        objects += "}";
    }
    return objects + "\n]\n";
}

std::string Table::markdown() const {
    std::string lines = fmt::format("| {} |\n|", fmt::join(columns_, " | "));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        lines += "---|";
    }
    lines += "\n";
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const char* const mark = code_.contains(columns_[i]) && !row[i].empty() ? "`" : "";
            lines += fmt::format("{}{}{}{}", i == 0 ? "| " : " | ", mark, in_cell(row[i]), mark);
        }
        lines += " |\n";
    }
    return lines;
}

}  // namespace rollout::oracle
