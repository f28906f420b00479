#include "vectors.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "json_writer.hpp"
#include "rule_sources.hpp"
#include "spec_sources.hpp"
#include "token_source.hpp"

namespace rollout::oracle {
namespace {

/// The vectors of one edition and one subject, each question once, with what it is there for.
class Vectors {
public:
    Vectors(AnyEdition edition, const Subject& subject) : edition_(std::move(edition)), subject_(subject) {}

    void add(const TestCase& asked, const std::string& flag) {
        const auto [found, is_new] = number_.try_emplace(asked.id, vectors_.size());
        if (is_new) {
            vectors_.push_back({asked, {}});
        }
        std::vector<std::string>& flags = vectors_[found->second].flags;
        if (std::find(flags.begin(), flags.end(), flag) == flags.end()) {
            flags.push_back(flag);
        }
    }

    void add(const Source& source, const std::string& flag) {
        for (std::uint64_t number = 0; number < source.size; ++number) {
            add(source.at(number), flag);
        }
    }

    /// Appends a JSON object for each.
    void append_to(std::vector<std::string>& lines) const {
        for (const Vector& vector : vectors_) {
            std::vector<std::string> flags;
            for (const std::string& flag : vector.flags) {
                flags.push_back(json_string(flag));
            }
            const auto clause = deciding_clause(edition_, vector.asked.input);
            lines.push_back(
                fmt::format(R"({{"id":{},"edition":{},"subject":"{}","flags":[{}],"case":{{{}}},"expected":{}{}}})",
                            json_string(fmt::format("{} {} {}", edition_.name(), subject_.name, vector.asked.id)),
                            json_string(edition_.name()), subject_.name, fmt::join(flags, ","),
                            members_of(vector.asked.input), json_string(vector.asked.expected),
                            clause ? fmt::format(R"(,"clause":{})", json_string(clause->id)) : ""));
        }
    }

private:
    struct Vector {
        TestCase asked;
        std::vector<std::string> flags;
    };

    AnyEdition edition_;
    const Subject& subject_;
    std::vector<Vector> vectors_;
    std::map<std::string, std::size_t> number_;
};

/// Returns the cases of one section of spec/ that `subject` can be asked about.
std::vector<TestCase> section_cases(const Section& section, Edition edition, const Subject& subject) {
    if (subject.is_projection()) {
        return cases_of(section, edition, Vocabulary());
    }
    std::vector<TestCase> cases;
    for (const CaseLine& line : section.cases) {
        if (line.question && line.editions.contains(edition) && subject.decides(line.question->decision)) {
            cases.push_back(test_case(edition, *line.question));
        }
    }
    return cases;
}

constexpr const char* tokens_note = "A spelling of a state or a policy, or a look-alike.";

std::string document(const std::map<std::string, std::string>& notes, const std::vector<std::string>& lines) {
    std::vector<std::string> note_lines;
    for (const auto& [flag, text] : notes) {
        note_lines.push_back(fmt::format("{}: {}", json_string(flag), json_string(text)));
    }
    return fmt::format("{{\n\"format\": 1,\n\"notes\": {{\n  {}\n}},\n\"vectors\": [\n  {}\n]\n}}\n",
                       fmt::join(note_lines, ",\n  "), fmt::join(lines, ",\n  "));
}

}  // namespace

std::string vectors_json(const LoadedRule& rule) {
    const RuleVocabulary vocabulary(rule);
    Vectors vectors{AnyEdition(rule), projection};
    vectors.add(rule_smoke_source(vocabulary), "smoke");
    vectors.add(rule_token_source(vocabulary), "tokens");
    std::vector<std::string> lines;
    vectors.append_to(lines);
    return document(
        {{"smoke", "A shortest list that its rung decides, or a case line of the file."}, {"tokens", tokens_note}},
        lines);
}

std::string vectors_json(std::optional<Edition> only) {
    std::map<std::string, std::string> notes{{"smoke", "A rollout that needs its clause: another answer without it."},
                                             {"tokens", tokens_note}};
    std::vector<std::string> lines;
    for (const EditionFacts& facts : editions) {
        if (only && *only != facts.edition) {
            continue;
        }
        for (const Subject& subject : subjects) {
            Vectors vectors(facts.edition, subject);
            for (const auto* sections : {&regressions(), &clauses()}) {
                for (const Section& section : *sections) {
                    for (const TestCase& asked : section_cases(section, facts.edition, subject)) {
                        vectors.add(asked, section.id);
                        notes.emplace(section.id, section.sentence);
                    }
                }
            }
            if (subject.is_projection()) {
                vectors.add(smoke_source(facts.edition, Vocabulary()), "smoke");
                vectors.add(token_source(facts.edition, Vocabulary(), Contexts::one), "tokens");
            }
            vectors.append_to(lines);
        }
    }
    return document(notes, lines);
}

}  // namespace rollout::oracle
