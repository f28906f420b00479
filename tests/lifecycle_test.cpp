// Goal: the compiled guard and writers, and their C interface, equal the compiled reference. Method: every input, and
// every count checked against its closed form.

#include "support/lifecycle.hpp"
#include "support/asked.hpp"
#include "support/gtest.hpp"

namespace rollout::tests {
namespace {

using Rows = std::vector<PlacedOperation>;

/// Calls `use` with every input of the guard.
void for_each_guard_input(auto use) {
    for (const StateFacts& stored : states) {
        for (const StateFacts& projected : states) {
            for (const StateFacts& base : states) {
                for (const bool reopen_authorized : either) {
                    for (const bool started_at_is_set : either) {
                        use(GuardInput{stored.state, projected.state, base.state, reopen_authorized,
                                       started_at_is_set});
                    }
                }
            }
        }
    }
}
constexpr std::uint64_t guard_inputs = state_count * state_count * state_count * 4;

std::string two(State first, State second) { return std::string(token(first)) + ", " + std::string(token(second)); }

TEST(Guard, IsTheReferenceOnEveryInput) {
    static_assert(guard_inputs * edition_count == 629'856);
    Asked asked;
    for (const EditionFacts& in : editions) {
        for_each_guard_input([&](const GuardInput& input) {
            asked.expect_none(differs_on_guard(in.edition, input), in.edition, [&] { return description(input); });
        });
    }
    asked.expect_count(guard_inputs * edition_count);
}

TEST(Guard, OfTheLocalWriterIsTheReferenceOnEveryState) {
    Asked asked;
    for (const StateFacts& stored : states) {
        asked.expect_none(differs_on_local_guard(stored.state), Edition::b1, [&] { return std::string(stored.token); });
    }
    asked.expect_count(state_count);
}

TEST(Writers, TheOperatorIsTheReferenceOnEveryInput) {
    Asked asked;
    for (const EditionFacts& in : editions) {
        for_each_guard_input([&](const GuardInput& guard) {
            for (const Reading reading : readings) {
                for (const bool completed_at_is_set : either) {
                    for (const bool a_failed_row_has_a_text : either) {
                        const WriterInput input{guard, reading, completed_at_is_set, a_failed_row_has_a_text};
                        asked.expect_none(differs_on_operator_write(in.edition, input), in.edition,
                                          [&] { return description(input); });
                    }
                }
            }
        });
    }
    asked.expect_count(guard_inputs * readings.size() * 4 * edition_count);
}

TEST(Writers, AWriteLandsAsInTheReferenceOnEveryTwoStates) {
    Asked asked;
    for (const EditionFacts& in : editions) {
        for (const StateFacts& read : states) {
            for (const StateFacts& stored : states) {
                asked.expect_none(differs_on_lands(in.edition, read.state, stored.state), in.edition,
                                  [&] { return two(read.state, stored.state); });
            }
        }
    }
    asked.expect_count(state_count * state_count * edition_count);
}

TEST(Writers, TheLocalSourceIsTheReferenceOnEveryInput) {
    Asked asked;
    for (const EditionFacts& in : editions) {
        for (const StateFacts& own : states) {
            for (const Reading reading : readings) {
                for (unsigned flags = 0; flags < 16; ++flags) {
                    const LocalInput input{.own = own.state,
                                           .tasks_are_ambiguous = (flags & 1) != 0,
                                           .has_operation_model = (flags & 2) != 0,
                                           .has_store = (flags & 4) != 0,
                                           .reading = reading,
                                           .own_row_is_missing = (flags & 8) != 0};
                    asked.expect_none(differs_on_local_source(in.edition, input), in.edition,
                                      [&] { return description(input); });
                }
            }
        }
    }
    asked.expect_count(state_count * readings.size() * 16 * edition_count);
}

TEST(Writers, TheSideEffectsAreTheReferenceOnEveryInput) {
    Asked asked;
    for (const EditionFacts& in : editions) {
        for (const StateFacts& result : states) {
            for (const StateFacts& projected : states) {
                for (const bool moved : either) {
                    asked.expect_none(differs_on_side_effects(in.edition, result.state, projected.state, moved),
                                      in.edition, [&] { return two(result.state, projected.state); });
                }
            }
        }
    }
    asked.expect_count(state_count * state_count * 2 * edition_count);
}

TEST(Writers, TheStateOfARowIsTheReferenceOnEveryInput) {
    Asked asked;
    for (const EditionFacts& in : editions) {
        for (const StateFacts& own : states) {
            for (const StateFacts& parent : states) {
                for (const bool lease_is_held : either) {
                    const RowInput input{own.state, parent.state, lease_is_held};
                    asked.expect_none(differs_on_row_state(in.edition, input), in.edition,
                                      [&] { return description(input); });
                }
            }
        }
    }
    asked.expect_count(state_count * state_count * 2 * edition_count);
}

TEST(Writers, AStopIsResolvedAsInTheReferenceOnEveryInput) {
    Asked asked;
    for (const EditionFacts& in : editions) {
        for (const StateFacts& parent : states) {
            for (const bool every_row_is_terminal : either) {
                asked.expect_none(differs_on_stop(in.edition, parent.state, every_row_is_terminal), in.edition,
                                  [&] { return std::string(parent.token); });
            }
        }
    }
    asked.expect_count(state_count * 2 * edition_count);
}

}  // namespace
}  // namespace rollout::tests
