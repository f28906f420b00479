// Verdicts of the real program: `rollout-oracle test` on a testee that was built beside this test.
#pragma once

#include "rapidjson_sizes.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "json_document.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
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

/// Runs a verb with options on a testee. Unless the options bound its answers, they have a minute each: a machine may
/// be loaded, and a program may be sanitized.
inline ProgramRun run_on(const std::string& verb, const Words& options, const Words& command) {
    Words arguments{verb};
    arguments.insert(arguments.end(), options.begin(), options.end());
    if (std::find(options.begin(), options.end(), "--timeout") == options.end()) {
        arguments.insert(arguments.end(), {"--timeout", "60"});
    }
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

// Two members of the zoo that many tests ask.
inline const Words wrong = member("first-failure-ends-all");
inline const Words right = member("right");

/// Expects a conformant verdict of so many parts, with its guarantee.
inline void expect_conformant(const Judged& judged, std::size_t parts) {
    ASSERT_EQ(judged.run.status, 0) << judged.printed();
    EXPECT_EQ(judged.run.err, "");
    EXPECT_EQ(judged.headline(), "conformant");
    EXPECT_EQ(judged.lines("reasons"), "");
    ASSERT_EQ(judged.verdict["parts"].Size(), parts);
    for (const auto& part : judged.verdict["parts"].GetArray()) {
        EXPECT_GT(part["planned"].GetUint64(), 0U);
        EXPECT_EQ(part["passed"], part["planned"]);
        EXPECT_EQ(Judged::text_of(part["sha256"]).size(), 64U);
    }
    const auto& guarantee = judged.verdict["guarantee"];
    ASSERT_TRUE(guarantee.IsObject());
    EXPECT_NE(Judged::text_of(guarantee["theorem"]).find("answers every list of every length right"),
              std::string::npos);
    EXPECT_GE(guarantee["assumptions"].Size(), 3U);
    for (const auto& assumption : guarantee["assumptions"].GetArray()) {
        EXPECT_NE(Judged::text_of(assumption).find("(probed by "), std::string::npos) << Judged::text_of(assumption);
    }
}

}  // namespace rollout::tests
