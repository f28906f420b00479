// The projection in the C interface: checks what C cannot promise, then calls it.
#include <rollout.h>

#include <algorithm>
#include <iterator>
#include <new>

#include <rollout/predicates.hpp>
#include <rollout/project.hpp>

#include "conversions.hpp"

namespace {

using namespace rollout::c_interface;
using rollout::Child;
using rollout::Edition;
using rollout::Operation;
using rollout::Policy;
using rollout::Row;
using rollout::State;
using rollout::Summary;

Operation operation(rollout_operation given) {
    return {state(given.state), given.on_failure < rollout::policy_count ? Policy(given.on_failure) : Policy::unknown};
}

Child child(rollout_child given) {
    return {.state = state(given.state),
            .continue_on_failure = given.continue_on_failure != 0,
            .pause_on_failure = given.pause_on_failure != 0,
            .orphaned = given.orphaned != 0,
            .never_started = given.never_started != 0};
}

/// Returns the projection of `count` elements, each turned into a letter by `letter_of`.
template <class Element, class LetterOf>
rollout_state project(rollout_edition edition, const Element* elements, std::size_t count, LetterOf letter_of) {
    if (!usable(edition, elements, count)) {
        return ROLLOUT_ERROR;
    }
    Summary seen;
    for (std::size_t i = 0; i < count; ++i) {
        seen = combine(seen, letter_of(Edition(edition), elements[i]));
    }
    return code(finish(Edition(edition), seen));
}

/// Throws std::bad_alloc.
std::vector<Child> built(rollout_edition edition, const rollout_row* rows, std::size_t count, int released) {
    std::vector<Row> given;
    given.reserve(count);
    std::transform(rows, rows + count, std::back_inserter(given), [](const rollout_row& each) { return row(each); });
    return build(Edition(edition), std::span<const Row>(given), latch(released));
}

}  // namespace

extern "C" {

uint32_t rollout_abi_version(void) { return ROLLOUT_ABI_VERSION; }

rollout_edition rollout_edition_named(rollout_text name) {
    const auto edition = readable(name) ? rollout::edition_named(view(name)) : std::nullopt;
    return edition ? static_cast<rollout_edition>(*edition) : ROLLOUT_ERROR;
}

rollout_state rollout_parse_state(rollout_edition edition, rollout_text token) {
    return known(edition) && readable(token) ? code(rollout::parse_state(Edition(edition), view(token)))
                                             : ROLLOUT_ERROR;
}

const char* rollout_state_token(rollout_state state) {
    return state < rollout::state_count ? token(State(state)).data() : "error";
}

rollout_policy rollout_parse_policy(const rollout_text* stored) {
    if (stored == nullptr) {
        return static_cast<rollout_policy>(rollout::parse_policy(std::nullopt));
    }
    return static_cast<rollout_policy>(readable(*stored) ? rollout::parse_policy(view(*stored)) : Policy::unknown);
}

rollout_state rollout_project_children(rollout_edition edition, const rollout_child* children, size_t count) {
    return project(edition, children, count, [](Edition in, rollout_child given) { return letter(in, child(given)); });
}

rollout_state rollout_project_operations(rollout_edition edition, const rollout_operation* operations, size_t count,
                                         int released) {
    return project(edition, operations, count, [released](Edition in, rollout_operation given) {
        return letter(in, operation(given), latch(released));
    });
}

rollout_state rollout_project_rows(rollout_edition edition, const rollout_row* rows, size_t count, int released) {
    if (!usable_rows(edition, rows, count)) {
        return ROLLOUT_ERROR;
    }
    if (Edition(edition) < Edition::finalizers) {
        return project(edition, rows, count, [released](Edition in, const rollout_row& given) {
            return letter(in, parse_row(row(given)), latch(released));
        });
    }
    try {
        return code(rollout::project(Edition(edition), std::span<const Child>(built(edition, rows, count, released))));
    } catch (const std::bad_alloc&) {
        return ROLLOUT_ERROR;
    }
}

int rollout_build(rollout_edition edition, const rollout_row* rows, size_t count, int released,
                  rollout_child* children) {
    if (!usable_rows(edition, rows, count) || !usable(edition, children, count)) {
        return 0;
    }
    try {
        for (const Child& made : built(edition, rows, count, released)) {
            *children++ = {code(made.state), made.continue_on_failure, made.pause_on_failure, made.orphaned,
                           made.never_started};
        }
        return 1;
    } catch (const std::bad_alloc&) {
        return 0;
    }
}

rollout_summary rollout_letter_of_child(rollout_edition edition, rollout_child given) {
    return known(edition) ? letter(Edition(edition), child(given)).facts : 0;
}

rollout_summary rollout_letter_of_operation(rollout_edition edition, rollout_operation given, int released) {
    return known(edition) ? letter(Edition(edition), operation(given), latch(released)).facts : 0;
}

rollout_summary rollout_combine(rollout_summary left, rollout_summary right) {
    return combine(Summary{left}, Summary{right}).facts;
}

rollout_state rollout_finish(rollout_edition edition, rollout_summary summary) {
    return known(edition) ? code(finish(Edition(edition), Summary{summary})) : ROLLOUT_ERROR;
}

int rollout_in_running_family(rollout_edition edition, rollout_state given) {
    return known(edition) && in_running_family(Edition(edition), state(given)) ? 1 : 0;
}

int rollout_held_by_a_resumable_child(rollout_edition edition, rollout_summary summary) {
    return known(edition) && held_by_a_resumable_child(Edition(edition), Summary{summary}) ? 1 : 0;
}

}  // extern "C"
