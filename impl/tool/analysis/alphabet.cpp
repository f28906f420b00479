#include "alphabet.hpp"

#include <map>
#include <mutex>

#include <rollout/parse.hpp>
#include <rollout/vocabulary/text.hpp>

namespace rollout::analysis {

Child Alphabet::child(Letter letter) const {
    return level == Level::operations ? child_of(edition, letter.operation(), latch) : letter.child();
}

Summary Alphabet::summary(Letter letter) const { return rollout::letter(edition, child(letter)); }

std::string Alphabet::text(Letter letter) const {
    return level == Level::operations ? text_of(letter.operation()) : text_of(letter.child());
}

std::string Alphabet::text(std::span<const std::uint32_t> word) const {
    std::string text(latch == Latch::released ? "released:" : "");
    for (const std::uint32_t letter : word) {
        text += (text.empty() ? "" : " ") + this->text(letters[letter]);
    }
    return word.empty() ? text + (text.empty() ? "none" : " none") : text;
}

State Alphabet::project(std::span<const std::uint32_t> word) const {
    Summary seen;
    for (const std::uint32_t letter : word) {
        seen = combine(seen, summary(letters[letter]));
    }
    return finish(edition, seen);
}

Alphabet whole_alphabet(Edition edition, Level level, Latch latch) {
    Alphabet alphabet{.edition = edition, .level = level, .latch = latch, .letters = {}};
    for (const StateFacts& state : states) {
        const std::size_t numbers = level == Level::operations ? policy_count : flags_count;
        for (std::size_t number = 0; number < numbers; ++number) {
            alphabet.letters.push_back({state.state, static_cast<std::uint8_t>(number)});
        }
    }
    return alphabet;
}

Machine minimal_machine(const Alphabet& alphabet) {
    std::vector<Summary> summaries;
    std::vector<std::uint32_t> facts;
    for (const Letter letter : alphabet.letters) {
        summaries.push_back(alphabet.summary(letter));
        facts.push_back(summaries.back().facts);
    }
    static std::mutex mutex;
    static std::map<std::pair<Edition, std::vector<std::uint32_t>>, Machine> kept;
    const std::lock_guard lock(mutex);  // whoever wants one that is being made waits for it
    const auto [entry, is_new] = kept.try_emplace({alphabet.edition, facts});
    if (is_new) {
        entry->second = minimal_machine(alphabet.edition, summaries);
    }
    return entry->second;
}

}  // namespace rollout::analysis
