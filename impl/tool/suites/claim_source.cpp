#include "claim_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "dice.hpp"

namespace rollout::oracle {
namespace {

/// How policies and cutover policies are spelled: each meaning, and near misses.
struct AskedPolicy {
    std::optional<std::string_view> word;
    Policy policy;
};
constexpr std::array policy_words{
    AskedPolicy{std::nullopt, Policy::halt},    AskedPolicy{"halt", Policy::halt},
    AskedPolicy{"continue", Policy::continue_}, AskedPolicy{"pause", Policy::pause},
    AskedPolicy{"unknown", Policy::unknown},    AskedPolicy{"Continue", Policy::unknown},
};
constexpr std::array<std::string_view, 4> cutover_words{"rolling", "barrier", "parallel", "Barrier"};

constexpr std::array<std::string_view, 3> few_deployments{"", "d", "e"};
constexpr std::array<std::string_view, 6> few_keys{"a", "a/x", "a/group_finalizer", "ab/x", "b", "/group_finalizer"};
constexpr std::size_t place_count = few_deployments.size() * few_keys.size() * 2;

void place(WrittenRow& row, std::size_t number) {
    row.deployment = few_deployments[number % few_deployments.size()];
    row.key = few_keys[number / few_deployments.size() % few_keys.size()];
    row.kind = number / few_deployments.size() / few_keys.size() == 0 ? Kind::work : Kind::group_finalizer;
}

void set_policy(WrittenRow& row, std::size_t value) {
    const auto& word = policy_words[value].word;
    row.on_failure = word ? policy_word(*word) : absent_policy;
}

/// What a claimer reads beside the rows: the parent's state and four flags.
void set_situation(Question& question, std::size_t value) {
    question.claim.parent = static_cast<State>(value / 16);
    question.claim.stop_is_pending = (value & 1) != 0;
    question.claim.start_is_requested = (value & 2) != 0;
    question.claim.retries_are_left = (value & 4) == 0;
    question.claim.lease_is_stale = (value & 8) != 0;
}

/// The axes of two rows. The candidate is set as the first one, and may then be made the second.
enum ClaimAxis : std::size_t { candidate, policy, sibling, sibling_policy, places, cutover, latch, situation, order };

std::vector<std::size_t> values_of_policies(const Words& words) {
    std::vector<std::size_t> values;
    for (std::size_t i = 0; i < policy_words.size(); ++i) {
        if (words.has(policy_words[i].policy)) {
            values.push_back(i);
        }
    }
    return values;
}

std::vector<std::size_t> values_of_situations(const Words& words) {
    std::vector<std::size_t> values;
    for (const std::size_t parent : values_of(words.states)) {
        for (std::size_t flags = 0; flags < 16; ++flags) {
            values.push_back(parent * 16 + flags);
        }
    }
    return values;
}

Space two_rows(Decision decision, const Words& words) {
    Question start;
    start.decision = decision;
    start.rows.assign(2, {.state = {}, .on_failure = absent_policy});
    const auto set_state = [](std::size_t row) {
        return [row](Question& question, std::size_t value) { question.rows[row].state = states[value].token; };
    };
    const auto set_policy_of = [](std::size_t row) {
        return [row](Question& question, std::size_t value) { set_policy(question.rows[row], value); };
    };
    const std::vector<std::size_t> of_states = values_of(words.states);
    const std::vector<std::size_t> of_policies = values_of_policies(words);
    return {std::move(start),
            {{of_states, set_state(0)},
             {of_policies, set_policy_of(0)},
             {of_states, set_state(1)},
             {of_policies, set_policy_of(1)},
             {first_values(place_count * place_count),
              [](Question& question, std::size_t value) {
                  place(question.rows[0], value / place_count);
                  place(question.rows[1], value % place_count);
              }},
             {first_values(cutover_words.size()),
              [](Question& question, std::size_t value) { question.cutover = cutover_words[value]; }},
             {first_values(latches.size()),
              [](Question& question, std::size_t value) { question.claim.latch = latches[value]; }},
             {values_of_situations(words), set_situation},
             {{1, 0}, [](Question& question, std::size_t value) {
                  question.index = value;
                  if (value == 1) {
                      std::swap(question.rows[0], question.rows[1]);
                  }
              }}}};
}

/// Who three rows are, the candidate last: deployment and target of each.
struct Members {
    std::array<std::string_view, 3> deployments;
    std::array<std::string_view, 3> targets;
};
constexpr std::array few_members{
    Members{{"d", "e", "f"}, {"", "", ""}},     // of three deployments
    Members{{"d", "e", "d"}, {"", "", ""}},     // the first is of the candidate's member
    Members{{"e", "d", "d"}, {"t", "t", "t"}},  // the second is
    Members{{"d", "d", "d"}, {"t", "t", "t"}},  // all are of one
    Members{{"d", "d", "d"}, {"t", "u", "t"}},  // of two targets
    Members{{"d", "d", "d"}, {"T", "", "t"}},   // of targets that nearly are one
    Members{{"d", "e", "f"}, {"t", "t", "t"}},  // of one target in three deployments
    Members{{"", "", ""}, {"t", "t", "t"}},     // of no deployment
};

struct Candidate {
    State state;
    Kind kind;
    bool started;
};
constexpr std::array few_candidates{
    Candidate{State::pending, Kind::work, true},  Candidate{State::pending, Kind::group_finalizer, true},
    Candidate{State::stopped, Kind::work, true},  Candidate{State::stopped, Kind::group_finalizer, true},
    Candidate{State::stopped, Kind::work, false}, Candidate{State::stopped, Kind::group_finalizer, false},
};
constexpr std::array few_states{State::completed, State::failed, State::running, State::pending};

struct Permission {
    std::string_view policy;
    Latch latch;
    Policy is;
};
constexpr std::array few_permissions{
    Permission{"halt", Latch::released, Policy::halt}, Permission{"continue", Latch::unreleased, Policy::continue_},
    Permission{"pause", Latch::unreleased, Policy::pause}, Permission{"pause", Latch::released, Policy::pause}};

/// Returns the numbers of those elements of a table that `is_asked` keeps.
std::vector<std::size_t> numbers_of(const auto& table, const auto& is_asked) {
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (is_asked(table[i])) {
            numbers.push_back(i);
        }
    }
    return numbers;
}

/// Returns the space of a candidate behind two rows, of the same member or of others. A start is requested.
Space three_rows(Decision decision, const Words& words) {
    Question start;
    start.decision = decision;
    start.rows.assign(3, {.state = {}, .on_failure = absent_policy, .key = "a/x"});
    start.index = 2;
    start.claim.start_is_requested = true;
    if (decision != Decision::claim) {
        start.rows[2].state = token(decision == Decision::cutover ? State::waiting_for_cutover : State::pending);
    }
    const auto has = [&](State state) { return words.has(state); };
    const auto set_state = [](std::size_t row) {
        return [row](Question& question, std::size_t value) { question.rows[row].state = token(few_states[value]); };
    };
    const auto set_members = [](Question& question, std::size_t value) {
        for (std::size_t i = 0; i < question.rows.size(); ++i) {
            question.rows[i].deployment = few_members[value].deployments[i];
            question.rows[i].target = few_members[value].targets[i];
        }
    };
    const auto set_candidate = [](Question& question, std::size_t value) {
        const Candidate& candidate = few_candidates[value];
        WrittenRow& row = question.rows.back();
        row.state = token(candidate.state);
        row.kind = candidate.kind;
        row.key = candidate.kind == Kind::work ? "a/x" : "a/group_finalizer";
        row.started = candidate.started ? std::nullopt : std::optional(false);
    };
    const auto set_permission = [](Question& question, std::size_t value) {
        question.rows.back().on_failure = policy_word(few_permissions[value].policy);
        question.claim.latch = few_permissions[value].latch;
    };
    const auto set_parent = [](Question& question, std::size_t value) {
        question.claim.parent = value == 0 ? State::running : State::failed;
    };
    std::vector<Axis> axes{
        {numbers_of(few_states, has), set_state(0)},
        {numbers_of(few_states, has), set_state(1)},
        {first_values(few_members.size()), set_members},
        {numbers_of(few_permissions, [&](const Permission& each) { return words.has(each.is); }), set_permission}};
    if (decision != Decision::cutover) {
        axes.push_back({first_values(cutover_words.size()),
                        [](Question& question, std::size_t value) { question.cutover = cutover_words[value]; }});
    }
    if (decision == Decision::claim) {
        axes.push_back(
            {numbers_of(few_candidates, [&](const Candidate& each) { return words.has(each.state); }), set_candidate});
        axes.push_back(
            {words.has(State::failed) && words.has(State::running) ? first_values(2) : std::vector<std::size_t>{},
             set_parent});
    }
    const bool is_asked = decision == Decision::claim ||
                          words.has(decision == Decision::cutover ? State::waiting_for_cutover : State::pending);
    return {std::move(start), is_asked ? std::move(axes) : std::vector<Axis>{{{}, nullptr}}};
}

/// Returns the space of the candidate alone.
Space one_row(const Space& two) {
    Question start = two.start();
    start.rows.resize(1);
    std::vector<Axis> axes;
    for (const ClaimAxis kept : {candidate, cutover, latch, situation}) {
        axes.push_back(two.axes()[kept]);
    }
    return {std::move(start), std::move(axes)};
}

/// Returns the space of one value a class on each axis, but one place. An axis is asked beside what is left of the axes
/// that were asked before it.
Space claim_classes(Edition edition, const Space& all) {
    const auto signature = [&](const Question& question) { return answer(edition, question, by_reference); };
    Space some = all.with(places, {0});
    // The situation first, which the candidate alone shows whole; its axis is the last but none of one row.
    const Space alone = one_row(some).with(2, {0});
    some = some.with(situation, representatives(alone, 3, signature));
    const auto ask = [&](ClaimAxis axis, const Space& beside) {
        some = some.with(axis, representatives(beside, axis, signature));
    };
    // Until policies are asked, those that come first stand for all.
    const auto first_of = [&](ClaimAxis axis) { return std::vector{some.axes()[axis].values.front()}; };
    const auto without_policies = [&] {
        return some.with(policy, first_of(policy)).with(sibling_policy, first_of(sibling_policy));
    };
    ask(candidate, without_policies());
    ask(cutover, without_policies());
    ask(policy, some.with(sibling_policy, first_of(sibling_policy)));
    ask(sibling, some);
    ask(sibling_policy, some);
    return some;
}

WrittenRow random_row(Dice& dice, const Words& words, State usual) {
    constexpr std::array before{State::completed, State::completed, State::failed,          State::waiting_for_cutover,
                                State::pending,   State::stopped,   State::failed_retryable};
    State state =
        dice.one_in(4) ? dice.of(std::span<const State>(words.states)) : dice.of(std::span<const State>(before));
    state = dice.one_in(3) ? usual : state;
    WrittenRow row{.state = std::string(token(words.has(state) ? state : words.states.front()))};
    const std::vector<std::size_t> of_policies = values_of_policies(words);
    set_policy(row, dice.of(std::span<const std::size_t>(of_policies)));
    return row;
}

Question random_question(Decision decision, Edition edition, const Words& words, Dice dice) {
    const State usual = decision == Decision::cutover ? State::waiting_for_cutover : State::pending;
    Question question;
    question.decision = decision;
    question.rows.resize(1 + dice.below(5));
    question.index = dice.below(question.rows.size());
    const bool has_places = dice.one_in(2);
    for (std::size_t i = 0; i < question.rows.size(); ++i) {
        WrittenRow& row = question.rows[i];
        row = random_row(dice, words, i < question.index ? State::completed : usual);
        if (has_places) {
            place(row, dice.below(place_count));
            if (dice.one_in(4)) {
                row.started = false;
            }
            if (edition >= Edition::steps && dice.one_in(2)) {
                row.target = dice.one_in(2) ? "t" : "u";
            }
        }
    }
    if (words.has(usual) && !dice.one_in(4)) {
        question.rows[question.index].state = token(usual);
    }
    question.cutover = dice.of(std::span<const std::string_view>(cutover_words));
    question.claim.latch = latches[dice.below(latches.size())];
    const State parent = dice.of(std::span<const State>(words.states));
    const bool is_open = words.has(State::running) && dice.one_in(2);
    set_situation(question, static_cast<std::size_t>(is_open ? State::running : parent) * 16 +
                                (is_open ? dice.below(2) * 8 : dice.below(16)));
    return question;
}

}  // namespace

