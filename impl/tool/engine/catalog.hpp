// What the page and the packages for JavaScript carry beside the C++ core: words, editions, and the sentences of spec/.
#pragma once

#include <string>

namespace rollout::oracle {

/// Returns an object, the same for the same commit:
///
/// - `version`, `states`, `policies` and `flags`, each with the first edition that knows it
/// - `editions`, each with what it `changed` and its rule file, `rule`
/// - `foreign`, rule files of other systems
/// - `clauses`, `findings`, `regressions` and `properties` of the protocol: ID, editions, sentences, case lines,
///   and where in spec/
std::string catalog_json(std::string_view version);

}  // namespace rollout::oracle
