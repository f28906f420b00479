// Mistakes in relating rows (BUILD-1 to BUILD-5), and in reading places where an edition reads none.
#include <algorithm>
#include <cctype>

#include "mistake.hpp"

namespace rollout::zoo {
namespace {

using oracle::policy_word;

const std::string ending(reference::finalizer_ending);

State state_of(const WrittenRow& row) { return reference::parse_state(row.state); }
bool waits(const WrittenRow& row) { return state_of(row) == State::pending || state_of(row) == State::stopped; }

/// Returns whether one of the rows at these positions orphans, as the builder has it.
bool any_orphans(const auto& builder, const Rows& rows, const std::vector<std::size_t>& covered) {
    return std::any_of(covered.begin(), covered.end(), [&](std::size_t i) { return builder.orphans(rows[i]); });
}

/// A builder whose steps can be replaced. Keys and deployments arrive as text.
struct Builder {
    std::function<bool(const std::string& finalizer_key, const std::string& work_key)> covers =
        [](const std::string& finalizer_key, const std::string& work_key) {
            return reference::covers(std::string_view(finalizer_key), std::string_view(work_key));
        };
    std::function<bool(const std::string& one, const std::string& other)> is_same_deployment = std::equal_to<>();
    std::function<bool(const WrittenRow& row)> can_be_orphaned = [](const WrittenRow& row) {
        return row.kind == Kind::group_finalizer && waits(row);
    };
    std::function<bool(const WrittenRow& row)> orphans = [](const WrittenRow& row) {
        return row.kind == Kind::work && state_of(row) == State::failed;
    };
    std::function<bool(const WrittenRow& row)> never_started = [](const WrittenRow& row) {
        return row.started == std::optional(false) && waits(row);
    };
    /// Whether a row is an orphan, of the rows that it covers in its deployment, with their positions.
    std::function<bool(const Builder&, const Rows&, std::size_t at, const std::vector<std::size_t>& covered)> decide =
        [](const Builder& builder, const Rows& rows, std::size_t, const std::vector<std::size_t>& covered) {
            return any_orphans(builder, rows, covered);
        };

    State operator()(Edition edition, const Rollout& rollout) const {
        const Rows* rows = rows_of(rollout);
        if (rows == nullptr) {
            return right(edition, rollout);
        }
        std::vector<Child> children;
        for (std::size_t i = 0; i < rows->size(); ++i) {
            const WrittenRow& row = (*rows)[i];
            Child child = reference::child(edition, reference::operation(row.row()), rollout.latch);
            child.never_started = never_started(row);
            if (can_be_orphaned(row)) {
                std::vector<std::size_t> covered;
                for (std::size_t j = 0; j < rows->size(); ++j) {
                    if (j != i && is_same_deployment(row.deployment, (*rows)[j].deployment) &&
                        covers(row.key, (*rows)[j].key)) {
                        covered.push_back(j);
                    }
                }
                child.orphaned = decide(*this, *rows, i, covered);
            }
            children.push_back(child);
        }
        return reference::project(edition, std::span<const Child>(children));
    }
};

/// Returns whether a row is a finalizer of the place of that one.
auto finalizes_as(const WrittenRow& finalizer) {
    return [&](const WrittenRow& row) {
        return row.kind == Kind::group_finalizer && row.key == finalizer.key && row.deployment == finalizer.deployment;
    };
}

/// Returns the scope by the rule; nothing where there is none.
std::optional<std::string> scope_of(const std::string& key) {
    return key.size() > ending.size() && key.ends_with(ending)
               ? std::optional(key.substr(0, key.size() - ending.size()))
               : std::nullopt;
}
bool begins_with_component(const std::string& key, const std::string& scope) {
    return key.starts_with(scope) && (key.size() == scope.size() || key[scope.size()] == '/');
}

/// Returns whether text is like a pattern of SQL.
bool is_like(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) {
        return text.empty();
    }
    if (pattern[0] == '%') {
        for (std::size_t i = 0; i <= text.size(); ++i) {
            if (is_like(text.substr(i), pattern.substr(1))) {
                return true;
            }
        }
        return false;
    }
    return !text.empty() && (pattern[0] == '_' || pattern[0] == text[0]) && is_like(text.substr(1), pattern.substr(1));
}

/// Returns whether text matches a pattern in which a dot is any byte and a star repeats the byte before it.
bool is_matched(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) {
        return text.empty() || text[0] == '/';
    }
    const bool fits = !text.empty() && (pattern[0] == '.' || pattern[0] == text[0]);
    if (pattern.size() > 1 && pattern[1] == '*') {
        return is_matched(text, pattern.substr(2)) || (fits && is_matched(text.substr(1), pattern));
    }
    return fits && is_matched(text.substr(1), pattern.substr(1));
}

