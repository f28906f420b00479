// Mistakes in reading `on_failure`. Edition b1 reads none.
#include <algorithm>
#include <array>
#include <memory>

#include "mistake.hpp"

namespace rollout::zoo {
namespace {

using Is = PolicyWord::Is;
using oracle::policy_word;

constexpr std::array<std::string_view, 3> words{"halt", "continue", "pause"};

bool is_word(std::string_view text) { return std::find(words.begin(), words.end(), text) != words.end(); }
bool is_failed(const WrittenRow& row) { return reference::parse_state(row.state) == State::failed; }
bool is_unknown(const WrittenRow& row) {
    return row.on_failure.is == Is::null || (row.on_failure.is == Is::text && !is_word(row.on_failure.text));
}

/// Returns the word that the text is taken for.
std::string taken_for(const std::string& text, const std::function<bool(std::string_view word)>& is_it) {
    return chosen(text, {words.begin(), words.end()}, is_it);
}

class PolicyMistakes : public MistakesOfKind {
public:
    explicit PolicyMistakes(std::vector<Mistake>& mistakes)
        : MistakesOfKind(mistakes, "policies", "policy-", Edition::b2) {}

    /// Adds one that reads text as another one.
    void add_reading(std::string name, std::string description, std::function<std::string(const std::string&)> read) {
        add(std::move(name), std::move(description), with_policies(std::move(read)));
    }
    /// Adds one that reads some words as `policy`.
    void add_synonyms(std::string name, std::string description, std::vector<std::string> synonyms, std::string policy,
                      Edition first = Edition::b2) {
        add(std::move(name), std::move(description), with_policies([=](const std::string& text) {
                return std::find(synonyms.begin(), synonyms.end(), text) == synonyms.end() ? text : policy;
            }),
            first);
    }
    void add_each_row(std::string name, std::string description, std::function<void(WrittenRow&)> change,
                      Edition first = Edition::b2) {
        add(std::move(name), std::move(description), with_each_row(std::move(change)), first);
    }
    void add_rows(std::string name, std::string description, std::function<void(Edition, Rows&)> change,
                  Edition first = Edition::b2) {
        add(std::move(name), std::move(description), with_rows(std::move(change)), first);
    }
};

void add_text_mistakes(PolicyMistakes& policies) {
    policies.add_reading("trim", "trims ASCII blanks off the word",
                         [](auto text) { return trimmed(text, ascii_blanks); });
    policies.add_reading("trim-right", "compares as a CHAR column pads: spaces at the end do not count",
                         [](auto text) { return trimmed(text, " ", false); });
    policies.add_reading("trim-left", "skips spaces before the word",
                         [](auto text) { return trimmed(text, " ", true, false); });
    policies.add_reading("chomp", "takes a line end off the word, as a reader of files does",
                         [](auto text) { return trimmed(text, "\r\n", false); });
    policies.add_reading("trim-tabs", "takes tabs off both ends", [](auto text) { return trimmed(text, "\t"); });
    policies.add_reading("trim-unicode", "trims what Unicode calls white space", [](auto text) {
        return trimmed(nfkc(replaced_all(replaced_all(text, "\xC2\x85", " "), "\xE2\x80\xA8", " ")), ascii_blanks);
    });
    policies.add_reading("cut-at-nul", "copies the word into a C string",
                         [](auto text) { return text.substr(0, text.find('\0')); });
    policies.add_reading("trim-nul", "takes NUL off the end, as fixed-width fields are read",
                         [](auto text) { return trimmed(text, std::string_view("\0", 1), false); });
    policies.add_reading("trim-control", "removes control characters, DELETE included", [](auto text) {
        std::erase_if(text, [](char byte) { return (0 <= byte && byte < ' ') || byte == '\x7F'; });
        return text;
    });
    policies.add_reading("any-case", "ignores ASCII case", oracle::in_small_letters);
    policies.add_reading("capitals", "accepts the word in capitals, as an enumerator's name", [](auto text) {
        return text == oracle::in_capitals(text) ? oracle::in_small_letters(text) : text;
    });
    policies.add_reading("title", "accepts a capital first letter", [](auto text) {
        return text.empty() ? text : oracle::in_small_letters(text.substr(0, 1)) + text.substr(1);
    });
    policies.add_reading("unicode-lower", "lower-cases by Unicode, so that U+0130 is an i", unicode_lower);
    policies.add_reading("unicode-upper", "upper-cases by Unicode, so that U+017F is an S",
                         [](auto text) { return oracle::in_small_letters(unicode_upper(text)); });
    policies.add_reading("bom", "takes a byte order mark off",
                         [](auto text) { return replaced_all(text, "\xEF\xBB\xBF", ""); });
    policies.add_reading("invisible", "removes zero-width characters", without_invisible);
    policies.add_reading("soft-hyphen", "removes soft hyphens",
                         [](auto text) { return replaced_all(text, "\xC2\xAD", ""); });
    policies.add_reading("nfkc", "normalises by NFKC, so that full-width letters are ASCII", nfkc);
    policies.add_reading("confusables", "maps Cyrillic letters to the Latin ones that they look like",
                         without_homoglyphs);
    policies.add_reading("unaccent", "takes accents off, as a collation does",
                         [](auto text) { return replaced_all(replaced_all(text, "\xC3\xA9", "e"), "\xCC\x81", ""); });
    policies.add_reading("ascii-only", "drops bytes that are not ASCII", [](auto text) {
        std::erase_if(text, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
        return text;
    });
    policies.add_reading("prefix", "takes whatever begins with a word for it",
                         [](auto text) { return taken_for(text, [&](auto word) { return text.starts_with(word); }); });
    policies.add_reading("suffix", "takes whatever ends in a word for it",
                         [](auto text) { return taken_for(text, [&](auto word) { return text.ends_with(word); }); });
    policies.add_reading("contains", "searches for the word, as an unanchored pattern does", [](auto text) {
        return taken_for(text, [&](auto word) { return text.find(word) != std::string::npos; });
    });
    policies.add_reading("abbreviation", "accepts an abbreviation of a word", [](auto text) {
        return taken_for(text, [&](auto word) { return !text.empty() && word.starts_with(text); });
    });
    policies.add_reading(
        "strncmp", "compares as many bytes as it was given, so that nothing is every word",
        [](auto text) { return taken_for(text, [&](auto word) { return word != "halt" && word.starts_with(text); }); });
    policies.add_reading("first-letter", "switches on the first letter", [](auto text) {
        return taken_for(text, [&](auto word) { return !text.empty() && text[0] == word[0]; });
    });
    policies.add_reading("first-five", "compares the first five letters", [](auto text) {
        return taken_for(text, [&](auto word) { return text.starts_with(word.substr(0, 5)); });
    });
    policies.add_reading("length", "tells words apart by their length", [](auto text) {
        return taken_for(text, [&](auto word) { return text.size() == word.size(); });
    });
    policies.add_reading("ends-match", "compares the first and the last letter", [](auto text) {
        return taken_for(text, [&](auto word) {
            return !text.empty() && text.front() == word.front() && text.back() == word.back();
        });
    });
    policies.add_reading("typos", "forgives one wrong letter", [](auto text) {
        return taken_for(text, [&](auto word) { return differ_by_one(text, word); });
    });
    policies.add_reading("squeeze", "reads a doubled letter as one", [](auto text) {
        text.erase(std::unique(text.begin(), text.end()), text.end());
        return text;
    });
    policies.add_reading("quotes", "takes double quotes off", [](auto text) { return trimmed(text, "\""); });
    policies.add_reading("single-quotes", "takes single quotes off", [](auto text) { return trimmed(text, "'"); });
    policies.add_reading("first-word", "reads up to the first blank",
                         [](auto text) { return text.substr(0, text.find(' ')); });
    policies.add_reading("list", "reads the first of a list with commas",
                         [](auto text) { return text.substr(0, text.find(',')); });
    policies.add_reading("list-last", "reads the last of a list with commas",
                         [](auto text) { return text.substr(text.rfind(',') + 1); });
    policies.add_reading("alternatives", "reads the first of alternatives",
                         [](auto text) { return text.substr(0, text.find('|')); });
    policies.add_reading("semicolon", "stops at a semicolon", [](auto text) { return text.substr(0, text.find(';')); });
    policies.add_reading("comment", "stops at a number sign", [](auto text) { return text.substr(0, text.find('#')); });
    policies.add_reading("state-prefix", "reads policies by the code that reads states, prefix and all", [](auto text) {
        const std::string small = oracle::in_small_letters(text);
        return small.starts_with("state_") ? small.substr(6) : small;
    });
}

void add_synonym_mistakes(PolicyMistakes& policies) {
    policies.add_synonyms("true-is-continue", "takes true for permission, as a flag of old was stored", {"true"},
                          "continue");
    policies.add_synonyms("numbers", "takes 1 for permission", {"1"}, "continue");
    policies.add_synonyms("yes-is-continue", "takes yes for permission", {"yes"}, "continue");
    policies.add_synonyms("ignore-is-continue", "has synonyms of permission", {"ignore", "skip", "proceed"},
                          "continue");
    policies.add_synonyms("field-name", "takes the name of the flag for permission", {"continue_on_failure"},
                          "continue");
    policies.add_synonyms("wildcard", "takes a wildcard for permission", {"*", "any", "all"}, "continue");
    policies.add_synonyms("none-is-continue", "takes none, as in nothing to do, for permission", {"none"}, "continue");
    policies.add_synonyms("default-is-continue", "has another default, and the word default", {"default"}, "continue");
    policies.add_synonyms("best-effort", "knows a word of a later draft", {"best_effort"}, "continue");
    policies.add_synonyms("wait-is-pause", "has synonyms of pause", {"wait", "block"}, "pause", Edition::pause);
    policies.add_synonyms("retry-is-pause", "knows a word of another system", {"retry"}, "pause", Edition::pause);
    policies.add_synonyms("null-text", "takes the text null, which a driver makes of null, for permission", {"null"},
                          "continue");
    policies.add_synonyms("undefined", "takes the text undefined, as a script writes it, for permission", {"undefined"},
                          "continue");
    policies.add_synonyms("unknown-word", "takes the word unknown, which its writer stores, for permission",
                          {"unknown"}, "continue");
}

void add_absent_mistakes(PolicyMistakes& policies) {
    const auto reads_as = [](Is is, std::string word) {
        return [=](WrittenRow& row) { row.on_failure = row.on_failure.is == is ? policy_word(word) : row.on_failure; };
    };
    policies.add_each_row("null-is-continue", "reads null as continue", reads_as(Is::null, "continue"));
    policies.add_each_row("null-is-pause", "reads null as pause", reads_as(Is::null, "pause"), Edition::pause);
    policies.add_each_row("absent-is-continue", "has continue for a default", reads_as(Is::absent, "continue"));
    policies.add_each_row("absent-is-pause", "has pause for a default", reads_as(Is::absent, "pause"), Edition::pause);
    policies.add_synonyms("empty-is-continue", "reads the empty word as continue", {""}, "continue");
    policies.add_synonyms("empty-is-pause", "reads the empty word as pause", {""}, "pause", Edition::pause);
    policies.add_rows("absent-keeps", "decodes into one record, so that an absent policy is that of the row before",
                      [](Edition, Rows& rows) {
                          for (std::size_t i = 1; i < rows.size(); ++i) {
                              rows[i].on_failure =
                                  rows[i].on_failure.is == Is::absent ? rows[i - 1].on_failure : rows[i].on_failure;
                          }
                      });
    policies.add_rows("null-keeps", "decodes into one record, so that null leaves the policy of the row before",
                      [](Edition, Rows& rows) {
                          for (std::size_t i = 1; i < rows.size(); ++i) {
                              rows[i].on_failure =
                                  rows[i].on_failure.is == Is::null ? rows[i - 1].on_failure : rows[i].on_failure;
                          }
                      });
    policies.add_rows("unknown-keeps", "leaves the policy of the row before where it knows no word",
                      [](Edition, Rows& rows) {
                          for (std::size_t i = 1; i < rows.size(); ++i) {
                              rows[i].on_failure = is_unknown(rows[i]) ? rows[i - 1].on_failure : rows[i].on_failure;
                          }
                      });
    const auto last = std::make_shared<PolicyWord>();
    policies.add_rows("absent-keeps-case",
                      "keeps a record between cases, so that an absent policy is one of another rollout",
                      [last](Edition, Rows& rows) {
                          for (WrittenRow& row : rows) {
                              row.on_failure = row.on_failure.is == Is::absent ? *last : row.on_failure;
                              *last = row.on_failure;
                          }
                      });
    policies.add_each_row(
        "unknown-is-continue", "asks whether the word is halt or pause, and takes all others for permission",
        [](WrittenRow& row) { row.on_failure = is_unknown(row) ? policy_word("continue") : row.on_failure; });
    policies.add_each_row(
        "unknown-is-pause", "pauses for a word that it does not know",
        [](WrittenRow& row) { row.on_failure = is_unknown(row) ? policy_word("pause") : row.on_failure; },
        Edition::pause);
    policies.add_each_row("null-compares", "asks in SQL for on_failure <> 'continue', which is not true of null",
                          [](WrittenRow& row) {
                              row.on_failure = row.on_failure.is == Is::null ? policy_word("continue") : row.on_failure;
                          });
    policies.add_rows("null-row-dropped", "joins on the policy, so that rows with null are lost",
                      [](Edition, Rows& rows) {
                          std::erase_if(rows, [](const WrittenRow& row) { return row.on_failure.is == Is::null; });
                      });
    policies.add_rows("unknown-row-dropped", "drops rows that it cannot read",
                      [](Edition, Rows& rows) { std::erase_if(rows, is_unknown); });
}

void add_scope_mistakes(PolicyMistakes& policies) {
    const auto all_have = [](auto which) {
        return [which](Edition, Rows& rows) {
            if (rows.empty()) {
                return;
            }
            const PolicyWord policy = which(rows);
            for (WrittenRow& row : rows) {
                row.on_failure = policy;
            }
        };
    };
    policies.add_rows("first-for-all", "takes the policy of the first row for that of the whole apply",
                      all_have([](const Rows& rows) { return rows.front().on_failure; }));
    policies.add_rows("last-for-all", "takes the policy of the last row for that of the whole apply",
                      all_have([](const Rows& rows) { return rows.back().on_failure; }));
    policies.add_rows("any-continues", "goes on where any row may continue", all_have([](const Rows& rows) {
                          const auto found = std::find_if(rows.begin(), rows.end(), [](const WrittenRow& row) {
                              return row.on_failure == policy_word("continue");
                          });
                          return found == rows.end() ? rows.front().on_failure : found->on_failure;
                      }));
    policies.add_rows("all-must", "asks the policies of all rows, not of the failed ones", [](Edition, Rows& rows) {
        const bool all = std::all_of(rows.begin(), rows.end(),
                                     [](const WrittenRow& row) { return row.on_failure == policy_word("continue"); });
        for (WrittenRow& row : rows) {
            row.on_failure = all ? row.on_failure : PolicyWord{};
        }
    });
    const auto of_failed = [](bool first) {
        return [first](Edition, Rows& rows) {
            const WrittenRow* kept = nullptr;
            for (const WrittenRow& row : rows) {
                kept = is_failed(row) && (kept == nullptr || !first) ? &row : kept;
            }
            const PolicyWord policy = kept == nullptr ? PolicyWord{} : kept->on_failure;
            for (WrittenRow& row : rows) {
                row.on_failure = is_failed(row) ? policy : row.on_failure;
            }
        };
    };
    policies.add_rows("first-failed", "looks at the first failed row alone", of_failed(true));
    policies.add_rows("last-failed", "looks at the last failed row alone", of_failed(false));
    policies.add_rows("first-row-only", "reads the policy of the first row, and halts at any other failure",
                      [](Edition, Rows& rows) {
                          for (std::size_t i = 1; i < rows.size(); ++i) {
                              rows[i].on_failure = {};
                          }
                      });
    policies.add_each_row("pause-is-continue", "knows no pause, and goes on", [](WrittenRow& row) {
        row.on_failure = row.on_failure == policy_word("pause") ? policy_word("continue") : row.on_failure;
    });
    policies.add_each_row(
        "pause-is-halt", "knows no pause, and halts",
        [](WrittenRow& row) {
            row.on_failure = row.on_failure == policy_word("pause") ? PolicyWord{} : row.on_failure;
        },
        Edition::pause);
    policies.add("released-ignored", "does not read the latch",
                 after([](Edition, Rollout& rollout) { rollout.latch = Latch::unreleased; }), Edition::pause);
    policies.add("released-always", "takes every rollout for released",
                 after([](Edition, Rollout& rollout) { rollout.latch = Latch::released; }), Edition::pause);
    policies.add("released-frees-all", "lets a release free halted rows, too", after([](Edition, Rollout& rollout) {
                     if (Rows* rows = rows_of(rollout); rows != nullptr && rollout.latch == Latch::released) {
                         for (WrittenRow& row : *rows) {
                             row.on_failure = policy_word("continue");
                         }
                     }
                 }),
                 Edition::b2);
    policies.add("released-frees-unknown", "lets a release free rows whose word it does not know",
                 after([](Edition, Rollout& rollout) {
                     if (Rows* rows = rows_of(rollout); rows != nullptr && rollout.latch == Latch::released) {
                         for (WrittenRow& row : *rows) {
                             row.on_failure = is_unknown(row) ? policy_word("continue") : row.on_failure;
                         }
                     }
                 }),
                 Edition::pause);
    policies.add("released-restarts", "takes a released row for live", after([](Edition, Rollout& rollout) {
                     if (Rows* rows = rows_of(rollout); rows != nullptr && rollout.latch == Latch::released) {
                         for (WrittenRow& row : *rows) {
                             row.state =
                                 is_failed(row) && row.on_failure == policy_word("pause") ? "pending" : row.state;
                         }
                     }
                 }),
                 Edition::pause);
    const auto latch = std::make_shared<Latch>(Latch::unreleased);
    policies.add("latch-kept", "keeps the latch of an earlier rollout", after([latch](Edition, Rollout& rollout) {
                     *latch = rollout.latch == Latch::released ? Latch::released : *latch;
                     rollout.latch = *latch;
                 }),
                 Edition::pause);
}

}  // namespace

void add_policy_mistakes(std::vector<Mistake>& mistakes) {
    PolicyMistakes policies(mistakes);
    add_text_mistakes(policies);
    add_synonym_mistakes(policies);
    add_absent_mistakes(policies);
    add_scope_mistakes(policies);
}

}  // namespace rollout::zoo
