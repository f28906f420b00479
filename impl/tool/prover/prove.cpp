// The verb prove of a program with the solvers: runs the lemmas on all cores, prints what came of each, and writes
// evidence, certificates or obligations.
#include "prove.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

#include "file.hpp"
#include "html.hpp"
#include "induction_tables.hpp"
#include "json_writer.hpp"
#include "progress.hpp"
#include "prover.hpp"
#include "wildcard.hpp"

namespace rollout::oracle {
namespace {

using proofs::Certificate;
using proofs::Lemma;
using proofs::Result;
using proofs::SolverAnswer;
using proofs::TwinCount;

constexpr const char* text_of(SolverAnswer answer) {
    switch (answer) {
        case SolverAnswer::proved:
            return "proved";
        case SolverAnswer::refuted:
            return "refuted";
        case SolverAnswer::unknown:
            return "unknown";
        case SolverAnswer::not_asked:
            return "not asked";
        case SolverAnswer::missing:
            break;
    }
    return "missing";
}

const char* text_of(std::optional<Certificate> certificate) {
    if (!certificate) {
        return "not asked";
    }
    switch (*certificate) {
        case Certificate::checked:
            return "checked";
        case Certificate::not_finite:
            return "not finite";
        case Certificate::refused:
            return "refused";
        case Certificate::missing:
            break;
    }
    return "missing";
}

std::string json_list(const std::vector<std::string>& items) {
    std::string list;
    for (const std::string& item : items) {
        list += (list.empty() ? "" : ",") + json_string(item);
    }
    return "[" + list + "]";
}

const char* premises(const Result& result) {
    return result.premises_satisfiable ? "satisfiable" : "not shown satisfiable";
}
const char* twin(const Result& result) {
    return result.twin_refuted && result.variants_refuted ? "refuted" : "survived";
}

/// Returns "M of N refuted, K keep the lemma", or of the one twin.
std::string twins_text(const Result& result) {
    return result.twins ? fmt::format("{} of {} refuted, {} keep the lemma", result.twins->refuted, result.twins->made,
                                      result.twins->kept)
                        : std::string(twin(result));
}

void print_json(const std::vector<Lemma>& lemmas, const std::vector<Result>& results, bool ok) {
    fmt::print("{{\"lemmas\":[");
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
        const Lemma& lemma = lemmas[i];
        const Result& result = results[i];
        fmt::print(
            "{}\n "
            "{{\"id\":{},\"statement\":{},\"law\":{},\"clauses\":{},\"subject\":{},\"inputs\":{},\"assumptions\":{},"
            "\"z3\":\"{}\",\"cvc5\":\"{}\",\"premises\":\"{}\",\"negative_twin\":\"{}\",\"twin\":{},\"twin_witness\":{}"
            ","
            "\"counterexample\":{},\"weak\":{},\"certificate\":\"{}\"",
            i == 0 ? "" : ",", json_string(lemma.id), json_string(lemma.statement), json_string(lemma.law),
            json_list(lemma.clauses), json_string(lemma.subject), json_string(lemma.inputs),
            json_list(lemma.assumptions), text_of(result.z3), text_of(result.cvc5), premises(result), twin(result),
            json_string(lemma.twin.broken), json_string(result.twin_witness), json_string(result.counterexample),
            json_list(result.weak), text_of(result.certificate));
        if (result.twins) {
            fmt::print(",\"twins\":{{\"made\":{},\"refuted\":{},\"kept\":{},\"undecided\":{}}}", result.twins->made,
                       result.twins->refuted, result.twins->kept, json_list(result.twins->undecided));
        }
        fmt::print(",\"simplified\":{},\"seconds\":{:.3f}}}", result.simplified, result.seconds);
    }
    fmt::print("\n],\"ok\":{}}}\n", ok);
}

Table lemmas_table(const std::vector<Lemma>& lemmas, const std::vector<Result>& results) {
    Table table({"lemma", "sentence", "clauses", "subject", "inputs", "Z3", "cvc5", "twins", "assumptions"});
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
        const Lemma& lemma = lemmas[i];
        const Result& result = results[i];
        table.add({lemma.id, lemma.statement, fmt::format("{}", fmt::join(lemma.clauses, " ")), lemma.subject,
                   lemma.inputs, text_of(result.z3), text_of(result.cvc5), twins_text(result),
                   fmt::format("{}", fmt::join(lemma.assumptions, " "))},
                  !result.ok());
    }
    return table;
}