std::string without_double_slashes(std::string text) {
    while (text.find("//") != std::string::npos) {
        text = replaced_all(text, "//", "/");
    }
    return text;
}
std::string composed(std::string text) { return replaced_all(std::move(text), "e\xCC\x81", "\xC3\xA9"); }

class RowMistakes : public MistakesOfKind {
public:
    explicit RowMistakes(std::vector<Mistake>& mistakes)
        : MistakesOfKind(mistakes, "rows", "row-", Edition::finalizers) {}

    void add_builder(std::string name, std::string description, std::function<void(Builder&)> change) {
        Builder builder;
        change(builder);
        add(std::move(name), std::move(description), builder);
    }
    void add_scope(std::string name, std::string description,
                   std::function<bool(const std::string& scope, const std::string& work_key)> covers) {
        add_builder(std::move(name), std::move(description), [=](Builder& builder) {
            builder.covers = [=](const std::string& finalizer_key, const std::string& work_key) {
                const auto scope = scope_of(finalizer_key);
                return scope && covers(*scope, work_key);
            };
        });
    }
    void add_covers(std::string name, std::string description,
                    std::function<bool(const std::string& finalizer_key, const std::string& work_key)> covers) {
        add_builder(std::move(name), std::move(description), [=](Builder& builder) { builder.covers = covers; });
    }
    /// Adds one that reads both keys, or both deployments, as `read` returns them.
    void add_keys(std::string name, std::string description, std::function<std::string(std::string)> read) {
        add_covers(std::move(name), std::move(description),
                   [=](const std::string& finalizer_key, const std::string& work_key) {
                       return reference::covers(std::string_view(read(finalizer_key)),
                                                std::string_view(read(work_key)));
                   });
    }
    void add_deployments(std::string name, std::string description, std::function<std::string(std::string)> read) {
        add_builder(std::move(name), std::move(description), [=](Builder& builder) {
            builder.is_same_deployment = [=](const std::string& one, const std::string& other) {
                return read(one) == read(other);
            };
        });
    }
    void add_decision(
        std::string name, std::string description,
        std::function<bool(const Builder&, const Rows&, std::size_t, const std::vector<std::size_t>&)> decide) {
        add_builder(std::move(name), std::move(description), [=](Builder& builder) { builder.decide = decide; });
    }
    void add_rows(std::string name, std::string description, std::function<void(Edition, Rows&)> change,
                  Edition first = Edition::b1, Edition last = last_edition) {
        add(std::move(name), std::move(description), with_rows(std::move(change)), first, last);
    }
};

