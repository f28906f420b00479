#include "engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "explanation_json.hpp"
#include "json_document.hpp"
#include "machine_json.hpp"
#include "nearest.hpp"
#include "rollout_line.hpp"
#include "rule_json.hpp"
#include "rule_lines.hpp"
#include "rule_sources.hpp"

namespace rollout::oracle {
namespace {

std::string error_json(std::string_view problem) { return fmt::format("{{\"error\":{}}}", json_string(problem)); }

/// Returns the answer to `explain`; `append` writes each explanation.
std::string explanations_json(auto append) {
    JsonWriter json;
    json.begin_object();
    json.name("explanations");
    json.begin_array();
    append(json);
    json.end_array();
    json.end_object();
    return json.take();
}

std::string explain(const std::string& line) {
    const auto read = read_rollout_line(line);
    if (const auto* error = std::get_if<LineError>(&read)) {
        return error_json("rollout: " + error->message);
    }
    Rollout rollout = *read_rollout(line);
    rollout.latch = std::get<RolloutLine>(read).released.value_or(false) ? Latch::released : Latch::unreleased;
    return explanations_json([&](JsonWriter& json) {
        for (const EditionFacts& edition : editions) {
            append_explanation(json, edition.edition, rollout);
        }
    });
}

std::string explain_by(const rules::Rule& rule, const std::string& line) {
    auto read = read_rule_line(rule, line);
    if (const auto* error = std::get_if<LineError>(&read)) {
        return error_json("rollout: " + error->message);
    }
    if (std::holds_alternative<Edition>(read)) {
        return error_json("rollout: edition: names another one than the rule's");
    }
    auto& found = std::get<rules::RuleLine>(read);
    found.list.is_released = found.released.value_or(false);
    return explanations_json([&](JsonWriter& json) { append_explanation(json, rule, found.list); });
}

std::string machine(const LoadedRule& rule) {
    const std::string problem = problem_of_size(rule);
    return problem.empty() ? machine_json(rule) : error_json(problem);
}

constexpr std::size_t kept_max = 4;

}  // namespace

/// A request, its members checked.
struct Engine::Request {
    using Member = std::optional<std::string> Request::*;

    std::string ask;
    std::optional<std::string> rollout, rule, before, after;

    static constexpr std::array<std::pair<std::string_view, Member>, 4> members{{{"rollout", &Request::rollout},
                                                                                 {"rule", &Request::rule},
                                                                                 {"before", &Request::before},
                                                                                 {"after", &Request::after}}};

    /// Returns what is wrong if it does not have these members, and no other one.
    std::string problem_unless(std::initializer_list<std::string_view> needed) const {
        for (const auto& [name, member] : members) {
            const bool is_needed = std::find(needed.begin(), needed.end(), name) != needed.end();
            if ((this->*member).has_value() != is_needed) {
                return fmt::format("{}: {}", name, is_needed ? "is required" : "is not read here");
            }
        }
        return "";
    }
};

std::variant<Engine::Request, std::string> Engine::read(std::string_view text) {
    rapidjson::Document document;
    if (auto problem = parse_json(text, document)) {
        return *std::move(problem);
    }
    if (!document.IsObject()) {
        return other_than("an object", document);
    }
    Request request;
    for (const auto& [name, value] : static_cast<const rapidjson::Value&>(document).GetObject()) {
        const std::string_view member = text_of(name);
        const auto known = std::find_if(Request::members.begin(), Request::members.end(),
                                        [&](const auto& each) { return each.first == member; });
        if (member != "ask" && known == Request::members.end()) {
            std::vector<std::string> names{"ask"};
            for (const auto& each : Request::members) {
                names.emplace_back(each.first);
            }
            return unknown_name(member, names, "no member of a request");
        }
        if (!value.IsString()) {
            return fmt::format("{}: {}", member, other_than("a string", value));
        }
        if (member == "ask") {
            request.ask = text_of(value);
        } else {
            request.*known->second = text_of(value);
        }
    }
    return request;
}

std::variant<LoadedRule, std::string> Engine::rule_of(const std::string& text) {
    const auto known =
        std::find_if(kept_.begin(), kept_.end(), [&](const LoadedRule& rule) { return rule->text() == text; });
    if (known != kept_.end()) {
        return *known;
    }
    auto loading = rules::Loaded::of(text, "draft.toml");
    if (const auto* rule = std::get_if<LoadedRule>(&loading)) {
        kept_.push_front(*rule);
        kept_.resize(std::min(kept_.size(), kept_max));
    }
    return loading;
}

/// Returns what `make` makes of the rule that the text spells, or its problems.
std::string Engine::by(const std::string& text, auto make) {
    const auto rule = rule_of(text);
    const auto* problems = std::get_if<std::string>(&rule);
    return problems == nullptr ? make(std::get<LoadedRule>(rule)) : error_json(*problems);
}

std::string Engine::answer(std::string_view text) {
    const auto read_or_problem = read(text);
    if (const auto* problem = std::get_if<std::string>(&read_or_problem)) {
        return error_json("request: " + *problem);
    }
    const auto& request = std::get<Request>(read_or_problem);
    const auto with = [&](std::initializer_list<std::string_view> members, const auto& make) {
        const std::string problem = request.problem_unless(members);
        return problem.empty() ? make() : error_json("request: " + problem);
    };
    if (request.ask == "explain" && !request.rule) {
        return with({"rollout"}, [&] { return explain(*request.rollout); });
    }
    if (request.ask == "explain") {
        return with({"rollout", "rule"}, [&] {
            return by(*request.rule,
                      [&](const LoadedRule& rule) { return explain_by(rule->rule(), *request.rollout); });
        });
    }
    if (request.ask == "lint") {
        return with({"rule"}, [&] {
            return by(*request.rule,
                      [](const LoadedRule& rule) { return lint_json(rule->rule(), rules::lint(*rule)); });
        });
    }
    if (request.ask == "diff") {
        return with({"before", "after"}, [&] {
            return by(*request.before, [&](const LoadedRule& before) {
                return by(*request.after, [&](const LoadedRule& after) {
                    return differences_json(before->rule().edition, after->rule().edition,
                                            rules::differences(*before, *after));
                });
            });
        });
    }
    if (request.ask == "machine") {
        return with({"rule"}, [&] { return by(*request.rule, machine); });
    }
    return error_json("request: ask: " + unknown_name(request.ask,
                                                      std::vector<std::string>{"explain", "lint", "diff", "machine"},
                                                      "nothing that can be asked"));
}

}  // namespace rollout::oracle
