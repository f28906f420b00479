// The replies of a testee, read as if it were hostile: every byte is checked, nesting and size are bounded, and what is
// wrong is named by field. Members that this version does not know are ignored, so that a testee may say more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rollout::oracle {

/// What a testee says of itself.
struct Offer {
    std::string name;
    std::string version;
    std::string language;
    std::vector<std::string> editions;  // one at least
    // The part of the vocabulary that it knows; nothing: all of it.
    std::optional<std::vector<std::string>> states;
    std::optional<std::vector<std::string>> policies;
    std::optional<std::vector<std::string>> flags;
    std::optional<std::vector<std::string>> levels;  // "operations", "children"
    // What can be said of its texts: "canonical", "without NUL"; nothing: any text arrives.
    std::optional<std::vector<std::string>> words;
    std::vector<std::string> subjects{"projection"};
};

/// The answer to one case.
struct Answer {
    enum class Kind : std::uint8_t { said, skipped, error };

    Kind kind;
    std::string_view text;  // what was said, or why not

    friend bool operator==(const Answer&, const Answer&) = default;
};

/// The answer to one `run` request.
struct RunReply {
    std::uint64_t sequence = 0;
    std::vector<Answer> answers;  // at most as many as were asked for; they point into the line
    std::size_t count = 0;        // how many there were
};

/// Why a line is no reply.
struct ReplyError {
    bool is_json;         // false: it is not, or is nested too deep to be looked at
    std::string message;  // names the byte or the field
};

/// How deep a reply may be nested.
inline constexpr std::size_t reply_depth_max = 100;

/// Reads the answer to `start`. Errors: a member that is missing, appears twice or has the wrong type; a version other
/// than 1; no edition; a number that no double holds (as a rule of the parser).
std::variant<Offer, ReplyError> read_start_reply(std::string& line);

/// Reads the answer to a `run` request for `count` cases, in which `said` (`state` or `answer`) is the member that
/// answers a case. Errors: as above; a result that has not exactly one of `said`, `skipped` and `error`. The sequence
/// and the count are the caller's to judge. Ensures: no more than `count` answers are stored. Cost: one pass; `line` is
/// decoded in place and its content is unspecified afterwards, but for what the answers point to.
std::variant<RunReply, ReplyError> read_run_reply(std::string& line, std::string_view said, std::size_t count);

}  // namespace rollout::oracle
