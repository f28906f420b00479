// Goal: the builders of editions finalizers and steps equal their reference on rows of any placement. Method:
// RapidCheck over keys made of few components, so that scopes meet, share beginnings and miss each other by a byte;
// every short key against every short key; every few rows in few steps; and fleets of many rows.

#include "support/arbitrary.hpp"
#include "support/c_interface.hpp"
#include "support/exhaustive.hpp"
#include "support/gtest.hpp"

#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

namespace rollout::tests {
namespace {

constexpr std::array that_read_places{Edition::finalizers, Edition::steps};
constexpr std::string_view ending = "/group_finalizer";

/// A row that owns its texts.
struct OwnedRow {
    Operation operation;
    std::string deployment;
    std::string key;
    Kind kind;
    bool started;
    std::uint32_t step = 0;

    Placement placement() const { return {deployment, key, kind, started, step}; }
    PlacedOperation placed() const { return {operation, placement()}; }
    Row row() const { return {token(operation.state), word(operation.on_failure), placement()}; }
};

void showValue(const OwnedRow& row, std::ostream& out) { out << text_of(row.placed()); }

rc::Gen<std::string> arbitrary_key() {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(
                            rc::gen::element<std::string>("a", "a", "b", "A", "", "/", "/", "/", "0", ".", "\xff",
                                                          std::string(1, '\0'), "group_finalizer", "/group_finalizer")),
                        [](const std::vector<std::string>& parts) {
                            std::string key;
                            for (std::size_t i = 0; i < parts.size() && i < 6; ++i) {
                                key += parts[i];
                            }
                            return key;
                        });
}

rc::Gen<OwnedRow> arbitrary_row() {
    const auto state = rc::gen::weightedOneOf<State>(
        {{3, rc::gen::just(State::failed)},
         {3, rc::gen::element(State::pending, State::stopped)},
         {2, rc::gen::element(State::cancelled, State::reverted, State::failed_retryable)},
         {1, rc::gen::arbitrary<State>()}});
    const auto row = rc::gen::apply(
        [](State is, Policy policy, std::string deployment, std::string key, bool ends, bool finalizer, bool started,
           std::uint32_t step) {
            return OwnedRow{{is, policy},
                            std::move(deployment),
                            ends ? key + std::string(ending) : key,
                            finalizer ? Kind::group_finalizer : Kind::work,
                            started,
                            step};
        },
        state, rc::gen::arbitrary<Policy>(), rc::gen::element<std::string>("", "d", "d", "D", "d/"),
        rc::gen::oneOf(arbitrary_key(), rc::gen::element<std::string>("a", "a/b", "a/b/t")),  // of which many cover
        rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>(),
        rc::gen::element<std::uint32_t>(0, 0, 1, 2, 3, 256, 0xFFFFFFFF));
    return row;
}

RC_GTEST_PROP(Builder, EqualsItsReferenceOnAnyRows, (Edition any_edition, Latch latch)) {
    const auto owned = *rc::gen::container<std::vector<OwnedRow>>(arbitrary_row());
    std::vector<PlacedOperation> placed;
    std::vector<Row> rows;
    for (const OwnedRow& row : owned) {
        placed.push_back(row.placed());
        rows.push_back(row.row());
    }
    const std::span<const PlacedOperation> list(placed);
    for (const Edition in : {Edition::finalizers, Edition::steps, any_edition}) {
        const std::vector<Child> expected = reference::build(in, list, latch);
        RC_ASSERT(build(in, list, latch) == expected);
        RC_ASSERT(build(in, std::span<const Row>(rows), latch) == expected);
        RC_ASSERT(build_by_c(in, rows, latch) == expected);
        const State state = reference::project(in, list, latch);
        RC_ASSERT(project(in, list, latch) == state);
        RC_ASSERT(project(in, std::span<const Row>(rows), latch) == state);
        RC_ASSERT(project_by_c(in, rows, latch) == state);
    }
}

/// Returns every key of up to that length over a letter, the slash, and the bytes before and after it.
std::vector<std::string> keys_up_to(std::size_t length) {
    std::vector<std::string> keys{""};
    for (std::size_t i = 0; i < keys.size() && keys[i].size() < length; ++i) {
        for (const char byte : {'a', '/', '0', '.'}) {
            keys.push_back(keys[i] + byte);
        }
    }
    return keys;
}

TEST(Builder, CoverageEqualsItsReferenceOnEveryShortKey) {
    const std::vector<std::string> keys = keys_up_to(5);
    ASSERT_EQ(keys.size(), 1365U);  // 1 + 4 + 16 + 64 + 256 + 1024
    std::size_t covered = 0;
    for (const std::string& scope : keys) {
        for (const std::string& work : keys) {
            for (const std::string& finalizer : {scope, scope + std::string(ending)}) {
                const bool expected = reference::covers(finalizer, work);
                ASSERT_EQ(covers(finalizer, work), expected) << finalizer << " | " << work;
                covered += expected ? 1 : 0;
            }
        }
    }
    EXPECT_GT(covered, keys.size());
}

TEST(Builder, EqualsItsReferenceOnEveryTwoFailedWorksAndFinalizerOfShortKeys) {
    const std::vector<std::string> keys = keys_up_to(3);
    std::size_t cases = 0;
    std::size_t orphans = 0;
    for (const std::string& scope : keys) {
        const std::string finalizer = scope + std::string(ending);
        for (const std::string& work : keys) {
            for (const std::string& other : keys) {
                for (const char* deployment : {"d", "e"}) {
                    const std::array rows{
                        PlacedOperation{{State::failed}, {"d", work}},
                        PlacedOperation{{State::failed}, {deployment, other}},
                        PlacedOperation{{State::pending}, {"d", finalizer, Kind::group_finalizer}},
                    };
                    const std::vector<Child> expected = reference::build(Edition::finalizers, rows, Latch::unreleased);
                    for (const Edition edition : that_read_places) {
                        ASSERT_EQ(build(edition, rows), expected) << text_of(std::span<const PlacedOperation>(rows));
                    }
                    ++cases;
                    orphans += expected[2].orphaned ? 1 : 0;
                }
            }
        }
    }
    EXPECT_EQ(cases, 85U * 85U * 85U * 2U);  // 85 = 1 + 4 + 16 + 64
    EXPECT_GT(orphans, cases / 100);
    EXPECT_LT(orphans, cases / 2);
}

// Rows of two deployments and of up to three steps, in the states that decide.
TEST(Builder, EqualsItsReferenceOnEveryTwoStatesOfARowAndOfOneThatItMayOrphan) {
    constexpr std::array kinds{Kind::work, Kind::group_finalizer};
    std::uint64_t orphans = 0;
    const auto compare = [&](std::span<const PlacedOperation> rows) {
        for (const Edition edition : {Edition::finalizers, Edition::steps}) {
            const std::vector<Child> expected = reference::build(edition, rows, Latch::unreleased);
            EXPECT_EQ(build(edition, rows), expected) << name(edition) << ": " << text_of(rows);
            orphans += expected[1].orphaned ? 1 : 0;
        }
    };
    for (const StateFacts& one : states) {
        for (const StateFacts& other : states) {
            for (const Kind kind : kinds) {
                for (const Kind other_kind : kinds) {
                    for (const std::uint32_t step : {0U, 2U}) {
                        compare(std::array{
                            PlacedOperation{{one.state}, {"d", "a/t", kind, true, step / 2}},
                            PlacedOperation{{other.state}, {"d", "a/group_finalizer", other_kind, true, step}}});
                    }
                }
            }
        }
    }
    // Pending or stopped: finalizers by failed work, with steps or without, in both editions; in steps both kinds by
    // failed, cancelled and reverted work.
    EXPECT_EQ(orphans, 2U * (2 + 1 + 3 + 3));
}

TEST(Builder, EqualsItsReferenceOnEveryThreeRowsInSteps) {
    std::vector<PlacedOperation> alphabet;
    for (const State state : {State::pending, State::failed, State::cancelled, State::failed_retryable}) {
        for (const char* deployment : {"d", "e"}) {
            for (const std::uint32_t step : {0U, 1U, 2U, 3U}) {
                alphabet.push_back({{state}, {.deployment = deployment, .step = step}});
            }
        }
    }
    std::size_t orphans = 0;
    std::uint64_t lists = 0;
    any_list(std::span<const PlacedOperation>(alphabet), 3, [&](std::span<const PlacedOperation> rows) {
        ++lists;
        const std::vector<Child> expected = reference::build(Edition::steps, rows, Latch::unreleased);
        EXPECT_EQ(build(Edition::steps, rows), expected) << text_of(rows);
        const std::vector<Child> without = build(Edition::finalizers, rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            orphans += expected[i].orphaned ? 1 : 0;
            EXPECT_FALSE(without[i].orphaned);
        }
        return testing::Test::HasFailure();
    });
    EXPECT_EQ(lists, lists_up_to(3, 32));
    EXPECT_GT(orphans, lists / 20);
}

/// Returns a fleet: `deployments` times `scopes` scopes of `works` works and a finalizer each; in every third scope
/// some work failed.
std::vector<OwnedRow> fleet(std::size_t deployments, std::size_t scopes, std::size_t works) {
    std::vector<OwnedRow> rows;
    for (std::size_t d = 0; d < deployments; ++d) {
        for (std::size_t s = 0; s < scopes; ++s) {
            const std::string deployment = "region-" + std::to_string(d);
            const std::string scope = "orders-" + std::to_string(s % 7) + "/ns_" + std::to_string(s);
            for (std::size_t w = 0; w < works; ++w) {
                const bool fails = s % 3 == 0 && w == d % works;
                rows.push_back({{fails ? State::failed : State::completed, Policy::continue_},
                                deployment,
                                scope + "/t" + std::to_string(w),
                                Kind::work,
                                true});
            }
            rows.push_back({{State::pending}, deployment, scope + std::string(ending), Kind::group_finalizer, false});
        }
    }
    return rows;
}

TEST(Builder, AFleetOfThousandsOfRowsIsBuiltAsItsReferenceSays) {
    const std::vector<OwnedRow> owned = fleet(12, 40, 5);
    std::vector<PlacedOperation> placed;
    for (const OwnedRow& row : owned) {
        placed.push_back(row.placed());
    }
    ASSERT_EQ(placed.size(), 12U * 40U * 6U);
    const std::span<const PlacedOperation> list(placed);
    for (const Edition edition : that_read_places) {
        const std::vector<Child> children = build(edition, list);
        EXPECT_EQ(children, reference::build(edition, list, Latch::unreleased));
        const auto orphans =
            std::count_if(children.begin(), children.end(), [](Child child) { return child.orphaned; });
        EXPECT_EQ(orphans, 12 * 14);  // every third scope of 40, in each deployment
        EXPECT_EQ(project(edition, list), State::running_degraded);
    }
}

// Work for minutes, which ends in a time-out, to a builder whose cost is the square of its rows.
TEST(Builder, ManyFailedWorksAndFinalizersOfOneDeploymentAreBuilt) {
    constexpr std::size_t scopes = 200'000;
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < scopes; ++i) {
        const std::string scope = "a-long-beginning-that-all-keys-share/" + std::to_string(i);
        keys.push_back(scope + "/t");
        keys.push_back(scope + (i % 2 == 0 ? "" : "0") + std::string(ending));
    }
    std::vector<PlacedOperation> rows;
    for (std::size_t i = 0; i < scopes; ++i) {
        rows.push_back({{State::failed, Policy::continue_}, {"d", keys[2 * i]}});
        rows.push_back({{State::pending}, {"d", keys[2 * i + 1], Kind::group_finalizer}});
    }
    const std::vector<Child> children = build(Edition::steps, std::span<const PlacedOperation>(rows));
    std::size_t orphans = 0;
    for (std::size_t i = 0; i < scopes; ++i) {
        // An odd scope's finalizer has a 0 behind its number: another scope's, if there is one of that number.
        const bool expected = i % 2 == 0 || 10 * i < scopes;
        ASSERT_EQ(children[2 * i + 1].orphaned, expected) << keys[2 * i + 1];
        orphans += expected ? 1 : 0;
    }
    EXPECT_EQ(orphans, scopes / 2 + scopes / 20);
}

TEST(Builder, ManyStepsOfManyDeploymentsAreBuilt) {
    constexpr std::uint32_t deployments = 200;
    constexpr std::uint32_t steps = 2'000;
    std::vector<std::string> names;
    for (std::uint32_t d = 0; d < deployments; ++d) {
        names.push_back("region-" + std::to_string(d));
    }
    // In deployment d the step d failed, and everything else still waits.
    std::vector<PlacedOperation> rows;
    for (std::uint32_t step = steps; step > 0; --step) {
        for (std::uint32_t d = 0; d < deployments; ++d) {
            rows.push_back({{step == d ? State::failed : State::pending, Policy::continue_},
                            {.deployment = names[d], .step = step}});
        }
    }
    const std::vector<Child> children = build(Edition::steps, std::span<const PlacedOperation>(rows));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t d = static_cast<std::uint32_t>(i % deployments);
        ASSERT_EQ(children[i].orphaned, d > 0 && rows[i].placement.step > d) << i;
    }
}

}  // namespace
}  // namespace rollout::tests
