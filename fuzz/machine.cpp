// Goal: the machines of spec/machines/ are all that an implementation needs: run as data, by a walker that knows
// nothing of the rule, they say what the reference says. Raw: the first byte is edition and latch, the second the
// reading; then each two bytes are a child, state and flags, of which operations have two bits as their policy.
#include <fstream>
#include <iterator>
#include <map>

#include <rollout/reference/projection.hpp>

#include "children_of.hpp"
#include "chosen.hpp"
#include "difference.hpp"
#include "drawn.hpp"
#include "entries.hpp"
#include "readable.hpp"
#include "shown.hpp"
#include "support/machine_walker.hpp"

namespace rollout::fuzz {
namespace {

std::string machine_file(Edition edition) {
    const std::string path = ROLLOUT_SOURCE_DIR "/spec/machines/" + std::string(name(edition)) + ".json";
    std::ifstream file(path);
    if (!file) {
        differ("cannot read " + path);
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Read when first asked for: the largest takes a second.
const tests::Walker& walker(Edition edition) {
    static std::map<Edition, tests::Walker> read;
    const auto found = read.find(edition);
    return found != read.end() ? found->second : read.try_emplace(edition, machine_file(edition)).first->second;
}

void check(Edition edition, std::span<const Child> list) {
    const auto asked = [&] { return readable(edition, list); };
    show(edition, asked, [&] { return reference::decide(edition, list); });
    expect(walker(edition).project(list) == token(reference::project(edition, list)), "the machine, children", edition,
           asked);
}

void check(Edition edition, std::span<const Operation> list, Latch latch) {
    const auto asked = [&] {
        return readable(latch) + words_of(list, [](const Operation& operation) { return text_of(operation); });
    };
    show(edition, asked, [&] { return reference::decide(edition, list, latch); });
    expect(walker(edition).project(list, latch) == token(reference::project(edition, list, latch)),
           "the machine, operations", edition, asked);
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    const Edition edition = draw_edition(choices);
    if (choices.ConsumeBool()) {
        check(edition, draw_list(choices, 40, draw_child));
    } else {
        const Latch latch = draw_latch(choices);
        check(edition, draw_list(choices, 40, draw_operation), latch);
    }
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 2) {
        return;
    }
    const Edition edition = edition_of(bytes[0]);
    const std::vector<Child> children = children_of(bytes.subspan(2));
    if (bytes[1] % 2 == 0) {
        check(edition, children);
        return;
    }
    std::vector<Operation> operations;
    for (const Child& child : children) {
        operations.push_back({child.state, Policy(flags_of(child) % policy_count)});
    }
    check(edition, operations, latch_of(bytes[0]));
}

}  // namespace rollout::fuzz
