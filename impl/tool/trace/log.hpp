// A log of events as JSON Lines, apply by apply.
#pragma once

#include <istream>
#include <map>
#include <string>
#include <vector>

#include "event.hpp"
#include "problems.hpp"
#include "row.hpp"

namespace rollout::trace {

struct LoggedEvent {
    Event event;
    std::size_t line;
};

struct Apply {
    std::string id;         // as the log has it
    std::string situation;  // in the words of a scenario
    std::size_t line = 0;   // of `begin`
    std::vector<LoggedEvent> events = {};
    std::vector<oracle::WrittenRow> operations = {};  // where the log says where they stand
};

struct Log {
    std::vector<Apply> applies;  // in the order in which they begin
    std::size_t events = 0;
    oracle::Problems problems;                                // each with its line
    std::map<std::string, std::size_t, std::less<>> skipped;  // by name: events that are none of the protocol
};

/// Reads lines {"apply":ANY,"event":NAME,"operation":N,"state":TOKEN,"seq":N,"time":TEXT}, of begin "situation" and
/// "operations", of parent "completed_at" and "error_of"; other members are not looked at. The events of an apply are
/// put in the order of `seq`, or else of `time`, or else as they come. `name`: what messages call the log.
Log read_log(std::istream& lines, const std::string& name);

}  // namespace rollout::trace
