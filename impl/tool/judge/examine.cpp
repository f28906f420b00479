#include "examine.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>

#include "causes.hpp"
#include "conclusion.hpp"
#include "file.hpp"
#include "interruption.hpp"
#include "plan.hpp"

namespace rollout::oracle {
namespace {

using Clock = std::chrono::steady_clock;

/// Asks a thousand cases of the suite, spread over it. Returns how long one takes.
double seconds_a_case(Judge& judge, const Source& source) {
    std::vector<TestCase> sample;
    constexpr std::uint64_t size = 1000;
    for (std::uint64_t i = 0; i < size; ++i) {
        sample.push_back(source.at(source.size / size * i));
    }
    const auto begin = Clock::now();
    judge.ask(sample);
    return std::chrono::duration<double>(Clock::now() - begin).count() / size;
}

std::string duration_text(double seconds) {
    return seconds < 120    ? fmt::format("{:.0f} s", seconds)
           : seconds < 7200 ? fmt::format("{:.0f} min", seconds / 60)
           : seconds < 2e5  ? fmt::format("{:.0f} h", seconds / 3600)
                            : fmt::format("{:.0f} days", seconds / 86400);
}

/// What the protocol leaves open: it judges nobody.
constexpr std::pair<const char*, const char*> malformed_cases[] = {
    {"an operation without a state", R"("operations":[{"on_failure":"halt"}])"},
    {"a state that is null", R"("operations":[{"state":null}])"},
    {"a state that is a number", R"("operations":[{"state":7}])"},
    {"a misspelt field", R"("operations":[{"state":"failed","on_failiure":"continue"},{"state":"running"}])"},
    {"a field that appears twice", R"("operations":[{"state":"completed","state":"failed"}])"},
    {"neither operations nor children", R"("released":false)"},
};

/// One run, from the start of the testee to the verdict.
class Examination {
public:
    Examination(const ExamineOptions& options, std::function<void(const Part&)> progress,
                std::function<void(const std::string&)> note)
        : options_(options),
          progress_(std::move(progress)),
          note_(std::move(note)),
          testee_(options.command, {.timeout = options.timeout}) {
        verdict_.edition = options.edition;
        verdict_.subject = options.subject;
        verdict_.suite = options.suite == nullptr ? suites().front().name : options.suite->name;
        verdict_.seed = options.seed;
        verdict_.command = options.command;
    }

    Verdict verdict() {
        const auto begin = Clock::now();
        run();
        verdict_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
        return std::move(verdict_);
    }

private:
    void fail(Status status, std::string reason) {
        verdict_.status = status;
        verdict_.headline = status == Status::usage ? "not run" : "no verdict";
        verdict_.reasons.push_back(std::move(reason));
    }

    void fail(Breach breach) {
        if (is_interrupted()) {  // the testee was ended by this program
            verdict_.status = Status::no_verdict;
            verdict_.headline = "interrupted";
            verdict_.reasons.push_back("interrupted: what follows is of the part that was asked until then");
            return;
        }
        verdict_.status = Status::testee;
        verdict_.headline = name(breach.kind);
        verdict_.breach = std::move(breach);
    }

    void run() {
        if (!read_list()) {
            return;
        }
        auto started = testee_.start();
        if (auto* breach = std::get_if<Breach>(&started)) {
            return fail(std::move(*breach));
        }
        verdict_.testee = std::get<Offer>(std::move(started));
        const Offer& offer = *verdict_.testee;
        const auto offers = [](const std::vector<std::string>& list, std::string_view wanted) {
            return std::find(list.begin(), list.end(), wanted) != list.end();
        };
        if (!offers(offer.editions, options_.edition.name())) {
            return fail(Status::usage, fmt::format("the testee does not offer edition {}; it offers {}",
                                                   options_.edition.name(), fmt::join(offer.editions, ", ")));
        }
        if (!offers(offer.subjects, options_.subject->name)) {
            return fail(Status::usage, fmt::format("the testee does not offer subject {}; it offers {}",
                                                   options_.subject->name, fmt::join(offer.subjects, ", ")));
        }
        const auto planned = plan_of(options_, offer);
        if (const auto* problem = std::get_if<std::string>(&planned)) {
            return fail({BreachKind::bad_start, "the answer to start: " + *problem, testee_.standard_error()});
        }
        const Plan& plan = std::get<Plan>(planned);
        if (!plan.problem.empty()) {
            return fail(Status::usage, plan.problem);
        }
        if (!plan.left_out.empty()) {
            verdict_.reasons.push_back(plan.left_out);
        }
        verdict_.level = plan.level;
        verdict_.limits = plan.limits;
        judge(plan);
    }

    bool read_list() {
        if (options_.failure_list.empty()) {
            return true;
        }
        auto text = read_file(options_.failure_list);
        if (const auto* unreadable = std::get_if<Unreadable>(&text)) {
            if (!options_.fix || unreadable->error != ENOENT) {
                fail(Status::usage, unreadable->what);
                return false;
            }
            text = "";  // it is made
        }
        auto read = read_failure_list(std::get<std::string>(text), options_.failure_list);
        if (auto* problem = std::get_if<std::string>(&read)) {
            fail(Status::usage, std::move(*problem));
            return false;
        }
        list_ = std::get<FailureList>(std::move(read));
        return true;
    }

