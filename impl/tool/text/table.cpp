#include "table.hpp"

#include <fmt/format.h>

#include "json_writer.hpp"

namespace rollout::oracle {
namespace {

// A wider cell moves the rest of its line alone: one sentence shall not push the next column off every screen.
constexpr std::size_t padded_width_max = 60;

}  // namespace

void Table::print(Format format) const {
    switch (format) {
        case Format::text:
            print_text();
            break;
        case Format::json:
            print_json();
            break;
        case Format::markdown:
            print_markdown();
            break;
    }
}

void Table::print_text() const {
    std::vector<std::size_t> widths(columns_.size(), 0);
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i].size() <= padded_width_max) {
                widths[i] = std::max(widths[i], row[i].size());
            }
        }
    }
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += fmt::format("{:{}}  ", row[i], widths[i]);
        }
        fmt::print("{}\n", line.substr(0, line.find_last_not_of(' ') + 1));
    }
}

void Table::print_json() const {
    fmt::print("[");
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        fmt::print("{}", r == 0 ? "\n {" : ",\n {");
        for (std::size_t i = 0; i < rows_[r].size(); ++i) {
            fmt::print("{}\"{}\":{}", i == 0 ? "" : ",", columns_[i], json_string(rows_[r][i]));
        }
        fmt::print("}}");
    }
    fmt::print("\n]\n");
}

void Table::print_markdown() const {
    fmt::print("| {} |\n|", fmt::join(columns_, " | "));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        fmt::print("---|");
    }
    fmt::print("\n");
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const char* const mark = code_.contains(columns_[i]) && !row[i].empty() ? "`" : "";
            fmt::print("{}{}{}{}", i == 0 ? "| " : " | ", mark, row[i], mark);
        }
        fmt::print(" |\n");
    }
}

}  // namespace rollout::oracle
