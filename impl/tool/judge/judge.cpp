#include "judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "wildcard.hpp"

namespace rollout::oracle {
namespace {

constexpr std::size_t batch_cases_max = 1000;
constexpr std::size_t batch_bytes_max = std::size_t{256} << 10;

Failure::Kind kind_of(const Answer& answer) {
    switch (answer.kind) {
        case Answer::Kind::skipped:
            return Failure::Kind::skipped;
        case Answer::Kind::error:
            return Failure::Kind::error;
        case Answer::Kind::said:
            break;
    }
    return Failure::Kind::differs;
}

/// Appends the case of these members as the next of a request.
void append_case(std::string& json, std::string_view members) {
    json += json.empty() ? "{" : ",{";
    json += members;
    json += '}';
}

/// Returns whether a case is better to be shown: of rows, which people write, and of fewer bytes.
bool is_shorter(const Failure& one, const Failure& other) {
    const auto rank = [](const Failure& failure) {
        return std::pair(failure.input.starts_with("\"children\""), failure.input.size());
    };
    return rank(one) < rank(other);
}

bool is_right(const TestCase& asked, const Answer& answer) {
    return answer.kind == Answer::Kind::said && answer.text == asked.expected;
}

}  // namespace

std::string in_words(Answer::Kind kind, std::string_view text) {
    switch (kind) {
        case Answer::Kind::skipped:
            return fmt::format("skipped: {}", text);
        case Answer::Kind::error:
            return fmt::format("error: {}", text);
        case Answer::Kind::said:
            break;
    }
    return std::string(text);
}

Judge::Judge(Testee& testee, JudgeOptions options, FailureList* list, std::function<void(const Part&)> progress)
    : testee_(testee), options_(std::move(options)), list_(list), progress_(std::move(progress)) {}

bool Judge::is_asked(const std::string& id) const {
    return (options_.run.empty() || covers(options_.run, id)) && (options_.skip.empty() || !covers(options_.skip, id));
}

bool Judge::is_over() const { return breach_ || (options_.failures_max > 0 && failed_ >= options_.failures_max); }

void Judge::break_off(Breach breach, std::vector<TestCase> cases) {
    breach_ = std::move(breach);
    broken_request_ = std::move(cases);
}

/// Takes the cases from `number` on that are asked, until the batch is full.
Judge::Batch Judge::next_batch(const Source& source, std::uint64_t& number, std::size_t batch_size, Part& part,
                               Sha256& hash) const {
    Batch batch;
    while (number < source.size && batch.cases.size() < batch_size && batch.json.size() < batch_bytes_max) {
        TestCase test_case = source.at(number++);
        const std::string members = members_of(test_case.input);
        hash.add(suite_line(options_.edition, *options_.subject, test_case, members));
        if (is_asked(test_case.id)) {
            ++part.asked;
            append_case(batch.json, members);
            batch.cases.push_back(std::move(test_case));
        }
    }
    return batch;
}

Part Judge::judge(const Source& source, std::uint64_t batch_seed) {
    Part part;
    part.name = source.name;
    part.adds = source.adds;
    part.planned = source.size;
    part.classes = source.classes;
    part.classes_max = source.classes_max;
    Sha256 hash;
    std::mt19937_64 random(batch_seed);
    std::uint64_t number = 0;
    const auto next = [&] {
        const std::size_t batch_size = batch_seed == 0 ? batch_cases_max : 1 + random() % (2 * batch_cases_max);
        return next_batch(source, number, batch_size, part, hash);
    };
    const auto send = [&](const Batch& batch) {
        if (auto breach = batch.cases.empty() ? std::nullopt
                                              : testee_.send(options_.edition.name(), options_.subject->name,
                                                             batch.json, batch.cases.size())) {
            break_off(*std::move(breach), batch.cases);
        }
        return !batch.cases.empty() && !breach_;
    };
    const bool repeats = source.is_repetition;
    Batch under_way = next();
    // The next request is made while the testee answers this one.
    while (!is_over() && send(under_way)) {
        Batch later = next();
        const auto received = testee_.receive();
        if (const auto* breach = std::get_if<Breach>(&received)) {
            break_off(*breach, std::move(under_way.cases));
            break;
        }
        const auto answers = std::get<std::span<const Answer>>(received);
        for (std::size_t i = 0; i < answers.size() && !is_over(); ++i) {
            take(under_way.cases[i], answers[i], part, repeats);
        }
        if (progress_) {
            progress_(part);
        }
        under_way = std::move(later);
    }
    const std::uint64_t answered = part.passed + part.failed + part.skipped + part.listed;
    part.asked = answered;
    if (answered == source.size) {
        part.sha256 = hash.hex();
    } else {
        is_whole_ = false;
    }
    return part;
}

void Judge::take(const TestCase& asked, const Answer& answer, Part& part, bool repeats) {
    const auto before = said_.find(asked.id);
    if (is_right(asked, answer)) {
        ++part.passed;
        changed_ += repeats && before != said_.end() ? 1 : 0;
        if (list_ != nullptr) {
            list_->passed(asked.id);
        }
        return;
    }
    Failure failure{.kind = kind_of(answer),
                    .id = asked.id,
                    .input = members_of(asked.input),
                    .expected = asked.expected,
                    .said = std::string(answer.text),
                    .part = part.name};
    // What was said before is known of the first failures only; of most others, that they failed.
    const bool is_known = before != said_.end();
    std::string said = in_words(answer.kind, answer.text);
    const std::size_t hash = std::hash<std::string>()(asked.id);
    const bool is_new = !failed_ids_.contains(hash) && failed_ids_.size() < failed_ids_max;
    failure.changed = repeats && (is_known ? before->second != said : is_new);
    if (is_new) {
        failed_ids_.insert(hash);
    }
    changed_ += failure.changed ? 1 : 0;
    failure.listed = list_ != nullptr && list_->match(failure);
    if (failure.listed) {
        ++part.listed;
    } else {
        ++(failure.kind == Failure::Kind::skipped ? part.skipped : part.failed);
        failed_ += failure.kind == Failure::Kind::skipped ? 0 : 1;
    }
    keep(std::move(failure), asked.input, std::move(said));
}

void Judge::keep(Failure failure, const Input& input, std::string said) {
    if (!failure.listed && failure.kind != Failure::Kind::skipped) {
        const auto clause = deciding_clause(options_.edition, input);
        const std::string key = fmt::format("{}\n{}\n{}", clause ? clause->id : "", failure.expected, said);
        if (alike_.size() < alike_max || alike_.contains(key)) {
            Alike& alike = alike_[key];
            ++alike.cases;
            if (alike.cases == 1 || is_shorter(failure, alike.shortest)) {
                alike.shortest = failure;
                alike.input = input;
            }
        }
    }
    if (failure.input.size() > input_bytes_max) {
        failure.input.clear();
    }
    const std::size_t bytes = 2 * said.size() + failure.input.size() + 2 * failure.id.size();
    if (failures_.size() < failures_kept_max && kept_bytes_ + bytes <= kept_bytes_max) {
        kept_bytes_ += bytes;
        said_.emplace(failure.id, std::move(said));
        failures_.push_back(std::move(failure));
    } else {
        ++failures_left_out_;
    }
}

std::vector<std::string> Judge::ask(const std::vector<TestCase>& cases) {
    std::vector<std::string> members;
    for (const TestCase& asked : cases) {
        members.push_back(members_of(asked.input));
    }
    std::vector<std::string> said = ask(members);
    if (breach_ && said.empty()) {
        broken_request_ = cases;
    }
    return said;
}

std::vector<std::string> Judge::ask(const std::vector<std::string>& members) {
    std::string json;
    for (const std::string& each : members) {
        append_case(json, each);
    }
    std::vector<std::string> said;
    if (members.empty() || breach_) {
        return said;
    }
    if (auto breach = testee_.send(options_.edition.name(), options_.subject->name, json, members.size())) {
        breach_ = std::move(breach);
        return said;
    }
    const auto received = testee_.receive();
    if (const auto* breach = std::get_if<Breach>(&received)) {
        breach_ = *breach;
        return said;
    }
    for (const Answer& answer : std::get<std::span<const Answer>>(received)) {
        said.push_back(in_words(answer.kind, answer.text));
    }
    return said;
}

}  // namespace rollout::oracle
