// Words: every spelling of a state and a policy, where it matters how it is read.
#pragma once

#include "test_case.hpp"
#include "vocabulary.hpp"

namespace rollout::oracle {

enum class Contexts {
    one,  // each word in one list
    all,  // in each kind of list, and in several places
};

/// Returns cases in which a word that is read wrongly changes the answer. Of policies: absent, null, empty, the words,
/// look-alikes and other words. Of states: tokens, aliases and look-alikes. At both levels, as far as they are offered;
/// of who gets canonical words alone, policies only.
Source token_source(Edition edition, const Vocabulary& vocabulary, Contexts contexts = Contexts::all);

/// Returns the `token` and `policy` case lines of spec/, each in the shortest list that shows how its word is read.
Source token_case_lines(Edition edition, const Vocabulary& vocabulary);

}  // namespace rollout::oracle
