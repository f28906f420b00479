// Goal: what targets find is told. Method: a false claim, which the engine must refute: that the order of children does
// not matter, in lists where most of them differ. In edition pause it does.
#include <algorithm>
#include <set>

#include <rollout/reference/projection.hpp>

#include "difference.hpp"
#include "drawn.hpp"
#include "entries.hpp"
#include "readable.hpp"
#include "shown.hpp"

namespace rollout::fuzz {

void fuzz_structured(FuzzedDataProvider& choices) {
    const Edition edition = draw_edition(choices);
    const std::vector<Child> children = draw_list(choices, 20, draw_child);
    const auto asked = [&] { return readable(edition, children); };
    show(edition, asked, [&] { return reference::decide(edition, std::span<const Child>(children)); });
    const std::vector<Child> reversed(children.rbegin(), children.rend());
    expect_state(reference::project(edition, std::span<const Child>(children)),
                 reference::project(edition, std::span<const Child>(reversed)), "the reversed list", edition, asked);
}

}  // namespace rollout::fuzz