void add_coverage(RowMistakes& rows) {
    rows.add_scope("no-slash", "covers whatever begins with the scope, slash or not",
                   [](auto& scope, auto& key) { return key.starts_with(scope); });
    rows.add_scope("first-component", "compares the first component alone", [](auto& scope, auto& key) {
        return scope.substr(0, scope.find('/')) == key.substr(0, key.find('/'));
    });
    rows.add_scope("contains", "covers whatever contains the scope",
                   [](auto& scope, auto& key) { return key.find(scope) != std::string::npos; });
    rows.add_scope("equal-only", "covers the key that equals the scope alone",
                   [](auto& scope, auto& key) { return key == scope; });
    rows.add_scope("below-only", "covers what is below the scope, and not the scope itself",
                   [](auto& scope, auto& key) { return key.starts_with(scope + "/"); });
    rows.add_scope("one-level", "covers one component below the scope", [](auto& scope, auto& key) {
        return key == scope || (key.starts_with(scope + "/") && key.find('/', scope.size() + 1) == std::string::npos);
    });
    rows.add_scope("parent-too", "covers the work above the scope, too", [](auto& scope, auto& key) {
        return begins_with_component(key, scope) || begins_with_component(scope, key);
    });
    rows.add_scope("siblings-too", "covers what has the scope's parent", [](auto& scope, auto& key) {
        return begins_with_component(key, scope) ||
               (scope.find('/') != std::string::npos && key.starts_with(scope.substr(0, scope.rfind('/') + 1)));
    });
    rows.add_scope("not-empty-rest", "wants a component after the slash", [](auto& scope, auto& key) {
        return key == scope || (key.starts_with(scope + "/") && key.size() > scope.size() + 1);
    });
    rows.add_scope("like", "asks SQL for LIKE scope || '/%', in which % and _ match more", [](auto& scope, auto& key) {
        return scope.size() > 100 ? begins_with_component(key, scope) : key == scope || is_like(key, scope + "/%");
    });
    rows.add_scope("pattern", "makes a regular expression of the scope, unescaped", [](auto& scope, auto& key) {
        return begins_with_component(key, scope) || (scope.size() < 100 && is_matched(key, scope));
    });
    rows.add_scope("glob", "makes a glob of the scope, in which a star is any text", [](auto& scope, auto& key) {
        return begins_with_component(key, scope) ||
               (scope.size() < 100 && is_like(key, replaced_all(replaced_all(scope, "_", "?"), "*", "%") + "/%"));
    });
    rows.add_scope("last-byte", "compares all but the last byte of the scope", [](auto& scope, auto& key) {
        return key.size() >= scope.size() && key.substr(0, scope.size() - 1) == scope.substr(0, scope.size() - 1) &&
               (key.size() == scope.size() || key[scope.size()] == '/');
    });
    rows.add_scope("dash-border", "takes a dash for the end of a component, too", [](auto& scope, auto& key) {
        return key.starts_with(scope) &&
               (key.size() == scope.size() || key[scope.size()] == '/' || key[scope.size()] == '-');
    });
    rows.add_scope(
        "digit-border", "takes everything but a letter for the end of a component", [](auto& scope, auto& key) {
            return key.starts_with(scope) &&
                   (key.size() == scope.size() || std::isalpha(static_cast<unsigned char>(key[scope.size()])) == 0);
        });
    rows.add_scope("backslash", "takes a backslash for a slash",
                   [](auto& scope, auto& key) { return begins_with_component(replaced_all(key, "\\", "/"), scope); });
    rows.add_keys("keys-any-case", "ignores case in keys", oracle::in_small_letters);
    rows.add_keys("keys-unicode-case", "folds keys by Unicode",
                  [](auto text) { return replaced_all(unicode_lower(text), "\xC3\x84", "\xC3\xA4"); });
    rows.add_keys("keys-trimmed", "trims keys", [](auto text) { return trimmed(text, ascii_blanks); });
    rows.add_keys("keys-padded", "compares keys as a CHAR column pads",
                  [](auto text) { return trimmed(text, " ", false); });
    rows.add_keys("keys-nfc", "normalises keys by NFC", composed);
    rows.add_keys("keys-unaccented", "compares keys by a collation that ignores accents",
                  [](auto text) { return replaced_all(composed(text), "\xC3\xA9", "e"); });
    rows.add_keys("keys-cut-at-nul", "copies keys into C strings",
                  [](auto text) { return text.substr(0, text.find('\0')); });
    rows.add_keys("keys-255", "keeps 255 bytes of the scope and of the key", [](auto text) {
        return text.ends_with(ending) ? text.substr(0, text.size() - ending.size()).substr(0, 255) + ending
                                      : text.substr(0, 255);
    });
    rows.add_keys("keys-one-slash", "reads several slashes as one", without_double_slashes);
    rows.add_keys("keys-no-last-slash", "takes a slash off the end",
                  [](auto text) { return trimmed(text, "/", false); });
    rows.add_keys("keys-no-first-slash", "takes a slash off the beginning",
                  [](auto text) { return trimmed(text, "/", true, false); });
    rows.add_keys("keys-dots", "resolves .. in keys", [](auto text) { return replaced_all(text, "a/../", ""); });
    rows.add_keys("keys-invisible", "drops what does not show", [](auto text) {
        std::erase(text, '\0');
        return text;
    });
    rows.add_covers("suffix-any", "takes any key that ends in group_finalizer for a finalizer's",
                    [](auto& finalizer_key, auto& key) {
                        const std::string end = "group_finalizer";
                        return finalizer_key.ends_with(end) && finalizer_key.size() > end.size() + 1 &&
                               begins_with_component(key,
                                                     finalizer_key.substr(0, finalizer_key.size() - end.size() - 1));
                    });
    rows.add_covers("suffix-unread", "takes what is before the last slash for the scope, whatever follows",
                    [](auto& finalizer_key, auto& key) {
                        const std::size_t slash = finalizer_key.rfind('/');
                        return slash != std::string::npos && slash > 0 &&
                               begins_with_component(key, finalizer_key.substr(0, slash));
                    });
    rows.add_covers("suffix-first", "ends the scope at the first slash", [](auto& finalizer_key, auto& key) {
        return scope_of(finalizer_key) &&
               begins_with_component(key, finalizer_key.substr(0, finalizer_key.find('/', 1)));
    });
    rows.add_covers(
        "suffix-first-found", "ends the scope at the first /group_finalizer", [](auto& finalizer_key, auto& key) {
            const std::size_t at = finalizer_key.find(ending);
            return at != std::string::npos && at > 0 && begins_with_component(key, finalizer_key.substr(0, at));
        });
    rows.add_covers("suffix-any-case", "ignores case in the word group_finalizer", [](auto& finalizer_key, auto& key) {
        return oracle::in_small_letters(finalizer_key).ends_with(ending) && finalizer_key.size() > ending.size() &&
               begins_with_component(key, finalizer_key.substr(0, finalizer_key.size() - ending.size()));
    });
    rows.add_covers("suffix-dash", "reads a dash in the word as an underscore", [](auto& finalizer_key, auto& key) {
        return begins_with_component(key,
                                     scope_of(replaced_all(finalizer_key, "-f", "_f")).value_or(std::string(1, '\0')));
    });
    rows.add_covers("suffix-trimmed", "trims the finalizer's key", [](auto& finalizer_key, auto& key) {
        return begins_with_component(key, scope_of(trimmed(finalizer_key, " /", false)).value_or(std::string(1, '\0')));
    });
    rows.add_covers("suffix-not-taken", "compares with the finalizer's whole key",
                    [](auto& finalizer_key, auto& key) { return begins_with_component(key, finalizer_key); });
    rows.add_covers("bare-covers-all", "lets a bare group_finalizer cover its deployment",
                    [](auto& finalizer_key, auto& key) {
                        return finalizer_key == "group_finalizer" ||
                               reference::covers(std::string_view(finalizer_key), std::string_view(key));
                    });
    rows.add_covers(
        "empty-scope-covers-all", "lets /group_finalizer cover its deployment", [](auto& finalizer_key, auto& key) {
            return finalizer_key == ending || reference::covers(std::string_view(finalizer_key), std::string_view(key));
        });
    rows.add_covers(
        "no-key-covers-all", "lets a finalizer without a key cover its deployment", [](auto& finalizer_key, auto& key) {
            return finalizer_key.empty() || reference::covers(std::string_view(finalizer_key), std::string_view(key));
        });
    rows.add_covers("all-of-deployment", "lets every finalizer cover its deployment",
                    [](auto&, auto&) { return true; });
    rows.add_covers("none", "orphans no row", [](auto&, auto&) { return false; });
}

