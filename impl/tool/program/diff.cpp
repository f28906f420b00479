// The verb diff: every kind of difference of two editions, with its shortest rollout. The analysis finds them in the
// product of the two minimal machines, and a search those of rows with a place; this file prints them.
#include <fmt/format.h>

#include "json_writer.hpp"
#include "list_sources.hpp"
#include "row_differences.hpp"
#include "tables.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

std::string members(const analysis::Difference& difference) {
    const ListCases cases({Edition::b1, difference.level, difference.latch, difference.list});
    std::vector<std::uint32_t> word(difference.list.size());
    for (std::uint32_t i = 0; i < word.size(); ++i) {
        word[i] = i;
    }
    return members_of(cases.rollout(word));
}

void print_json(const DiffOptions& options, const analysis::Differences& found,
                const std::vector<RowDifference>& of_rows) {
    const bool equal = found.kinds.empty() && of_rows.empty();
    fmt::print("{{\"before\":\"{}\",\"after\":\"{}\",\"equal\":{},\"pairs\":{},\"kinds\":[", name(options.before),
               name(options.after), equal, found.pairs);
    const char* separator = "\n";
    const auto print = [&](State before, State after, const std::string& rollout, const std::string& witness) {
        fmt::print("{}  {{\"before\":\"{}\",\"after\":\"{}\",\"rollout\":{},\"witness\":{{{}}}}}", separator,
                   token(before), token(after), json_string(rollout), witness);
        separator = ",\n";
    };
    for (const analysis::Difference& kind : found.kinds) {
        print(kind.before, kind.after, kind.rollout, members(kind));
    }
    for (const RowDifference& kind : of_rows) {
        print(kind.before, kind.after, text_of(kind.rollout), members_of(kind.rollout));
    }
    fmt::print("{}]}}\n", equal ? "" : "\n");
}

void print_text(const DiffOptions& options, const analysis::Differences& found,
                const std::vector<RowDifference>& of_rows) {
    const std::string pair = fmt::format("{} and {}", name(options.before), name(options.after));
    const auto print = [&](std::size_t kinds, const std::string& basis, const auto& add) {
        if (kinds == 0) {
            fmt::print("{} are equal: {}\n", pair, basis);
            return;
        }
        fmt::print("{} differ in {} kind{}: {}\n\n", pair, kinds, kinds == 1 ? "" : "s", basis);
        Table table = differences_table();
        add(table);
        table.print(options.format);
    };
    print(found.kinds.size(), fmt::format("lists of any length, {} pairs of states", found.pairs),
          [&](Table& table) { add_differences(table, options.before, options.after, found); });
    if (reads_places(options.before) || reads_places(options.after)) {
        fmt::print("\n");
        print(of_rows.size(), fmt::format("lists of up to {} rows with a place, searched", differing_rows_max),
              [&](Table& table) { add_differences(table, options.before, options.after, of_rows); });
    }
}

}  // namespace

Status diff(const DiffOptions& options) {
    const analysis::Differences found = analysis::differences(options.before, options.after);
    const std::vector<RowDifference> of_rows = row_differences(options.before, options.after);
    if (options.format == Format::json) {
        print_json(options, found, of_rows);
    } else {
        print_text(options, found, of_rows);
    }
    return flushed(found.kinds.empty() && of_rows.empty() ? Status::done : Status::not_conformant);
}

}  // namespace rollout::oracle
