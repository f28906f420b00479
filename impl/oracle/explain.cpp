#include <fmt/format.h>

#include <algorithm>

#include "proofs.hpp"
#include "spec.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

void explain_clause(const Clause& clause) {
    fmt::print("{} ({})\n{}\n", clause.id, clause.editions.text(), clause.sentence);
    if (!clause.not_when.empty()) {
        fmt::print("not when: {}\n", clause.not_when);
    }
    fmt::print("why: {}\n", clause.why);
    for (const Case& line : clause.cases) {
        fmt::print("case {}\n", line.source);
    }
    fmt::print("at: spec/{}:{}\n", clause.file, clause.line);
    for (const LemmaText& lemma : lemma_texts()) {
        if (std::find(lemma.clauses.begin(), lemma.clauses.end(), clause.id) != lemma.clauses.end()) {
            fmt::print("lemma: {}: {}\n", lemma.id, lemma.statement);
        }
    }
}

}  // namespace

Status explain(const std::string& id) {
    if (const Clause* clause = find_clause(id)) {
        explain_clause(*clause);
        return flushed(Status::done);
    }
    for (const LemmaText& lemma : lemma_texts()) {
        if (lemma.id == id) {
            fmt::print(
                "{} ({})\n{}\nclauses: {}\nnegative twin: {}\n", lemma.id, name(lemma.edition), lemma.statement,
                lemma.clauses.empty() ? "none; it carries the fold" : fmt::format("{}", fmt::join(lemma.clauses, " ")),
                lemma.twin);
            return flushed(Status::done);
        }
    }
    if (const auto edition = edition_named(id)) {
        fmt::print("{}: {}\n", id, facts(*edition).changed);
        if (!built(*edition)) {
            fmt::print("not built yet\n");
            return flushed(Status::done);
        }
        return list({.what = "clauses", .edition = edition, .format = Format::text});
    }
    return complain(Status::usage, fmt::format("explain {}: no clause, lemma or edition has that ID; "
                                               "see rollout-oracle list clauses, list lemmas and list editions",
                                               id));
}

}  // namespace rollout::oracle