std::vector<Source> claim_sources(Decision decision, Edition edition, const Words& words, std::uint64_t seed) {
    const Space of_claims = two_rows(decision, words);
    // A label is blind to what stands beside the rows.
    const Space all = decision == Decision::label ? of_claims.with(situation, {0}) : of_claims;
    if (all.size() == 0) {
        return {};
    }
    const std::string about(word(decision));
    const Space some = claim_classes(edition, all);
    std::vector<Source> sources;
    if (decision == Decision::claim) {
        const Space alone = one_row(all).with(1, some.axes()[cutover].values);
        sources.push_back(
            questions_source(edition, about + ": one row",
                             "A claim of the only row, its policy absent, is right in each state under each parent "
                             "and each combination of requests, leases, retries, latch and cutover policies.",
                             alone));
    }
    const auto count = [&](ClaimAxis axis) { return some.axes()[axis].values.size(); };
    sources.push_back(source_by_class(
        edition, about + ": two rows by class",
        fmt::format("The answer is right of every combination of {} classes of a candidate's state, {} of its policy, "
                    "{} of a sibling's state, {} of its policy, {} of cutover policies and {} of what stands beside "
                    "the rows, the sibling before or behind it; and of each other value {} times.",
                    count(candidate), count(policy), count(sibling), count(sibling_policy), count(cutover),
                    count(situation), times_left_out),
        some, LeftOut(all.with(places, {0}), some, times_left_out)));
    if (decision == Decision::claim && words.has(State::pending)) {
        const Space placed = some.with(candidate, {static_cast<std::size_t>(State::pending)})
                                 .with(policy, {some.axes()[policy].values.front()})
                                 .with(sibling_policy, {some.axes()[sibling_policy].values.front()})
                                 .with(places, all.axes()[places].values)
                                 .with(latch, {0})
                                 .with(situation, {some.axes()[situation].values.front()});
        sources.push_back(
            questions_source(edition, about + ": two rows by place",
                             fmt::format("A claim of a pending row is right wherever it and a sibling stand among {} "
                                         "places of few deployments and keys.",
                                         place_count),
                             placed));
    }
    if (edition >= Edition::steps) {
        sources.push_back(questions_source(
            edition, about + ": three rows by member",
            fmt::format("The answer is right of a row behind two others, in each of {} relations of their members.",
                        few_members.size()),
            three_rows(decision, words)));
    }
    sources.push_back(questions_source(
        edition, about + ": random",
        fmt::format("The answer is right of {} rollouts of up to 5 rows, chosen at random.", random_questions),
        random_questions, [decision, edition, words, seed](std::uint64_t number) {
            return random_question(decision, edition, words, Dice(seed, number));
        }));
    return sources;
}

}  // namespace rollout::oracle