    void judge(const Plan& plan) {
        Judge judge(testee_,
                    {.edition = options_.edition,
                     .subject = options_.subject,
                     .run = options_.run,
                     .skip = options_.skip,
                     .failures_max = options_.failures_max},
                    list_ ? &*list_ : nullptr, progress_);
        if (options_.extra_states > 0 && !is_affordable(judge, plan)) {
            return;
        }
        std::size_t asked = 0;
        while (asked < plan.parts.size() && !judge.is_over()) {
            const Source source = plan.parts[asked++]();
            if (source.size > 0) {
                // The repetition comes in other batches.
                verdict_.parts.push_back(judge.judge(source, source.is_repetition ? options_.seed + 1 : 0));
            }
        }
        const bool is_whole = judge.is_whole() && asked == plan.parts.size();
        if (!judge.breach()) {
            verdict_.causes = causes_of(judge, options_.edition);
        }
        verdict_.failures = judge.failures();
        verdict_.failures_left_out = judge.failures_left_out();
        if (judge.breach()) {
            fail(*judge.breach());
            if (verdict_.breach) {
                name_the_fewest(judge.broken_request());
            }
            return;
        }
        if (auto breach = testee_.stop()) {
            return fail(*std::move(breach));
        }
        if (verdict_.suite == "tokens") {
            inquire();
        }
        conclude_from(judge, plan, is_whole);
    }

    /// Says what a large suite costs. Returns false, and why, if it is too large to be run unasked.
    bool is_affordable(Judge& judge, const Plan& plan) {
        std::uint64_t size = 0;
        for (const PlannedPart& part : plan.parts) {
            size += part().size;
        }
        if (size < 1'000'000) {
            return true;
        }
        const double seconds = seconds_a_case(judge, plan.parts.back()()) * static_cast<double>(size);
        const std::string cost = fmt::format("{} cases, about {}", size, duration_text(seconds));
        if (size > cases_max && !options_.force) {
            fail(Status::usage, fmt::format("{}: more than {} cases want --force", cost, cases_max));
            return false;
        }
        note_(cost);
        return true;
    }

    /// Finds out which cases break the protocol, with new testees; not if that takes long each time, as a hang does.
    void name_the_fewest(const std::vector<TestCase>& request) {
        if (verdict_.breach->kind == BreachKind::hang && options_.timeout > std::chrono::seconds(1)) {
            return;
        }
        const auto breaks = [&](const std::vector<TestCase>& cases) {
            Testee testee(options_.command, {.timeout = options_.timeout});
            if (std::holds_alternative<Breach>(testee.start())) {
                return false;
            }
            Judge judge(testee, {.edition = options_.edition, .subject = options_.subject}, nullptr, nullptr);
            judge.ask(cases);
            return judge.breach() && judge.breach()->kind == verdict_.breach->kind;
        };
        const auto begin = Clock::now();
        if (breaks(request) && Clock::now() - begin < std::chrono::seconds(1)) {
            const std::vector<TestCase> fewest = fewest_that_break(request, breaks);
            const bool any_does =
                fewest.size() == 1 && request.size() > 1 && breaks({request.front()}) && breaks({request.back()});
            verdict_.reasons.push_back(
                any_does ? "it does not take this case: the first and the last of the request do it, each alone"
                : fewest.size() == 1
                    ? fmt::format("this case alone does it: {}", fewest.front().id)
                    : fmt::format("{} cases of one request do it, from {} on", fewest.size(), fewest.front().id));
        }
    }

    /// Asks what the protocol leaves open, each time another testee: one may end for it.
    void inquire() {
        for (const auto& [what, members] : malformed_cases) {
            Testee testee(options_.command, {.timeout = std::min(options_.timeout, std::chrono::milliseconds(2000))});
            std::string outcome = "does not start";
            if (std::holds_alternative<Offer>(testee.start())) {
                Judge judge(testee, {.edition = options_.edition}, nullptr, nullptr);
                const std::vector<std::string> said = judge.ask(std::vector<std::string>{members});
                outcome = said.empty() ? judge.breach()->what : said.front();
            }
            verdict_.informational.push_back(fmt::format("{}: {}", what, outcome));
        }
    }

    void conclude_from(const Judge& judge, const Plan& plan, bool is_whole) {
        if (list_) {
            verdict_.list_problems = list_->problems(is_whole);
        }
        Counts counts{.changed = judge.changed(), .is_whole = is_whole, .list_is_true = verdict_.list_problems.empty()};
        for (const Part& part : verdict_.parts) {
            counts.passed += part.passed;
            counts.failed += part.failed;
            counts.skipped += part.skipped;
            counts.listed += part.listed;
        }
        const std::string_view asked = options_.subject->is_projection() ? verdict_.suite : options_.subject->name;
        Conclusion conclusion = conclude(counts, asked, plan.guarantee.has_value());
        verdict_.status = conclusion.status;
        verdict_.headline = std::move(conclusion.headline);
        for (std::string& reason : conclusion.reasons) {
            verdict_.reasons.push_back(std::move(reason));
        }
        if (conclusion.gives_guarantee) {
            verdict_.guarantee = plan.guarantee;
        }
        if (options_.fix) {
            fix(judge, is_whole);
        }
    }

    void fix(const Judge& judge, bool is_whole) {
        if (!is_whole || judge.failures_left_out() > 0) {
            verdict_.reasons.push_back("--fix: refused, for not every case was asked, or too many failed");
            return;
        }
        if (write_file(options_.failure_list, list_->fixed(judge.failures()))) {
            verdict_.reasons.push_back("the failure list was rewritten");
        } else {
            fail(Status::no_verdict, "--fix: the failure list could not be written, and is as it was");
        }
    }

    const ExamineOptions& options_;
    std::function<void(const Part&)> progress_;
    std::function<void(const std::string&)> note_;
    Testee testee_;
    std::optional<FailureList> list_;
    Verdict verdict_;
};

}  // namespace

Verdict examine(const ExamineOptions& options, std::function<void(const Part&)> progress,
                std::function<void(const std::string&)> note) {
    return Examination(options, std::move(progress), std::move(note)).verdict();
}

}  // namespace rollout::oracle
