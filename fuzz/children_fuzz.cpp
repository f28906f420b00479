// Goal: no list of children, in any order and however it changes, makes an engine differ from the reference. Method:
// the first byte is the edition; then each two bytes are a child, state and flags; the list is also summarized in
// parts, cut where its bytes say, and tracked while its children change places.
#include <rollout/predicates.hpp>
#include <rollout/reference/predicates.hpp>

#include "expect_of_children.hpp"
#include "support/engines.hpp"

using namespace rollout;
using fuzz::expect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const Edition edition = editions[bytes[0] % editions.size()].edition;
    std::vector<Child> children;
    for (std::size_t i = 1; i + 1 < size; i += 2) {
        children.push_back(child_with(State(bytes[i] % state_count), bytes[i + 1] % flags_count));
    }
    const std::span<const Child> list(children);
    const State expected = reference::project(edition, list);
    const Summary summary = summarize(edition, list);
    expect(project(edition, list) == expected, "project", edition, list);
    expect(finish(edition, summary) == expected, "finish", edition, list);
    expect(held_by_a_resumable_child(edition, summary) == reference::held_by_a_resumable_child(edition, list), "held",
           edition, list);
    if (children.size() <= tests::elements_max) {
        const auto* engine = tests::first_that_differs(tests::child_engines, edition, list);
        expect(engine == nullptr, engine == nullptr ? "" : engine->name.data(), edition, list);
    }

    Summary merged;
    for (std::size_t begin = 0; begin < list.size();) {
        const std::size_t length = std::min<std::size_t>(bytes[2 * begin + 1] / state_count + 1, list.size() - begin);
        merged = combine(merged, summarize(edition, list.subspan(begin, length)));
        begin += length;
    }
    expect(merged == summary, "merge of parts", edition, list);

    Tracker tracker(edition, list);
    for (std::size_t i = 0; i < children.size() && i < 16; ++i) {
        const std::size_t other = bytes[2 * i + 2] % children.size();
        std::swap(children[i], children[other]);
        tracker.set(i, children[i]);
        tracker.set(other, children[other]);
        expect(tracker.state() == reference::project(edition, list), "tracker", edition, list);
    }
    return 0;
}
