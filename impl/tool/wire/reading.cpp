#include "reading.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ascii.hpp"
#include "json_writer.hpp"

namespace rollout::oracle {
namespace {

/// Returns how the text is read as a state: `failed`, or `"Failed" is failed (TOKEN-1)`.
std::string state_reading(Edition edition, const std::string& text) {
    const State read = reference::parse_state(edition, text);
    if (text == token(read)) {
        return text;
    }
    const std::string folded = in_small_letters(text);
    std::vector<std::string_view> clauses;
    if (read == State::unrecognized) {
        clauses.push_back(reference::parse_state(text) == State::unrecognized ? "TOKEN-4" : "TOKEN-5");
    } else {
        if (folded != text) {
            clauses.push_back("TOKEN-1");
        }
        if (folded.starts_with("state_")) {
            clauses.push_back("TOKEN-2");
        }
        if (!folded.ends_with(token(read))) {
            clauses.push_back("TOKEN-3");
        }
    }
    return fmt::format("{} is {} ({})", json_string(text), token(read), fmt::join(clauses, ", "));
}

/// Returns how a policy is read: `policy continue`, or `policy null is unknown (POLICY-2)`.
std::string policy_reading(const PolicyWord& policy) {
    switch (policy.is) {
        case PolicyWord::Is::absent:
            return fmt::format("absent policy is {} (POLICY-1)", word(policy_default));
        case PolicyWord::Is::null:
            return fmt::format("policy null is {} (POLICY-2)", word(Policy::unknown));
        case PolicyWord::Is::text:
            break;
    }
    const Policy read = reference::parse_policy(std::string_view(policy.text));
    return read == Policy::unknown ? fmt::format("policy {} is {} (POLICY-2)", json_string(policy.text), word(read))
                                   : fmt::format("policy {}", policy.text);
}

/// Returns what the edition reads of the child's flags.
std::string flags_text(Edition edition, const Child& child) {
    if (edition == Edition::b1) {
        return "not read in b1";
    }
    if (edition < Edition::pause) {
        return child.continue_on_failure ? "may continue" : "may not continue";
    }
    std::vector<std::string_view> flags;
    for (const FlagFacts& facts : child_flags) {
        if (facts.since <= edition && child.*facts.flag) {
            flags.push_back(facts.mark);
        }
    }
    return flags.empty() ? "no flag" : fmt::format("flag{} {}", flags.size() > 1 ? "s" : "", fmt::join(flags, ", "));
}

/// Returns why a finalizer is an orphan, or why it is none.
std::string finalizer_text(Edition edition, const std::vector<PlacedOperation>& rows, std::size_t at) {
    const PlacedOperation& row = rows[at];
    const std::string_view clause = edition < Edition::steps ? "BUILD-3" : "BUILD-6";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (reference::can_be_orphaned(row) && reference::orphans(row, rows[i])) {
            return fmt::format("; row {} is failed work that it covers ({}, BUILD-5)", i + 1, clause);
        }
    }
    const std::string key(row.placement.key);
    return !reference::can_be_orphaned(row) ? fmt::format("; it is neither pending nor stopped ({})", clause)
           : !reference::has_scope(row.placement.key)
               ? "; its key names no scope (BUILD-4)"
               : fmt::format("; no failed work of its deployment is in its scope {} (BUILD-5)",
                             json_string(reference::scope(row.placement.key)));
}

/// Returns why the row's step makes it an orphan, or why it does not.
std::string step_text(const std::vector<PlacedOperation>& rows, std::size_t at) {
    const PlacedOperation& row = rows[at];
    if (!reference::can_be_orphaned_by_a_step(row)) {
        return row.placement.kind == Kind::group_finalizer ? "" : "; it is neither pending nor stopped (BUILD-6)";
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (reference::is_orphaned_by_the_step_of(row, rows[i])) {
            return fmt::format("; row {} is work of an earlier step, and {} (BUILD-6)", i + 1,
                               token(rows[i].operation.state));
        }
    }
    return "; no work of an earlier step of its deployment is failed, cancelled or reverted (BUILD-6)";
}

std::string row_text(Edition edition, const WrittenRow& row, const Child& child,
                     const std::vector<PlacedOperation>& rows, std::size_t at) {
    std::string text = fmt::format("{}, {}: {}", state_reading(edition, row.state), policy_reading(row.on_failure),
                                   flags_text(edition, child));
    if (edition >= Edition::finalizers && row.has_place()) {
        text += child.never_started ? " (BUILD-2)" : "";
        text += row.kind == Kind::group_finalizer ? finalizer_text(edition, rows, at) : "";
        text += edition >= Edition::steps && row.step > 0 ? step_text(rows, at) : "";
    }
    return text;
}

std::vector<PlacedOperation> placed_rows(const Rollout& rollout) {
    std::vector<PlacedOperation> placed;
    if (const auto* rows = std::get_if<std::vector<WrittenRow>>(&rollout.elements)) {
        for (const WrittenRow& row : *rows) {
            placed.push_back({reference::operation(row.row()), row.row().placement});
        }
    }
    return placed;
}

}  // namespace

Reading::Reading(Edition edition, const Rollout& rollout)
    : edition_(edition), rollout_(rollout), children_(children_of(edition, rollout)), placed_(placed_rows(rollout)) {}

std::string Reading::text(std::size_t at) const {
    if (const auto* rows = std::get_if<std::vector<WrittenRow>>(&rollout_.elements)) {
        return row_text(edition_, (*rows)[at], children_[at], placed_, at);
    }
    const auto& written = std::get<std::vector<WrittenChild>>(rollout_.elements);
    return fmt::format("{}: {}", state_reading(edition_, written[at].state), flags_text(edition_, children_[at]));
}

}  // namespace rollout::oracle