/// Returns what there is to say of a lemma that is not proved.
std::vector<Fact> facts_of(const Lemma& lemma, const Result& result, const ProveOptions& options) {
    std::vector<Fact> facts{
        {"lemma", {lemma.statement}},
        {"Z3", {text_of(result.z3)}},
        {"cvc5", {text_of(result.cvc5)}},
        {"premises", {premises(result)}},
        {"negative twin", {fmt::format("{}: {}", lemma.twin.broken, twins_text(result))}},
    };
    const auto add_unless_empty = [&](const char* name, std::vector<std::string> lines) {
        if (!lines.empty() && !lines.front().empty()) {
            facts.push_back({name, std::move(lines)});
        }
    };
    add_unless_empty(result.z3 == SolverAnswer::refuted ? "counterexample" : "what was asked", {result.counterexample});
    add_unless_empty("says nothing", result.weak);
    add_unless_empty("undecided twins", result.twins ? result.twins->undecided : std::vector<std::string>{});
    add_unless_empty("certificate", {result.certificate ? text_of(result.certificate) : ""});
    std::vector<std::string> sentences;
    for (const std::string& clause : lemma.clauses) {
        sentences.push_back(options.sentence ? fmt::format("{}: {}", clause, options.sentence(clause)) : clause);
    }
    add_unless_empty("clauses", sentences);
    return facts;
}

void print_html(const std::vector<Lemma>& lemmas, const std::vector<Result>& results, bool ok,
                const ProveOptions& options) {
    const auto proved = std::count_if(results.begin(), results.end(), [](const Result& result) { return result.ok(); });
    HtmlPage page(fmt::format("{} of {} lemmas proved", proved, lemmas.size()), ok && options.run.empty());
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
        if (!results[i].ok()) {
            page.heading(fmt::format("Not proved: {}", lemmas[i].id));
            page.facts(facts_of(lemmas[i], results[i], options), {"counterexample"});
        }
    }
    if (!options.run.empty()) {
        page.paragraph(fmt::format("Only lemmas that match {} were asked: no verdict.", options.run));
    }
    if (options.edition) {
        page.paragraph(
            fmt::format("Only lemmas of {}, and those of every edition, were asked.", name(*options.edition)));
    }
    page.heading("What proved says");
    page.paragraph(
        "Z3 and cvc5 each find that no input of the named kind breaks the sentence, of the source code itself, under "
        "the named assumptions. Its premises can hold. And a twin, which is the same sentence of code that was broken "
        "on purpose, is refuted: so the sentence is not empty.");
    page.paragraph(
        "The compiled code is not asked here, nor is anything outside of the subject that a row names. "
        "proofs/SOUNDNESS.md has what is assumed and what is not claimed.");
    page.heading("Lemmas");
    lemmas_table(lemmas, results).add_to(page);
    fmt::print("{}", page.text());
}

void print_text(const std::vector<Lemma>& lemmas, const std::vector<Result>& results, bool ok) {
    std::size_t proved = 0;
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
        const Result& result = results[i];
        proved += result.ok() ? 1 : 0;
        fmt::print("{:32} {:7} Z3 {}, cvc5 {}, premises {}, twin {}{} ({:.2f} s)\n", lemmas[i].id,
                   result.ok() ? "proved" : "FAILED", text_of(result.z3), text_of(result.cvc5), premises(result),
                   twins_text(result),
                   result.certificate ? fmt::format(", certificate {}", text_of(result.certificate)) : "",
                   result.seconds);
        if (!result.counterexample.empty()) {
            fmt::print("    {}: {}\n    counterexample: {}\n", lemmas[i].id, lemmas[i].statement,
                       result.counterexample);
        }
        for (const std::string& each : result.weak) {
            fmt::print("    says nothing: {}\n", each);
        }
        for (const std::string& each : result.twins ? result.twins->undecided : std::vector<std::string>{}) {
            fmt::print("    undecided twin: {}\n", each);
        }
    }
    fmt::print("{} of {} lemmas proved by both solvers, premises satisfiable, negative twin refuted{}\n", proved,
               lemmas.size(), ok ? "" : ": NOT OK");
}

/// Writes one row a lemma, as proofs/evidence.csv has them.
Status record(const std::vector<Lemma>& lemmas, const std::vector<Result>& results, const std::string& path) {
    std::string text = "lemma,z3,cvc5,twins,refuted,kept,certificate,simplified\n";
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
        const Result& result = results[i];
        const TwinCount twins = result.twins.value_or(TwinCount{});
        text +=
            fmt::format("{},{},{},{},{},{},{},{}\n", lemmas[i].id, text_of(result.z3), text_of(result.cvc5), twins.made,
                        twins.refuted, twins.kept, text_of(result.certificate), result.simplified ? "yes" : "no");
    }
    return write_file(path, text) ? Status::done : Status::no_verdict;
}

