// Goal: no bytes make the implementation differ from the reference, or misbehave. Method: the bytes are a rollout as
// text: the edition in the first byte, then one row a line, `STATE` or `STATE:POLICY`; every engine is asked.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "support/engines.hpp"

using namespace rollout;

namespace {

[[noreturn]] void fail(const char* engine, Edition edition, std::string_view text, State expected, State got) {
    std::fprintf(stderr, "DIFFERENCE: %s: reference %s, %s %s\nrollout:\n%.*s\n", name(edition).data(),
                 token(expected).data(), engine, token(got).data(), static_cast<int>(text.size()), text.data());
    std::abort();
}

Row row_of(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return {line};
    }
    return {line.substr(0, colon), line.substr(colon + 1)};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const Edition edition = tests::built_editions[bytes[0] % tests::built_editions.size()];
    const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);

    std::vector<Row> rows;
    std::vector<Operation> operations;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        rows.push_back(row_of(text.substr(begin, end - begin)));
        operations.push_back(reference::operation(rows.back()));
        begin = end + 1;
    }
    const State expected = reference::project(edition, std::span<const Row>(rows));
    const State by_rows = project(edition, std::span<const Row>(rows));
    if (by_rows != expected) {
        fail("rows", edition, text, expected, by_rows);
    }
    const State by_c = tests::project_by_c(edition, rows);
    if (by_c != expected) {
        fail("C interface, rows", edition, text, expected, by_c);
    }
    if (operations.size() <= tests::operations_max) {
        for (const tests::Engine& engine : tests::engines) {
            const State got = engine.project(edition, operations);
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
