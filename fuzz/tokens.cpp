// Goal: no bytes are read as another state or policy than the reference reads, in any edition; and what is read,
// spelled again, is read as the same. Method: one text, asked as a state and as a policy. Raw: the bytes are the text.
#include <optional>

#include "difference.hpp"
#include "drawn.hpp"
#include "entries.hpp"
#include "pieces_of.hpp"
#include "readable.hpp"
#include "shown.hpp"
#include "support/c_interface.hpp"

#include <rollout/parse.hpp>

namespace rollout::fuzz {
namespace {

void check_state(std::string_view text) {
    const auto asked = [&] { return quoted(text); };
    const State read = parse_state(text);
    expect(read == reference::parse_state(text), "parse_state", asked);
    expect(read == State::unrecognized || parse_state(token(read)) == read, "the token of the state", asked);
    for (const EditionFacts& facts : editions) {
        const Edition edition = facts.edition;
        const State expected = reference::parse_state(edition, text);
        expect_state(expected, parse_state(edition, text), "parse_state", edition, asked);
        expect_state(expected, State(rollout_parse_state(tests::code(edition), tests::code(text))), "C interface",
                     edition, asked);
        expect_state(expected, parse_state(edition, token(expected)), "its token", edition, asked);
    }
}

void check_policy(std::optional<std::string_view> text) {
    const auto asked = [&] { return text ? quoted(*text) : "absent"; };
    const Policy expected = reference::parse_policy(text);
    const rollout_text coded = tests::code(text.value_or(""));
    expect(parse_policy(text) == expected, "parse_policy", asked);
    expect(Policy(rollout_parse_policy(text ? &coded : nullptr)) == expected, "C interface, policy", asked);
    expect(parse_policy(word(expected)) == expected, "the word of the policy", asked);
}

void check(std::string_view text) {
    show([&] { return quoted(text); });
    check_state(text);
    check_policy(text);
    check_policy(std::nullopt);
    const Row row = row_of(text);
    expect(parse_row(row) == reference::operation(row), "parse_row", [&] { return quoted(text); });
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    std::string text = draw_token(choices);
    if (choices.ConsumeBool()) {
        text += ":" + draw_policy_word(choices);
    }
    check(choices.ConsumeBool() ? draw_policy_word(choices) : text);
}

void fuzz_raw(std::span<const std::uint8_t> bytes) { check(text_in(bytes)); }

}  // namespace rollout::fuzz
