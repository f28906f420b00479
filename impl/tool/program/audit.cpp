// The verb audit: which stored parents disagree with their rows.
#include "audit.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <set>

#include "agreed_decision.hpp"
#include "document.hpp"
#include "json_writer.hpp"
#include "readable.hpp"
#include "spelled.hpp"
#include "tables.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

using audit::CauseFacts;

const CauseFacts& facts_of(const audit::Explanation& explanation) {
    return audit::causes[static_cast<std::size_t>(explanation.cause)];
}

std::string told(const audit::Explanation& explanation) {
    return fmt::format("{}{}", facts_of(explanation).sentence, explanation.text.empty() ? "" : ": " + explanation.text);
}

class Report {
public:
    Report(const AuditOptions& options, const audit::Fleet& fleet, const audit::Audit& found,
           const audit::Problems& problems, const AnyEdition& edition)
        : options_(options), fleet_(fleet), found_(found), problems_(problems), edition_(edition) {}

    void print() const {
        switch (options_.format) {
            case AuditFormat::text:
                return tell(Format::text);
            case AuditFormat::markdown:
                return tell(Format::markdown);
            case AuditFormat::html:
                return tell(Format::html);
            case AuditFormat::json:
                return print_json();
            case AuditFormat::jsonl:
                return print_lines();
        }
    }

private:
    /// Returns which edition explains most, and which others explain as much.
    std::string best() const {
        std::vector<std::string_view> names;
        for (const Edition edition : audit::best_of(found_.agreements)) {
            names.push_back(name(edition));
        }
        const std::string others = fmt::format("{}", fmt::join(names.begin() + 1, names.end(), ", "));
        return fmt::format("edition {} explains most{}", names.front(), others.empty() ? "" : ", and so do " + others);
    }

    /// Returns the first sentence: what was audited, and what came of it.
    std::string summary() const {
        const std::size_t wrong = found_.disagreements.size();
        std::string text =
            fmt::format("{} with {}: ", counted(found_.audited, "rollout"), counted(fleet_.row_count(), "row"));
        text += wrong == 0
                    ? fmt::format("every stored state is that of edition {}", edition_.name())
                    : fmt::format("{} follow edition {}, {} do not", found_.audited - wrong, edition_.name(), wrong);
        if (found_.unreadable > 0) {
            text += fmt::format("; {} not answered, for a row could not be read", found_.unreadable);
        }
        if (fleet_.rows_without_parent() > 0) {
            text += fmt::format("; {} without a parent, the first of {}", counted(fleet_.rows_without_parent(), "row"),
                                json_string(fleet_.first_without_parent()));
        }
        return text;
    }

    void tell(Format format) const {
        Document document(format, summary(), found_.disagreements.empty() && problems_.count == 0);
        if (options_.is_auto) {
            document.paragraph(best());
        }
        if (!found_.disagreements.empty()) {
            document.heading("Disagreements");
            document.table(disagreements_table());
            if (document.is_html()) {
                document.heading("Clauses that decide");
                document.table(clauses_table());
            }
            document.heading("Kinds");
            Table kinds({"kind", "rollouts"});
            for (const CauseFacts& facts : audit::causes) {
                if (const std::size_t count = found_.kinds[static_cast<std::size_t>(facts.cause)]; count > 0) {
                    kinds.add({std::string(facts.name), std::to_string(count)});
                }
            }
            document.table(kinds);
        }
        document.heading("Editions: how many stored states are theirs");
        Table agreements({"edition", "agree", "disagree"});
        for (const audit::Agreement& each : found_.agreements) {
            agreements.add({std::string(name(each.edition)), std::to_string(each.agreed),
                            std::to_string(found_.audited - each.agreed)});
        }
        document.table(agreements);
        if (document.is_html()) {
            if (problems_.count > 0) {
                document.heading(fmt::format("Not read: {}", counted(problems_.count, "problem")));
                document.code(problems_.told, "");
                if (problems_.count > problems_.told.size()) {
                    document.paragraph(fmt::format("And {} more.", problems_.count - problems_.told.size()));
                }
            }
            document.heading("What this says");
            document.paragraph(
                "Each stored state was compared with what the rollout's own rows project to, as they were read. "
                "Whether the rows are right is not asked. An explanation was tried, and is possible, but not proved.");
        }
        document.print();
    }

    Table disagreements_table() const {
        Table table({"rollout", "stored", "projected", "clause", "kind", "what explains it"}, {"rollout", "clause"});
        for (const audit::Disagreement& each : found_.disagreements) {
            for (const audit::Explanation& explanation : each.explanations) {
                const bool is_first = &explanation == &each.explanations.front();
                table.add({is_first ? readable_id(each) : "", is_first ? std::string(fleet_.stored(each.parent)) : "",
                           is_first ? std::string(each.projected) : "", is_first ? each.clause : "",
                           std::string(facts_of(explanation).name), told(explanation)});
            }
        }
        return table;
    }

