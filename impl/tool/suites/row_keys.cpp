#include "row_keys.hpp"

#include <algorithm>

#include "ascii.hpp"

namespace rollout::oracle {

using namespace std::string_literals;

const std::vector<std::string> scopes{"a"s,
                                      "a/b"s,
                                      "orders-001/ns_0"s,
                                      "A"s,
                                      "Ab/c"s,
                                      "a b"s,
                                      " a"s,
                                      "a "s,
                                      "a."s,
                                      "a.b"s,
                                      "a*"s,
                                      "a%"s,
                                      "a_"s,
                                      "a_b/c_d"s,
                                      "[a]"s,
                                      "(a|b)"s,
                                      "^a$"s,
                                      "a+"s,
                                      "a\\b"s,
                                      "a'b"s,
                                      "a\"b"s,
                                      "/"s,
                                      "a/"s,
                                      "/a"s,
                                      "//"s,
                                      "."s,
                                      ".."s,
                                      "a/../b"s,
                                      "a\tb"s,
                                      "caf\xC3\xA9"s,
                                      "cafe\xCC\x81"s,
                                      "\xC3\x84"s,
                                      "\xC4\xB0"s,
                                      "\xE2\x84\xAA"s,
                                      "\xE6\x97\xA5"s,
                                      "a\0"s,
                                      "a\0b"s,
                                      "group_finalizer"s,
                                      "a/group_finalizer"s,
                                      std::string(5'000, 'k')};

const std::vector<std::string> endings{ending,
                                       "/Group_Finalizer"s,
                                       "/GROUP_FINALIZER"s,
                                       "/group-finalizer"s,
                                       "/group_finalizer/"s,
                                       "/group_finalizer "s,
                                       " /group_finalizer"s,
                                       "/group_finalizers"s,
                                       "/my_group_finalizer"s,
                                       "_group_finalizer"s,
                                       "group_finalizer"s,
                                       "/finalizer"s,
                                       "/groupXfinalizer"s,
                                       "/group_finalizer\0"s,
                                       "\\group_finalizer"s,
                                       "//group_finalizer"s,
                                       "/group_finalizer/group_finalizer"s,
                                       ""s};

const std::vector<std::string> deployments{""s,
                                           "d"s,
                                           "D"s,
                                           "d "s,
                                           " d"s,
                                           "dd"s,
                                           "d/"s,
                                           "d%"s,
                                           "d_"s,
                                           "dx"s,
                                           "d.x"s,
                                           "d*"s,
                                           "d\0"s,
                                           "d\0e"s,
                                           "\xC3\xA9"s,
                                           "e\xCC\x81"s,
                                           "\xC4\xB0"s,
                                           "i"s,
                                           "east-1"s,
                                           "east-10"s,
                                           "east_1"s,
                                           "01"s,
                                           "1"s,
                                           "1.0"s,
                                           std::string(300, 'd'),
                                           std::string(299, 'd') + "e"};

namespace {

std::string replaced(std::string text, const std::string& old, const std::string& with) {
    const std::size_t at = text.find(old);
    return at == std::string::npos ? text : text.replace(at, old.size(), with);
}
std::string with_last(std::string text, char byte) {
    text.back() = byte;
    return text;
}
bool is_ascii(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

}  // namespace

std::vector<std::string> keys_near(const std::string& scope) {
    if (scope.size() > 100) {
        return {scope, scope + "/t", with_last(scope, '~') + "/t", scope.substr(1) + "/t"};
    }
    const std::string first = scope.substr(0, scope.find('/', 1));
    const std::size_t last_slash = scope.rfind('/');
    std::vector<std::string> keys{scope,
                                  scope + "/t",
                                  scope + "/t/u",
                                  scope + "/T",
                                  scope + "/",
                                  scope + "//t",
                                  "/" + scope + "/t",
                                  scope + "x",
                                  scope + "x/t",
                                  scope + "0",
                                  scope + "-b/t",
                                  scope + ".",
                                  scope + " ",
                                  " " + scope,
                                  scope + "\0"s,
                                  scope + "\0/t"s,
                                  scope + "\\t",
                                  scope + ending,
                                  "group_finalizer/" + scope,
                                  "x/" + scope + "/t",
                                  "x" + scope + "/t",
                                  first,
                                  first + "/other",
                                  in_capitals(scope) + "/t",
                                  in_small_letters(scope) + "/t",
                                  "",
                                  "/t",
                                  "t",
                                  replaced(scope, "_", "x") + "/t",
                                  replaced(scope, "%", "xyz") + "/t",
                                  replaced(scope, ".", "x") + "/t",
                                  replaced(scope, "*", "aa") + "/t",
                                  replaced(scope, "*", "") + "/t",
                                  replaced(scope, "/", "//") + "/t",
                                  replaced(scope, "/", "_") + "/t",
                                  replaced(scope, "\xC3\xA9", "e\xCC\x81") + "/t",
                                  replaced(scope, "e\xCC\x81", "\xC3\xA9") + "/t",
                                  replaced(scope, "\xC3\x84", "\xC3\xA4") + "/t",
                                  replaced(scope, "\xE2\x84\xAA", "k") + "/t",
                                  replaced(scope, "[a]", "a") + "/t",
                                  replaced(scope, "(a|b)", "b") + "/t",
                                  replaced(scope, "^a$", "a") + "/t",
                                  replaced(scope, "a/../b", "b") + "/t"};
    if (is_ascii(scope)) {
        keys.push_back(with_last(scope, '~') + "/t");
        keys.push_back(scope.substr(0, scope.size() - 1));
        keys.push_back(scope.substr(0, scope.size() - 1) + "/t");
        keys.push_back(scope.substr(1) + "/t");
    }
    if (last_slash != std::string::npos) {
        keys.push_back(scope.substr(0, last_slash));
        keys.push_back(scope.substr(0, last_slash) + "/other/t");
    }
    return keys;
}

}  // namespace rollout::oracle
