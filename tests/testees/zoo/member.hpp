// What the members of the zoo have in common: where a testee can go wrong.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <rollout/reference/clause.hpp>

#include "right.hpp"

namespace rollout::zoo {

struct Mistake;

/// What a member remembers while it runs.
struct Session {
    std::uint64_t random = 1;  // never 0
    unsigned after = 3;        // how many requests are answered right by one that goes wrong later
    unsigned requests = 0;     // `run` requests so far, the present one included
    std::map<std::string, std::string> memory = {};
    std::optional<reference::Clause> without = std::nullopt;  // the clause that is left out
    const Mistake* mistake = nullptr;                         // the realistic one, if there is one
};

/// Returns the next number of the session's sequence.
std::uint64_t next_random(Session& session);

enum class Nature {
    honest,  // keeps the protocol and answers right
    wrong,   // keeps the protocol
    broken,  // does not
};

std::string_view word(Nature nature);

/// Returns a state that is not the one in `result`.
std::string other_state(const std::string& result);

/// Writes `text` to standard output at once.
void write_whole(Session& session, std::string_view text);

/// A member is a right testee but for what it says here.
struct Member {
    std::string_view name;
    Nature nature;
    std::string_view description;
    void (*before_start)(Session&) = [](Session&) {};
    std::string (*offer)() = right_offer;
    void (*before_run)(Session&) = [](Session&) {};
    std::string (*result)(Session&, Edition, const rapidjson::Value& rollout) =
        [](Session&, Edition edition, const rapidjson::Value& rollout) { return right_result(edition, rollout); };
    /// Makes a reply, end of line included, of a right one without it.
    std::string (*reply)(Session&, const std::string& right) = [](Session&, const std::string& right) {
        return right + "\n";
    };
    void (*write)(Session&, std::string_view text) = write_whole;
    void (*at_stop)(Session&) = [](Session&) {};
};

/// Returns all of them: honest ones, then wrong ones, then broken ones.
std::span<const Member> members();

}  // namespace rollout::zoo
