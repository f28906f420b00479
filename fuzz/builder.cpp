// Goal: no deployments and no keys make the builder differ from its reference, or misbehave. Raw: the latch in the
// first byte, then one row a line (row_of_line.hpp). The second byte chooses what ends a line and a field, so that a
// key may hold any byte in one of the two ways.
#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

#include "difference.hpp"
#include "drawn_rows.hpp"
#include "entries.hpp"
#include "readable.hpp"
#include "row_of_line.hpp"
#include "shown.hpp"
#include "support/c_interface.hpp"

namespace rollout::fuzz {
namespace {

constexpr std::array that_read_places{Edition::finalizers, Edition::steps};

void check(Edition edition, std::span<const Row> rows, Latch latch) {
    const auto asked = [&] {
        return readable(latch) + words_of(rows, [](const Row& row) { return readable_placed(row); });
    };
    show(edition, asked, [&] { return reference::decide(edition, rows, latch); });
    const std::vector<Child> expected = reference::build(edition, rows, latch);
    expect(build(edition, rows, latch) == expected, "build", edition, asked);
    expect(tests::build_by_c(edition, rows, latch) == expected, "build by the C interface", edition, asked);
    const State state = reference::project(edition, rows, latch);
    expect_state(state, project(edition, rows, latch), "project", edition, asked);
    expect_state(state, tests::project_by_c(edition, rows, latch), "C interface", edition, asked);
    for (const Row& finalizer : rows.first(std::min<std::size_t>(rows.size(), 8))) {
        for (const Row& work : rows) {
            expect(covers(finalizer.placement.key, work.placement.key) ==
                       reference::covers(finalizer.placement.key, work.placement.key),
                   "covers", edition, asked);
        }
    }
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    const Latch latch = draw_latch(choices);
    std::vector<RowText> texts;
    for (auto left = choices.ConsumeIntegralInRange<std::size_t>(0, 12); left > 0; --left) {
        texts.push_back(draw_placed_row(choices));
    }
    for (const Edition edition : that_read_places) {
        check(edition, rows_of(texts), latch);
    }
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 2) {
        return;
    }
    const bool exchanged = bytes[1] % 2 == 1;
    std::vector<Row> rows;
    for (const std::string_view line : pieces_of(text_in(bytes.subspan(2)), exchanged ? ';' : '\n')) {
        rows.push_back(row_of_line(line, exchanged ? '|' : ','));
    }
    for (const Edition edition : that_read_places) {
        check(edition, rows, bytes[0] % 2 == 0 ? Latch::unreleased : Latch::released);
    }
}

}  // namespace rollout::fuzz
