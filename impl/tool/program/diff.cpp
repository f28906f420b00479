// The verb diff: every kind of difference of two editions, with its shortest rollout. The analysis finds them in the
// product of the two minimal machines, and a search those of rows with a place; this file prints them.
#include <fmt/format.h>

#include "edition_names.hpp"
#include "json_writer.hpp"
#include "list_sources.hpp"
#include "named_rule.hpp"
#include "row_differences.hpp"
#include "rule_json.hpp"
#include "tables.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

Rollout shortest_of(const analysis::Difference& difference) {
    const ListCases cases({Edition::b1, difference.level, difference.latch, difference.list});
    std::vector<std::uint32_t> word(difference.list.size());
    for (std::uint32_t i = 0; i < word.size(); ++i) {
        word[i] = i;
    }
    return cases.rollout(word);
}

struct Editions {
    Edition before;
    Edition after;
    Format format;
};

void print_json(const Editions& options, const analysis::Differences& found,
                const std::vector<RowDifference>& of_rows) {
    const bool equal = found.kinds.empty() && of_rows.empty();
    const bool searches_rows = reads_places(options.before) || reads_places(options.after);
    fmt::print("{{\"before\":\"{}\",\"after\":\"{}\",\"equal\":{},\"pairs\":{},{}\"kinds\":[", name(options.before),
               name(options.after), equal, found.pairs,
               searches_rows ? fmt::format("\"searched_rows\":{},", differing_rows_max) : "");
    const char* separator = "\n";
    const auto print = [&](const std::string& text, const Rollout& rollout) {
        const reference::Decision before = decision_of(options.before, rollout);
        const reference::Decision after = decision_of(options.after, rollout);
        fmt::print(
            "{}  {{\"before\":\"{}\",\"after\":\"{}\",\"clause_before\":\"{}\",\"clause_after\":\"{}\","
            "\"rollout\":{},\"witness\":{{{}}}}}",
            separator, token(before.state), token(after.state), reference::id(before.clause),
            reference::id(after.clause), json_string(text), members_of(rollout));
        separator = ",\n";
    };
    for (const analysis::Difference& kind : found.kinds) {
        print(kind.rollout, shortest_of(kind));
    }
    for (const RowDifference& kind : of_rows) {
        print(text_of(kind.rollout), kind.rollout);
    }
    fmt::print("{}]}}\n", equal ? "" : "\n");
}

void print_text(const Editions& options, const analysis::Differences& found,
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

Status diff_of_editions(const Editions& options) {
    const analysis::Differences found = analysis::differences(options.before, options.after);
    const std::vector<RowDifference> of_rows = row_differences(options.before, options.after);
    if (options.format == Format::json) {
        print_json(options, found, of_rows);
    } else {
        print_text(options, found, of_rows);
    }
    return flushed(found.kinds.empty() && of_rows.empty() ? Status::done : Status::not_conformant);
}

void print_rules(const DiffOptions& options, const std::vector<rules::Difference>& found) {
    if (options.format == Format::json) {
        fmt::print("{}\n", differences_json(options.before, options.after, found));
        return;
    }
    if (found.empty()) {
        fmt::print("{} and {} are equal: lists of any length, word by word\n", options.before, options.after);
        return;
    }
    fmt::print("{} and {} differ in {} kind{}: lists of any length, word by word\n\n", options.before, options.after,
               found.size(), found.size() == 1 ? "" : "s");
    differences_table(found).print(options.format);
}

}  // namespace

Status diff(const DiffOptions& options) {
    if (!names_a_file(options.before) && !names_a_file(options.after)) {
        const auto before = edition_or_problem(options.before);
        const auto after = edition_or_problem(options.after);
        for (const auto& [word, edition] : {std::pair("BEFORE", &before), std::pair("AFTER", &after)}) {
            if (const auto* problem = std::get_if<std::string>(edition)) {
                return complain(Status::usage, fmt::format("{}: {}", word, *problem));
            }
        }
        return diff_of_editions({std::get<Edition>(before), std::get<Edition>(after), options.format});
    }
    const auto named = rules_named(options.before, options.after);
    if (const auto* problem = std::get_if<std::string>(&named)) {
        return complain(Status::usage, *problem);
    }
    const auto& [before, after] = std::get<0>(named);
    const auto found = rules::differences(*before, *after);
    print_rules(options, found);
    return flushed(found.empty() ? Status::done : Status::not_conformant);
}

}  // namespace rollout::oracle
