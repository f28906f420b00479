// Mistakes in what a finalizer covers (BUILD-4, BUILD-5): scopes and keys.
#include <cctype>

#include "builder.hpp"

namespace rollout::zoo {
namespace {

bool begins_with_component(const std::string& key, const std::string& scope) {
    return key.starts_with(scope) && (key.size() == scope.size() || key[scope.size()] == '/');
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

}  // namespace

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

}  // namespace rollout::zoo
