#include "list_json.hpp"

#include <fmt/format.h>

namespace rollout::oracle {

std::string letter_json(const analysis::Alphabet& alphabet, analysis::Letter letter) {
    // The words that name no state and no policy are such words themselves.
    if (alphabet.level == analysis::Level::operations) {
        return fmt::format(R"({{"state":"{}","on_failure":"{}"}})", token(letter.state),
                           word(letter.operation().on_failure));
    }
    std::string made = fmt::format(R"({{"state":"{}")", token(letter.state));
    for (const FlagFacts& flag : child_flags) {
        made += letter.child().*flag.flag ? fmt::format(R"(,"{}":true)", flag.name) : "";
    }
    return made + "}";
}

ListJson::ListJson(const analysis::Alphabet& alphabet)
    : begin_(fmt::format("\"{}\":[", name(alphabet.level))),
      end_(alphabet.latch == Latch::released ? "],\"released\":true" : "]") {
    for (const analysis::Letter letter : alphabet.letters) {
        letters_.push_back(letter_json(alphabet, letter));
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
