#include "list_json.hpp"

#include <fmt/format.h>

#include "spelled_rollout.hpp"

namespace rollout::oracle {

ListJson::ListJson(const analysis::Alphabet& alphabet)
    : begin_(fmt::format("\"{}\":[", name(alphabet.level))),
      end_(alphabet.latch == Latch::released ? "],\"released\":true" : "]") {
    for (const analysis::Letter letter : alphabet.letters) {
        letters_.push_back(alphabet.level == analysis::Level::operations ? written(letter.operation()).json()
                                                                         : written(letter.child()).json());
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
