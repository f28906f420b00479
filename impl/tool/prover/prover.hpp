// What the program says of the proofs. Built with the solvers' libraries it runs them; built without, it says so.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <rollout/vocabulary/edition.hpp>

#include "status.hpp"
#include "table.hpp"

namespace rollout::oracle {

struct LemmaText {
    std::string id;
    std::string name;  // the last part of the ID
    std::string statement;
    std::string law;
    std::vector<std::string> clauses;
    std::optional<Edition> edition;  // none: of every edition
    std::string subject;
    std::string inputs;
    std::vector<std::string> assumptions;
    std::string twin;
    std::string file;                   // where it is stated, from the root
    std::vector<std::string> compares;  // the files that it says are the same there
};

/// What the last recorded run of every twin found of a lemma: a row of proofs/evidence.csv.
struct Evidence {
    std::string lemma;
    std::string z3;
    std::string cvc5;
    std::size_t made = 0;
    std::size_t refuted = 0;
    std::size_t kept = 0;
    std::string certificate;
    bool simplified = false;  // Z3's simplifier alone closes every question: the search of Z3 is no evidence there
};

/// What a program without the solvers says when it is asked for lemmas.
inline constexpr const char* without_solvers =
    "built without the solvers, as the packages are; for the lemmas install the packages libz3-dev and cvc5 and build "
    "from "
    "source: ./dev prove does both";

/// Returns the evidence that the program was built with, in the order of the table of claims.
std::vector<Evidence> evidence();

/// Returns how many twins each lemma has, in the order of the table of claims; none if built without the solvers.
std::vector<std::size_t> twins_made();

/// Returns the lemmas in the order of the table of claims; none if it was built without the solvers.
std::vector<LemmaText> lemma_texts();

struct ProveOptions {
    std::optional<Edition> edition;  // absent: all
    std::string run;                 // a pattern of lemma IDs; empty: all. A filtered run gives no verdict
    Format format = Format::text;
    unsigned timeout_seconds = 60;
    unsigned jobs = 0;         // 0: one a core
    bool all_twins = false;    // ask every twin, not one a lemma
    std::string certificates;  // a folder for certificates; empty: none
    std::string record;        // a file for the evidence, a row a lemma; empty: none
    std::string emit_into;     // a folder for the obligations, and the induction's tables; empty: none
    std::function<std::string(const std::string& clause)> sentence;  // of a clause; empty: none
};

/// Runs the lemmas and prints what came of them.
Status prove(const ProveOptions& options);

}  // namespace rollout::oracle
