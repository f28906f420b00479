// The C interface: checks what C cannot promise, then calls the projection.
#include <rollout.h>

#include <rollout/project.hpp>

namespace {

using rollout::Child;
using rollout::Edition;
using rollout::Operation;
using rollout::Policy;
using rollout::Row;
using rollout::State;
using rollout::Summary;

static_assert(ROLLOUT_ERROR >= rollout::state_count && ROLLOUT_ERROR >= rollout::editions.size());

bool known(rollout_edition edition) { return edition < rollout::editions.size(); }
bool usable(rollout_edition edition) { return known(edition) && built(Edition(edition)); }
bool readable(rollout_text text) { return text.bytes != nullptr || text.size == 0; }

std::string_view view(rollout_text text) { return {text.bytes, text.size}; }

Operation operation(rollout_operation given) {
    return {given.state < rollout::state_count ? State(given.state) : State::unrecognized,
            given.on_failure < rollout::policy_count ? Policy(given.on_failure) : Policy::unknown};
}

Child child(rollout_child given) { return {operation({given.state, 0}).state, given.continue_on_failure != 0}; }

rollout_state code(State state) { return static_cast<rollout_state>(state); }

/// Returns the projection of `count` elements, each turned into a letter by `letter_of`.
template <class Element, class LetterOf>
rollout_state project(rollout_edition edition, const Element* elements, std::size_t count, LetterOf letter_of) {
    if (!usable(edition) || (elements == nullptr && count > 0)) {
        return ROLLOUT_ERROR;
    }
    Summary seen;
    for (std::size_t i = 0; i < count; ++i) {
        seen = combine(seen, letter_of(Edition(edition), elements[i]));
    }
    return code(finish(Edition(edition), seen));
}

}  // namespace

extern "C" {

uint32_t rollout_abi_version(void) { return ROLLOUT_ABI_VERSION; }

rollout_edition rollout_edition_named(rollout_text name) {
    const auto edition = readable(name) ? rollout::edition_named(view(name)) : std::nullopt;
    return edition ? static_cast<rollout_edition>(*edition) : ROLLOUT_ERROR;
}

int rollout_edition_built(rollout_edition edition) { return usable(edition) ? 1 : 0; }

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

rollout_state rollout_project_operations(rollout_edition edition, const rollout_operation* operations, size_t count) {
    return project(edition, operations, count,
                   [](Edition in, rollout_operation given) { return letter(in, operation(given)); });
}

rollout_state rollout_project_rows(rollout_edition edition, const rollout_row* rows, size_t count) {
    for (size_t i = 0; rows != nullptr && i < count; ++i) {
        if (!readable(rows[i].state) || (rows[i].on_failure != nullptr && !readable(*rows[i].on_failure))) {
            return ROLLOUT_ERROR;
        }
    }
    return project(edition, rows, count, [](Edition in, const rollout_row& given) {
        Row row{view(given.state)};
        if (given.on_failure != nullptr) {
            row.on_failure = view(*given.on_failure);
        }
        return letter(in, parse_row(row));
    });
}

rollout_summary rollout_letter_of_child(rollout_edition edition, rollout_child given) {
    return usable(edition) ? letter(Edition(edition), child(given)).facts : 0;
}

rollout_summary rollout_letter_of_operation(rollout_edition edition, rollout_operation given) {
    return usable(edition) ? letter(Edition(edition), operation(given)).facts : 0;
}

rollout_summary rollout_combine(rollout_summary left, rollout_summary right) {
    return combine(Summary{left}, Summary{right}).facts;
}

rollout_state rollout_finish(rollout_edition edition, rollout_summary summary) {
    return usable(edition) ? code(finish(Edition(edition), Summary{summary})) : ROLLOUT_ERROR;
}

}  // extern "C"
