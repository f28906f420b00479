// What the page and the packages for JavaScript ask the C++ core: a request and its answer, both JSON. Compiled to
// WebAssembly this is all that they call; no sentence of spec/ is in it, which the catalog has.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "any_edition.hpp"

namespace rollout::oracle {

/// Keeps the rules of the last requests, so that the next question about one is quick.
class Engine {
public:
    /// Returns the answer to a request, an object whose members are texts. `ask` names what is asked:
    ///
    /// - `explain`, with `rollout`, a line as `project --jsonl` reads it: `{"explanations":[...]}`, one per edition in
    ///   order (explanation_json.hpp); with `rule`, the text of a rule file, that of the rule alone
    /// - `lint`, with `rule`: what `lint --format json` prints
    /// - `diff`, with `before` and `after`, texts of rule files: what `diff --format json` prints
    /// - `machine`, with `rule`: what `export machine` prints
    ///
    /// A request that cannot be answered is answered `{"error":"..."}`, with a line per problem of a rule file, which
    /// the lines call `draft.toml`. Throws Disagreement and std::bad_alloc.
    std::string answer(std::string_view request);

private:
    struct Request;
    static std::variant<Request, std::string> read(std::string_view text);
    std::variant<LoadedRule, std::string> rule_of(const std::string& text);
    std::string by(const std::string& rule, auto make);

    std::deque<LoadedRule> kept_;  // the last ones, the latest first
};

}  // namespace rollout::oracle
