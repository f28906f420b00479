// Goal: no rows, and nothing that is known beside them, make guard, writers or claim differ from the reference. Method:
// ten bytes are what is known: edition, cutover and latch, states, and flags; then one row a line (row_of_line.hpp).
#include <cstdio>
#include <cstdlib>

#include <rollout/parse.hpp>

#include "row_of_line.hpp"
#include "support/lifecycle.hpp"

using namespace rollout;

namespace {

constexpr std::size_t known_bytes = 10;

void expect(std::string_view who, const char* what, Edition edition, const std::string& asked) {
    if (!who.empty()) {
        std::fprintf(stderr, "DIFFERENCE: %s: %s, %s: %s\n", name(edition).data(), what, who.data(), asked.c_str());
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < known_bytes) {
        return 0;
    }
    const Edition edition = editions[bytes[0] % editions.size()].edition;
    const auto state = [&](std::size_t i) { return State(bytes[i] % state_count); };
    const auto flag = [&](std::size_t i, unsigned bit) { return (bytes[i] >> bit & 1) != 0; };
    const Reading reading = readings[bytes[9] % readings.size()];

    const WriterInput operators{.guard = {.stored = state(3),
                                          .projected = state(4),
                                          .base = state(5),
                                          .reopen_authorized = flag(8, 0),
                                          .started_at_is_set = flag(8, 1)},
                                .reading = reading,
                                .completed_at_is_set = flag(8, 2),
                                .a_failed_row_has_a_text = flag(8, 3)};
    expect(tests::differs_on_guard(edition, operators.guard), "guard", edition, tests::description(operators.guard));
    expect(tests::differs_on_operator_write(edition, operators), "operator_write", edition,
           tests::description(operators));

    const LocalInput local{.own = state(6),
                           .tasks_are_ambiguous = flag(8, 4),
                           .has_operation_model = !flag(8, 5),
                           .has_store = !flag(8, 6),
                           .reading = reading,
                           .own_row_is_missing = flag(8, 7)};
    expect(tests::differs_on_local_source(edition, local), "local_source", edition, tests::description(local));
    expect(tests::differs_on_side_effects(edition, state(6), state(4), flag(8, 0)), "side_effects", edition,
           tests::description(local));
    const RowInput driven{state(6), state(2), flag(8, 1)};
    expect(tests::differs_on_row_state(edition, driven), "row_state", edition, tests::description(driven));

    std::vector<PlacedOperation> rows;
    const std::string_view text(reinterpret_cast<const char*>(bytes) + known_bytes, size - known_bytes);
    for (const std::string_view line : fuzz::pieces_of(text, '\n')) {
        const Row row = fuzz::row_of_line(line, ',');
        rows.push_back({parse_row(row), row.placement});
    }
    const ClaimInput claimed{.cutover = cutovers[bytes[1] / 2 % cutovers.size()].cutover,
                             .latch = flag(1, 0) ? Latch::released : Latch::unreleased,
                             .parent = state(2),
                             .stop_is_pending = flag(7, 0),
                             .start_is_requested = flag(7, 1),
                             .retries_are_left = !flag(7, 2),
                             .lease_is_stale = flag(7, 3)};
    expect(tests::differs_on_claims(edition, rows, claimed), "claims", edition,
           text_of(rows) + ": " + tests::description(claimed));
    return 0;
}
