#include "cause.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>

#include <rollout/parse.hpp>
#include <rollout/reference/guard.hpp>

#include "ascii.hpp"
#include "spelled.hpp"

namespace rollout::audit {
namespace {

std::string in_quotes(std::string_view word) { return oracle::quoted_unless_plain(std::string(word)); }

/// Returns the word as a collation reads it that ignores case and blanks around.
std::string folded(std::string_view word) {
    const std::size_t first = std::min(word.find_first_not_of(' '), word.size());
    const std::size_t last = word.find_last_not_of(' ');
    return oracle::in_small_letters(
        std::string(word.substr(first, last == std::string_view::npos ? 0 : last + 1 - first)));
}

/// One disagreement, and the causes that are tried.
class Trial {
public:
    Trial(const Projector& projector, std::string_view stored, std::span<const Row> rows, Latch latch)
        : projector_(projector), stored_(stored), rows_(rows), latch_(latch) {}

    std::vector<Explanation> take() {
        const auto named = projector_.named(stored_);
        if (!named) {
            add(Cause::no_state, in_quotes(stored_));
            return std::move(found_);
        }
        wanted_ = *named;
        if (rows_.empty()) {
            add(Cause::no_rows, "");
        }
        const Latch other = latch_ == Latch::released ? Latch::unreleased : Latch::released;
        if (fits(rows_, other)) {
            add(Cause::latch, latch_ == Latch::released ? "not released" : "released");
        }
        // Each trial reads the whole list, so long lists are changed as a whole alone, not row by row.
        const bool is_short = rows_.size() <= tried_rows_max;
        try_collation();
        if (is_short) {
            try_unknown_words();
        }
        try_editions();
        try_guard();
        try_own_result();
        if (is_short) {
            try_orders();
            try_without();
            try_one_more();
            try_other_states();
        }
        if (found_.empty()) {
            add(Cause::unexplained, "");
        }
        return std::move(found_);
    }

private:
    bool fits(std::span<const Row> rows, Latch latch) const { return projector_.state(rows, latch) == wanted_; }
    bool fits(const std::vector<Row>& rows) const { return fits(rows, latch_); }
    void add(Cause cause, std::string text) { found_.push_back({cause, std::move(text)}); }
    std::vector<Row> copy() const { return {rows_.begin(), rows_.end()}; }

    void try_collation() {
        std::vector<Row> rows = copy();
        std::vector<std::string> words;
        for (Row& row : rows) {
            for (std::string_view* word : {&row.state, row.on_failure ? &*row.on_failure : nullptr}) {
                if (word != nullptr && folded(*word) != *word) {
                    const std::string& read = kept_.emplace_back(folded(*word));
                    words.push_back(fmt::format("{} as {}", in_quotes(*word), in_quotes(read)));
                    *word = read;
                }
            }
        }
        if (!words.empty() && fits(rows)) {
            add(Cause::collation, fmt::format("{}", fmt::join(words, ", ")));
        }
    }

    /// Returns whether it is right with another row at that place.
    bool fits_with(std::size_t place, const Row& row) const {
        std::vector<Row> rows = copy();
        rows[place] = row;
        return fits(rows);
    }

    void try_unknown_words() {
        const std::vector<std::string> policies = projector_.policies();
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (!projector_.named(rows_[i].state)) {
                for (const std::string_view state : projector_.states()) {
                    Row row = rows_[i];
                    row.state = state;
                    if (fits_with(i, row)) {
                        add(Cause::unknown_word,
                            fmt::format("row {}: {} as {}", i + 1, in_quotes(rows_[i].state), state));
                        return;
                    }
                }
            }
            const std::string_view policy = rows_[i].on_failure.value_or("halt");
            if (std::find(policies.begin(), policies.end(), policy) == policies.end()) {
                for (const std::string& known : policies) {
                    Row row = rows_[i];
                    row.on_failure = known;
                    if (fits_with(i, row)) {
                        add(Cause::unknown_word,
                            fmt::format("row {}: policy {} as {}", i + 1, in_quotes(policy), known));
                        return;
                    }
                }
            }
        }
    }

    void try_editions() {
        std::vector<std::string_view> names;
        for (const EditionFacts& facts : editions) {
            const Projector other{facts.edition};
            if (other.named(stored_) && other.state(rows_, latch_) == *other.named(stored_)) {
                names.push_back(facts.name);
            }
        }
        if (!names.empty()) {
            add(Cause::edition, fmt::format("{}", fmt::join(names, ", ")));
        }
    }

    void try_guard() {
        if (projector_.edition().file()) {
            return;
        }
        const Edition edition = projector_.edition().built_in();
        const State projected = parse_state(edition, projector_.state(rows_, latch_));
        // Only a reopen asks for the base.
        const auto decision = reference::guard_decision(
            edition, {.stored = parse_state(edition, stored_), .projected = projected, .base = projected});
        if (decision.verdict == Verdict::refuse) {
            add(Cause::guard, std::string(reference::id(decision.clause)));
        }
    }

    void try_own_result() {
        constexpr std::array results{State::completed, State::failed, State::failed_retryable, State::stopped};
        const bool is_result =
            std::any_of(results.begin(), results.end(), [&](State state) { return token(state) == wanted_; });
        for (std::size_t i = 0; i < rows_.size() && is_result && rows_.size() > 1; ++i) {
            if (projector_.named(rows_[i].state) == wanted_) {
                add(Cause::own_result, fmt::format("row {}", i + 1));
                return;
            }
        }
    }

    void try_orders() {
        for (std::size_t i = 0; i + 1 < rows_.size(); ++i) {
            std::vector<Row> rows = copy();
            std::swap(rows[i], rows[i + 1]);
            if (fits(rows)) {
                add(Cause::order, fmt::format("rows {} and {}", i + 1, i + 2));
                return;
            }
        }
    }

    void try_without() {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            std::vector<Row> rows = copy();
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
            if (fits(rows)) {
                add(Cause::extra_row, fmt::format("row {}, {}", i + 1, in_quotes(rows_[i].state)));
                return;
            }
        }
    }

    void try_one_more() {
        std::vector<Row> rows = copy();
        rows.emplace_back();
        for (const std::string_view state : projector_.states()) {
            for (const std::string& policy : projector_.policies()) {
                rows.back() = {.state = state, .on_failure = policy};
                if (fits(rows)) {
                    add(Cause::missing_row, fmt::format("{}:{} at the end", state, in_quotes(policy)));
                    return;
                }
            }
        }
    }

    void try_other_states() {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            for (const std::string_view state : projector_.states()) {
                Row row = rows_[i];
                row.state = state;
                if (fits_with(i, row)) {
                    add(Cause::stale_row,
                        fmt::format("row {}, {} in place of {}", i + 1, state, in_quotes(rows_[i].state)));
                    return;
                }
            }
        }
    }

    const Projector& projector_;
    std::string_view stored_;
    std::span<const Row> rows_;
    Latch latch_;
    std::string_view wanted_;
    std::deque<std::string> kept_;  // what changed rows point into
    std::vector<Explanation> found_;
};

}  // namespace

std::vector<Explanation> explanations(const Projector& projector, std::string_view stored, std::span<const Row> rows,
                                      Latch latch) {
    return Trial(projector, stored, rows, latch).take();
}

}  // namespace rollout::audit
