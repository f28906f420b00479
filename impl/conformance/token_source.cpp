#include "token_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include <rollout/reference/projection.hpp>

#include "collected.hpp"
#include "json.hpp"
#include "rollout_line.hpp"
#include "shortest.hpp"
#include "spec.hpp"

namespace rollout::conformance {
namespace {

std::string upper(std::string_view text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), [](unsigned char byte) { return std::toupper(byte); });
    return made;
}

/// Returns spellings of `word` that differ from it in one way each: letters, prefix, white space, length, look-alikes.
std::vector<std::string> spellings(std::string_view word) {
    const std::string text(word);
    std::string title = text;
    title[0] = upper(text).front();
    std::vector<std::string> made{text,
                                  upper(text),
                                  title,
                                  std::string(state_prefix) + upper(text),
                                  "state_" + text,
                                  "State_" + title,
                                  std::string(state_prefix) + std::string(state_prefix) + upper(text),
                                  text + " ",
                                  " " + text,
                                  "\t" + text,
                                  text + "\n",
                                  text + '\0',
                                  text + "\xC2\xA0",
                                  text.substr(0, text.size() - 1),
                                  text + "x",
                                  "\"" + text + "\"",
                                  std::string("\xEF\xBB\xBF") + text};
    const auto replaced = [&](char byte, std::string_view by) {
        const std::size_t at = text.find(byte);
        if (at != std::string::npos) {
            made.push_back(text.substr(0, at) + std::string(by) + text.substr(at + 1));
        }
    };
    replaced('_', "-");
    replaced('_', " ");
    replaced('a', "\xD0\xB0");  // Cyrillic
    replaced('e', "\xD0\xB5");  // Cyrillic
    replaced('i', "\xC4\xB1");  // without a dot
    replaced('l', "I");         // a capital letter that looks like it
    replaced('o', "0");
    replaced('e', "\xEF\xBD\x85");  // full width
    replaced('s', "\xC5\xBF");      // long s: lower case of nothing, yet upper case S
    return made;
}

/// A row as the wire carries it; an absent word is left out, null is the word that is none.
struct Spelled {
    std::string state;
    std::optional<std::string> on_failure = std::nullopt;
    bool is_null = false;

    Row row() const {
        // Null is unknown, as the empty word is.
        return {.state = state, .on_failure = is_null ? std::optional<std::string_view>("") : on_failure};
    }
    std::string json() const {
        const std::string policy = is_null      ? ",\"on_failure\":null"
                                   : on_failure ? ",\"on_failure\":" + oracle::json_string(*on_failure)
                                                : "";
        return fmt::format("{{\"state\":{}{}}}", oracle::json_string(state), policy);
    }
    std::string text() const {
        const auto quoted = [](const std::string& word) {
            const bool is_plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char byte) {
                return std::isalnum(byte) || byte == '_';
            });
            return is_plain ? word : oracle::json_string(word);
        };
        return quoted(state) + (is_null ? ":null" : on_failure ? ":" + quoted(*on_failure) : "");
    }
};

State projected(Edition edition, const std::vector<Spelled>& list) {
    std::vector<Row> rows;
    for (const Spelled& spelled : list) {
        rows.push_back(spelled.row());
    }
    return reference::project(edition, std::span<const Row>(rows));
}

Case spelled_case(Edition edition, const std::vector<Spelled>& list) {
    Case made;
    for (const Spelled& spelled : list) {
        made.id += (made.id.empty() ? "" : " ") + spelled.text();
        made.input += (made.input.empty() ? "\"operations\":[" : ",") + spelled.json();
    }
    made.input += "]";
    made.expected = token(projected(edition, list));
    return made;
}