/// Says on a terminal how far the run is.
std::vector<Result> run(const std::vector<Lemma>& lemmas, const ProveOptions& options) {
    std::vector<Result> results(lemmas.size());
    std::atomic<std::size_t> next = 0;
    Progress progress;
    std::atomic<std::size_t> done = 0;
    std::mutex failure_mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            proofs::Prover prover(options.timeout_seconds);
            // The last ones first: the later editions take longest.
            for (std::size_t taken = next++; taken < lemmas.size(); taken = next++) {
                const std::size_t i = lemmas.size() - 1 - taken;
                results[i] = prover.prove(lemmas[i], options.all_twins, options.certificates);
                progress.show("proving", ++done, lemmas.size(), "lemmas");
            }
        } catch (...) {
            const std::lock_guard lock(failure_mutex);
            failure = std::current_exception();
        }
    };
    std::vector<std::jthread> workers;
    const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < jobs; ++i) {
        workers.emplace_back(work);
    }
    workers.clear();  // joins
    if (failure) {
        std::rethrow_exception(failure);
    }
    return results;
}

/// Writes an obligation a lemma and, where no lemma is left out, the tables of the induction.
Status emit(const std::vector<Lemma>& lemmas, bool all, const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    proofs::Prover prover(0);
    for (const Lemma& lemma : lemmas) {
        const auto path = std::filesystem::path(folder) / (lemma.id + ".smt2");
        if (!write_file(path.string(), prover.smt_lib(lemma))) {
            return Status::no_verdict;
        }
    }
    const auto tables = std::filesystem::path(folder) / "induction_tables.v";
    return !all || write_file(tables.string(), proofs::induction_tables()) ? Status::done : Status::no_verdict;
}

}  // namespace

std::vector<LemmaText> lemma_texts() {
    std::vector<LemmaText> texts;
    for (const Lemma& lemma : proofs::lemmas()) {
        const std::size_t after_edition = lemma.id.find('-', lemma.id.find('-') + 1);
        texts.push_back({lemma.id, after_edition == std::string::npos ? "" : lemma.id.substr(after_edition + 1),
                         lemma.statement, lemma.law, lemma.clauses, lemma.edition, lemma.subject, lemma.inputs,
                         lemma.assumptions, lemma.twin.broken, lemma.file, lemma.compares});
    }
    return texts;
}

std::vector<std::size_t> twins_made() {
    std::vector<std::size_t> counts;
    for (const Lemma& lemma : proofs::lemmas()) {
        counts.push_back(lemma.twins().size());
    }
    return counts;
}

Status prove(const ProveOptions& options) {
    std::vector<Lemma> lemmas = proofs::lemmas();
    if (options.edition) {
        std::erase_if(lemmas, [&](const Lemma& lemma) { return lemma.edition && *lemma.edition != *options.edition; });
    }
    const bool filtered = !options.run.empty();
    if (filtered) {
        std::erase_if(lemmas, [&](const Lemma& lemma) { return !covers(options.run, lemma.id); });
    }
    if (lemmas.empty()) {
        return complain(Status::usage, fmt::format("no lemma matches {}; see rollout-oracle list lemmas", options.run));
    }
    if (!options.emit_into.empty()) {
        return emit(lemmas, !filtered && !options.edition, options.emit_into);
    }
    const bool cvc5 = proofs::cvc5_installed();
    if (!cvc5) {
        complain(Status::no_verdict, "cvc5 is not installed; install the package cvc5 for the second opinion");
    }
    if (!options.certificates.empty()) {
        std::error_code error;
        std::filesystem::create_directories(options.certificates, error);
    }
    const std::vector<Result> results = run(lemmas, options);
    if (!options.record.empty()) {
        if (const Status status = record(lemmas, results, options.record); status != Status::done) {
            return status;
        }
    }
    const bool ok = std::all_of(results.begin(), results.end(), [](const Result& result) { return result.ok(); });
    const bool broken = std::any_of(results.begin(), results.end(), [](Result result) {
        result.cvc5 = result.cvc5 == SolverAnswer::missing ? SolverAnswer::proved : result.cvc5;
        if (result.certificate == Certificate::missing) {
            result.certificate = Certificate::not_finite;
        }
        return !result.ok();
    });
    switch (options.format) {
        case Format::text:
            print_text(lemmas, results, ok);
            break;
        case Format::json:
            print_json(lemmas, results, ok);
            break;
        case Format::markdown:
            lemmas_table(lemmas, results).print(Format::markdown);
            break;
        case Format::html:
            print_html(lemmas, results, ok, options);
            break;
    }
    return flushed(broken ? Status::not_conformant : filtered || !ok ? Status::no_verdict : Status::done);
}

}  // namespace rollout::oracle
