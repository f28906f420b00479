// What the program says of the proofs. Built with the solvers' libraries it runs them; built without, it says so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verbs.hpp"

namespace rollout::oracle {

struct LemmaText {
    std::string id;
    std::string statement;
    std::vector<std::string> clauses;
    std::optional<Edition> edition;
    std::string twin;
};

/// Returns the lemmas in the order of the table of claims; none if the program was built without Z3.
std::vector<LemmaText> lemma_texts();

}  // namespace rollout::oracle
