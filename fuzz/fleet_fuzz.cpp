// Goal: no fleet, however its rollouts lie in their columns, and no bytes at all make the scan differ from the fold.
// Method: the first byte is the edition, the second the instruction set, the third the threads; then each byte is a
// child, a run of the child before, or the end of a rollout. The same bytes are also read as letters that nobody
// packed.
#include <hwy/highway.h>

#include <rollout/fleet.hpp>
#include <rollout/reference/projection.hpp>

#include "expect_of_children.hpp"

using namespace rollout;
using fuzz::expect;

namespace {

void choose_instructions(std::uint8_t byte) {
    const std::vector<std::int64_t> targets = hwy::SupportedAndGeneratedTargets();
    const std::size_t index = byte % (targets.size() + 1);
    hwy::SetSupportedTargetsForTest(index < targets.size() ? targets[index] : HWY_STATIC_TARGET);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 3) {
        return 0;
    }
    const Edition edition = editions[bytes[0] % editions.size()].edition;
    choose_instructions(bytes[1]);
    const unsigned threads = 1 + bytes[2] % 4;

    std::vector<std::vector<Child>> rollouts(1);
    for (std::size_t i = 3; i < size; ++i) {
        std::vector<Child>& children = rollouts.back();
        if (bytes[i] == 0xFF) {
            rollouts.emplace_back();
        } else if (bytes[i] >= 0xF0 && !children.empty()) {
            children.insert(children.end(), std::size_t{1} << bytes[i] % 11, Child(children.back()));
        } else {
            children.push_back(child_with(State(bytes[i] % state_count), bytes[i] / state_count % flags_count));
        }
    }
    std::vector<PackedLetter> letters;
    std::vector<std::size_t> offsets{0};
    for (const std::vector<Child>& children : rollouts) {
        for (const Child& child : children) {
            letters.push_back(pack(edition, child));
        }
        offsets.push_back(letters.size());
    }
    std::vector<State> parents(rollouts.size());
    std::vector<State> by_threads(rollouts.size());
    project(edition, Fleet{letters, offsets}, parents);
    project(edition, Fleet{letters, offsets}, by_threads, threads);
    for (std::size_t i = 0; i < rollouts.size(); ++i) {
        const std::span<const Child> list(rollouts[i]);
        const State expected = reference::project(edition, list);
        expect(parents[i] == expected, "fleet", edition, list);
        expect(by_threads[i] == expected, "fleet by threads", edition, list);
        expect(summarize(edition, std::span<const PackedLetter>(letters).subspan(offsets[i], list.size())) ==
                   summarize(edition, list),
               "summary of letters", edition, list);
    }

    if (edition >= Edition::pause) {
        std::vector<PackedLetter> any;
        Summary folded;
        for (std::size_t i = 3; i < size; ++i) {
            any.insert(any.end(), 1 + bytes[i] % 97, PackedLetter(bytes[i]));
            folded = combine(folded, unpack(any.back()));
        }
        expect(summarize(edition, any) == folded, "bytes that are no letters", edition, {});
    }
    return 0;
}
