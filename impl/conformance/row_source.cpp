#include "row_source.hpp"

#include <fmt/format.h>

#include <array>
#include <random>

#include <rollout/reference/projection.hpp>

#include "list_json.hpp"

namespace rollout::conformance {
namespace {

constexpr std::array<std::string_view, 3> deployments{"", "east", "west"};
constexpr std::array<std::string_view, 12> keys{"",
                                                "a",
                                                "a/b",
                                                "ab",
                                                "a/group_finalizer",
                                                "a/b/group_finalizer",
                                                "ab/group_finalizer",
                                                "group_finalizer",
                                                "/group_finalizer",
                                                "a/group_finalizer/group_finalizer",
                                                "A/b",
                                                "a//b"};

/// Finalizers wait where work failed: these states are where the builder's clauses are.
constexpr std::array often{State::failed, State::failed, State::pending, State::stopped, State::completed};

}  // namespace

CaseSource row_source(Edition edition, const Vocabulary& vocabulary, std::uint64_t seed, std::uint64_t size) {
    const std::vector<analysis::Letter> letters =
        vocabulary.part_of(analysis::whole_alphabet(edition, analysis::Level::operations)).letters;
    return {
        .name = "random rows",
        .adds = fmt::format("Right on {} lists of rows with a place, seed {}; nothing follows for others.", size, seed),
        .size = size,
        .at = [=](std::uint64_t number) {
            std::seed_seq seeds{seed, seed >> 32, number, number >> 32, std::uint64_t{1}};
            std::mt19937_64 random(seeds);
            const auto one_of = [&](const auto& list) { return list[random() % list.size()]; };
            std::vector<PlacedOperation> rows(1 + random() % 12);
            for (PlacedOperation& row : rows) {
                row.operation = one_of(letters).operation();
                if (random() % 4 != 0) {
                    row.operation.state = one_of(often);
                    row.operation.on_failure = random() % 4 == 0 ? row.operation.on_failure : Policy::continue_;
                }
                row.placement = {.deployment = one_of(deployments),
                                 .key = one_of(keys),
                                 .kind = random() % 2 == 0 ? Kind::work : Kind::group_finalizer,
                                 .started = random() % 3 != 0};
            }
            const Latch latch = random() % 2 == 0 ? Latch::unreleased : Latch::released;
            std::string input;
            for (const PlacedOperation& row : rows) {
                input += (input.empty() ? "" : ",") + oracle::element_json(row);
            }
            return Case{
                fmt::format("rows {}/{}", seed, number),
                fmt::format("\"operations\":[{}]{}", input, latch == Latch::released ? ",\"released\":true" : ""),
                std::string(token(reference::project(edition, std::span<const PlacedOperation>(rows), latch)))};
        }};
}

}  // namespace rollout::conformance
