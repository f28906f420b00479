// What the program says of the proofs. Built with the solvers' libraries it runs them; built without, it says so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verbs.hpp"

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

}  // namespace rollout::oracle