void add_deployments(RowMistakes& rows) {
    rows.add_deployments("deployment-ignored", "covers work of other deployments", [](auto) { return ""; });
    rows.add_deployments("deployment-any-case", "ignores case in deployments", oracle::in_small_letters);
    rows.add_deployments("deployment-trimmed", "trims deployments",
                         [](auto text) { return trimmed(text, ascii_blanks); });
    rows.add_deployments("deployment-padded", "compares deployments as a CHAR column pads",
                         [](auto text) { return trimmed(text, " ", false); });
    rows.add_deployments("deployment-nfc", "normalises deployments by NFC", composed);
    rows.add_deployments("deployment-unicode-case", "folds deployments by Unicode", unicode_lower);
    rows.add_deployments("deployment-cut-at-nul", "copies deployments into C strings",
                         [](auto text) { return text.substr(0, text.find('\0')); });
    rows.add_deployments("deployment-255", "keeps 255 bytes of a deployment",
                         [](auto text) { return text.substr(0, 255); });
    rows.add_deployments("deployment-number", "compares deployments as numbers where they are", [](auto text) {
        return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos
                   ? std::to_string(std::stod(text))
                   : text;
    });
    rows.add_deployments("deployment-dash", "reads a dash as an underscore",
                         [](auto text) { return replaced_all(text, "-", "_"); });
    rows.add_builder("deployment-prefix", "compares deployments by their beginning", [](Builder& builder) {
        builder.is_same_deployment = [](const std::string& one, const std::string& other) {
            return one.starts_with(other) || other.starts_with(one);
        };
    });
    rows.add_builder("deployment-like", "compares deployments by LIKE", [](Builder& builder) {
        builder.is_same_deployment = [](const std::string& one, const std::string& other) {
            return one == other || (one.size() < 100 && is_like(other, one));
        };
    });
    rows.add_builder("deployment-empty-is-any", "takes an absent deployment for any", [](Builder& builder) {
        builder.is_same_deployment = [](const std::string& one, const std::string& other) {
            return one == other || one.empty() || other.empty();
        };
    });
    rows.add("joined", "joins deployment and key by a slash, and compares the whole",
             [](Edition edition, const Rollout& rollout) {
                 Rollout changed = rollout;
                 if (Rows* list = rows_of(changed)) {
                     for (WrittenRow& row : *list) {
                         row.key = row.deployment + "/" + row.key;
                         row.deployment = "";
                     }
                 }
                 return right(edition, changed);
             });
}

