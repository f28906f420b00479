// Goal: no list of children, in any order and however it changes, makes an engine differ from the reference. Method:
// the list is asked of every engine, summarized in parts, and tracked while it changes. Raw: the first byte is the
// edition; then each two bytes are a child, state and flags, which also say where the list is cut and who changes
// places.
#include <rollout/predicates.hpp>
#include <rollout/reference/predicates.hpp>

#include "children_of.hpp"
#include "chosen.hpp"
#include "difference.hpp"
#include "drawn.hpp"
#include "entries.hpp"
#include "readable.hpp"
#include "shown.hpp"
#include "support/engines.hpp"

namespace rollout::fuzz {
namespace {

struct Edit {
    std::size_t index;
    Child child;
};

struct Question {
    Edition edition;
    std::vector<Child> children;
    std::vector<std::size_t> parts = {};  // sizes; of the last part at most
    std::vector<Edit> edits = {};
};

void check_engines(Edition edition, std::span<const Child> list) {
    const auto asked = [&] { return readable(edition, list); };
    const State expected = reference::project(edition, list);
    const Summary summary = summarize(edition, list);
    expect_state(expected, project(edition, list), "project", edition, asked);
    expect_state(expected, finish(edition, summary), "finish", edition, asked);
    expect(held_by_a_resumable_child(edition, summary) == reference::held_by_a_resumable_child(edition, list), "held",
           edition, asked);
    if (list.size() <= tests::elements_max) {
        for (const tests::ChildEngine& engine : tests::child_engines) {
            expect_state(expected, engine.project(edition, list), engine.name, edition, asked);
        }
    }
}

void check_parts(Edition edition, std::span<const Child> list, const std::vector<std::size_t>& parts) {
    Summary merged;
    std::span<const Child> rest = list;
    for (const std::size_t part : parts) {
        const std::size_t size = std::min(part, rest.size());
        merged = combine(merged, summarize(edition, rest.first(size)));
        rest = rest.subspan(size);
    }
    merged = combine(merged, summarize(edition, rest));
    expect(merged == summarize(edition, list), "merge of parts", edition, [&] { return readable(edition, list); });
}

void check_tracker(Edition edition, std::vector<Child> children, const std::vector<Edit>& edits) {
    const std::span<const Child> list(children);
    Tracker tracker(edition, list);
    for (const Edit& edit : edits) {
        children[edit.index] = edit.child;
        tracker.set(edit.index, edit.child);
        expect_state(reference::project(edition, list), tracker.state(), "tracker", edition,
                     [&] { return readable(edition, list); });
        expect(tracker.summary() == summarize(edition, list), "summary of the tracker", edition,
               [&] { return readable(edition, list); });
    }
}

void check(const Question& question) {
    const std::span<const Child> list(question.children);
    show(
        question.edition, [&] { return readable(question.edition, list); },
        [&] { return reference::decide(question.edition, list); });
    check_engines(question.edition, list);
    check_parts(question.edition, list, question.parts);
    check_tracker(question.edition, question.children, question.edits);
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    Question question{.edition = draw_edition(choices), .children = draw_list(choices, 80, draw_child)};
    question.parts =
        draw_list(choices, 8, [](FuzzedDataProvider& more) { return more.ConsumeIntegralInRange<std::size_t>(0, 20); });
    if (!question.children.empty()) {
        question.edits = draw_list(choices, 16, [&](FuzzedDataProvider& more) {
            return Edit{more.ConsumeIntegralInRange<std::size_t>(0, question.children.size() - 1), draw_child(more)};
        });
    }
    check(question);
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    if (bytes.empty()) {
        return;
    }
    Question question{.edition = edition_of(bytes[0]), .children = children_of(bytes.subspan(1))};
    for (std::size_t begin = 0; begin < question.children.size(); begin += question.parts.back()) {
        question.parts.push_back(bytes[2 * begin + 1] / state_count + std::size_t{1});
    }
    std::vector<Child> changed = question.children;
    for (std::size_t i = 0; i < changed.size() && i < 16; ++i) {
        const std::size_t other = bytes[2 * i + 2] % changed.size();
        std::swap(changed[i], changed[other]);
        question.edits.push_back({i, changed[i]});
        question.edits.push_back({other, changed[other]});
    }
    check(question);
}

}  // namespace rollout::fuzz
