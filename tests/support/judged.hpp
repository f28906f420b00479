// Verdicts of the real program: `rollout-oracle test` on a testee that was built beside this test.
#pragma once

#include "rapidjson_sizes.hpp"

#include <string>
#include <vector>

#include "json_document.hpp"
#include "support/bounds.hpp"
#include "support/program.hpp"

namespace rollout::tests {

inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

using Words = std::vector<std::string>;

/// Returns the commands of testees: each is a program of the build folder, and its arguments.
inline Words testee(const std::string& name, const Words& arguments = {}) {
    Words command{std::string(ROLLOUT_TESTEES) + "/" + name};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}
inline Words testee_c() { return testee("testee_c"); }
inline Words zoo(const Words& arguments) { return testee("testee_zoo", arguments); }
inline Words member(const std::string& name) { return zoo({"--as", name}); }

/// Returns these options of a run whose verdict does not turn on random lists: of the default suite where bounds are
/// whole; else of the complete suite of rows alone, which takes a sixth of its time.
inline Words of_some_suite(Words options = {}) {
    if (!whole_bounds()) {
        options.insert(options.end(), {"--suite", "complete", "--level", "operations"});
    }
    return options;
}

/// Runs a verb with options on a testee.
inline ProgramRun run_on(const std::string& verb, const Words& options, const Words& command) {
    Words arguments{verb};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.emplace_back("--");
    arguments.insert(arguments.end(), command.begin(), command.end());
    return run_oracle(arguments);
}

/// One run of `test`, read back from its JSON.
struct Judged {
    ProgramRun run;
    rapidjson::Document verdict;  // null where nothing was printed

    /// Returns the beginning of what was printed, for a message.
    std::string printed() const { return "\n" + run.out.substr(0, 1500) + run.err; }

    std::string text(const char* member) const { return verdict.IsObject() ? text_of(verdict[member]) : ""; }
    std::string headline() const { return text("headline"); }

    /// Returns the lines of a list of sentences.
    std::string lines(const char* member) const {
        std::string made;
        if (!verdict.IsObject()) {
            return made;
        }
        for (const auto& line : verdict[member].GetArray()) {
            made += text_of(line) + "\n";
        }
        return made;
    }

    /// Returns the sum over the parts whose name begins so.
    std::uint64_t count(const std::string& part_name, const char* member) const {
        std::uint64_t sum = 0;
        if (!verdict.IsObject()) {
            return sum;
        }
        for (const auto& part : verdict["parts"].GetArray()) {
            sum += text_of(part["name"]).starts_with(part_name) ? part[member].GetUint64() : 0;
        }
        return sum;
    }

    /// Returns the names of the parts in which something failed, with commas between them.
    std::string failing_parts() const {
        std::string names;
        for (const auto& part : verdict["parts"].GetArray()) {
            if (part["failed"].GetUint64() > 0) {
                names += (names.empty() ? "" : "; ") + text_of(part["name"]);
            }
        }
        return names;
    }

    static std::string text_of(const rapidjson::Value& value) {
        return value.IsString() ? std::string(value.GetString(), value.GetStringLength()) : "";
    }
};

inline Judged judged(Words options, const Words& command) {
    options.insert(options.end(), {"--format", "json"});
    Judged made{run_on("test", options, command), {}};
    if (!made.run.out.empty()) {
        made.verdict.Parse(made.run.out.data(), made.run.out.size());
    }
    return made;
}

}  // namespace rollout::tests
