#include "prove.hpp"

#include <fmt/format.h>
#include <fnmatch.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "json.hpp"
#include "proofs.hpp"

namespace rollout::oracle {
namespace {

using proofs::Answer;
using proofs::Lemma;
using proofs::Result;

constexpr const char* text_of(Answer answer) {
    switch (answer) {
        case Answer::proved:
            return "proved";
        case Answer::refuted:
            return "refuted";
        case Answer::unknown:
            return "unknown";
        case Answer::not_asked:
            return "not asked";
        case Answer::missing:
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
const char* twin(const Result& result) { return result.twin_refuted ? "refuted" : "survived"; }

void print_json(const std::vector<Lemma>& lemmas, const std::vector<Result>& results, bool ok) {
    fmt::print("{{\"lemmas\":[");
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
        const Result& result = results[i];
        fmt::print(
            "{}\n {{\"id\":{},\"statement\":{},\"clauses\":{},\"z3\":\"{}\",\"cvc5\":\"{}\",\"premises\":\"{}\","
            "\"negative_twin\":\"{}\",\"twin\":{},\"twin_witness\":{},\"counterexample\":{},\"seconds\":{:.3f}}}",
            i == 0 ? "" : ",", json_string(lemmas[i].id), json_string(lemmas[i].statement),
            json_list(lemmas[i].clauses), text_of(result.z3), text_of(result.cvc5), premises(result), twin(result),
            json_string(lemmas[i].twin.broken), json_string(result.twin_witness), json_string(result.counterexample),
            result.seconds);
    }
    fmt::print("\n],\"ok\":{}}}\n", ok);
}

void print_markdown(const std::vector<Lemma>& lemmas, const std::vector<Result>& results) {
    fmt::print("| lemma | statement | clauses | Z3 | cvc5 | premises | negative twin | its witness |\n");
    fmt::print("|---|---|---|---|---|---|---|---|\n");
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
        const Result& result = results[i];
        std::string witness = result.twin_witness;
        for (std::size_t bar = 0; (bar = witness.find(" | ", bar)) != std::string::npos;) {
            witness.replace(bar, 3, " / ");
        }
        fmt::print("| {} | {} | {} | {} | {} | {} | {}: {} | `{}` |\n", lemmas[i].id, lemmas[i].statement,
                   fmt::join(lemmas[i].clauses, " "), text_of(result.z3), text_of(result.cvc5), premises(result),
                   lemmas[i].twin.broken, twin(result), witness);
    }
}

void print_text(const std::vector<Lemma>& lemmas, const std::vector<Result>& results, bool ok) {
    std::size_t proved = 0;
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
        const Result& result = results[i];
        proved += result.ok() ? 1 : 0;
        fmt::print("{:22} {:7} Z3 {}, cvc5 {}, premises {}, twin {} ({:.2f} s)\n", lemmas[i].id,
                   result.ok() ? "proved" : "FAILED", text_of(result.z3), text_of(result.cvc5), premises(result),
                   twin(result), result.seconds);
        if (result.twins) {
            fmt::print("    twins: {} of {} refuted, {} keep the lemma\n", result.twins->refuted, result.twins->made,
                       result.twins->kept);
            for (const std::string& each : result.twins->undecided) {
                fmt::print("    undecided: {}\n", each);
            }
        }
        if (!result.counterexample.empty()) {
            fmt::print("    {}: {}\n    counterexample: {}\n", lemmas[i].id, lemmas[i].statement,
                       result.counterexample);
        }
    }
    fmt::print("{} of {} lemmas proved by both solvers, premises satisfiable, negative twin refuted{}\n", proved,
               lemmas.size(), ok ? "" : ": NOT OK");
}

/// Says on a terminal how far the run is.
class Progress {
public:
    explicit Progress(std::size_t total) : total_(total), shown_(isatty(STDERR_FILENO) != 0) {}
    ~Progress() {
        if (shown_) {
            std::fputs("\r\033[K", stderr);
        }
    }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void done(const std::string& id) {
        const std::lock_guard lock(mutex_);
        ++done_;
        if (shown_) {
            std::fputs(fmt::format("\r\033[Kproving {}/{} {}", done_, total_, id).c_str(), stderr);
        }
    }

private:
    std::size_t total_;
    bool shown_;
    std::size_t done_ = 0;
    std::mutex mutex_;
};

std::vector<Result> run(const std::vector<Lemma>& lemmas, const ProveOptions& options) {
    std::vector<Result> results(lemmas.size());
    std::atomic<std::size_t> next = 0;
    Progress progress(lemmas.size());
    std::mutex failure_mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            for (std::size_t i = next++; i < lemmas.size(); i = next++) {
                results[i] = proofs::prove(lemmas[i], options.timeout_seconds, options.all_twins);
                progress.done(lemmas[i].id);
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

Status emit(const std::vector<Lemma>& lemmas, const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    for (const Lemma& lemma : lemmas) {
        const auto path = std::filesystem::path(folder) / (lemma.id + ".smt2");
        std::ofstream file(path);
        file << proofs::smt_lib(lemma);
        if (!file.flush()) {
            return complain(Status::no_verdict, fmt::format("cannot write {}", path.string()));
        }
    }
    return Status::done;
}

}  // namespace

std::vector<LemmaText> lemma_texts() {
    std::vector<LemmaText> texts;
    for (const Lemma& lemma : proofs::lemmas()) {
        texts.push_back({lemma.id, lemma.statement, lemma.clauses, lemma.edition, lemma.twin.broken});
    }
    return texts;
}

Status prove(const ProveOptions& options) {
    std::vector<Lemma> lemmas = proofs::lemmas();
    if (options.edition) {
        std::erase_if(lemmas, [&](const Lemma& lemma) { return lemma.edition != *options.edition; });
    }
    const bool filtered = !options.run.empty();
    if (filtered) {
        std::erase_if(lemmas,
                      [&](const Lemma& lemma) { return fnmatch(options.run.c_str(), lemma.id.c_str(), 0) != 0; });
    }
    if (lemmas.empty()) {
        return complain(Status::usage, fmt::format("no lemma matches {}; see rollout-oracle list lemmas", options.run));
    }
    if (!options.emit_into.empty()) {
        return emit(lemmas, options.emit_into);
    }
    const bool cvc5 = proofs::cvc5_installed();
    if (!cvc5) {
        complain(Status::no_verdict, "cvc5 is not installed; install the package cvc5 for the second opinion");
    }
    const std::vector<Result> results = run(lemmas, options);
    const bool ok = std::all_of(results.begin(), results.end(), [](const Result& result) { return result.ok(); });
    const bool broken = std::any_of(results.begin(), results.end(), [](Result result) {
        result.cvc5 = result.cvc5 == Answer::missing ? Answer::proved : result.cvc5;
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
            print_markdown(lemmas, results);
            break;
    }
    return flushed(broken ? Status::not_conformant : filtered || !ok ? Status::no_verdict : Status::done);
}

}  // namespace rollout::oracle
