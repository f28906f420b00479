// Goal: no list of rows makes the implementation differ from the reference, or misbehave. Method: every engine is
// asked. Raw: the edition and the latch in the first byte, then one row a line, `STATE` or `STATE:POLICY`.
#include "chosen.hpp"
#include "difference.hpp"
#include "drawn.hpp"
#include "entries.hpp"
#include "pieces_of.hpp"
#include "readable.hpp"
#include "row_text.hpp"
#include "shown.hpp"
#include "support/engines.hpp"

namespace rollout::fuzz {
namespace {

void check(Edition edition, std::span<const Row> rows, Latch latch) {
    const auto asked = [&] { return readable(rows, latch); };
    show(edition, asked, [&] { return reference::decide(edition, rows, latch); });
    const State expected = reference::project(edition, rows, latch);
    expect_state(expected, project(edition, rows, latch), "rows", edition, asked);
    expect_state(expected, tests::project_by_c(edition, rows, latch), "C interface, rows", edition, asked);

    std::vector<Operation> operations;
    for (const Row& row : rows) {
        operations.push_back(reference::operation(row));
        expect(parse_state(edition, row.state) == reference::parse_state(edition, row.state), "parse_state", edition,
               [&] { return quoted(row.state); });
    }
    if (operations.size() <= tests::elements_max) {
        for (const tests::OperationEngine& engine : tests::operation_engines) {
            expect_state(expected, engine.project(edition, operations, latch), engine.name, edition, asked);
        }
    }
}

RowText draw_row(FuzzedDataProvider& choices) {
    const Operation operation = draw_operation(choices);
    RowText row{.state = std::string(token(operation.state)), .on_failure = std::string(word(operation.on_failure))};
    const auto spelling = choices.ConsumeIntegralInRange<unsigned>(0, 15);
    if (spelling == 1) {
        row.on_failure.reset();
    } else if (spelling == 2) {
        row.state = draw_token(choices);
        row.on_failure = draw_policy_word(choices);
    }
    return row;
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    const Edition edition = draw_edition(choices);
    const Latch latch = draw_latch(choices);
    const std::vector<RowText> texts = draw_list(choices, 80, draw_row);
    check(edition, rows_of(texts), latch);
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    if (bytes.empty()) {
        return;
    }
    std::vector<Row> rows;
    for (const std::string_view line : pieces_of(text_in(bytes.subspan(1)), '\n')) {
        rows.push_back(row_of(line));
    }
    const Edition edition = edition_of(bytes[0]);
    check(edition, rows, latch_of(bytes[0]));
}

}  // namespace rollout::fuzz
