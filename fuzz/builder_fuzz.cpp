// Goal: no deployments and no keys make the builder differ from its reference, or misbehave. Method: the latch in the
// first byte, then one row a line (row_of_line.hpp). The second byte chooses what ends a line and a field, so that a
// key may hold any byte in one of the two ways.
#include <cstdio>
#include <cstdlib>

#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>
#include <rollout/vocabulary/text.hpp>

#include "row_of_line.hpp"
#include "support/c_interface.hpp"

using namespace rollout;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    const Latch latch = bytes[0] % 2 == 0 ? Latch::unreleased : Latch::released;
    const bool exchanged = bytes[1] % 2 == 1;
    const std::string_view text(reinterpret_cast<const char*>(bytes) + 2, size - 2);
    std::vector<Row> rows;
    for (const std::string_view line : fuzz::pieces_of(text, exchanged ? ';' : '\n')) {
        rows.push_back(fuzz::row_of_line(line, exchanged ? '|' : ','));
    }
    const std::span<const Row> list(rows);
    const std::vector<Child> expected = reference::build(Edition::finalizers, list, latch);
    const State state = reference::project(Edition::finalizers, list, latch);
    if (build(Edition::finalizers, list, latch) != expected ||
        tests::build_by_c(Edition::finalizers, list, latch) != expected ||
        project(Edition::finalizers, list, latch) != state ||
        tests::project_by_c(Edition::finalizers, list, latch) != state) {
        std::fprintf(stderr, "DIFFERENCE: the reference builds %s, the implementation %s\nrows:\n",
                     text_of(expected).c_str(), text_of(build(Edition::finalizers, list, latch)).c_str());
        for (const Row& row : rows) {
            std::fprintf(stderr, "%s\n", text_of(PlacedOperation{parse_row(row), row.placement}).c_str());
        }
        std::abort();
    }
    return 0;
}