/// Returns the rollout of at most one more operation that tells the two rows apart, if there is one.
std::optional<std::vector<Spelled>> telling(Edition edition, const Vocabulary& vocabulary, const Spelled& right,
                                            const Spelled& taken_for) {
    if (projected(edition, {right}) != projected(edition, {taken_for})) {
        return std::vector{right};
    }
    for (const Operation& beside : analysis::all_operations()) {
        const Spelled other{std::string(token(beside.state)), std::string(word(beside.on_failure))};
        if (beside.state != State::unrecognized && beside.on_failure != Policy::unknown &&
            vocabulary.offers(analysis::Level::operations,
                              {beside.state, static_cast<std::uint8_t>(beside.on_failure)}) &&
            projected(edition, {right, other}) != projected(edition, {taken_for, other})) {
            return std::vector{right, other};
        }
    }
    return std::nullopt;
}

constexpr const char* no_token = "unheard_of";

}  // namespace

CaseSource token_source(Edition edition, const Vocabulary& vocabulary) {
    Collected collected;
    const auto add = [&](const std::optional<std::vector<Spelled>>& list, const Spelled& asked) {
        if (list) {
            std::vector<Spelled> spelled = *list;
            spelled.front() = asked;
            Case made = spelled_case(edition, spelled);
            const auto read = oracle::read_rollout_line("{" + made.input + "}");
            if (vocabulary.offers(std::get<oracle::RolloutLine>(read))) {
                collected.add(std::move(made));
            }
        }
    };
    const auto add_state = [&](const std::string& asked, State meant) {
        add(telling(edition, vocabulary, {std::string(token(meant))}, {no_token}), {asked});
    };
    for (const StateFacts& facts : states) {
        if (facts.state == State::unrecognized ||
            !vocabulary.offers(analysis::Level::operations, {facts.state, static_cast<std::uint8_t>(policy_default)})) {
            continue;
        }
        for (const std::string& asked : spellings(facts.token)) {
            add_state(asked, facts.state);
        }
    }
    for (const StateAlias& alias : state_aliases) {
        for (const std::string& asked : spellings(alias.token)) {
            add_state(asked, alias.state);
        }
    }
    const Spelled continues{"failed", "continue"};
    const auto add_policy = [&](const Spelled& asked, const Spelled& meant) {
        add(telling(edition, vocabulary, meant, {"failed", "unheard_of"}), asked);
    };
    for (const char* word : {"continue", "pause"}) {
        for (const std::string& asked : spellings(word)) {
            add_policy({"failed", asked}, {"failed", word});
        }
    }
    for (const Spelled& asked : {Spelled{"failed"}, Spelled{"failed", "halt"}, Spelled{"failed", "HALT"},
                                 Spelled{"failed", ""}, Spelled{"failed", "null"}, Spelled{"failed", "true"},
                                 Spelled{.state = "failed", .on_failure = std::nullopt, .is_null = true}}) {
        add_policy(asked, continues);
    }
    for (const oracle::Clause& clause : oracle::clauses()) {
        for (const oracle::Case& line : clause.cases) {
            if (!line.editions.contains(edition) || line.texts.empty() || !line.texts.front()) {
                continue;
            }
            if (line.kind == oracle::Case::Kind::token) {
                for (const State meant : {State::failed, State::completed}) {
                    add_state(*line.texts.front(), meant);
                }
            } else if (line.kind == oracle::Case::Kind::policy) {
                add_policy({"failed", *line.texts.front()}, continues);
            }
        }
    }
    return collected.source("tokens", "Every spelling of a word is read as it should be.");
}

CaseSource informational_source() {
    Collected collected;
    constexpr std::pair<const char*, const char*> inputs[] = {
        {"an operation without a state", R"("operations":[{"on_failure":"halt"}])"},
        {"a state that is null", R"("operations":[{"state":null}])"},
        {"a state that is a number", R"("operations":[{"state":7}])"},
        {"a misspelt field", R"("operations":[{"state":"failed","on_failiure":"continue"},{"state":"running"}])"},
        {"a field that appears twice", R"("operations":[{"state":"completed","state":"failed"}])"},
        {"neither operations nor children", R"("released":false)"},
    };
    for (const auto& [what, input] : inputs) {
        collected.add({what, input, ""});
    }
    return collected.source("informational", "Nothing: what is answered outside the protocol, for information.");
}

}  // namespace rollout::conformance
