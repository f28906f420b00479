// The verb export: machines, suites, vectors and schemas, piece by piece, because a suite may be larger than memory.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "catalog.hpp"
#include "file.hpp"
#include "list_sources.hpp"
#include "machine_json.hpp"
#include "named_rule.hpp"
#include "nearest.hpp"
#include "plan.hpp"
#include "rule_sources.hpp"
#include "spec.hpp"
#include "vectors.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

/// Writes text on standard output, or into a file, piece by piece: a suite may be larger than memory.
class Output {
public:
    explicit Output(const std::string& file) {
        if (!file.empty()) {
            file_.emplace(file);
        }
    }

    void write(std::string_view text) {
        if (file_) {
            file_->write(text);
        } else {
            std::fwrite(text.data(), 1, text.size(), stdout);
        }
    }

    Status status() {
        if (!file_) {
            return flushed(Status::done);
        }
        const auto problem = file_->finish();
        return problem ? complain(Status::no_verdict, *problem) : Status::done;
    }

private:
    std::optional<WholeFile> file_;  // absent: standard output
};

Status export_schema(const ExportOptions& options) {
    std::vector<std::string> names;
    for (const Page& schema : schemas()) {
        const std::string name(schema.file.substr(0, schema.file.find('.')));
        if (name == options.schema) {
            Output output(options.output);
            output.write(schema.text);
            return output.status();
        }
        names.push_back(name);
    }
    if (!options.schema.empty()) {
        return complain(Status::usage, fmt::format("export schema: no schema {}; there are {}", options.schema,
                                                   fmt::join(names, ", ")));
    }
    fmt::print("{}\n", fmt::join(names, "\n"));
    return flushed(Status::done);
}

Status export_suite(const ExportOptions& options) {
    PlanOptions wanted = options.suite;
    wanted.edition = options.edition.value_or(AnyEdition());
    if (!wanted.subject->is_projection()) {
        wanted.suite = nullptr;  // a suite is of the projection
    } else if (wanted.suite == nullptr) {
        wanted.suite = find_suite("complete");
    }
    const Plan plan = plan_of(wanted);
    if (!plan.problem.empty()) {
        return complain(Status::usage, "export suite: " + plan.problem);
    }
    if (options.part > plan.parts.size()) {
        return complain(Status::usage, fmt::format("export suite: --part {}: the suite has {} parts", options.part,
                                                   plan.parts.size()));
    }
    Output output(options.output);
    for (std::size_t part = 0; part < plan.parts.size(); ++part) {
        if (options.part != 0 && options.part != part + 1) {
            continue;
        }
        const Source source = plan.parts[part]();
        for (std::uint64_t number = 0; number < source.size; ++number) {
            const TestCase test_case = source.at(number);
            output.write(suite_line(wanted.edition, *wanted.subject, test_case, members_of(test_case.input)));
        }
    }
    return output.status();
}

/// Returns the rule of an edition.
LoadedRule rule_of(const AnyEdition& edition) {
    return edition.file() ? edition.file() : std::get<LoadedRule>(rule_named(std::string(edition.name())));
}

Status export_sql(const ExportOptions& options) {
    const AnyEdition edition = options.edition.value_or(AnyEdition());
    const LoadedRule rule = rule_of(edition);
    sql::QueryOptions wanted = options.sql;
    if (!edition.file()) {
        wanted.edition = edition.built_in();
    } else if (wanted.reads_every_spelling) {
        return complain(Status::usage, "export sql: --tokens any: the words of a rule file have one spelling each");
    }
    const std::vector<std::string> flags =
        sql::has_builder(wanted) ? std::vector<std::string>() : sql::given_flags(rule->rule());
    for (const auto& [flag, condition] : wanted.tables.flags) {
        if (std::find(flags.begin(), flags.end(), flag) == flags.end()) {
            return complain(Status::usage,
                            "export sql: --flag: " + unknown_name(flag, flags, "no flag that no word sets"));
        }
    }
    const auto query =
        sql::query_of(rule->rule(), wanted,
                      fmt::format("The state of each rollout, and the clause that decides it: edition {} "
                                  "(rollout-oracle {}).",
                                  edition.name(), version_text()));
    if (const auto* none = std::get_if<sql::NoQuery>(&query)) {
        return complain(Status::usage, "export sql: " + none->why);
    }
    Output output(options.output);
    output.write(std::get<std::string>(query));
    return output.status();
}

}  // namespace

Status export_data(const ExportOptions& options) {
    if (options.what == "schema") {
        return export_schema(options);
    }
    if (!options.schema.empty()) {
        return complain(Status::usage, fmt::format("export {}: takes no name", options.what));
    }
    if (options.what == "catalog") {
        Output output(options.output);
        output.write(catalog_json(version_text()) + "\n");
        return output.status();
    }
    if (options.what == "suite") {
        return export_suite(options);
    }
    if (options.what == "sql") {
        return export_sql(options);
    }
    const AnyEdition edition = options.edition.value_or(AnyEdition());
    if (edition.file() && options.what != "rules") {
        if (const std::string problem = problem_of_size(edition.file()); !problem.empty()) {
            return complain(Status::usage, fmt::format("export {}: {}", options.what, problem));
        }
    }
    Output output(options.output);
    if (options.what == "rules") {
        output.write(edition.file() ? edition.file()->text() : rule_file_of(edition.built_in()));
    } else if (options.what == "machine") {
        output.write(machine_json(edition));
    } else if (options.what == "dot") {
        output.write(machine_dot(edition));
    } else if (edition.file()) {
        output.write(vectors_json(edition.file()));
    } else {
        output.write(vectors_json(options.edition ? std::optional(edition.built_in()) : std::nullopt));
    }
    return output.status();
}

}  // namespace rollout::oracle
