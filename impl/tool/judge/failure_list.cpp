#include "failure_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "json_writer.hpp"
#include "readable.hpp"
#include "wildcard.hpp"

namespace rollout::oracle {
namespace {

/// Of how many cases that a pattern covers the IDs are kept; above that they are no longer counted.
constexpr std::size_t covered_max = 10 * pattern_cases_max;

/// Returns whether the text, without quotes, would be read back as itself.
bool stands_for_itself(std::string_view text) {
    return !text.empty() && text.front() != ' ' && text.back() != ' ' && text.front() != '"' && !is_pattern(text) &&
           text.find('#') == std::string_view::npos && text.find("->") == std::string_view::npos &&
           text.find("(at most") == std::string_view::npos && on_one_line(text) == text;
}

std::string written_id(std::string_view id) { return stands_for_itself(id) ? std::string(id) : json_string(id); }

std::string written_answer(const Failure::Kind kind, std::string_view said) {
    switch (kind) {
        case Failure::Kind::error:
            return "error";
        case Failure::Kind::skipped:
            return "skipped";
        case Failure::Kind::differs:
            return stands_for_itself(said) && said != "error" && said != "skipped" ? std::string(said)
                                                                                   : json_string(said);
    }
    assert(false);
    return "";
}

}  // namespace

FailureList::Answer FailureList::answer_of(const Failure& failure) {
    const bool differs = failure.kind == Failure::Kind::differs;
    // As a list has it: where a byte is no UTF-8, one cannot be written down.
    return {failure.kind, differs ? as_utf8(failure.said) : std::string()};
}

bool FailureList::match(std::vector<Entry>& entries, std::string_view id, const Answer& answer) const {
    if (const auto exact = exact_.find(id); exact != exact_.end()) {
        Entry& entry = entries[exact->second];
        if (entry.answer == answer) {
            entry.is_met = true;
            return true;
        }
        if (!entry.other) {
            entry.other = answer;
        }
        return false;
    }
    for (const std::size_t index : patterns_) {
        Entry& entry = entries[index];
        if (entry.answer == answer && covers(entry.id, id)) {
            entry.is_met = true;
            const bool has_room = entry.covered.size() < *entry.at_most || entry.covered.contains(id);
            if (entry.covered.size() < covered_max) {
                entry.covered.emplace(id);
            }
            return has_room;
        }
    }
    return false;
}

bool FailureList::match(const Failure& failure) { return match(entries_, failure.id, answer_of(failure)); }

void FailureList::passed(std::string_view id) {
    if (const auto exact = exact_.find(id); exact != exact_.end()) {
        entries_[exact->second].passes = true;
    }
}

std::optional<std::string> FailureList::Entry::problem(bool all_asked) const {
    const auto fails_differently = [this](std::string_view when) {
        const std::string listed = written_answer(answer.kind, answer.said);
        const std::string said =
            other->kind == Failure::Kind::differs ? shown(other->said) : written_answer(other->kind, "");
        return fmt::format("fails differently{}: said {}, the list says {}", when, said, on_one_line(listed, 200));
    };
    if (at_most) {
        if (covered.size() > *at_most) {
            return fmt::format("covers {}{} cases, at most {} allowed",
                               covered.size() == covered_max ? "at least " : "", covered.size(), *at_most);
        }
        return !is_met && all_asked ? std::optional<std::string>("covers no case that fails so: remove the entry")
                                    : std::nullopt;
    }
    if (is_met && passes) {
        return "also passed: the testee does not always answer the same";
    }
    if (is_met) {
        return other ? std::optional(fails_differently(" at times")) : std::nullopt;
    }
    if (other && other->kind == Failure::Kind::skipped) {
        return "is skipped, not failed";
    }
    if (other) {
        return fails_differently("");
    }
    if (passes) {
        return "passes now: remove the entry";
    }
    return all_asked ? std::optional<std::string>("matches no case: remove the entry") : std::nullopt;
}

std::vector<std::string> FailureList::problems(bool all_asked) const {
    std::vector<std::string> found;
    for (const Entry& entry : entries_) {
        if (const auto problem = entry.problem(all_asked)) {
            found.push_back(
                fmt::format("{}:{}: {} {}", file_, entry.line + 1, on_one_line(entry.written, 200), *problem));
        }
    }
    return found;
}

std::string FailureList::line_of(const Entry& entry, std::string_view end) {
    const std::string answer = written_answer(entry.answer.kind, entry.answer.said);
    return fmt::format("{} -> {}{}{}{}", entry.written, answer, entry.comment.empty() ? "" : "  ", entry.comment, end);
}

std::string FailureList::fixed(std::span<const Failure> failures) const {
    std::vector<Entry> entries = entries_;
    for (Entry& entry : entries) {
        entry.is_met = entry.passes = false;
        entry.other.reset();
        entry.covered.clear();
    }
    const std::string_view end = !lines_.empty() && lines_.front().ends_with("\r\n") ? "\r\n" : "\n";
    std::set<std::string_view> seen;
    std::vector<Entry> further;
    for (const Failure& failure : failures) {
        const std::string& id = failure.id;
        if (!match(entries, id, answer_of(failure)) && !exact_.contains(id) && seen.insert(id).second) {
            further.push_back({.line = 0,
                               .id = id,
                               .written = written_id(id),
                               .answer = answer_of(failure),
                               .comment = "# new",
                               .at_most = {},
                               .other = {},
                               .covered = {}});
        }
    }
    std::string text;
    std::size_t next = 0;  // the first entry on this line or a later one
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (next == entries.size() || entries[next].line != i) {
            text += lines_[i];
            continue;
        }
        Entry& entry = entries[next++];
        if (entry.is_met) {
            text += lines_[i];
        } else if (entry.other) {
            entry.answer = *entry.other;
            text += line_of(entry, end);
        }
    }
    if (!text.empty() && text.back() != '\n' && !further.empty()) {
        text += end;
    }
    for (const Entry& entry : further) {
        text += line_of(entry, end);
    }
    return text;
}

}  // namespace rollout::oracle
