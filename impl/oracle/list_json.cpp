#include "list_json.hpp"

#include <fmt/format.h>

#include "json.hpp"

namespace rollout::oracle {

namespace {

// What names no state and no policy here is no token and no policy word on the wire either.
std::string members_of(const Operation& operation) {
    return fmt::format(R"("state":"{}","on_failure":"{}")", token(operation.state), word(operation.on_failure));
}

}  // namespace

std::string element_json(const Operation& operation) { return fmt::format("{{{}}}", members_of(operation)); }

std::string element_json(const Child& child) {
    std::string made = fmt::format(R"({{"state":"{}")", token(child.state));
    for (const FlagFacts& flag : child_flags) {
        made += child.*flag.flag ? fmt::format(R"(,"{}":true)", flag.name) : "";
    }
    return made + "}";
}

std::string element_json(const PlacedOperation& row) {
    const Placement& place = row.placement;
    std::string made = "{" + members_of(row.operation);
    made += place.deployment.empty() ? "" : ",\"deployment\":" + json_string(place.deployment);
    made += place.key.empty() ? "" : ",\"key\":" + json_string(place.key);
    made += place.kind == Kind::work ? "" : R"(,"kind":"group_finalizer")";
    made += place.started ? "" : R"(,"started":false)";
    return made + "}";
}

ListJson::ListJson(const analysis::Alphabet& alphabet)
    : begin_(fmt::format("\"{}\":[", name(alphabet.level))),
      end_(alphabet.latch == Latch::released ? "],\"released\":true" : "]") {
    for (const analysis::Letter letter : alphabet.letters) {
        letters_.push_back(alphabet.level == analysis::Level::operations ? element_json(letter.operation())
                                                                         : element_json(letter.child()));
    }
}

std::string ListJson::members(std::span<const std::uint32_t> word) const {
    std::string made = begin_;
    for (const std::uint32_t letter : word) {
        made += (made.size() == begin_.size() ? "" : ",") + letters_[letter];
    }
    return made + end_;
}

}  // namespace rollout::oracle