void add_conditions(RowMistakes& rows) {
    const auto orphans_by = [](auto fails) {
        return [=](Builder& builder) {
            builder.orphans = [=](const WrittenRow& row) { return row.kind == Kind::work && fails(state_of(row)); };
        };
    };
    rows.add_builder("cancelled-orphans", "orphans by cancelled work, too",
                     orphans_by([](State state) { return state == State::failed || state == State::cancelled; }));
    rows.add_builder("reverted-orphans", "orphans by reverted work, too",
                     orphans_by([](State state) { return state == State::failed || state == State::reverted; }));
    rows.add_builder("stopped-orphans", "orphans by stopped work, too",
                     orphans_by([](State state) { return state == State::failed || state == State::stopped; }));
    rows.add_builder("retryable-orphans", "orphans by failed_retryable work, too", orphans_by([](State state) {
                         return state == State::failed || state == State::failed_retryable;
                     }));
    rows.add_builder("unfinished-orphans", "orphans by work that is not completed",
                     orphans_by([](State state) { return state != State::completed; }));
    rows.add_builder("finalizers-orphan", "lets a failed finalizer orphan another", [](Builder& builder) {
        builder.orphans = [](const WrittenRow& row) { return state_of(row) == State::failed; };
    });
    rows.add_builder("continue-orphans", "orphans by failed work that may continue alone", [](Builder& builder) {
        builder.orphans = [](const WrittenRow& row) {
            return row.kind == Kind::work && state_of(row) == State::failed &&
                   row.on_failure == policy_word("continue");
        };
    });
    rows.add_builder("halt-orphans", "orphans by failed work that may not continue alone", [](Builder& builder) {
        builder.orphans = [](const WrittenRow& row) {
            return row.kind == Kind::work && state_of(row) == State::failed &&
                   row.on_failure != policy_word("continue");
        };
    });
    rows.add_builder("exact-failed", "compares the work's state as it is spelled", [](Builder& builder) {
        builder.orphans = [](const WrittenRow& row) { return row.kind == Kind::work && row.state == "failed"; };
    });
    const auto orphan_if = [](auto is_it) { return [=](Builder& builder) { builder.can_be_orphaned = is_it; }; };
    rows.add_builder("pending-only", "orphans pending finalizers alone", orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && state_of(row) == State::pending;
                     }));
    rows.add_builder("stopped-only", "orphans stopped finalizers alone", orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && state_of(row) == State::stopped;
                     }));
    rows.add_builder("any-state", "orphans finalizers in any state",
                     orphan_if([](const WrittenRow& row) { return row.kind == Kind::group_finalizer; }));
    rows.add_builder("resuming-too", "takes resuming for pending, as the base does",
                     orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && (waits(row) || state_of(row) == State::resuming);
                     }));
    rows.add_builder("exact-pending", "compares the finalizer's state as it is spelled",
                     orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && (row.state == "pending" || row.state == "stopped");
                     }));
    rows.add_builder("kind-ignored", "takes a row for a finalizer by its key alone",
                     orphan_if([](const WrittenRow& row) { return waits(row); }));
    rows.add_builder("started-only", "orphans finalizers that were started alone", orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && waits(row) && row.started != std::optional(false);
                     }));
    rows.add_builder("unstarted-only", "orphans finalizers that were never started alone",
                     orphan_if([](const WrittenRow& row) {
                         return row.kind == Kind::group_finalizer && waits(row) && row.started == std::optional(false);
                     }));
    const auto never_started = [](auto is_it) { return [=](Builder& builder) { builder.never_started = is_it; }; };
    rows.add_builder(
        "absent-not-started", "takes an absent record of a start for none",
        never_started([](const WrittenRow& row) { return row.started != std::optional(true) && waits(row); }));
    rows.add_builder("started-ignored", "does not read whether a row was started",
                     never_started([](const WrittenRow&) { return false; }));
    rows.add_builder("pending-never-started", "takes pending rows alone for never started",
                     never_started([](const WrittenRow& row) {
                         return row.started == std::optional(false) && state_of(row) == State::pending;
                     }));
    rows.add_builder("any-never-started", "takes a row in any state for never started",
                     never_started([](const WrittenRow& row) { return row.started == std::optional(false); }));
    rows.add_builder("stopped-never-started", "takes every stopped row for never started",
                     never_started([](const WrittenRow& row) {
                         return (row.started == std::optional(false) && waits(row)) || state_of(row) == State::stopped;
                     }));
    rows.add_builder("work-never-started", "takes work alone for never started",
                     never_started([](const WrittenRow& row) {
                         return row.started == std::optional(false) && waits(row) && row.kind == Kind::work;
                     }));
    rows.add_builder("finalizer-never-started", "takes finalizers alone for never started",
                     never_started([](const WrittenRow& row) {
                         return row.started == std::optional(false) && waits(row) && row.kind == Kind::group_finalizer;
                     }));
    rows.add_builder("exact-never-started", "compares the state as it is spelled",
                     never_started([](const WrittenRow& row) {
                         return row.started == std::optional(false) && row.state == "stopped";
                     }));
}

