// Random rows next to the suite by design: a finalizer, work that it covers or nearly does, and more.
#include <fmt/format.h>

#include <random>

#include "row_cases.hpp"
#include "row_source.hpp"

namespace rollout::oracle {

Source random_row_source(Edition edition, const Vocabulary& vocabulary, std::uint64_t seed, std::uint64_t size) {
    const auto offered = [&](const auto& list) {
        std::vector<std::string> some;
        for (const State state : list) {
            if (vocabulary.offered_states().contains(state)) {
                some.emplace_back(token(state));
            }
        }
        return some;
    };
    const std::vector<std::string> waiting = offered(std::array{State::pending, State::stopped});
    const std::vector<std::string> over = offered(std::array{State::completed, State::cancelled, State::reverted});
    const std::vector<std::string> any = offered(vocabulary.offered_states());
    std::vector<PolicyWord> words{absent_policy, null_policy, policy_word("unheard_of")};
    for (const PolicyFacts& facts : policies) {
        if (vocabulary.offered_policies().contains(facts.policy)) {
            words.push_back(policy_word(facts.word));
        }
    }
    const bool may_continue = vocabulary.offered_policies().contains(Policy::continue_);
    std::vector<std::string> some_scopes;
    for (const std::string& scope : scopes) {
        if (scope.size() < 100 && vocabulary.offers({Rows{finalizer("failed", scope)}})) {
            some_scopes.push_back(scope);
        }
    }
    if (waiting.empty() || over.empty() || some_scopes.empty()) {
        return {.name = "random rows", .adds = "", .size = 0, .at = {}};
    }
    return {
        .name = "random rows",
        .adds = fmt::format("Right on {} lists of rows with a place, seed {}; nothing follows for others.", size, seed),
        .size = size,
        .at = [=, vocabulary = vocabulary](std::uint64_t number) {
            std::seed_seq seeds{seed, seed >> 32, number, number >> 32, std::uint64_t{1}};
            std::mt19937_64 random(seeds);
            const auto one_of = [&](const auto& list) { return list[random() % list.size()]; };
            const auto one_in = [&](std::uint64_t count) { return random() % count == 0; };
            // A finalizer, work that it covers or nearly does, and what else there is: over, so that it does not hold.
            const std::string scope = one_of(some_scopes);
            const std::vector<std::string> keys = keys_near(scope);
            const auto random_work = [&] {
                WrittenRow row = work(one_in(2) ? "failed" : one_of(over), one_in(2) ? scope + "/t" : one_of(keys),
                                      one_in(4) ? one_of(deployments) : "d");
                row.state = one_in(12) ? one_of(any) : row.state;
                row.on_failure = one_in(6) ? one_of(words) : policy_word(may_continue ? "continue" : "halt");
                return row;
            };
            const auto add_step = [&](WrittenRow& row) {
                if (edition >= Edition::steps && one_in(2)) {
                    row.step = one_in(8) ? one_of(some_steps) : static_cast<std::uint32_t>(1 + random() % 4);
                    row.target = one_in(4) ? "t" : "";
                }
            };
            Rows rows;
            for (std::uint64_t more = random() % 3; more > 0; --more) {
                rows.push_back(finalizer(one_of(waiting), scope + (one_in(4) ? one_of(endings) : ending)));
                if (one_in(4)) {
                    rows.back().started = one_in(2);
                }
            }
            rows.push_back(finalizer(one_of(waiting), scope + ending));
            for (std::uint64_t more = 1 + random() % 5; more > 0; --more) {
                rows.push_back(random_work());
            }
            std::for_each(rows.begin(), rows.end(), add_step);
            std::erase_if(rows, [&](const WrittenRow& row) { return !vocabulary.offers({Rows{row}}); });
            for (std::size_t i = rows.size(); i > 1; --i) {
                std::swap(rows[i - 1], rows[random() % i]);
            }
            TestCase made =
                test_case(edition, Rollout{std::move(rows), one_in(2) ? Latch::released : Latch::unreleased});
            made.id = fmt::format("random rows {}/{}", seed, number);
            return made;
        }};
}

}  // namespace rollout::oracle
