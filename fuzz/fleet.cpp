// Goal: no fleet, however its rollouts lie in their columns, and no bytes at all make the scan differ from the fold,
// on any instruction set and any number of threads. Raw: the first byte is the edition, the second the instruction set,
// the third the threads; then each byte is a child, a run of the child before, or the end of a rollout. The same bytes
// are also read as letters that nobody packed.
#include <hwy/highway.h>

#include <rollout/fleet.hpp>
#include <rollout/reference/projection.hpp>

#include "chosen.hpp"
#include "difference.hpp"
#include "drawn.hpp"
#include "entries.hpp"
#include "readable.hpp"
#include "shown.hpp"

namespace rollout::fuzz {
namespace {

struct Question {
    Edition edition;
    std::size_t instructions;  // which of those that the machine has; beyond them: the static ones
    unsigned threads;
    std::vector<std::vector<Child>> rollouts{{}};
    std::vector<PackedLetter> any_letters = {};  // bytes, in runs
};

void choose_instructions(std::size_t number) {
    // Asked once: what is chosen for a test is all that is supported from then on.
    static const std::vector<std::int64_t> targets = hwy::SupportedAndGeneratedTargets();
    const std::size_t index = number % (targets.size() + 1);
    hwy::SetSupportedTargetsForTest(index < targets.size() ? targets[index] : HWY_STATIC_TARGET);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

void check_any_letters(const Question& question) {
    Summary folded;
    for (const PackedLetter letter : question.any_letters) {
        folded = combine(folded, unpack(letter));
    }
    expect(summarize(question.edition, question.any_letters) == folded, "bytes that are no letters", question.edition,
           [&] {
               return words_of(question.any_letters,
                               [](PackedLetter letter) { return std::to_string(static_cast<unsigned>(letter)); });
           });
}

void check(const Question& question) {
    const Edition edition = question.edition;
    choose_instructions(question.instructions);
    std::vector<PackedLetter> letters;
    std::vector<std::size_t> offsets{0};
    for (const std::vector<Child>& children : question.rollouts) {
        show(
            edition, [&] { return readable(edition, children); },
            [&] { return reference::decide(edition, std::span<const Child>(children)); });
        for (const Child& child : children) {
            letters.push_back(pack(edition, child));
        }
        offsets.push_back(letters.size());
    }
    const Fleet fleet{letters, offsets};
    std::vector<State> parents(fleet.size());
    std::vector<State> by_threads(fleet.size());
    project(edition, fleet, parents);
    project(edition, fleet, by_threads, question.threads);
    for (std::size_t i = 0; i < fleet.size(); ++i) {
        const std::span<const Child> list(question.rollouts[i]);
        const auto asked = [&] { return readable(edition, list); };
        const State expected = reference::project(edition, list);
        expect_state(expected, parents[i], "fleet", edition, asked);
        expect_state(expected, by_threads[i], "fleet by threads", edition, asked);
        expect(summarize(edition, fleet.letters.subspan(offsets[i], list.size())) == summarize(edition, list),
               "summary of letters", edition, asked);
    }
    if (edition >= Edition::pause) {
        check_any_letters(question);
    }
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    Question question{.edition = draw_edition(choices),
                      .instructions = choices.ConsumeIntegralInRange<std::size_t>(0, 15),
                      .threads = choices.ConsumeIntegralInRange<unsigned>(1, 4)};
    for (auto left = choices.ConsumeIntegralInRange<unsigned>(0, 7); left > 0; --left) {
        std::vector<Child>& children = question.rollouts.emplace_back();
        for (auto runs = choices.ConsumeIntegralInRange<unsigned>(0, 3); runs > 0; --runs) {
            // One, or as many as registers hold.
            const auto run = choices.ConsumeIntegralInRange<std::size_t>(0, 15);
            const Child child = draw_child(choices);
            children.insert(children.end(), run < 8 ? 1 : 64 * (run - 7), child);
        }
        children.push_back(draw_child(choices));  // what says something new may be the last
    }
    for (const std::uint8_t byte : choices.ConsumeRemainingBytes<std::uint8_t>()) {
        question.any_letters.insert(question.any_letters.end(), 1 + byte % 97, PackedLetter(byte));
    }
    check(question);
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 3) {
        return;
    }
    Question question{.edition = edition_of(bytes[0]), .instructions = bytes[1], .threads = 1 + bytes[2] % 4U};
    for (const std::uint8_t byte : bytes.subspan(3)) {
        std::vector<Child>& children = question.rollouts.back();
        if (byte == 0xFF) {
            question.rollouts.emplace_back();
        } else if (byte >= 0xF0 && !children.empty()) {
            children.insert(children.end(), std::size_t{1} << byte % 11, Child(children.back()));
        } else {
            children.push_back(child_with(State(byte % state_count), byte / state_count % flags_count));
        }
        question.any_letters.insert(question.any_letters.end(), 1 + byte % 97, PackedLetter(byte));
    }
    check(question);
}

}  // namespace rollout::fuzz
