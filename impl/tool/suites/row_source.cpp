#include "row_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>

#include "row_keys.hpp"
#include "spec.hpp"

namespace rollout::oracle {
namespace {

using namespace std::string_literals;
using Rows = std::vector<WrittenRow>;

WrittenRow work(std::string state, std::string key, std::string deployment = "d") {
    return {.state = std::move(state),
            .on_failure = policy_word("continue"),
            .deployment = std::move(deployment),
            .key = std::move(key)};
}
WrittenRow finalizer(std::string state, std::string key, std::string deployment = "d") {
    WrittenRow row = work(std::move(state), std::move(key), std::move(deployment));
    row.on_failure = {};
    row.kind = Kind::group_finalizer;
    return row;
}

/// Rows, and what is made of them for the suite.
class RowCases {
public:
    RowCases(Edition edition, const Vocabulary& vocabulary) : edition_(edition), vocabulary_(vocabulary) {}

    void add(Rows rows, Latch latch = Latch::unreleased) {
        const Rollout rollout{std::move(rows), latch};
        if (vocabulary_.offers(rollout)) {
            collected_.add(test_case(edition_, rollout));
        }
    }
    void add_in_every_order(Rows rows) {
        std::vector<std::size_t> order(rows.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        do {
            Rows made;
            for (const std::size_t i : order) {
                made.push_back(rows[i]);
            }
            add(std::move(made));
        } while (std::next_permutation(order.begin(), order.end()));
    }
    Source source(std::string adds) const { return collected_.source("rows", std::move(adds)); }

private:
    Edition edition_;
    const Vocabulary& vocabulary_;
    Collected collected_;
};

void add_coverage(RowCases& suite) {
    for (const std::string& scope : scopes) {
        for (const std::string& key : keys_near(scope)) {
            suite.add({work("failed", key), finalizer("pending", scope + ending)});
        }
        for (const std::string& end : endings) {
            for (const std::string& key : {scope, scope + "/t", scope + end, "t"s}) {
                if (scope.size() < 10) {
                    suite.add({work("failed", key), finalizer("pending", scope + end)});
                    suite.add({finalizer("stopped", scope + end), work("failed", key)});
                }
            }
        }
    }
    for (const std::string& end : endings) {  // without a scope
        for (const std::string& key : {""s, "/"s, "/t"s, "t"s, "/group_finalizer"s, "group_finalizer"s}) {
            suite.add({work("failed", key), finalizer("pending", end)});
        }
    }
    for (const std::string& one : deployments) {
        for (const std::string& other : deployments) {
            suite.add({work("failed", "a/t", one), finalizer("pending", "a" + ending, other)});
        }
    }
    // Deployment and key side by side must not be one text.
    suite.add({work("failed", "b/c", "a"), finalizer("pending", "a/b" + ending, "")});
    suite.add({work("failed", "a/b", ""), finalizer("pending", "b" + ending, "a")});
    suite.add({work("failed", "a", "d/"), finalizer("pending", "/a" + ending, "d")});
}

void add_states(RowCases& suite) {
    // So that the base is failed, whatever the others are.
    const WrittenRow held = work("failed", "x", "other");
    WrittenRow pausing = held;
    pausing.on_failure = policy_word("pause");
    WrittenRow halting = held;
    halting.on_failure = policy_word("halt");
    for (const StateFacts& facts : states) {
        const std::string state(facts.token);
        for (const char* waiting : {"pending", "stopped"}) {
            for (const std::optional<bool> started :
                 {std::optional<bool>(), std::optional(true), std::optional(false)}) {
                WrittenRow ended = finalizer(waiting, "a" + ending);
                WrittenRow covered = work(state, "a/t");
                ended.started = started;
                suite.add({held, covered, ended});
                suite.add({ended, covered});
                // A pause looks at what is behind it: there the finalizer decides, whatever the work still holds.
                suite.add({covered, pausing, ended});
                suite.add({covered, halting, ended});
                covered.started = started;
                suite.add({covered, finalizer(waiting, "a" + ending)});
                suite.add({halting, covered, finalizer(waiting, "a" + ending)});
            }
        }
        for (const std::optional<bool> started : {std::optional<bool>(), std::optional(true), std::optional(false)}) {
            WrittenRow ended = finalizer(state, "a" + ending);
            ended.started = started;
            WrittenRow row = work(state, "b");
            row.started = started;
            for (const char* policy : {"halt", "continue", "pause", "unheard_of"}) {
                WrittenRow covered = work("failed", "a/t");
                covered.on_failure = policy_word(policy);
                suite.add({covered, ended});
                suite.add({covered, row});
            }
            suite.add({row, held});
            suite.add({ended, held});
        }
    }
    for (const Kind kind_of_first : {Kind::work, Kind::group_finalizer}) {
        for (const Kind kind_of_second : {Kind::work, Kind::group_finalizer}) {
            for (const char* key : {"a", "a/t", "a/group_finalizer", "a/b/group_finalizer"}) {
                WrittenRow first = work("failed", key);
                WrittenRow second = finalizer("pending", "a" + ending);
                first.kind = kind_of_first;
                second.kind = kind_of_second;
                suite.add({first, second});
                suite.add({second, first});
            }
        }
    }
    for (const char* spelling : {"FAILED", "STATE_FAILED", "Failed"}) {
        suite.add({work(spelling, "a/t"), finalizer("pending", "a" + ending)});
    }
    for (const char* spelling : {"PENDING", "STATE_STOPPED", "Stopped"}) {
        WrittenRow ended = finalizer(spelling, "a" + ending);
        suite.add({work("failed", "a/t"), ended});
        ended.started = false;
        suite.add({halting, ended});
    }
}

void add_several(RowCases& suite) {
    for (const char* waiting : {"pending", "stopped"}) {
        const WrittenRow of_a = finalizer(waiting, "a" + ending);
        const WrittenRow of_b = finalizer(waiting, "a/b" + ending);
        for (const char* other : {"completed", "cancelled", "failed", "pending"}) {
            suite.add_in_every_order({work("failed", "a/t"), work(other, "a/u"), of_a});
            suite.add_in_every_order({work("failed", "a/t"), work(other, "a/t"), of_a});  // one key twice
            suite.add_in_every_order({work("failed", "b/t"), work(other, "a/t"), of_a});
            suite.add_in_every_order({work("failed", "a/t", "e"), work(other, "a/t"), of_a});
            suite.add_in_every_order({work("failed", "a/t"), finalizer(other, "a" + ending), of_a});
            suite.add_in_every_order({work("failed", "a/b/t"), finalizer(other, "a" + ending), of_b});
        }
        suite.add_in_every_order({work("failed", "a/t"), of_a, of_a});
        suite.add_in_every_order({work("failed", "a/t"), of_a, of_b});
        suite.add_in_every_order({work("failed", "a/b/t"), of_a, of_b});
        suite.add_in_every_order({work("failed", "a/t"), of_a, finalizer(waiting, "b" + ending)});
        suite.add_in_every_order({work("failed", "a/t"), of_a, finalizer(waiting, "a" + ending, "e")});
        suite.add_in_every_order(
            {work("failed", "a/t"), work("completed", "a/t", "e"), of_a, finalizer(waiting, "a" + ending, "e")});
        suite.add_in_every_order(
            {work("failed", "a/t"), work("failed", "a/t", "e"), of_a, finalizer(waiting, "a" + ending, "e")});
        suite.add_in_every_order(
            {work("failed", "b/t"), work("completed", "a/t"), of_a, finalizer(waiting, "b" + ending)});
        for (std::size_t failing = 0; failing < 9; ++failing) {
            Rows rows(9, work("completed", "a/t"));
            rows[failing] = work("failed", "a/t");
            rows.push_back(of_a);
            suite.add(rows);
            std::reverse(rows.begin(), rows.end());
            suite.add(rows);
        }
    }
}

WrittenRow in_step(WrittenRow row, std::uint32_t step) {
    row.step = step;
    return row;
}

/// Steps that a comparison as text, or by few bits or a sign, gets wrong.
constexpr std::array<std::uint32_t, 20> some_steps{0,     1,     2,          3,          9,        10,        11,
                                                   127,   128,   255,        256,        257,      32767,     32768,
                                                   65535, 65536, 2147483647, 2147483648, 10000000, 4294967295};

/// Rows of a change in steps, beside a failure that holds where nothing else does.
void add_steps(RowCases& suite) {
    const WrittenRow held = work("failed", "x", "other");
    WrittenRow pausing = held;
    pausing.on_failure = policy_word("pause");
    for (const StateFacts& facts : states) {
        const std::string state(facts.token);
        for (const Kind kind : {Kind::work, Kind::group_finalizer}) {
            WrittenRow row = in_step(work(state, "a/t"), 1);
            row.kind = kind;
            for (const char* waiting : {"pending", "stopped"}) {
                suite.add({held, row, in_step(work(waiting, "a/u"), 2)});
                suite.add({in_step(work(waiting, "a/u"), 2), row, held});
                suite.add({held, row, in_step(finalizer(waiting, "b" + ending), 2)});
                // What still holds hides that a later step does, but for a pause between the two.
                suite.add({row, pausing, in_step(work(waiting, "a/u"), 2)});
                suite.add({held, row, in_step(work(waiting, "a/u"), 1)});
                suite.add({held, row, work(waiting, "a/u")});
                row.step = 0;
                suite.add({held, row, in_step(work(waiting, "a/u"), 2)});
                row.step = 1;
            }
            row.step = 2;
            for (const std::optional<bool> started :
                 {std::optional<bool>(), std::optional(true), std::optional(false)}) {
                row.started = started;
                for (const char* policy : {"halt", "continue", "pause", "unheard_of"}) {
                    WrittenRow ended = in_step(work("failed", "b"), 1);
                    ended.on_failure = policy_word(policy);
                    suite.add({ended, row});
                    suite.add({row, ended});
                }
                suite.add({held, in_step(work("cancelled", "b"), 1), row});
                suite.add({in_step(work("reverted", "b"), 1), pausing, row});
            }
        }
    }
    for (const std::uint32_t one : some_steps) {
        for (const std::uint32_t other : some_steps) {
            suite.add({in_step(work("failed", "a"), one), in_step(work("pending", "b"), other)});
        }
    }
    for (const std::string& one : deployments) {
        for (const std::string& other : deployments) {
            suite.add({in_step(work("failed", "a", one), 1), in_step(work("pending", "b", other), 2)});
        }
    }
    for (const char* one : {"", "a", "b"}) {
        for (const char* other : {"", "a", "b", "A"}) {
            WrittenRow ended = in_step(work("failed", "k"), 1);
            WrittenRow row = in_step(work("pending", "k"), 2);
            ended.target = one;
            row.target = other;
            suite.add({ended, row});
            ended.key = one;
            row.key = other;
            suite.add({ended, row});
        }
    }
    for (const char* waiting : {"pending", "stopped"}) {
        for (const char* ended : {"failed", "cancelled", "reverted"}) {
            for (const char* other : {"completed", "failed", "failed_retryable", "pending", "stopped"}) {
                for (const std::uint32_t step : {0U, 1U, 2U, 3U, 4U}) {
                    suite.add_in_every_order({held, in_step(work(ended, "a"), 2), in_step(work(other, "b"), step),
                                              in_step(work(waiting, "c"), 3)});
                }
                suite.add_in_every_order({held, in_step(work(ended, "a"), 2), in_step(work(other, "a", "e"), 1),
                                          in_step(work(waiting, "c"), 3), in_step(work(waiting, "c", "e"), 2)});
            }
            suite.add_in_every_order(
                {held, in_step(work(ended, "a/t"), 2), in_step(finalizer(waiting, "a" + ending), 1)});
            suite.add_in_every_order(
                {held, in_step(work(ended, "a/t"), 2), in_step(finalizer(waiting, "b" + ending), 3)});
            suite.add_in_every_order({held, in_step(work(ended, "a/t"), 2), finalizer(waiting, "a" + ending)});
        }
        // Behind nine steps, and before ten.
        for (std::uint32_t failing = 1; failing <= 10; ++failing) {
            Rows rows;
            for (std::uint32_t step = 1; step <= 10; ++step) {
                rows.push_back(in_step(work(step == failing ? "failed" : "completed", "a"), step));
            }
            rows.push_back(in_step(work(waiting, "b"), 5));
            suite.add(rows);
            std::reverse(rows.begin(), rows.end());
            suite.add(rows);
        }
    }
    for (const char* spelling : {"FAILED", "STATE_CANCELLED", "Reverted"}) {
        suite.add({held, in_step(work(spelling, "a"), 1), in_step(work("pending", "b"), 2)});
        suite.add({held, in_step(work("failed", "a"), 1), in_step(work("STATE_Stopped", "b"), 2)});
    }
}

/// Rows whose order decides, with places that a reader could sort or group by; and rows that a reader could leave out.
void add_order(RowCases& suite) {
    const std::array places{Placement{"b", "k1"}, Placement{"a", "k3"}, Placement{"c", "k2"}};
    const std::array<const char*, 4> siblings{"pending", "running", "completed", "stopped"};
    for (const char* third : siblings) {
        for (const char* second : siblings) {
            std::array<std::size_t, 3> order{0, 1, 2};
            do {
                for (const std::size_t finalizers : {0U, 1U, 2U, 4U}) {  // which of the rows are finalizers, as bits
                    Rows rows;
                    const std::array list{"failed", second, third};
                    for (std::size_t i = 0; i < list.size(); ++i) {
                        WrittenRow row =
                            work(list[i], std::string(places[order[i]].key), std::string(places[order[i]].deployment));
                        row.on_failure = policy_word("pause");
                        row.kind = (finalizers >> i & 1) != 0 ? Kind::group_finalizer : Kind::work;
                        rows.push_back(std::move(row));
                    }
                    suite.add(rows);
                    std::swap(rows[0], rows[1]);
                    suite.add(rows);
                    suite.add(rows, Latch::released);
                }
            } while (std::next_permutation(order.begin(), order.end()));
        }
    }
    for (const StateFacts& facts : states) {
        for (const bool started : {false, true}) {
            for (const Kind kind : {Kind::work, Kind::group_finalizer}) {
                WrittenRow row = finalizer(std::string(facts.token), "");
                row.kind = kind;
                row.started = started;
                suite.add({row});
                suite.add({{"completed"}, row});
                suite.add({{"failed", policy_word("continue")}, row});
                suite.add({{"failed"}, row});
                WrittenRow same_place = work("completed", "");
                same_place.kind = kind;
                suite.add({same_place, row});
                suite.add({row, same_place});
            }
        }
    }
}

/// The case lines of the builder's page.
void add_case_lines(RowCases& suite, Edition edition) {
    for (const Section& clause : clauses()) {
        for (const CaseLine& line : clause.cases) {
            if (!line.editions.contains(edition)) {
                continue;
            }
            if (line.kind == CaseLine::Kind::covers) {
                suite.add({work("failed", *line.texts[1]), finalizer("pending", *line.texts[0])});
            } else if (line.kind == CaseLine::Kind::build) {
                suite.add(std::get<Rows>(line.rollout.elements), line.rollout.latch);
            }
        }
    }
}

}  // namespace

Source row_source(Edition edition, const Vocabulary& vocabulary) {
    RowCases suite(edition, vocabulary);
    if (edition >= Edition::finalizers) {
        add_case_lines(suite, edition);
        add_coverage(suite);
        add_states(suite);
        add_several(suite);
    }
    if (edition >= Edition::steps) {
        add_steps(suite);
    }
    add_order(suite);
    return suite.source(
        edition >= Edition::steps
            ? "The builder relates rows as BUILD-1, 2 and 4 to 6 say: every relation of a table of keys, deployments "
              "and steps, every state, several works, finalizers and steps in every order."
        : edition >= Edition::finalizers
            ? "The builder relates rows as BUILD-1 to BUILD-5 say: every relation of a table of keys and "
              "deployments, every state, several works and finalizers in every order."
            : "Where a row stands changes nothing: the edition does not read it.");
}

Source row_case_lines(Edition edition, const Vocabulary& vocabulary) {
    RowCases suite(edition, vocabulary);
    add_case_lines(suite, edition);
    return suite.source("");
}

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
