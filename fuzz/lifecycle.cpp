// Goal: no rows, and nothing that is known beside them, make guard, writers, claim or surfaces differ from the
// reference. Raw: ten bytes are what is known: edition, cutover and latch, states, and flags; then one row a line
// (row_of_line.hpp).
#include <rollout/parse.hpp>

#include "chosen.hpp"
#include "difference.hpp"
#include "drawn_rows.hpp"
#include "entries.hpp"
#include "readable.hpp"
#include "row_of_line.hpp"
#include "shown.hpp"
#include "support/lifecycle.hpp"

namespace rollout::fuzz {
namespace {

/// What is known beside the rows.
struct Question {
    Edition edition;
    WriterInput operators;
    LocalInput local;
    RowInput driven;
    ClaimInput claimed;
};

const std::array<std::string, 3> verdict_words{"write", "no_write", "refuse"};

/// Ends the program if somebody answers otherwise than the reference.
void expect_nobody(std::string_view who, const char* what, Edition edition, const auto& asked) {
    if (!who.empty()) {
        expect(false, std::string(what) + " by " + std::string(who), edition, asked);
    }
}

/// Shows a question to the guard, and per row one claim and its label, with the clause that decides.
void show_decisions(const Question& question, std::span<const PlacedOperation> rows) {
    const std::string edition(name(question.edition));
    const auto decided = [](reference::Clause clause) { return std::string(reference::id(clause)); };
    show([&] {
        const auto decision = reference::guard_decision(question.edition, question.operators.guard);
        return edition + " guard: " + tests::description(question.operators.guard) + " -> " +
               verdict_words[static_cast<std::size_t>(decision.verdict)] + " " + decided(decision.clause);
    });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        show([&] {
            const auto decision = reference::claim_decision(question.edition, rows, i, question.claimed);
            return edition + " claim: row " + std::to_string(i) + " of " + words_of(rows, readable_operation) + ": " +
                   tests::description(question.claimed) + " -> " + std::string(word(decision.claim)) + " " +
                   decided(decision.clause) + ", label " +
                   std::string(word(reference::label(question.edition, rows, i, question.claimed)));
        });
    }
}

void check(const Question& question, std::span<const PlacedOperation> rows) {
    const Edition edition = question.edition;
    const auto described = [](const auto& input) { return [&] { return tests::description(input); }; };
    show_decisions(question, rows);
    const WriterInput& operators = question.operators;
    expect_nobody(tests::differs_on_guard(edition, operators.guard), "guard", edition, described(operators.guard));
    expect_nobody(tests::differs_on_operator_write(edition, operators), "operator_write", edition,
                  described(operators));
    expect_nobody(tests::differs_on_local_guard(operators.guard.stored), "local_guard", edition,
                  described(operators.guard));
    expect_nobody(tests::differs_on_lands(edition, operators.guard.projected, operators.guard.stored), "lands", edition,
                  described(operators.guard));
    const LocalInput& local = question.local;
    expect_nobody(tests::differs_on_local_source(edition, local), "local_source", edition, described(local));
    for (const bool moved : {false, true}) {
        expect_nobody(tests::differs_on_side_effects(edition, local.own, operators.guard.projected, moved),
                      "side_effects", edition, described(local));
        expect_nobody(tests::differs_on_stop(edition, question.driven.parent, moved), "stop_is_resolved", edition,
                      described(question.driven));
    }
    expect_nobody(tests::differs_on_row_state(edition, question.driven), "row_state", edition,
                  described(question.driven));
    const auto apply = [&] { return words_of(rows, readable_operation) + ": " + tests::description(question.claimed); };
    expect_nobody(tests::differs_on_claims(edition, rows, question.claimed), "claims", edition, apply);
    expect_nobody(tests::differs_on_surfaces(edition, rows, question.claimed), "surfaces", edition, apply);
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    const auto state = [&] { return draw_state(choices); };
    const auto flag = [&] { return choices.ConsumeBool(); };
    const Reading reading = readings[choices.ConsumeIntegralInRange<std::size_t>(0, readings.size() - 1)];
    // In braces, each is drawn in the order of the fields.
    Question question{
        .edition = draw_edition(choices),
        .operators = {.guard = {state(), state(), state(), flag(), flag()},
                      .reading = reading,
                      .completed_at_is_set = flag(),
                      .a_failed_row_has_a_text = flag()},
        .local = {state(), flag(), flag(), flag(), reading, flag()},
        .driven = {state(), state(), flag()},
        .claimed = {.cutover = cutovers[choices.ConsumeIntegralInRange<std::size_t>(0, cutovers.size() - 1)].cutover,
                    .latch = draw_latch(choices),
                    .parent = state(),
                    .stop_is_pending = flag(),
                    .start_is_requested = flag(),
                    .retries_are_left = flag(),
                    .lease_is_stale = flag()}};
    std::vector<RowText> texts;
    for (auto left = choices.ConsumeIntegralInRange<std::size_t>(0, 20); left > 0; --left) {
        texts.push_back(draw_placed_row(choices));
    }
    std::vector<PlacedOperation> rows;
    for (const Row& row : rows_of(texts)) {
        rows.push_back({parse_row(row), row.placement});
    }
    check(question, rows);
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t known_bytes = 10;
    if (bytes.size() < known_bytes) {
        return;
    }
    const auto state = [&](std::size_t i) { return State(bytes[i] % state_count); };
    const auto flag = [&](std::size_t i, unsigned bit) { return (bytes[i] >> bit & 1) != 0; };
    const Reading reading = readings[bytes[9] % readings.size()];
    const Question question{.edition = edition_of(bytes[0]),
                            .operators = {.guard = {.stored = state(3),
                                                    .projected = state(4),
                                                    .base = state(5),
                                                    .reopen_authorized = flag(8, 0),
                                                    .started_at_is_set = flag(8, 1)},
                                          .reading = reading,
                                          .completed_at_is_set = flag(8, 2),
                                          .a_failed_row_has_a_text = flag(8, 3)},
                            .local = {.own = state(6),
                                      .tasks_are_ambiguous = flag(8, 4),
                                      .has_operation_model = !flag(8, 5),
                                      .has_store = !flag(8, 6),
                                      .reading = reading,
                                      .own_row_is_missing = flag(8, 7)},
                            .driven = {state(6), state(2), flag(8, 1)},
                            .claimed = {.cutover = cutovers[bytes[1] / 2 % cutovers.size()].cutover,
                                        .latch = flag(1, 0) ? Latch::released : Latch::unreleased,
                                        .parent = state(2),
                                        .stop_is_pending = flag(7, 0),
                                        .start_is_requested = flag(7, 1),
                                        .retries_are_left = !flag(7, 2),
                                        .lease_is_stale = flag(7, 3)}};
    std::vector<PlacedOperation> rows;
    for (const std::string_view line : pieces_of(text_in(bytes.subspan(known_bytes)), '\n')) {
        const Row row = row_of_line(line, ',');
        rows.push_back({parse_row(row), row.placement});
    }
    check(question, rows);
}

}  // namespace rollout::fuzz
