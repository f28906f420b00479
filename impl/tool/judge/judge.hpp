// Asks a testee test cases in batches and keeps what it answered wrongly, skipped or refused. Which cases there are is
// said by suites/plan.hpp, and what follows from the counts by conclusion.hpp.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "failure_list.hpp"
#include "sha256.hpp"
#include "test_case.hpp"
#include "testee.hpp"
#include "verdict.hpp"

namespace rollout::oracle {

struct JudgeOptions {
    AnyEdition edition = Edition::b2;
    const Subject* subject = &projection;
    std::string run = {};            // a pattern of case IDs; empty: all
    std::string skip = {};           // likewise; empty: none
    std::uint64_t failures_max = 0;  // ends the run after that many; 0: never
};

/// Returns an answer in words: what was said, or `skipped: why`, `error: why`.
std::string in_words(Answer::Kind kind, std::string_view text);

/// Failures that look alike: one clause, one expected answer, one answer.
struct Alike {
    Failure shortest;
    Input input;  // of the shortest
    std::uint64_t cases = 0;
};

class Judge {
public:
    /// `list` may be null. The testee has been started. `progress` is told after each request how many cases of the
    /// part have been asked.
    Judge(Testee& testee, JudgeOptions options, FailureList* list, std::function<void(const Part&)> progress);

    /// Asks the cases of `source` and returns what came of them. `batch_seed`: requests of many sizes, as that seed
    /// gives them; 0: of one size. Ends early after a breach and after failures_max failures.
    Part judge(const Source& source, std::uint64_t batch_seed = 0);

    /// Asks the cases at once and returns each answer in words; nothing after a breach. Nothing is counted.
    std::vector<std::string> ask(const std::vector<TestCase>& cases);
    /// The same of cases as JSON, without braces.
    std::vector<std::string> ask(const std::vector<std::string>& members);

    /// Whether no more is asked: the protocol is broken, or failures_max is reached.
    bool is_over() const;
    /// Whether all cases of all parts were asked.
    bool is_whole() const { return is_whole_; }
    const std::optional<Breach>& breach() const { return breach_; }
    /// The cases of the request that broke the protocol.
    const std::vector<TestCase>& broken_request() const { return broken_request_; }
    const std::map<std::string, Alike>& alike() const { return alike_; }
    /// The first failures, listed ones too, and how many more there were.
    const std::vector<Failure>& failures() const { return failures_; }
    std::uint64_t failures_left_out() const { return failures_left_out_; }
    /// How many cases were answered otherwise when they were asked again.
    std::uint64_t changed() const { return changed_; }

    static constexpr std::size_t failures_kept_max = 10'000;
    static constexpr std::size_t kept_bytes_max = std::size_t{64} << 20;   // of their cases and answers
    static constexpr std::size_t input_bytes_max = std::size_t{64} << 10;  // of one; a longer one is named by its ID
    static constexpr std::size_t failed_ids_max = 1'000'000;
    static constexpr std::size_t alike_max = 200;

private:
    struct Batch {
        std::vector<TestCase> cases;
        std::string json;
    };

    Batch next_batch(const Source& source, std::uint64_t& number, std::size_t cases_max, Part& part,
                     Sha256& hash) const;
    bool is_asked(const std::string& id) const;
    void break_off(Breach breach, std::vector<TestCase> cases);
    void take(const TestCase& asked, const Answer& answer, Part& part, bool repeats);
    void keep(Failure failure, const Input& input, std::string said);

    Testee& testee_;
    JudgeOptions options_;
    FailureList* list_;
    std::function<void(const Part&)> progress_;
    bool is_whole_ = true;
    std::optional<Breach> breach_;
    std::vector<TestCase> broken_request_;
    std::map<std::string, std::string> said_;     // what was said to each failure that is kept
    std::unordered_set<std::size_t> failed_ids_;  // hashes of the IDs of all failures, of the first million
    std::map<std::string, Alike> alike_;
    std::vector<Failure> failures_;
    std::uint64_t failures_left_out_ = 0;
    std::size_t kept_bytes_ = 0;
    std::uint64_t failed_ = 0;
    std::uint64_t changed_ = 0;
};

}  // namespace rollout::oracle
