#include "vectors.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "json.hpp"
#include "rollout_case.hpp"
#include "spec.hpp"
#include "spec_sources.hpp"
#include "token_source.hpp"

namespace rollout::conformance {
namespace {

using oracle::json_string;

/// What is known of one vector, whichever suites have it.
struct Vector {
    Case asked;
    std::vector<std::string> flags;  // what it is for: each has a note
};

/// Collects vectors of one edition in order, each question once.
class Vectors {
public:
    void add(const Case& asked, const std::string& flag) {
        const auto [found, is_new] = number_.try_emplace(asked.id, vectors_.size());
        if (is_new) {
            vectors_.push_back({asked, {}});
        }
        vectors_[found->second].flags.push_back(flag);
    }

    void add(const CaseSource& source, const std::string& flag) {
        for (std::uint64_t number = 0; number < source.size; ++number) {
            add(source.at(number), flag);
        }
    }

    const std::vector<Vector>& all() const { return vectors_; }

private:
    std::vector<Vector> vectors_;
    std::map<std::string, std::size_t> number_;
};

std::string vector_json(Edition edition, const Vector& vector) {
    std::vector<std::string> flags;
    for (const std::string& flag : vector.flags) {
        flags.push_back(json_string(flag));
    }
    std::string clause;
    if (const auto rollout = rollout_of(vector.asked)) {
        const reference::Decision decision = decision_of(edition, *rollout);
        // The words of the tokens suite are lost by reading.
        if (token(decision.state) == vector.asked.expected) {
            clause = fmt::format(",\"clause\":\"{}\"", reference::id(decision.clause));
        }
    }
    return fmt::format(
        "{{\"id\":{},\"edition\":\"{}\",\"subject\":\"projection\",\"flags\":[{}],{},\"expected\":{}{}}}",
        json_string(fmt::format("{} projection {}", name(edition), vector.asked.id)), name(edition),
        fmt::join(flags, ","), vector.asked.input, json_string(vector.asked.expected), clause);
}

}  // namespace

std::string vectors_json(std::optional<Edition> edition) {
    const Vocabulary whole;
    std::map<std::string, std::string> notes{
        {"smoke", "a first look: rollouts that need one clause, and the case lines of the specification"},
        {"tokens", "a spelling of a state or a policy, or a look-alike"}};
    std::vector<std::string> lines;
    for (const EditionFacts& facts : editions) {
        if (edition && *edition != facts.edition) {
            continue;
        }
        Vectors vectors;
        for (const oracle::Clause& regression : oracle::regressions()) {
            for (const Case& asked : cases_of(regression, facts.edition, whole)) {
                vectors.add(asked, regression.id);
                notes.emplace(regression.id,
                              fmt::format("{} Corrected by {}; the wrong answer was {}.", regression.sentence,
                                          name(*regression.origin), regression.wrong_answer));
            }
        }
        vectors.add(smoke_source(facts.edition, whole), "smoke");
        vectors.add(token_source(facts.edition, whole), "tokens");
        for (const Vector& vector : vectors.all()) {
            lines.push_back(vector_json(facts.edition, vector));
        }
    }
    std::vector<std::string> note_lines;
    for (const auto& [flag, text] : notes) {
        note_lines.push_back(fmt::format("{}: {}", json_string(flag), json_string(text)));
    }
    return fmt::format("{{\n\"format\": 1,\n\"notes\": {{\n  {}\n}},\n\"vectors\": [\n  {}\n]\n}}\n",
                       fmt::join(note_lines, ",\n  "), fmt::join(lines, ",\n  "));
}

}  // namespace rollout::conformance
