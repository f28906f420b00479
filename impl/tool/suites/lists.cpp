#include "lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace rollout::oracle {
namespace {

using analysis::Level;

std::string_view latch_name(bool is_released) { return is_released ? "released" : "unreleased"; }

/// At level operations without its name, as it was before both levels were asked.
std::string random_id(Level level, std::uint64_t seed, std::uint64_t number) {
    return fmt::format("{}random {}/{}", level == Level::children ? "children: " : "", seed, number);
}

}  // namespace

std::variant<Source, std::string> complete_source(std::shared_ptr<const Lists> lists, unsigned extra_states,
                                                  analysis::Method method) {
    const auto suite = std::make_shared<analysis::CompleteSuite>(lists->machine(), extra_states, method);
    if (!suite->size()) {
        return fmt::format("--extra-states {}: more cases than 64 bits can count", extra_states);
    }
    const std::string of_latch =
        lists->level() == Level::operations ? fmt::format(", {}", latch_name(lists->is_released())) : "";
    return Source{.name = fmt::format("complete K={}, {}{}", extra_states, analysis::name(lists->level()), of_latch),
                  .adds = "With the assumptions below: right on lists of every length.",
                  .size = *suite->size(),
                  .at = [=](std::uint64_t number) { return lists->at(suite->word(number)); },
                  .classes = suite->machine().size(),
                  .classes_max = suite->machine().size() + extra_states};
}

Source random_source(std::vector<std::shared_ptr<const Lists>> lists, std::uint64_t seed, std::uint64_t size,
                     std::size_t elements_max) {
    const Level level = lists.front()->level();
    return {.name = fmt::format("random, {}", analysis::name(level)),
            .adds = fmt::format("Right on {} rollouts of up to {} elements, however many its classes; seed {}.", size,
                                elements_max, seed),
            .size = size,
            .at = [=, lists = std::move(lists)](std::uint64_t number) {
                const Lists& chosen = *lists[number % lists.size()];
                return chosen.at(chosen.random_word(seed, number, elements_max), random_id(level, seed, number));
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

std::set<std::size_t> lengths_around_powers(std::size_t max) {
    std::set<std::size_t> sizes;
    for (const std::size_t base : {2U, 10U}) {
        for (std::size_t power = base; power <= max; power *= base) {
            sizes.insert({power - 1, power, power + 1});
        }
    }
    sizes.erase(sizes.upper_bound(max), sizes.end());
    return sizes;
}

analysis::Word Lists::random_word(std::uint64_t seed, std::uint64_t number, std::size_t elements_max) const {
    std::seed_seq seeds{seed, seed >> 32, number, number >> 32};
    std::mt19937_64 random(seeds);
    const std::vector<std::uint32_t> letters = filling(random);
    constexpr std::array<std::uint64_t, 3> lengths{20, 200, random_length_max};
    analysis::Word word(1 + below(random, lengths[below(random, lengths.size())]));
    for (std::uint32_t& letter : word) {
        letter = letters[below(random, letters.size())];
    }
    for (std::uint64_t deciders = below(random, 3); deciders > 0; --deciders) {
        // At either end as often as between them: who leaves one out is found there.
        const std::uint64_t places[]{0, word.size() - 1, below(random, word.size())};
        word[static_cast<std::size_t>(places[below(random, 3)])] =
            static_cast<std::uint32_t>(below(random, letter_count()));
    }
    word.resize(std::min(word.size(), elements_max));
    return word;
}

}  // namespace rollout::oracle
