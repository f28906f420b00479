#include "case_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "nearest.hpp"

namespace rollout::rules {
namespace {

constexpr std::string_view blanks = " \t";

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; (at = text.find_first_not_of(blanks, at)) != text.npos;) {
        const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
        words.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

}  // namespace

std::string no_state(const Names& names, std::string_view name) {
    const auto defined = names.defined.find(name);
    const std::string_view what = names.flag(name)                                         ? "flag"
                                  : defined == names.defined.end()                         ? ""
                                  : defined->second.kind == ElementPredicate::Kind::states ? "set"
                                                                                           : "predicate";
    return what.empty() ? oracle::unknown_name(name, names.states, "no state")
                        : fmt::format("'{}' is a {}, and here a state is wanted", name, what);
}

CaseLine CaseReader::read(const std::string& text) {
    CaseLine line{.text = text, .list = {}, .expected = 0};
    const std::size_t arrow = text.find("->");
    if (arrow == text.npos) {
        problems_.emplace_back("a case without '->': expected as failed:continue running -> running");
        return line;
    }
    std::vector<std::string> words = words_of(std::string_view(text).substr(0, arrow));
    const bool is_released = !words.empty() && words.front() == "released:";
    if (is_released) {
        words.erase(words.begin());
    }
    const std::vector<std::string> answer = words_of(std::string_view(text).substr(arrow + 2));
    if (words.empty() || answer.empty() || answer.size() > 2) {
        problems_.emplace_back(
            "a case: expected as failed:continue running -> running ID, `none` for the empty list, the ID if it "
            "matters");
        return line;
    }
    if (words != std::vector<std::string>{"none"}) {
        line.list = list_of(rule_, elements(words), is_released);
    }
    if (const auto expected = rule_.names.state(answer[0])) {
        line.expected = *expected;
    } else {
        problems_.push_back(no_state(rule_.names, answer[0]));
    }
    if (answer.size() == 2) {
        line.clause = answer[1];
        check_clause(line.clause);
    }
    return line;
}

std::vector<SpelledElement> CaseReader::elements(const std::vector<std::string>& words) {
    std::vector<SpelledElement> elements;
    for (const std::string& word : words) {
        auto read = read_element(rule_, word);
        if (auto* problem = std::get_if<std::string>(&read)) {
            problems_.push_back(std::move(*problem));
            continue;
        }
        SpelledElement& spelled = elements.emplace_back(std::get<SpelledElement>(std::move(read)));
        WrittenElement& element = spelled.element;
        if (element.state == "(unlisted)") {
            element.state = unlisted_state(rule_);
        } else if (!rule_.names.state(element.state)) {
            problems_.push_back(no_state(rule_.names, element.state));
        }
        if (element.on_failure == oracle::policy_word("(other)")) {
            element.on_failure = oracle::policy_word(unlisted_word(rule_));
        } else if (element.on_failure != oracle::absent_policy && !rule_.words.contains(element.on_failure.text)) {
            problems_.push_back(oracle::unknown_name(element.on_failure.text, rule_.policy_words(),
                                                     "no word that sets a flag; (other) stands for such a word"));
        }
    }
    return elements;
}

void CaseReader::check_clause(const std::string& id) {
    std::vector<std::string> ids;
    for (const auto* ladder : {&rule_.base, &rule_.ladder}) {
        for (const Rung& rung : *ladder) {
            ids.push_back(rung.id);
        }
    }
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
        problems_.push_back(oracle::unknown_name(id, ids, "no rung"));
    }
}

}  // namespace rollout::rules
