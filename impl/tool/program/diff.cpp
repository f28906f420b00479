// The verb diff: every kind of difference of two editions, with its shortest rollout. The analysis finds them in the
// product of the two minimal machines; this file prints them.
#include <fmt/format.h>

#include "json_writer.hpp"
#include "list_sources.hpp"
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

void print_json(const DiffOptions& options, const analysis::Differences& found) {
    fmt::print("{{\"before\":\"{}\",\"after\":\"{}\",\"equal\":{},\"pairs\":{},\"kinds\":[", name(options.before),
               name(options.after), found.kinds.empty(), found.pairs);
    const char* separator = "\n";
    for (const analysis::Difference& kind : found.kinds) {
        fmt::print("{}  {{\"before\":\"{}\",\"after\":\"{}\",\"rollout\":{},\"witness\":{{{}}}}}", separator,
                   token(kind.before), token(kind.after), json_string(kind.rollout), members(kind));
        separator = ",\n";
    }
    fmt::print("{}]}}\n", found.kinds.empty() ? "" : "\n");
}

}  // namespace

Status diff(const DiffOptions& options) {
    const analysis::Differences found = analysis::differences(options.before, options.after);
    if (options.format == Format::json) {
        print_json(options, found);
    } else {
        const std::string pair = fmt::format("{} and {}", name(options.before), name(options.after));
        const std::string basis = fmt::format("lists of any length, {} pairs of states", found.pairs);
        if (found.kinds.empty()) {
            fmt::print("{} are equal: {}\n", pair, basis);
        } else {
            fmt::print("{} differ in {} kind{}: {}\n\n", pair, found.kinds.size(), found.kinds.size() == 1 ? "" : "s",
                       basis);
            Table table = differences_table();
            add_differences(table, options.before, options.after, found);
            table.print(options.format);
        }
    }
    return flushed(found.kinds.empty() ? Status::done : Status::not_conformant);
}

}  // namespace rollout::oracle
