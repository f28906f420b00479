// Goal: no bytes make the implementation differ from the reference, or misbehave. Method: the bytes are a rollout as
// text: the edition and the latch in the first byte, then one row a line, `STATE` or `STATE:POLICY`; every engine is
// asked.
#include <cstdio>
#include <cstdlib>

#include <rollout/vocabulary/text.hpp>

#include "pieces_of.hpp"
#include "support/engines.hpp"

using namespace rollout;

namespace {

[[noreturn]] void fail(const char* engine, Edition edition, std::string_view text, State expected, State got) {
    std::fprintf(stderr, "DIFFERENCE: %s: reference %s, %s %s\nrollout:\n%.*s\n", name(edition).data(),
                 token(expected).data(), engine, token(got).data(), static_cast<int>(text.size()), text.data());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const Edition edition = editions[bytes[0] % editions.size()].edition;
    const Latch latch = bytes[0] / editions.size() % 2 == 0 ? Latch::unreleased : Latch::released;
    const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);

    std::vector<Row> rows;
    std::vector<Operation> operations;
    for (const std::string_view line : fuzz::pieces_of(text, '\n')) {
        rows.push_back(row_of(line));
        operations.push_back(reference::operation(rows.back()));
    }
    const std::span<const Row> list(rows);
    const State expected = reference::project(edition, list, latch);
    const State by_rows = project(edition, list, latch);
    if (by_rows != expected) {
        fail("rows", edition, text, expected, by_rows);
    }
    const State by_c = tests::project_by_c(edition, list, latch);
    if (by_c != expected) {
        fail("C interface, rows", edition, text, expected, by_c);
    }
    if (operations.size() <= tests::elements_max) {
        for (const tests::OperationEngine& engine : tests::operation_engines) {
            const State got = engine.project(edition, operations, latch);
            if (got != expected) {
                fail(engine.name.data(), edition, text, expected, got);
            }
        }
    }
    for (const Row& row : rows) {
        if (parse_state(edition, row.state) != reference::parse_state(edition, row.state)) {
            fail("parse_state", edition, row.state, reference::parse_state(edition, row.state),
                 parse_state(edition, row.state));
        }
    }
    return 0;
}
