// Goal: a log is refused by its lines, or followed; then as many events are explained as the answer says. Raw: the
// bytes are the log. Structured: an apply of events that are drawn.
#include <algorithm>
#include <sstream>

#include "difference.hpp"
#include "drawn.hpp"
#include "entries.hpp"
#include "pieces_of.hpp"
#include "readable.hpp"
#include "shown.hpp"
#include "validation.hpp"

namespace rollout::fuzz {
namespace {

void check(std::string_view text) {
    constexpr std::size_t events_max = 12;
    constexpr std::size_t operations_max = 2;  // more take too long for one input
    const auto asked = [&] { return quoted(text); };
    show(asked);
    std::istringstream lines{std::string(text)};
    const trace::Log log = trace::read_log(lines, "log");
    for (const std::string& problem : log.problems.told) {
        expect(problem.starts_with("log: "), "a problem without its log: " + problem, asked);
    }
    for (const trace::Apply& apply : log.applies) {
        const std::size_t operations =
            apply.operations.empty()
                ? static_cast<std::size_t>(1 + std::count(apply.situation.begin(), apply.situation.end(), ' '))
                : apply.operations.size();
        if (apply.events.size() > events_max || operations > operations_max) {
            continue;
        }
        for (const Edition edition : {Edition::b2, Edition::steps}) {
            trace::Validator validator(edition, {.may_be_missing = trace::usually_missing()});
            const trace::Validation found = validator.validate(apply);
            const bool is_explained = found.outcome == trace::Validation::Outcome::explained;
            expect(is_explained == (found.events == apply.events.size() && found.event.empty()),
                   "the answer does not fit the events", asked);
            expect(is_explained || !found.why.empty(), "refused without a reason", asked);
        }
    }
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    static constexpr std::array<std::string_view, 6> states{"running", "completed", "failed",
                                                            "pending", "stopped",   "paused"};
    static constexpr std::array<std::string_view, 6> beginnings{
        R"("situation":"pending")",
        R"("situation":"pending:continue pending")",
        R"("situation":"running* parent=running")",
        R"("situation":"failed:pause^ parent=running")",
        R"("situation":"stopped parent=stopped")",
        R"("operations":[{"state":"running","key":"a/t"},{"state":"pending","key":"a/group_finalizer","kind":"group_finalizer"}])"};
    const auto drawn = [&](const auto& words) {
        return std::string(words[choices.ConsumeIntegralInRange<std::size_t>(0, words.size() - 1)]);
    };
    std::string text = R"({"apply":1,"event":"begin",)" + drawn(beginnings) + "}\n";
    for (auto events = choices.ConsumeIntegralInRange<unsigned>(0, 8); events > 0; --events) {
        const trace::KindFacts& kind =
            trace::kinds[choices.ConsumeIntegralInRange<std::size_t>(0, trace::kinds.size() - 1)];
        text += R"({"apply":1,"event":")" + std::string(kind.name) + "\"";
        text += kind.has_operation ? ",\"operation\":" + std::string(choices.ConsumeBool() ? "1" : "2") : "";
        text += kind.has_state ? R"(,"state":")" + drawn(states) + "\"" : "";
        if (kind.kind == trace::Kind::parent) {
            text += choices.ConsumeBool() ? R"(,"completed_at":null)" : "";
            text += choices.ConsumeBool() ? R"(,"error_of":1)" : "";
        }
        text += "}\n";
    }
    check(text);
}

void fuzz_raw(std::span<const std::uint8_t> bytes) { check(text_in(bytes)); }

}  // namespace rollout::fuzz