    /// Returns a row for each clause by which some rollout is projected otherwise than it is stored.
    Table clauses_table() const {
        std::set<std::string> ids;
        for (const audit::Disagreement& each : found_.disagreements) {
            ids.insert(each.clause);
        }
        if (const auto& file = edition_.file()) {
            Table table = rungs_table();
            add_rungs(table, std::string(edition_.word()), file->rule(), ids);
            return table;
        }
        Table table({"clause", "sentence"}, {"clause"});
        for (const std::string& id : ids) {
            table.add({id, sentence_of(id)});
        }
        return table;
    }

    std::string readable_id(const audit::Disagreement& disagreement) const {
        return quoted_unless_plain(std::string(fleet_.id(disagreement.parent)));
    }

    void append(JsonWriter& json, const audit::Disagreement& disagreement) const {
        json.begin_object();
        json.text("id", fleet_.id(disagreement.parent));
        json.text("stored", fleet_.stored(disagreement.parent));
        json.text("projected", disagreement.projected);
        json.text("clause", disagreement.clause);
        json.text("kind", facts_of(disagreement.explanations.front()).name);
        json.name("explanations");
        json.begin_array();
        for (const audit::Explanation& explanation : disagreement.explanations) {
            json.begin_object();
            json.text("kind", facts_of(explanation).name);
            json.text("text", told(explanation));
            json.end_object();
        }
        json.end_array();
        json.end_object();
    }

    void print_lines() const {
        for (const audit::Disagreement& disagreement : found_.disagreements) {
            JsonWriter json;
            append(json, disagreement);
            fmt::print("{}\n", json.take());
        }
    }

    void print_json() const {
        JsonWriter json;
        json.begin_object();
        json.text("edition", edition_.name());
        json.number("rollouts", found_.audited);
        json.number("rows", fleet_.row_count());
        json.number("unreadable", found_.unreadable);
        json.number("rows_without_parent", fleet_.rows_without_parent());
        json.name("disagreements");
        json.begin_array();
        for (const audit::Disagreement& disagreement : found_.disagreements) {
            append(json, disagreement);
        }
        json.end_array();
        json.name("kinds");
        json.begin_object();
        for (const CauseFacts& facts : audit::causes) {
            json.number(facts.name, found_.kinds[static_cast<std::size_t>(facts.cause)]);
        }
        json.end_object();
        json.name("editions");
        json.begin_object();
        for (const audit::Agreement& each : found_.agreements) {
            json.number(name(each.edition), each.agreed);
        }
        json.end_object();
        json.texts("problems", problems_.told);
        json.end_object();
        fmt::print("{}\n", json.take());
    }

    const AuditOptions& options_;
    const audit::Fleet& fleet_;
    const audit::Audit& found_;
    const audit::Problems& problems_;
    const AnyEdition& edition_;
};

std::ifstream opened(const std::string& file) {
    std::ifstream bytes(file, std::ios::binary);
    if (!bytes) {
        throw audit::Unreadable(fmt::format("cannot open {}: {}", file, std::strerror(errno)));
    }
    return bytes;
}

void read(const AuditOptions& options, audit::Fleet& fleet, audit::Problems& problems) {
    if (!options.csv.empty()) {
        std::ifstream parents = opened(options.csv[0]);
        std::ifstream rows = opened(options.csv[1]);
        audit::read_csv({parents, options.csv[0]}, {rows, options.csv[1]}, options.store, fleet, problems);
    } else if (options.json_lines == "-") {
        audit::read_json_lines({std::cin, options.json_lines}, fleet, problems);
    } else if (!options.json_lines.empty()) {
        std::ifstream lines = opened(options.json_lines);
        audit::read_json_lines({lines, options.json_lines}, fleet, problems);
    } else if (!options.sqlite.empty()) {
        audit::read_sqlite(options.sqlite, options.store, fleet, problems);
    } else if (!options.postgresql.empty()) {
        audit::read_postgresql(options.postgresql, options.store, fleet, problems);
    } else {
        audit::read_mysql(options.mysql, options.store, fleet, problems);
    }
    fleet.finish();
}

}  // namespace

Status audit_store(const AuditOptions& options) {
    audit::Fleet fleet;
    audit::Problems problems;
    try {
        read(options, fleet, problems);
        std::vector<audit::Agreement> agreements = audit::agreements(fleet);
        const AnyEdition edition = options.is_auto ? AnyEdition(audit::best_of(agreements).front()) : options.edition;
        const audit::Audit found = audit::audit(fleet, audit::Projector(edition), std::move(agreements));
        Report(options, fleet, found, problems, edition).print();
        note("audit", problems);
        return flushed(problems.count > 0            ? Status::usage
                       : found.disagreements.empty() ? Status::done
                                                     : Status::not_conformant);
    } catch (const audit::Unreadable& unreadable) {
        return complain(Status::usage, fmt::format("audit: {}", unreadable.what()));
    } catch (const oracle::Disagreement& disagreement) {
        return complain(Status::no_verdict, fmt::format("audit: {}", disagreement.what()));
    } catch (const std::bad_alloc&) {
        return complain(Status::no_verdict,
                        "audit: the fleet does not fit into memory; export sql asks the database itself");
    }
}

}  // namespace rollout::oracle
