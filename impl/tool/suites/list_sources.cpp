#include "list_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <random>
#include <type_traits>

namespace rollout::oracle {
namespace {

using analysis::Alphabet;
using analysis::Level;
using analysis::Word;

std::string_view name(Latch latch) { return latch == Latch::released ? "released" : "unreleased"; }

/// Returns a number below `bound`. Not quite uniform, and the same everywhere, as the library's distributions are not.
std::uint64_t below(std::mt19937_64& random, std::uint64_t bound) { return random() % bound; }

/// Returns a list with a mood: a few letters that fill it, most of them failed or settled, and now and then another one
/// that may decide, at any place.
Word random_word(const Alphabet& alphabet, std::mt19937_64& random) {
    const auto any_letter = [&] { return static_cast<std::uint32_t>(below(random, alphabet.letters.size())); };
    const auto letter_of = [&](auto wanted) {
        std::uint32_t letter = any_letter();
        for (int tries = 0; tries < 100 && !wanted(alphabet.letters[letter]); ++tries) {
            letter = any_letter();
        }
        return letter;
    };
    const auto may_go_on = [&](analysis::Letter letter) {
        return letter.state == State::failed &&
               (alphabet.level == Level::operations ? letter.operation().on_failure == Policy::continue_
                                                    : letter.child().continue_on_failure);
    };
    const auto is_over = [](analysis::Letter letter) {
        constexpr std::array over{State::completed, State::cancelled, State::reverted, State::stopped};
        return std::find(over.begin(), over.end(), letter.state) != over.end();
    };
    std::vector<std::uint32_t> filling{letter_of(is_over)};
    if (below(random, 4) != 0) {
        filling.push_back(letter_of(may_go_on));
    }
    for (std::uint64_t more = below(random, 3); more > 0; --more) {
        filling.push_back(below(random, 2) == 0 ? letter_of(is_over) : any_letter());
    }
    constexpr std::array<std::uint64_t, 3> lengths{20, 200, random_length_max};
    Word word(1 + below(random, lengths[below(random, lengths.size())]));
    for (std::uint32_t& letter : word) {
        letter = filling[below(random, filling.size())];
    }
    for (std::uint64_t deciders = below(random, 3); deciders > 0; --deciders) {
        // At either end as often as between them: who leaves one out is found there.
        const std::size_t places[]{0, word.size() - 1, below(random, word.size())};
        word[places[below(random, 3)]] = any_letter();
    }
    return word;
}

/// At level operations without its name, as it was before both levels were asked.
std::string random_id(Level level, std::uint64_t seed, std::uint64_t number) {
    return fmt::format("{}random {}/{}", level == Level::children ? "children: " : "", seed, number);
}

}  // namespace

ListCases::ListCases(Alphabet alphabet) : alphabet_(std::move(alphabet)) {
    for (const analysis::Letter letter : alphabet_.letters) {
        if (alphabet_.level == Level::operations) {
            rows_.push_back(written(letter.operation()));
        } else {
            children_.push_back(written(letter.child()));
        }
    }
}

Rollout ListCases::rollout(std::span<const std::uint32_t> word) const {
    const auto listed = [&](const auto& letters) {
        std::decay_t<decltype(letters)> list;
        list.reserve(word.size());
        for (const std::uint32_t letter : word) {
            list.push_back(letters[letter]);
        }
        return list;
    };
    if (alphabet_.level == Level::operations) {
        return {listed(rows_), alphabet_.latch};
    }
    return {listed(children_), alphabet_.latch};
}

TestCase ListCases::at(std::span<const std::uint32_t> word, std::string id) const {
    if (id.empty()) {
        id = (alphabet_.level == Level::children ? "children: " : "") + alphabet_.text(word);
    }
    return {std::move(id), rollout(word), std::string(token(alphabet_.project(word)))};
}

std::variant<Source, std::string> complete_source(Edition edition, Level level, Latch latch,
                                                  const Vocabulary& vocabulary, unsigned extra_states,
                                                  analysis::Method method) {
    const auto cases = std::make_shared<ListCases>(vocabulary.part_of(analysis::whole_alphabet(edition, level, latch)));
    const auto suite =
        std::make_shared<analysis::CompleteSuite>(analysis::minimal_machine(cases->alphabet()), extra_states, method);
    if (!suite->size()) {
        return fmt::format("--extra-states {}: more cases than 64 bits can count", extra_states);
    }
    const std::string of_latch = level == Level::operations ? fmt::format(", {}", name(latch)) : "";
    return Source{.name = fmt::format("complete K={}, {}{}", extra_states, analysis::name(level), of_latch),
                  .adds = "With the assumptions below: right on lists of every length.",
                  .size = *suite->size(),
                  .at = [=](std::uint64_t number) { return cases->at(suite->word(number)); },
                  .classes = suite->machine().size(),
                  .classes_max = suite->machine().size() + extra_states};
}

Word random_word(const Alphabet& alphabet, std::uint64_t seed, std::uint64_t number, std::size_t elements_max) {
    std::seed_seq seeds{seed, seed >> 32, number, number >> 32};
    std::mt19937_64 random(seeds);
    Word word = random_word(alphabet, random);
    word.resize(std::min(word.size(), elements_max));
    return word;
}

Source random_source(Edition edition, Level level, const Vocabulary& vocabulary, std::uint64_t seed, std::uint64_t size,
                     std::size_t elements_max) {
    std::vector<std::shared_ptr<ListCases>> by_latch;
    for (const Latch latch : latches) {
        if (level == Level::operations || latch == Latch::unreleased) {
            by_latch.push_back(
                std::make_shared<ListCases>(vocabulary.part_of(analysis::whole_alphabet(edition, level, latch))));
        }
    }
    return {.name = fmt::format("random, {}", analysis::name(level)),
            .adds = fmt::format("Right on {} rollouts of up to {} elements, however many its classes; seed {}.", size,
                                elements_max, seed),
            .size = size,
            .at = [=](std::uint64_t number) {
                const ListCases& cases = *by_latch[number % by_latch.size()];
                return cases.at(random_word(cases.alphabet(), seed, number, elements_max),
                                random_id(level, seed, number));
            }};
}

Source asked_again(std::vector<Source> sources, std::uint64_t seed) {
    std::vector<std::pair<std::size_t, std::uint64_t>> order;
    for (std::size_t source = 0; source < sources.size(); ++source) {
        for (std::uint64_t number = 0; number < sources[source].size; ++number) {
            order.push_back({source, number});
        }
    }
    std::mt19937_64 random(seed);
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[below(random, i)]);
    }
    const std::uint64_t size = order.size();
    return {
        .name = "asked again",
        .adds = fmt::format("The same answers at another time, in another order, in other requests; seed {}.", seed),
        .size = size,
        .at = [sources = std::move(sources), order = std::move(order)](
                  std::uint64_t number) { return sources[order[number].first].at(order[number].second); },
        .is_repetition = true};
}

}  // namespace rollout::oracle