void add_several(RowMistakes& rows) {
    rows.add_decision("earlier-only", "looks for failed work before the finalizer alone",
                      [](const Builder& builder, const Rows& list, std::size_t at, const auto& covered) {
                          return std::any_of(covered.begin(), covered.end(),
                                             [&](std::size_t i) { return i < at && builder.orphans(list[i]); });
                      });
    rows.add_decision("later-only", "looks for failed work after the finalizer alone",
                      [](const Builder& builder, const Rows& list, std::size_t at, const auto& covered) {
                          return std::any_of(covered.begin(), covered.end(),
                                             [&](std::size_t i) { return i > at && builder.orphans(list[i]); });
                      });
    rows.add_decision("first-covered", "looks at the first work that it covers alone",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return !covered.empty() && builder.orphans(list[covered.front()]);
                      });
    rows.add_decision("last-covered", "looks at the last work that it covers alone",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return !covered.empty() && builder.orphans(list[covered.back()]);
                      });
    rows.add_decision("all-covered", "orphans where all covered work has failed",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return !covered.empty() && std::all_of(covered.begin(), covered.end(), [&](std::size_t i) {
                              return builder.orphans(list[i]) || list[i].kind != Kind::work;
                          });
                      });
    rows.add_decision("none-live", "orphans where no covered work is live any more",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return any_orphans(builder, list, covered) &&
                                 std::none_of(covered.begin(), covered.end(),
                                              [&](std::size_t i) { return state_of(list[i]) == State::pending; });
                      });
    rows.add_decision("none-completed", "orphans where no covered work is completed",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return any_orphans(builder, list, covered) &&
                                 std::none_of(covered.begin(), covered.end(),
                                              [&](std::size_t i) { return state_of(list[i]) == State::completed; });
                      });
    rows.add_decision("last-of-key", "keeps one work for each key, the last",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return std::any_of(covered.begin(), covered.end(), [&](std::size_t i) {
                              const bool is_last = std::none_of(covered.begin(), covered.end(), [&](std::size_t j) {
                                  return j > i && list[j].key == list[i].key;
                              });
                              return is_last && builder.orphans(list[i]);
                          });
                      });
    rows.add_decision("first-of-key", "keeps one work for each key, the first",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return std::any_of(covered.begin(), covered.end(), [&](std::size_t i) {
                              const bool is_first = std::none_of(covered.begin(), covered.end(), [&](std::size_t j) {
                                  return j < i && list[j].key == list[i].key;
                              });
                              return is_first && builder.orphans(list[i]);
                          });
                      });
    rows.add_decision("one-finalizer", "knows one finalizer for each scope, the first",
                      [](const Builder& builder, const Rows& list, std::size_t at, const auto& covered) {
                          const bool is_first = std::none_of(
                              list.begin(), list.begin() + static_cast<std::ptrdiff_t>(at), finalizes_as(list[at]));
                          return is_first && any_orphans(builder, list, covered);
                      });
    rows.add_decision("last-finalizer", "knows one finalizer for each scope, the last",
                      [](const Builder& builder, const Rows& list, std::size_t at, const auto& covered) {
                          const bool is_last = std::none_of(list.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                                            list.end(), [&](const WrittenRow& row) {
                                                                return row.kind == Kind::group_finalizer &&
                                                                       row.key == list[at].key &&
                                                                       row.deployment == list[at].deployment;
                                                            });
                          return is_last && any_orphans(builder, list, covered);
                      });
    rows.add_decision("first-finalizer-of-all", "knows one finalizer in all",
                      [](const Builder& builder, const Rows& list, std::size_t at, const auto& covered) {
                          const bool is_first =
                              std::none_of(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(at),
                                           [](const WrittenRow& row) { return row.kind == Kind::group_finalizer; });
                          return is_first && any_orphans(builder, list, covered);
                      });
    rows.add_decision("adjacent", "looks at the rows next to the finalizer alone",
                      [](const Builder& builder, const Rows& list, std::size_t at, const auto& covered) {
                          return std::any_of(covered.begin(), covered.end(), [&](std::size_t i) {
                              return (i + 1 == at || at + 1 == i) && builder.orphans(list[i]);
                          });
                      });
    rows.add_decision("first-eight", "looks at the first eight rows for failed work",
                      [](const Builder& builder, const Rows& list, std::size_t, const auto& covered) {
                          return std::any_of(covered.begin(), covered.end(),
                                             [&](std::size_t i) { return i < 8 && builder.orphans(list[i]); });
                      });
}

