#include "fast_line.hpp"

#include <rollout/parse.hpp>

namespace rollout::oracle {
namespace {

Operation operation_of(const PlainRow& row) {
    Operation operation{parse_state(row.state)};
    if (row.on_failure) {
        operation.on_failure = parse_policy(*row.on_failure);
    } else if (row.on_failure_is_null) {
        operation.on_failure = Policy::unknown;
    }
    return operation;
}

}  // namespace

const RolloutLine* FastLineReader::read(std::string_view line) {
    PlainLine head;
    auto& operations = std::get<std::vector<Operation>>(rollout_.elements);
    if (!read_plain_line(line, known_rows_, head, operations, operation_of)) {
        return nullptr;
    }
    rollout_.id = head.id;
    rollout_.released = head.released;
    rollout_.edition = head.edition ? edition_named(*head.edition) : std::nullopt;
    return head.edition.has_value() == rollout_.edition.has_value() ? &rollout_ : nullptr;
}

}  // namespace rollout::oracle
