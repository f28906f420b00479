// Mistakes in reading states.
#include <algorithm>
#include <array>

#include "mistake.hpp"

namespace rollout::zoo {
namespace {

bool is_known(const std::string& text) { return reference::parse_state(text) != State::unrecognized; }

/// Returns the token that unknown text is taken for.
std::string token_chosen(const std::string& text, const std::function<bool(std::string_view token)>& is_it) {
    static const std::vector<std::string_view> tokens = [] {
        std::vector<std::string_view> texts;
        for (const StateFacts& facts : states) {
            if (facts.state != State::unrecognized) {
                texts.push_back(facts.token);
            }
        }
        return texts;
    }();
    return is_known(text) ? text : chosen(text, tokens, is_it);
}

class StateMistakes : public MistakesOfKind {
public:
    explicit StateMistakes(std::vector<Mistake>& mistakes)
        : MistakesOfKind(mistakes, "states", "state-", Edition::b1) {}

    void add_reading(std::string name, std::string description, std::function<std::string(const std::string&)> read,
                     Edition first = Edition::b1) {
        add(std::move(name), std::move(description), with_states(std::move(read)), first);
    }
    void add_synonyms(std::string name, std::string description, std::vector<std::string> synonyms, std::string token) {
        add_reading(std::move(name), std::move(description), [=](const std::string& text) {
            return std::find(synonyms.begin(), synonyms.end(), text) == synonyms.end() ? text : token;
        });
    }
    /// Adds one that takes every unknown state for `token`.
    void add_unknown(std::string name, std::string description, std::string token) {
        add_reading(std::move(name), std::move(description),
                    [=](const std::string& text) { return is_known(text) ? text : token; });
    }
    void add_rows(std::string name, std::string description, std::function<void(Edition, Rows&)> change) {
        add(std::move(name), std::move(description), with_rows(std::move(change)));
    }
};

// What is no token, so that the right reader does not know it either.
const std::string nothing = "no_token_at_all";

void add_text_mistakes(StateMistakes& read) {
    read.add_reading("exact", "knows tokens in small letters alone",
                     [](auto text) { return text == oracle::in_small_letters(text) ? text : nothing; });
    read.add_reading("capitals-or-small", "knows capitals and small letters, and no mixture", [](auto text) {
        return text == oracle::in_small_letters(text) || text == oracle::in_capitals(text) ? text : nothing;
    });
    read.add_reading("unicode-lower", "lower-cases by Unicode, so that U+0130 is an i", unicode_lower);
    read.add_reading("unicode-upper", "upper-cases by Unicode, so that U+017F is an S", unicode_upper);
    read.add_reading("trim", "trims ASCII blanks off the token", [](auto text) { return trimmed(text, ascii_blanks); });
    read.add_reading("trim-right", "compares as a CHAR column pads",
                     [](auto text) { return trimmed(text, " ", false); });
    read.add_reading("trim-left", "skips spaces before the token",
                     [](auto text) { return trimmed(text, " ", true, false); });
    read.add_reading("chomp", "takes a line end off", [](auto text) { return trimmed(text, "\r\n", false); });
    read.add_reading("cut-at-nul", "copies the token into a C string",
                     [](auto text) { return text.substr(0, text.find('\0')); });
    read.add_reading("bom", "takes a byte order mark off",
                     [](auto text) { return replaced_all(text, "\xEF\xBB\xBF", ""); });
    read.add_reading("invisible", "removes zero-width characters", without_invisible);
    read.add_reading("nfkc", "normalises by NFKC", nfkc);
    read.add_reading("confusables", "maps Cyrillic letters to Latin ones", without_homoglyphs);
    read.add_reading("ascii-only", "drops bytes that are not ASCII", [](auto text) {
        std::erase_if(text, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
        return text;
    });
    read.add_reading("no-prefix", "does not take STATE_ off",
                     [](auto text) { return oracle::in_small_letters(text).starts_with("state_") ? nothing : text; });
    read.add_reading("prefix-twice", "takes STATE_ off as often as it is there", [](auto text) {
        while (oracle::in_small_letters(text).starts_with("state_state_")) {
            text = text.substr(6);
        }
        return text;
    });
    read.add_reading("prefix-anywhere", "takes STATE_ out wherever it is",
                     [](auto text) { return replaced_all(oracle::in_small_letters(text), "state_", ""); });
    read.add_reading("capital-prefix", "takes STATE_ off in capitals alone", [](auto text) {
        return oracle::in_small_letters(text).starts_with("state_") && !text.starts_with("STATE_") ? nothing : text;
    });
    read.add_reading("small-prefix", "takes state_ off in small letters alone", [](auto text) {
        return oracle::in_small_letters(text).starts_with("state_") && !text.starts_with("state_") ? nothing : text;
    });
    read.add_reading("no-complete", "does not know the alias complete", [](auto text) {
        return oracle::in_small_letters(text) == "complete" || oracle::in_small_letters(text) == "state_complete"
                   ? nothing
                   : text;
    });
    read.add_reading("no-recovering-cutover", "does not know the alias recovering_cutover", [](auto text) {
        return oracle::in_small_letters(text).ends_with("recovering_cutover") ? nothing : text;
    });
    read.add_reading("alias-without-prefix", "knows aliases without STATE_ alone", [](auto text) {
        return oracle::in_small_letters(text) == "state_complete" ||
                       oracle::in_small_letters(text) == "state_recovering_cutover"
                   ? nothing
                   : text;
    });
    read.add_reading("alias-in-small", "looks aliases up before it ignores case", [](auto text) {
        return oracle::in_small_letters(text) != text &&
                       (oracle::in_small_letters(text).ends_with("complete") ||
                        oracle::in_small_letters(text).ends_with("recovering_cutover"))
                   ? nothing
                   : text;
    });
    read.add_reading("dashes", "reads a dash as an underscore", [](auto text) { return replaced_all(text, "-", "_"); });
    read.add_reading("blanks-inside", "reads a blank between words as an underscore",
                     [](auto text) { return replaced_all(text, " ", "_"); });
    read.add_reading("no-underscores", "compares without underscores, as camel case is read", [](auto text) {
        return token_chosen(text, [&](auto token) {
            return oracle::in_small_letters(text) == replaced_all(std::string(token), "_", "");
        });
    });
    read.add_reading("prefix-match", "takes whatever begins with a token for it",
                     [](auto text) { return token_chosen(text, [&](auto token) { return text.starts_with(token); }); });
    read.add_reading("suffix-match", "takes whatever ends in a token for it",
                     [](auto text) { return token_chosen(text, [&](auto token) { return text.ends_with(token); }); });
    read.add_reading("contains", "searches for a token", [](auto text) {
        return token_chosen(text, [&](auto token) { return text.find(token) != std::string::npos; });
    });
    read.add_reading("abbreviation", "accepts the beginning of a token", [](auto text) {
        return token_chosen(text, [&](auto token) { return text.size() >= 4 && token.starts_with(text); });
    });
    read.add_reading("typos", "forgives one wrong letter", [](auto text) {
        return token_chosen(text, [&](auto token) { return differ_by_one(text, token); });
    });
    read.add_reading("quotes", "takes double quotes off", [](auto text) { return trimmed(text, "\""); });
    read.add_reading("first-word", "reads up to the first blank",
                     [](auto text) { return text.substr(0, text.find(' ')); });
    read.add_reading("comment", "stops at a number sign", [](auto text) { return text.substr(0, text.find('#')); });
    read.add_reading("varchar-12", "keeps tokens in a column of 12 characters", [](auto text) {
        return is_known(text) && text.size() > 12
                   ? token_chosen(nothing, [&](auto token) { return token.substr(0, 12) == text.substr(0, 12); })
                   : text;
    });
}

void add_unknown_mistakes(StateMistakes& read) {
    read.add_unknown("unknown-is-running", "takes a state that it does not know for running", "running");
    read.add_unknown("unknown-is-completed", "takes a state that it does not know for completed", "completed");
    read.add_unknown("unknown-is-failed", "takes a state that it does not know for failed", "failed");
    read.add_unknown("unknown-is-cancelled", "takes a state that it does not know for cancelled", "cancelled");
    read.add_unknown("unknown-is-stopped", "takes a state that it does not know for stopped", "stopped");
    read.add_synonyms("done-is-completed", "has synonyms of completed", {"done", "success", "succeeded"}, "completed");
    read.add_synonyms("error-is-failed", "has synonyms of failed", {"error", "failure"}, "failed");
    read.add_synonyms("empty-is-completed", "takes an empty state for completed", {""}, "completed");
    read.add_synonyms("empty-is-running", "takes an empty state for running", {""}, "running");
    read.add_synonyms("null-text-is-failed", "takes the text null for a failure", {"null"}, "failed");
    read.add_rows("unknown-dropped", "drops rows whose state it does not know", [](Edition edition, Rows& rows) {
        std::erase_if(rows, [&](const WrittenRow& row) {
            return reference::parse_state(edition, row.state) == State::unrecognized;
        });
    });
    read.add_rows("empty-dropped", "drops rows without a state", [](Edition, Rows& rows) {
        std::erase_if(rows, [](const WrittenRow& row) { return row.state.empty(); });
    });
    read.add_rows("unknown-keeps", "keeps the state of the row before where it knows none", [](Edition, Rows& rows) {
        for (std::size_t i = 1; i < rows.size(); ++i) {
            rows[i].state = is_known(rows[i].state) ? rows[i].state : rows[i - 1].state;
        }
    });
    read.add(
        "newer-known", "knows states that are newer than the edition, and sees them as it will",
        [](Edition edition, const Rollout& rollout) {
            std::vector<Child> children = oracle::children_of(edition, rollout);
            for (Child& child : children) {
                child.state = child.state == State::reverting && edition < Edition::settled     ? State::reverted
                              : child.state == State::catching_up && edition < Edition::settled ? State::running
                                                                                                : child.state;
            }
            return reference::project(edition, std::span<const Child>(children));
        },
        Edition::b1, Edition::pause);
    read.add("degraded-known", "takes running_degraded, which the edition does not know, for running",
             with_children([](Edition, std::vector<Child>& children) {
                 for (Child& child : children) {
                     child.state = child.state == State::running_degraded ? State::running : child.state;
                 }
             }),
             Edition::b1, Edition::b3);
    read.add("paused-known", "takes paused, which the edition does not know, for stopped",
             with_children([](Edition, std::vector<Child>& children) {
                 for (Child& child : children) {
                     child.state = child.state == State::paused ? State::stopped : child.state;
                 }
             }),
             Edition::b1, Edition::b4);
}

/// Mistakes of two readers that disagree: the base reads one text, the rest of the rule another one.
void add_two_readers(StateMistakes& read) {
    const auto two_readers = [](std::function<std::string(const std::string&)> of_rollout) {
        return [=](Edition edition, const Rollout& rollout) {
            const std::vector<Child> children = oracle::children_of(edition, rollout);
            const bool any_failed = std::any_of(children.begin(), children.end(),
                                                [](const Child& child) { return child.state == State::failed; });
            return any_failed ? with_states(of_rollout)(edition, rollout) : right(edition, rollout);
        };
    };
    read.add(
        "complete-not-over", "knows the alias complete in the base, and not where it asks who is over",
        two_readers([](auto text) { return oracle::in_small_letters(text).ends_with("complete") ? nothing : text; }),
        Edition::b2);
    read.add("prefix-not-over", "takes STATE_ off in the base, and not where it asks who is over",
             two_readers([](auto text) {
                 return oracle::in_small_letters(text).starts_with("state_") &&
                                oracle::in_small_letters(text) != "state_failed"
                            ? nothing
                            : text;
             }),
             Edition::b2);
    read.add("capitals-not-over", "ignores case in the base, and not where it asks who is over",
             two_readers([](auto text) {
                 return text == oracle::in_small_letters(text) || oracle::in_small_letters(text).ends_with("failed")
                            ? text
                            : nothing;
             }),
             Edition::b2);
    read.add("blank-over", "trims where it asks who is over, and not in the base",
             two_readers([](auto text) { return trimmed(text, ascii_blanks); }), Edition::b2);
    read.add("eighth-exact", "reads the eighth row and those after it by another reader, which is exact",
             with_rows([](Edition, Rows& rows) {
                 for (std::size_t i = 7; i < rows.size(); ++i) {
                     rows[i].state = rows[i].state == oracle::in_small_letters(rows[i].state) ? rows[i].state : nothing;
                 }
             }));
    read.add("first-folded", "folds the first row's state alone", with_rows([](Edition, Rows& rows) {
                 for (std::size_t i = 1; i < rows.size(); ++i) {
                     rows[i].state = rows[i].state == oracle::in_small_letters(rows[i].state) ? rows[i].state : nothing;
                 }
             }));
    read.add("last-trimmed", "trims what comes last, as a line's end is read", with_rows([](Edition, Rows& rows) {
                 if (!rows.empty()) {
                     rows.back().state = trimmed(rows.back().state, ascii_blanks);
                 }
             }));
    read.add("children-exact", "ignores case in rows, and not in children",
             [](Edition edition, const Rollout& rollout) {
                 return rows_of(rollout) != nullptr ? right(edition, rollout) : with_states([](auto text) {
                     return text == oracle::in_small_letters(text) ? text : nothing;
                 })(edition, rollout);
             });
    read.add("children-trimmed", "trims the states of children", [](Edition edition, const Rollout& rollout) {
        return rows_of(rollout) != nullptr
                   ? right(edition, rollout)
                   : with_states([](auto text) { return trimmed(text, ascii_blanks); })(edition, rollout);
    });
}

}  // namespace

void add_state_mistakes(std::vector<Mistake>& mistakes) {
    StateMistakes read(mistakes);
    add_text_mistakes(read);
    add_unknown_mistakes(read);
    add_two_readers(read);
}

}  // namespace rollout::zoo