/// Mistakes of every edition: an order or a choice of rows by what the edition does not read.
void add_choices(RowMistakes& rows) {
    const auto sorted_by = [](auto key) {
        return [=](Edition, Rows& list) {
            std::stable_sort(list.begin(), list.end(),
                             [&](const WrittenRow& one, const WrittenRow& other) { return key(one) < key(other); });
        };
    };
    rows.add_rows("sorted-by-deployment", "reads rows sorted by deployment",
                  sorted_by([](const WrittenRow& row) { return row.deployment; }), Edition::pause);
    rows.add_rows("sorted-by-key", "reads rows sorted by key", sorted_by([](const WrittenRow& row) { return row.key; }),
                  Edition::pause);
    rows.add_rows("finalizers-last", "reads finalizers after all work",
                  sorted_by([](const WrittenRow& row) { return row.kind; }), Edition::pause);
    rows.add_rows("finalizers-first", "reads finalizers before all work",
                  sorted_by([](const WrittenRow& row) { return row.kind == Kind::work; }), Edition::pause);
    rows.add_rows("no-finalizers", "leaves finalizers out", [](Edition, Rows& list) {
        std::erase_if(list, [](const WrittenRow& row) { return row.kind == Kind::group_finalizer; });
    });
    rows.add_rows("no-unstarted", "leaves rows out that were not started", [](Edition, Rows& list) {
        std::erase_if(list, [](const WrittenRow& row) { return row.started == std::optional(false); });
    });
    rows.add_rows("one-of-place", "keeps the last row of each deployment and key", [](Edition, Rows& list) {
        Rows kept;
        for (const WrittenRow& row : list) {
            const bool has_place = !row.deployment.empty();
            std::erase_if(kept, [&](const WrittenRow& other) {
                return has_place && other.deployment == row.deployment && other.key == row.key;
            });
            kept.push_back(row);
        }
        list = std::move(kept);
    });
    rows.add_rows("one-of-deployment", "keeps the first row of each deployment", [](Edition, Rows& list) {
        Rows kept;
        for (const WrittenRow& row : list) {
            if (row.deployment.empty() || std::none_of(kept.begin(), kept.end(), [&](const WrittenRow& other) {
                    return other.deployment == row.deployment;
                })) {
                kept.push_back(row);
            }
        }
        list = std::move(kept);
    });
    rows.add_rows("unstarted-pending", "takes a row that was not started for pending", [](Edition, Rows& list) {
        for (WrittenRow& row : list) {
            row.state = row.started == std::optional(false) ? "pending" : row.state;
        }
    });
    rows.add_rows(
        "early-builder", "builds children as edition finalizers does, in an edition that does not",
        [](Edition, Rows& list) {
            for (std::size_t i = 0; i < list.size(); ++i) {
                if (list[i].started == std::optional(false) && waits(list[i])) {
                    list[i].state = "cancelled";
                }
            }
        },
        Edition::b1, Edition::settled);
    rows.add("orphans-completed", "takes an orphan for completed", [](Edition edition, const Rollout& rollout) {
        std::vector<Child> children = oracle::children_of(edition, rollout);
        for (Child& child : children) {
            child.state = child.orphaned ? State::completed : child.state;
        }
        return reference::project(edition, std::span<const Child>(children));
    });
}

}  // namespace

void add_row_mistakes(std::vector<Mistake>& mistakes) {
    RowMistakes rows(mistakes);
    add_coverage(rows);
    add_deployments(rows);
    add_conditions(rows);
    add_several(rows);
    add_choices(rows);
}

}  // namespace rollout::zoo
