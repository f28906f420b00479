#include "wording.hpp"

#include "rapidjson_sizes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cassert>

#include "readable.hpp"

namespace rollout::oracle {
namespace {

/// Returns what was judged: the testee by its own name, or the command if it never said it.
std::string judged(const Verdict& verdict) {
    if (!verdict.testee) {
        return on_one_line(fmt::format("{}", fmt::join(verdict.command, " ")), shown_bytes_max);
    }
    const Offer& offer = *verdict.testee;
    std::string text = on_one_line(offer.name, shown_bytes_max);
    if (!offer.version.empty()) {
        text += " " + on_one_line(offer.version, shown_bytes_max);
    }
    if (!offer.language.empty()) {
        text += " (" + on_one_line(offer.language, shown_bytes_max) + ")";
    }
    return text;
}

/// Returns the words for `project` that make the rollout, or nothing where words cannot say all of it, or a shell would
/// read them otherwise.
std::string words_for_project(const Cause& cause) {
    const std::string& input = cause.shown.input;
    for (const char* beyond_words :
         {"\"children\"", "\"deployment\"", "\"key\"", "\"kind\"", "\"started\"", "\"step\"", "\"target\""}) {
        if (input.find(beyond_words) != std::string::npos) {
            return "";
        }
    }
    std::string_view rollout = cause.shown.id;
    std::string words;
    constexpr std::string_view latch = "released: ";
    if (rollout.starts_with(latch)) {
        words = " --released";
        rollout.remove_prefix(latch.size());
    }
    if (rollout == "none") {
        return words + " ";
    }
    const auto is_plain = [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
               byte == '_' || byte == ':' || byte == ' ' || byte == '.';
    };
    if (rollout.empty() || !std::all_of(rollout.begin(), rollout.end(), is_plain)) {
        return "";
    }
    return words + " " + std::string(rollout);
}

/// Returns the JSON object with these members, in ASCII that can be shown.
std::string shown_object(const std::string& members) {
    const std::string json = "{" + members + "}";
    rapidjson::StringStream in(json.c_str());
    rapidjson::StringBuffer out;
    rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::ASCII<>> writer(out);
    rapidjson::Reader().Parse(in, writer);
    std::string text;
    for (const char byte : std::string_view(out.GetString(), out.GetSize())) {
        byte == '\x7F' ? text += "\\u007F" : text += byte;  // ASCII, but not to be shown
    }
    return text;
}

/// Returns the text as one word of a POSIX shell.
std::string quoted_for_shell(std::string_view text) {
    std::string made = "'";
    for (const char byte : text) {
        byte == '\'' ? made += "'\\''" : made += byte;
    }
    return made + "'";
}

}  // namespace

std::string count_of(std::uint64_t number, std::string_view thing) {
    return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::string verdict_in_words(const Verdict& verdict) {
    const bool is_limited = verdict.status == Status::done && !verdict.limits.empty();
    return verdict.headline + (is_limited ? fmt::format(" for {}", fmt::join(verdict.limits, ", ")) : "");
}

std::string headline(const Verdict& verdict) {
    const bool says_how_far = verdict.headline.ends_with("conformant");
    std::string text = fmt::format("{}: {}{} edition {}", on_one_line(verdict_in_words(verdict)), judged(verdict),
                                   says_how_far ? " to" : ",", verdict.edition.name());
    if (!verdict.subject->is_projection()) {
        text += fmt::format(", subject {}", verdict.subject->name);
    }
    return text;
}

std::string said(const Failure& failure) {
    const std::string text = on_one_line(failure.said, shown_bytes_max);
    switch (failure.kind) {
        case Failure::Kind::differs:
            return text.empty() ? "\"\"" : text;
        case Failure::Kind::error:
            return "error: " + text;
        case Failure::Kind::skipped:
            return "skipped: " + text;
    }
    assert(false);
    return "";
}

bool passed(const Part& part) { return part.asked == part.planned && part.failed == 0 && part.skipped == 0; }

std::string command_to_see(const Verdict& verdict, const Cause& cause) {
    if (!verdict.subject->is_projection() || cause.shown.input.empty()) {
        return "";
    }
    std::string words = words_for_project(cause);
    if (!words.empty()) {
        words.erase(words.find_last_not_of(' ') + 1);
        return fmt::format("rollout-oracle project --edition {} --explain{}", verdict.edition.word(), words);
    }
    return fmt::format("rollout-oracle project --edition {} --explain {}", verdict.edition.word(),
                       quoted_for_shell(shown_object(cause.shown.input)));
}

std::vector<Fact> facts(const Verdict& verdict, const Cause& cause) {
    const Failure& shown = cause.shown;
    std::vector<Fact> found;
    found.push_back({verdict.subject->is_projection() ? "rollout" : "question", {on_one_line(cause.shown.id, 1000)}});
    std::string expected = on_one_line(shown.expected);
    if (!cause.clause.empty()) {
        expected += fmt::format(", by {}: {}", cause.clause, cause.sentence);
    }
    found.push_back({"expected", {expected}});
    found.push_back({"said", {said(shown)}});
    if (shown.changed) {
        found.push_back({"unsteady", {"the same question was answered otherwise at another time"}});
    }
    if (!cause.explanation.empty()) {
        found.push_back({"why", as_lines(cause.explanation)});
    }
    found.push_back({"cause of", {count_of(cause.cases, "case")}});
    if (const std::string command = command_to_see(verdict, cause); !command.empty()) {
        found.push_back({"see", {command}});
    }
    return found;
}

std::vector<Fact> facts(const Part& part) {
    return {{"says", {part.adds}},
            {"planned", {std::to_string(part.planned)}},
            {"asked", {std::to_string(part.asked)}},
            {"passed", {std::to_string(part.passed)}},
            {"failed", {std::to_string(part.failed)}},
            {"skipped", {std::to_string(part.skipped)}},
            {"listed", {std::to_string(part.listed)}}};
}

std::vector<Fact> facts(const Breach& breach) {
    std::vector<Fact> found{{std::string(name(breach.kind)), {on_one_line(breach.what, 1000)}}};
    if (!breach.standard_error.empty()) {
        found.push_back({"standard error", excerpt(breach.standard_error)});
    }
    return found;
}

std::vector<Fact> facts_of_guarantee(const Verdict& verdict) {
    if (!verdict.guarantee) {
        return {};
    }
    const Guarantee& guarantee = *verdict.guarantee;
    std::vector<Fact> found{{"theorem", {guarantee.theorem}}};
    Fact suites{"suite", {}};
    for (const Part& part : verdict.parts) {
        if (!part.sha256.empty()) {
            suites.lines.push_back(
                fmt::format("{}: {}, sha256 {}", part.name, count_of(part.asked, "case"), part.sha256));
        }
    }
    found.push_back(suites);
    Fact bounds{"m", {}};
    for (const Part& part : verdict.parts) {
        if (part.classes > 0) {
            bounds.lines.push_back(fmt::format("{} = {} classes of the edition + {}: {}", part.classes_max,
                                               part.classes, part.classes_max - part.classes, part.name));
        }
    }
    found.push_back(bounds);
    found.push_back({"assuming", guarantee.assumptions});
    if (!guarantee.scope.empty()) {
        found.push_back({"left out", as_lines(guarantee.scope)});
    }
    std::erase_if(found, [](const Fact& fact) { return fact.lines.empty(); });
    return found;
}

std::vector<Fact> facts_of_run(const Verdict& verdict) {
    std::vector<Fact> found;
    const auto add_sentences = [&found](std::string_view name_of_them, const std::vector<std::string>& sentences) {
        Fact fact{std::string(name_of_them), {}};
        for (const std::string& sentence : sentences) {
            fact.lines.push_back(on_one_line(sentence, 1000));
        }
        if (!fact.lines.empty()) {
            found.push_back(std::move(fact));
        }
    };
    add_sentences("because", verdict.reasons);
    if (verdict.breach) {
        for (Fact& fact : facts(*verdict.breach)) {
            found.push_back(std::move(fact));
        }
    }
    add_sentences("failure list", verdict.list_problems);
    add_sentences("note", verdict.informational);
    const std::string level = verdict.level.empty() ? "" : ", level " + verdict.level;
    std::uint64_t asked = 0;
    for (const Part& part : verdict.parts) {
        asked += part.asked;
    }
    found.push_back(
        {"run",
         {fmt::format("suite {}{}, {} in {:.2f} s, {:.0f} a second, rollout-oracle {}", on_one_line(verdict.suite),
                      level, count_of(asked, "case"), verdict.seconds,
                      static_cast<double>(asked) / std::max(verdict.seconds, 1e-9), verdict.oracle_version)}});
    found.push_back({"seed", {fmt::format("{} (--seed repeats it)", verdict.seed)}});
    return found;
}

}  // namespace rollout::oracle
