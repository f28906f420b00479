// Goal: no size cuts an answer. Method: texts that differ in their last byte, at every length to 600 and beside powers
// of two to 2^16; lists that pass 2^16 and the borders of sets of positions. With --all: texts of 2^32 bytes and lists
// that pass 2^24 and 64^4.
#include <sys/mman.h>

#include <cstring>
#include <memory>

#include "position_set.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"

#include <rollout/claim.hpp>
#include <rollout/fleet.hpp>
#include <rollout/parse.hpp>
#include <rollout/project.hpp>
#include <rollout/tracker.hpp>

namespace rollout::tests {
namespace {

// ---- Texts

/// Every length to 600, and the lengths at and beside the powers of two to 2^16.
std::vector<std::size_t> text_lengths() {
    std::vector<std::size_t> lengths;
    for (std::size_t length = 1; length <= 600; ++length) {
        lengths.push_back(length);
    }
    for (std::size_t border = 1024; border <= 65536; border *= 2) {
        lengths.insert(lengths.end(), {border - 1, border, border + 1});
    }
    return lengths;
}

/// Returns the child that a pending finalizer of that key is beside failed work of that key.
Child finalizer_beside(const std::string& deployment, const std::string& key, const std::string& work_deployment,
                       const std::string& work_key) {
    const std::vector<PlacedOperation> rows{
        {{State::pending}, {.deployment = deployment, .key = key, .kind = Kind::group_finalizer}},
        {{State::failed}, {.deployment = work_deployment, .key = work_key}}};
    return build(newest_edition, std::span<const PlacedOperation>(rows)).front();
}
Claim claim_after_running(const std::string& deployment, const std::string& deployment_of_running) {
    const std::vector<PlacedOperation> rows{{{State::running}, {.deployment = deployment_of_running, .key = "s/x"}},
                                            {{State::pending}, {.deployment = deployment, .key = "s/y"}}};
    return claim(newest_edition, rows, 1, ClaimInput{.parent = State::running});
}

TEST(Texts, ThatDifferInTheirLastByteAreTwo) {
    for (const std::size_t length : text_lengths()) {
        const std::string one(length, 'a');
        std::string other = one;
        other.back() = 'b';
        EXPECT_TRUE(finalizer_beside("d", one + "/group_finalizer", "d", one + "/t").orphaned) << length;
        EXPECT_FALSE(finalizer_beside("d", one + "/group_finalizer", "d", other + "/t").orphaned) << length;
        EXPECT_TRUE(finalizer_beside("d", one + "/group_finalizer", "d", one).orphaned) << length;
        EXPECT_FALSE(finalizer_beside("d", one + "/group_finalizer", "d", other).orphaned) << length;
        EXPECT_TRUE(finalizer_beside(one, "s/group_finalizer", one, "s/t").orphaned) << length;
        EXPECT_FALSE(finalizer_beside(one, "s/group_finalizer", other, "s/t").orphaned) << length;
        EXPECT_TRUE(covers(one + "/group_finalizer", one + "/t")) << length;
        EXPECT_FALSE(covers(one + "/group_finalizer", other + "/t")) << length;
        EXPECT_EQ(claim_after_running(one, one), Claim::start) << length;
        EXPECT_EQ(claim_after_running(one, other), Claim::none) << length;
        EXPECT_EQ(parse_policy("continue" + one), Policy::unknown) << length;
        EXPECT_EQ(parse_state("completed" + one), State::unrecognized) << length;
        EXPECT_EQ(parse_state(one + "completed"), State::unrecognized) << length;
        EXPECT_EQ(parse_state("STATE_COMPLETED" + one), State::unrecognized) << length;
    }
}

/// A text of zeros in memory that is not used before it is written to.
class LongText {
public:
    explicit LongText(std::size_t size)
        : bytes_(static_cast<char*>(
              mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0))),
          size_(size) {
        if (bytes_ == MAP_FAILED) {
            throw std::bad_alloc();
        }
    }
    LongText(const LongText&) = delete;
    LongText& operator=(const LongText&) = delete;
    ~LongText() { munmap(bytes_, size_); }
    void write(std::size_t at, std::string_view text) { std::memcpy(bytes_ + at, text.data(), text.size()); }
    std::string_view view() const { return {bytes_, size_}; }

private:
    char* bytes_;
    std::size_t size_;
};

TEST(Texts, OfFourGigabytesAreReadWhole) {
    if (!whole_bounds()) {
        GTEST_SKIP() << "with ROLLOUT_BOUNDS=whole: seconds, and texts of 2^32 bytes";
    }
    constexpr std::size_t border = std::size_t{1} << 32;
    for (const std::string_view word : {"completed", "failed", "running", "state_failed", "pause"}) {
        LongText text(border + word.size());
        text.write(0, word);  // what is left of it once its size is cut
        EXPECT_EQ(parse_state(text.view()), State::unrecognized) << word;
        EXPECT_EQ(parse_policy(text.view()), Policy::unknown) << word;
        text.write(border, word);
        EXPECT_EQ(parse_state(text.view()), State::unrecognized) << word;
    }
    LongText key(border + 20);
    LongText same(border + 20);
    key.write(border, "/group_finalizer");
    const std::string_view finalizer = key.view().substr(0, border + 16);
    same.write(border, "/t");
    EXPECT_TRUE(covers(finalizer, same.view().substr(0, border + 2)));
    same.write(border - 1, "x");
    EXPECT_FALSE(covers(finalizer, same.view().substr(0, border + 2)));
}

// ---- Lists

/// Returns the parent of that many children of one kind and one of another, by each way of asking; all must agree.
State parent_of(std::size_t count, Child child, Child last) {
    std::vector<Child> children(count, child);
    children.push_back(last);
    const std::span<const Child> list(children);
    const State parent = project(newest_edition, list);
    EXPECT_EQ(Tracker(newest_edition, list).state(), parent) << count;
    const std::size_t cut = count / 2;
    EXPECT_EQ(finish(newest_edition,
                     combine(summarize(newest_edition, list.first(cut)), summarize(newest_edition, list.subspan(cut)))),
              parent)
        << count;
    std::vector<PackedLetter> letters;
    letters.reserve(children.size());
    for (const Child& each : children) {
        letters.push_back(pack(newest_edition, each));
    }
    const std::vector<std::size_t> offsets{0, letters.size()};
    for (const unsigned threads : {1U, 2U}) {
        State of_fleet = State::unrecognized;
        project(newest_edition, Fleet{letters, offsets}, std::span(&of_fleet, 1), threads);
        EXPECT_EQ(of_fleet, parent) << count << " children, " << threads << " threads";
    }
    return parent;
}

constexpr std::size_t fifth_level = 64 * 64 * 64 * 64;  // 2^24, and where sets of positions have a fifth level

std::vector<std::size_t> list_lengths() {
    std::vector<std::size_t> lengths{255, 256, 65'535, 65'536, 65'537};
    if (whole_bounds()) {
        lengths.insert(lengths.end(), {fifth_level - 1, fifth_level, fifth_level + 1, 2 * fifth_level + 1});
    }
    return lengths;
}

TEST(Lists, OfAnyLengthAreReadToTheirLastChild) {
    for (const std::size_t count : list_lengths()) {
        const Child running{State::running};
        EXPECT_EQ(parent_of(count, {State::completed}, {State::completed}), State::completed) << count;
        EXPECT_EQ(parent_of(count, {State::completed}, {State::failed}), State::failed) << count;
        EXPECT_EQ(parent_of(count, {State::failed, true}, running), State::running_degraded) << count;
        EXPECT_EQ(parent_of(count, {State::failed, false, true}, running), State::paused) << count;
        EXPECT_EQ(parent_of(count, running, {State::failed, false, true}),
                  project(newest_edition, std::vector<Child>{running, {State::failed, false, true}}))
            << count;
    }
}

TEST(Lists, OfAnyLengthAreTrackedChildByChild) {
    std::vector<std::size_t> lengths = list_lengths();
    lengths.push_back(fifth_level);
    for (const std::size_t count : lengths) {
        const std::vector<Child> all_running(count + 1, {State::running});
        Tracker tracker(newest_edition, all_running);
        tracker.set(count, {State::completed});
        EXPECT_EQ(tracker.state(), project(newest_edition, std::vector<Child>{{State::running}, {State::completed}}))
            << count;
        const Child pausing{State::failed, false, true};
        tracker.set(count, pausing);
        EXPECT_NE(tracker.state(), State::paused) << count;  // it stands after all that hold
        tracker.set(count, {State::running});
        tracker.set(count - 1, pausing);
        EXPECT_EQ(tracker.state(), State::paused) << count;
        tracker.set(count - 1, {State::running});
        EXPECT_EQ(tracker.state(), State::running) << count;
    }
}

TEST(Lists, PositionsAreFoundAtEachBorderOfTheirSet) {
    for (std::size_t border = 64; border <= (whole_bounds() ? std::size_t{1} << 30 : std::size_t{1} << 24);
         border *= 64) {
        for (const std::size_t size : {border - 1, border, border + 1, 2 * border + 1}) {
            PositionSet set(size);
            std::vector<std::size_t> positions{size - 1, size / 2, 0};
            for (const std::size_t at : {border - 1, border, border + 1}) {
                if (at < size) {
                    positions.push_back(at);
                }
            }
            for (const std::size_t at : positions) {
                set.insert(at);
                EXPECT_EQ(set.first(), at) << size;
                EXPECT_EQ(set.last(), at) << size;
                set.insert(size - 1);
                EXPECT_EQ(set.first(), at) << size;
                EXPECT_EQ(set.last(), size - 1) << size;
                set.erase(at);
                set.erase(size - 1);
            }
        }
    }
}

/// Failed work of that many keys, the last key first, and finalizers of the first and of the last key's scope.
TEST(Lists, OfFailedWorkAreSearchedToTheirLast) {
    std::vector<std::size_t> counts{65'536, 65'537, (std::size_t{1} << 20) + 1};
    if (whole_bounds()) {
        counts.push_back((std::size_t{1} << 24) + 1);
    }
    constexpr std::size_t key_size = 10;  // eight digits, then what stands within the scope
    for (const std::size_t count : counts) {
        std::string keys;
        keys.reserve(count * key_size);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string digits = std::to_string(i);
            keys += std::string(8 - digits.size(), '0') + digits + "/t";
        }
        std::vector<PlacedOperation> rows;
        rows.reserve(count + 3);
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back(
                {{State::failed, Policy::continue_},
                 {.deployment = "d", .key = std::string_view(keys).substr((count - 1 - i) * key_size, key_size)}});
        }
        const auto scope_of = [&](std::size_t i) { return keys.substr(i * key_size, key_size - 2); };
        const std::string finalizers_of[]{scope_of(0) + "/group_finalizer", scope_of(count - 1) + "/group_finalizer",
                                          std::string(8, '9') + "/group_finalizer"};
        for (const std::string& key : finalizers_of) {
            rows.push_back({{State::pending}, {.deployment = "d", .key = key, .kind = Kind::group_finalizer}});
        }
        const std::vector<Child> children = build(newest_edition, std::span<const PlacedOperation>(rows));
        EXPECT_TRUE(children[count].orphaned) << count;
        EXPECT_TRUE(children[count + 1].orphaned) << count;
        EXPECT_FALSE(children[count + 2].orphaned) << count;
    }
}

TEST(Lists, OfRowsAreClaimedToTheirLast) {
    for (const std::size_t count : {std::size_t{255}, std::size_t{256}, std::size_t{65'536}, std::size_t{65'537}}) {
        std::vector<PlacedOperation> rows(count, {{State::completed}, {.deployment = "d", .key = "s/x"}});
        rows.push_back({{State::pending}, {.deployment = "e", .key = "s/y"}});
        const ClaimInput input{.parent = State::running};
        EXPECT_EQ(claim(newest_edition, rows, count, input), Claim::start) << count;
        std::vector<Claim> answers(rows.size());
        claim_each(newest_edition, rows, input, answers);
        EXPECT_EQ(answers.back(), Claim::start) << count;
        for (const std::size_t blocker : {std::size_t{0}, count - 1}) {
            rows[blocker].operation.state = State::running;
            EXPECT_EQ(claim(newest_edition, rows, count, input), Claim::none) << count << ", " << blocker;
            claim_each(newest_edition, rows, input, answers);
            EXPECT_EQ(answers.back(), Claim::none) << count << ", " << blocker;
            rows[blocker].operation.state = State::completed;
        }
    }
}

}  // namespace
}  // namespace rollout::tests
