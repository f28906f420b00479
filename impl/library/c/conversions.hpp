// From the arguments of the C interface to the vocabulary, and back: what C cannot promise is checked here.
#pragma once

#include <rollout.h>

#include <algorithm>

#include <rollout/vocabulary/child.hpp>

namespace rollout::c_interface {

static_assert(ROLLOUT_ERROR >= state_count && ROLLOUT_ERROR >= editions.size());

inline bool known(rollout_edition edition) { return edition < editions.size(); }
inline bool readable(rollout_text text) { return text.bytes != nullptr || text.size == 0; }
inline bool readable(const rollout_row& row) {
    return readable(row.state) && (row.on_failure == nullptr || readable(*row.on_failure)) &&
           readable(row.deployment) && readable(row.key) && readable(row.target);
}

inline std::string_view view(rollout_text text) { return {text.bytes, text.size}; }

inline State state(rollout_state given) { return given < state_count ? State(given) : State::unrecognized; }

inline Latch latch(int released) { return released != 0 ? Latch::released : Latch::unreleased; }

/// Requires: every text of `given` is readable.
inline Row row(const rollout_row& given) {
    Row made{.state = view(given.state),
             .placement = {.deployment = view(given.deployment),
                           .key = view(given.key),
                           .kind = given.group_finalizer != 0 ? Kind::group_finalizer : Kind::work,
                           .started = given.not_started == 0,
                           .step = given.step,
                           .target = view(given.target)}};
    if (given.on_failure != nullptr) {
        made.on_failure = view(*given.on_failure);
    }
    return made;
}

inline rollout_state code(State state) { return static_cast<rollout_state>(state); }

template <class Element>
bool usable(rollout_edition edition, const Element* elements, std::size_t count) {
    return known(edition) && (elements != nullptr || count == 0);
}

inline bool usable_rows(rollout_edition edition, const rollout_row* rows, std::size_t count) {
    return usable(edition, rows, count) &&
           std::all_of(rows, rows + count, [](const rollout_row& given) { return readable(given); });
}

}  // namespace rollout::c_interface
