// The verb project with a rule file: elements are read by the file's words, and the ladder decides by its definition.
// The machine of the file must agree.
#include <fmt/format.h>

#include "json_writer.hpp"
#include "rule_explanation.hpp"
#include "rule_lines.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

using rules::Rule;
using rules::WrittenList;

/// Returns the list that the command line spells, by words or by one JSON object; a message where it does not.
std::variant<WrittenList, std::string> list_of_words(const Rule& rule, const ProjectOptions& options) {
    if (options.children.size() == 1 && options.children.front().starts_with('{')) {
        auto read = read_rule_line(rule, options.children.front());
        if (const auto* error = std::get_if<LineError>(&read)) {
            return error->message;
        }
        if (const auto* edition = std::get_if<Edition>(&read)) {
            return fmt::format("the object names edition {}, and --edition the rule file of edition {}", name(*edition),
                               json_string(rule.edition));
        }
        auto& line = std::get<rules::RuleLine>(read);
        line.list.is_released = line.released.value_or(options.released);
        return std::move(line.list);
    }
    std::vector<rules::SpelledElement> elements;
    for (std::size_t i = 0; i < options.children.size(); ++i) {
        auto read = read_element(rule, options.children[i]);
        if (const auto* problem = std::get_if<std::string>(&read)) {
            return fmt::format("child {}: {}", i + 1, *problem);
        }
        elements.push_back(std::get<rules::SpelledElement>(std::move(read)));
    }
    return list_of(rule, elements, options.released);
}

/// Says on standard error what a person may have misspelt.
void note_misspellings(const Rule& rule, const WrittenList& list) {
    for (std::size_t i = 0; i < list.elements.size(); ++i) {
        const rules::WrittenElement& element = list.elements[i];
        if (!rule.names.state(element.state)) {
            note(fmt::format("note: child {}: {} is no state of {}: seen as {}", i + 1, json_string(element.state),
                             rule.edition, rule.names.states[rule.unlisted]));
        }
        if (element.on_failure.is == PolicyWord::Is::text && !rule.words.contains(element.on_failure.text)) {
            note(fmt::format("note: child {}: {} is no policy word of {}: it sets no flag", i + 1,
                             json_string(element.on_failure.text), rule.edition));
        }
    }
}

}  // namespace

Status project_by_rule(const ProjectOptions& options) {
    const rules::Loaded& loaded = *options.edition.file();
    const Rule& rule = loaded.rule();
    const auto read = list_of_words(rule, options);
    if (const auto* problem = std::get_if<std::string>(&read)) {
        return complain(Status::usage, "project: " + *problem);
    }
    if (options.base && rule.base.empty()) {
        return complain(Status::usage, fmt::format("project: --base: {} has no base ladder", loaded.file()));
    }
    const auto& list = std::get<WrittenList>(read);
    note_misspellings(rule, list);
    const std::vector<rules::Element> elements = elements_of(rule, list);
    const rules::Decision decision = decide(rule, elements);
    const rules::Quotient& quotient = loaded.explored().quotient();
    if (quotient.decide(quotient.summary(elements)) != decision) {
        return complain(Status::no_verdict,
                        "the ladder and its quotient disagree; nothing is answered, please report this");
    }
    const std::string& state = rule.names.states[decision.state];
    const std::string& base = options.base ? rule.names.states[base_of(rule, elements)] : state;
    const std::string& clause = deciding_rung(rule, decision).id;
    if (options.format == Format::json) {
        fmt::print("{{\"state\":{},\"clause\":{}{}}}\n", json_string(state), json_string(clause),
                   options.base ? fmt::format(",\"base\":{}", json_string(base)) : "");
    } else {
        fmt::print("{}\n", base);
    }
    if (options.explain) {
        fmt::print("decided by {} in {}\n{}", clause, rule.edition, explanation(rule, list));
    }
    return flushed(Status::done);
}

}  // namespace rollout::oracle
