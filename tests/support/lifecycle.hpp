// The decisions of guard, writers and claim, asked of the reference, of the library and of the C interface. No test
// library: fuzz targets ask the same.
#pragma once

#include <string>
#include <vector>

#include <rollout/claim.hpp>
#include <rollout/reference/claim.hpp>
#include <rollout/reference/surfaces.hpp>
#include <rollout/reference/writers.hpp>
#include <rollout/surfaces.hpp>
#include <rollout/vocabulary/text.hpp>
#include <rollout/writers.hpp>

#include "c_interface.hpp"

namespace rollout::tests {

// What was asked, as people read it.

inline std::string description(const GuardInput& input) {
    return "stored " + std::string(token(input.stored)) + ", projected " + std::string(token(input.projected)) +
           ", base " + std::string(token(input.base)) + (input.reopen_authorized ? ", reopen authorized" : "") +
           (input.started_at_is_set ? "" : ", started_at missing");
}
inline std::string description(const WriterInput& input) {
    return description(input.guard) + ", reading " + std::to_string(static_cast<int>(input.reading)) +
           (input.completed_at_is_set ? ", completed_at set" : "") +
           (input.a_failed_row_has_a_text ? ", a failed row has a text" : "");
}
inline std::string description(const LocalInput& input) {
    return "own " + std::string(token(input.own)) + ", reading " + std::to_string(static_cast<int>(input.reading)) +
           (input.tasks_are_ambiguous ? ", tasks ambiguous" : "") +
           (input.has_operation_model ? "" : ", no operation model") + (input.has_store ? "" : ", no store") +
           (input.own_row_is_missing ? ", own row missing" : "");
}
inline std::string description(const RowInput& input) {
    return "own " + std::string(token(input.own)) + ", parent " + std::string(token(input.parent)) +
           (input.lease_is_held ? "" : ", lease lost");
}
inline std::string description(const ClaimInput& input) {
    return std::string(word(input.cutover)) + (input.latch == Latch::released ? ", released" : "") + ", parent " +
           std::string(token(input.parent)) + (input.stop_is_pending ? ", stop pending" : "") +
           (input.start_is_requested ? ", start requested" : "") + (input.retries_are_left ? "" : ", no retries left") +
           (input.lease_is_stale ? ", lease stale" : "");
}

// Each returns who answers otherwise than the reference; an empty text if nobody does.

inline std::string_view other_than(const auto& expected, const auto& by_library, const auto& by_c) {
    return by_library != expected ? "the library" : by_c != expected ? "the C interface" : "";
}

inline std::string_view differs_on_guard(Edition edition, const GuardInput& input) {
    return other_than(reference::guard(edition, input), guard(edition, input), guard_by_c(edition, input));
}

inline std::string_view differs_on_local_guard(State stored) {
    return other_than(reference::local_guard_admits(stored), local_guard_admits(stored),
                      local_guard_admits_by_c(stored));
}

inline std::string_view differs_on_operator_write(Edition edition, const WriterInput& input) {
    return other_than(reference::operator_write(edition, input), operator_write(edition, input),
                      operator_write_by_c(edition, input));
}

inline std::string_view differs_on_lands(Edition edition, State read, State stored) {
    return other_than(reference::lands(edition, read, stored), lands(edition, read, stored),
                      lands_by_c(edition, read, stored));
}

inline std::string_view differs_on_local_source(Edition edition, const LocalInput& input) {
    return other_than(reference::local_source(edition, input), local_source(edition, input),
                      local_source_by_c(edition, input));
}

inline std::string_view differs_on_side_effects(Edition edition, State result, State projected, bool moved) {
    return other_than(reference::side_effects(edition, result, projected, moved),
                      side_effects(edition, result, projected, moved),
                      side_effects_by_c(edition, result, projected, moved));
}

inline std::string_view differs_on_row_state(Edition edition, const RowInput& input) {
    return other_than(reference::row_state(edition, input), row_state(edition, input), row_state_by_c(edition, input));
}

inline std::string_view differs_on_stop(Edition edition, State parent, bool every_row_is_terminal) {
    return other_than(reference::stop_is_resolved(edition, parent, every_row_is_terminal),
                      stop_is_resolved(edition, parent, every_row_is_terminal),
                      stop_is_resolved_by_c(edition, parent, every_row_is_terminal));
}

/// Of the library alone, where lists are many: claims of each row, one by one and at once, and cutovers.
inline std::string_view library_differs_on_claims(Edition edition, std::span<const PlacedOperation> rows,
                                                  const ClaimInput& input) {
    std::array<Claim, 16> few{};
    std::vector<Claim> many(rows.size() > few.size() ? rows.size() : 0);
    const std::span<Claim> each = many.empty() ? std::span(few).first(rows.size()) : std::span(many);
    claim_each(edition, rows, input, each);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Claim expected = reference::claim(edition, rows, i, input);
        if (claim(edition, rows, i, input) != expected) {
            return "claim";
        }
        if (each[i] != expected) {
            return "claim_each";
        }
        if (may_cut_over(edition, rows, i, input) != reference::may_cut_over(edition, rows, i, input)) {
            return "may_cut_over";
        }
    }
    return "";
}

inline std::string_view differs_on_claims(Edition edition, std::span<const PlacedOperation> rows,
                                          const ClaimInput& input) {
    const std::string_view by_library = library_differs_on_claims(edition, rows, input);
    if (!by_library.empty()) {
        return by_library;
    }
    const std::vector<rollout_row> given = coded(rows);
    std::vector<rollout_claim_answer> each(rows.size(), ROLLOUT_ERROR);
    if (rollout_claim_each(code(edition), given.data(), given.size(), code(input), each.data()) != 1) {
        return "rollout_claim_each";
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Claim expected = reference::claim(edition, rows, i, input);
        if (Claim(each[i]) != expected) {
            return "rollout_claim_each";
        }
        if (Claim(rollout_claim(code(edition), given.data(), given.size(), i, code(input))) != expected) {
            return "rollout_claim";
        }
        if ((rollout_may_cut_over(code(edition), given.data(), given.size(), i, code(input)) == 1) !=
            reference::may_cut_over(edition, rows, i, input)) {
            return "rollout_may_cut_over";
        }
    }
    return "";
}

/// What people see of the rows, and of the parent as the target of a check: the library alone has these.
inline std::string_view differs_on_surfaces(Edition edition, std::span<const PlacedOperation> rows,
                                            const ClaimInput& input) {
    std::vector<Operation> operations;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        operations.push_back(rows[i].operation);
        if (label(edition, rows, i, input) != reference::label(edition, rows, i, input)) {
            return "label";
        }
    }
    if (target_state(edition, operations) != reference::target_state(edition, operations)) {
        return "target_state";
    }
    for (const bool work_was_completed : {false, true}) {
        if (conclusion(input.parent, work_was_completed) != reference::conclusion(input.parent, work_was_completed)) {
            return "conclusion";
        }
    }
    return "";
}

}  // namespace rollout::tests
