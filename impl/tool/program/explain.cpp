// The verb explain: all that the program carries about one ID, be it a clause, a regression, a finding, a lemma or an
// edition.
#include <fmt/format.h>

#include <algorithm>

#include "findings.hpp"
#include "prover.hpp"
#include "spec.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

/// A clause, a regression, a finding or a property: what it has of each.
void explain_section(const Section& clause) {
    fmt::print("{} ({})\n{}\n", clause.id, clause.editions.text(), clause.sentence);
    const auto print_if = [](const char* title, std::string_view text) {
        if (!text.empty()) {
            fmt::print("{}: {}\n", title, text);
        }
    };
    print_if("name", clause.name);
    print_if("not when", clause.not_when);
    print_if("why", clause.why);
    print_if("fixed rule", clause.fixed_rule);
    print_if("origin", clause.origin ? name(*clause.origin) : "");
    print_if("wrong answer", clause.wrong_answer);
    for (const CaseLine& line : clause.cases) {
        fmt::print("case {}\n", line.source);
    }
    for (const analysis::Finding& finding : analysis::findings(clause.id)) {
        for (const EditionFacts& edition : editions) {
            if (const auto witness = finding.witness(edition.edition)) {
                fmt::print("witness {}: {} -> {}\n", edition.name, witness->text(), witness->says);
            }
        }
    }
    fmt::print("at: spec/{}:{}\n", clause.file, clause.line);
    for (const LemmaText& lemma : lemma_texts()) {
        if (std::find(lemma.clauses.begin(), lemma.clauses.end(), clause.id) != lemma.clauses.end()) {
            fmt::print("lemma: {}: {}\n", lemma.id, lemma.statement);
        }
    }
}

void explain_lemma(const LemmaText& lemma) {
    const auto listed = [](const std::vector<std::string>& items, const char* none) {
        return items.empty() ? std::string(none) : fmt::format("{}", fmt::join(items, " "));
    };
    fmt::print("{} ({}{})\n{}\n", lemma.id, lemma.edition ? name(*lemma.edition) : "every edition",
               lemma.law.empty() ? "" : ", " + lemma.law, lemma.statement);
    fmt::print("clauses: {}\n", listed(lemma.clauses, "none; it carries others"));
    fmt::print("subject: {}\ninputs: {}\nassumptions: A-1 A-2{}\n", lemma.subject, lemma.inputs,
               lemma.assumptions.empty() ? "" : " " + listed(lemma.assumptions, ""));
    fmt::print("negative twin: {}\n", lemma.twin);
    for (const Evidence& recorded : evidence()) {
        if (recorded.lemma == lemma.id) {
            fmt::print("recorded: Z3 {}, cvc5 {}, {} of {} twins refuted, {} keep the lemma, certificate {}\n",
                       recorded.z3, recorded.cvc5, recorded.refuted, recorded.made, recorded.kept,
                       recorded.certificate);
        }
    }
    fmt::print("obligation: {}.smt2 of prove --emit FOLDER\n", lemma.id);
}

}  // namespace

Status explain(const std::string& id) {
    if (const Section* clause = find_section(id)) {
        explain_section(*clause);
        return flushed(Status::done);
    }
    for (const LemmaText& lemma : lemma_texts()) {
        if (lemma.id == id) {
            explain_lemma(lemma);
            return flushed(Status::done);
        }
    }
    if (const auto edition = edition_named(id)) {
        fmt::print("{}: {}\n", id, facts(*edition).changed);
        return list({.what = "clauses", .id = "", .edition = edition, .rule = nullptr});
    }
    if (lemma_texts().empty() && id.starts_with("L")) {
        return complain(Status::no_verdict, without_solvers);
    }
    return complain(Status::usage,
                    fmt::format("explain {}: no clause, regression, finding, lemma or edition has that ID; "
                                "see rollout-oracle list --help",
                                id));
}

}  // namespace rollout::oracle
