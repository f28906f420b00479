// Goal: a store is refused with a place, or read; then every rollout that could be read is audited, and what the audit
// says agrees with the reference. Raw: the bytes are a file of JSON Lines, and, parted by an empty line, two of CSV.
#include <sstream>

#include <rollout/reference/projection.hpp>

#include "audit.hpp"
#include "difference.hpp"
#include "drawn.hpp"
#include "entries.hpp"
#include "pieces_of.hpp"
#include "readable.hpp"
#include "shown.hpp"
#include "source.hpp"

namespace rollout::fuzz {
namespace {

void check_audit(audit::Fleet& fleet, const auto& asked) {
    fleet.finish();
    std::vector<Row> rows;
    for (const Edition edition : {Edition::b2, Edition::steps}) {
        const audit::Projector projector{edition};
        const audit::Audit found = audit::audit(fleet, projector, {});
        expect(found.audited + found.unreadable == fleet.size(), "a rollout is lost", asked);
        std::size_t wrong = 0;
        for (std::size_t parent = 0; parent < fleet.size(); ++parent) {
            if (!fleet.is_unreadable(parent)) {
                fleet.rows_of(parent, rows);
                const State state = reference::decide(edition, std::span<const Row>(rows), fleet.latch(parent)).state;
                const State stored = reference::parse_state(edition, fleet.stored(parent));
                // A word that is no state is told, whatever the rows say.
                wrong += stored == State::unrecognized || stored != state ? 1 : 0;
            }
        }
        expect(found.disagreements.size() == wrong, "the audit counts otherwise than the reference", asked);
    }
}

void check_lines(std::string_view text) {
    const auto asked = [&] { return "lines " + quoted(text); };
    show(asked);
    std::istringstream lines{std::string(text)};
    audit::Fleet fleet;
    audit::Problems problems;
    audit::read_json_lines({lines, "lines"}, fleet, problems);
    check_audit(fleet, asked);
}

void check_csv(std::string_view parents, std::string_view rows) {
    const auto asked = [&] { return "csv " + quoted(parents) + " and " + quoted(rows); };
    show(asked);
    std::istringstream of_parents{std::string(parents)};
    std::istringstream of_rows{std::string(rows)};
    audit::Fleet fleet;
    audit::Problems problems;
    try {
        audit::read_csv({of_parents, "parents"}, {of_rows, "rows"}, {}, fleet, problems);
    } catch (const audit::Unreadable& unreadable) {
        const std::string_view what = unreadable.what();
        expect(what.starts_with("parents: ") || what.starts_with("rows: "), "refused without a place", asked);
        return;
    }
    check_audit(fleet, asked);
}

std::string drawn_field(FuzzedDataProvider& choices) {
    static constexpr std::array<std::string_view, 12> words{"a",    "b", "failed", "running",  "completed", "",
                                                            "\"\"", "1", "2",      "continue", "\"x\ny\"",  "stopped"};
    if (choices.ConsumeIntegralInRange<unsigned>(0, 9) == 0) {
        return choices.ConsumeRandomLengthString(6);
    }
    return std::string(words[choices.ConsumeIntegralInRange<std::size_t>(0, words.size() - 1)]);
}

std::string drawn_records(FuzzedDataProvider& choices, std::string_view head, int columns) {
    std::string text(head);
    for (auto records = choices.ConsumeIntegralInRange<unsigned>(0, 5); records > 0; --records) {
        for (int column = 0; column < columns; ++column) {
            text += drawn_field(choices) + (column + 1 == columns ? "\n" : ",");
        }
    }
    return text;
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    const std::string parents = drawn_records(choices, "id,state,released\n", 3);
    const std::string rows = drawn_records(choices, "rollout,state,on_failure,step\n", 4);
    check_csv(parents, rows);
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    const std::string_view text = text_in(bytes);
    check_lines(text);
    const std::size_t part = text.find("\n\n");
    if (part != std::string_view::npos) {
        check_csv(text.substr(0, part + 1), text.substr(part + 2));
    }
}

}  // namespace rollout::fuzz
