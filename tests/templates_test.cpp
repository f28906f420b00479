// Goal: the templates that people copy pass as they stand. Method: each is judged by the complete suite, in
// `--all` by the default one. Those named Built are what `testees/build` made; a tool-chain that is missing is a
// failure.

#include <filesystem>
#include <fstream>

#include <rollout/vocabulary/edition.hpp>

#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/judged.hpp"

namespace rollout::tests {
namespace {

const std::string source = std::string(ROLLOUT_SOURCE_DIR) + "/tests/testees/";

void expect_headline(const std::string& headline, const Words& options, const Words& command,
                     const std::string& left_out = "") {
    const Judged one = judged(options, command);
    EXPECT_EQ(one.run.status, 0) << testing::PrintToString(command) << one.printed();
    EXPECT_EQ(one.headline(), headline);
    EXPECT_EQ(one.lines("reasons"), left_out);
}

void expect_conformant(const std::string& edition, const Words& command) {
    expect_headline("conformant", of_some_suite({"--edition", edition}), command);
    expect_headline("passed tokens", {"--edition", edition, "--suite", "tokens"}, command);
}

/// Runs an interpreter of machines through the complete suite of each edition, given the machine of that edition alone.
void expect_interpreter(const Words& interpreter) {
    for (const EditionFacts& facts : editions) {
        if (!whole_bounds() && facts.edition >= Edition::settled) {
            continue;
        }
        const std::string edition(facts.name);
        Words command = interpreter;
        command.push_back(std::string(ROLLOUT_SOURCE_DIR) + "/spec/machines/" + edition + ".json");
        const bool has_builder = facts.edition >= Edition::finalizers;
        expect_headline(
            "conformant",
            {"--edition", edition, "--suite", "complete", "--level", has_builder ? "children" : "operations"}, command,
            has_builder ? "not offered, so not asked: levels operations\n" : "");
    }
}

TEST(Template, InPythonIsConformant) { expect_conformant("b2", {"python3", source + "python/testee.py"}); }

TEST(Template, OfTheGuardInPythonPasses) {
    const Judged guard = judged({"--edition", "b3", "--subject", "guard"}, {"python3", source + "python/decisions.py"});
    EXPECT_EQ(guard.run.status, 0) << guard.printed();
    EXPECT_EQ(guard.headline(), "passed guard");
}

TEST(Interpreter, InPythonIsConformantInEveryEdition) {
    expect_interpreter({"python3", source + "machine/machine.py"});
}

TEST(Template, InCIsConformant) { expect_conformant("b2", testee_c()); }
TEST(Template, InNodeIsConformant) { expect_conformant("b2", {"node", source + "node/testee.mjs"}); }

// What a template hands on: a projection that answers what it was given shows it.

/// Returns the answers of the copy of a template in which `projection` stands for its own.
std::string answers_of(const std::string& folder_name, const std::string& file, const std::string& projection,
                       const Words& command) {
    const ScratchFolder folder;
    const std::string requests = folder.with(
        "requests",
        R"({"cmd":"run","seq":1,"edition":"b2","cases":[{"operations":[{"state":"a"},{"state":"b","on_failure":null},)"
        R"({"state":"c","on_failure":"x","deployment":"d","key":"k","kind":"group_finalizer","started":false,)"
        R"("step":7,"target":"t"}],)"
        R"("released":true},{"children":[{"state":"e"},{"state":"f","pause_on_failure":true,"never_started":true}]}]})"
        "\n"
        R"({"cmd":"stop"})"
        "\n");
    std::filesystem::copy(source + folder_name, folder.file("copy"), std::filesystem::copy_options::recursive);
    std::ofstream(folder.file("copy") + "/" + file) << projection;
    std::string line = "cd '" + folder.file("copy") + "' && GOFLAGS=-mod=mod GOPROXY=off";
    for (const std::string& word : command) {
        line += " " + word;
    }
    line += " < '" + requests + "' 2>&1";
    return output_of(line);
}

TEST(Template, InPythonHandsOnAllOfARow) {
    const std::string answers =
        answers_of("python", "projection.py",
                   "from typing import NamedTuple\nEDITION = 'b2'\n"
                   "class Operation(NamedTuple):\n    state: object\n    on_failure: object\n"
                   "    deployment: object\n    key: object\n    kind: object\n    started: object\n"
                   "    step: object\n    target: object\n"
                   "class Child(NamedTuple):\n    state: object\n    continue_on_failure: object\n"
                   "    pause_on_failure: object\n    orphaned: object\n    never_started: object\n"
                   "def project(rows, released):\n    return f'{[tuple(r) for r in rows]} {released}'\n"
                   "def project_children(children):\n    return str([tuple(c) for c in children])\n",
                   {"python3", "testee.py"});
    EXPECT_EQ(answers,
              "{\"seq\":1,\"results\":[{\"state\":\"[('a', 'halt', '', '', 'work', True, 0, ''), ('b', None, '', '', "
              "'work', True, 0, ''), ('c', 'x', 'd', 'k', 'group_finalizer', False, 7, 't')] "
              "True\"},{\"state\":\"[('e', False, "
              "False, False, False), ('f', False, True, False, True)]\"}]}\n");
}

TEST(Template, InNodeHandsOnAllOfARow) {
    const std::string answers =
        answers_of("node", "projection.mjs",
                   "export const edition = 'b2';\n"
                   "const values = (list) => list.map((each) => Object.values(each).map(String).join());\n"
                   "export const project = (rows, released) => `${values(rows).join(' ')} ${released}`;\n"
                   "export const projectChildren = (children) => values(children).join(' ');\n",
                   {"node", "testee.mjs"});
    EXPECT_EQ(answers,
              "{\"seq\":1,\"results\":[{\"state\":\"a,halt,,,work,true,0, b,null,,,work,true,0, "
              "c,x,d,k,group_finalizer,false,7,t true\"},{\"state\":\"e,false,false,false,false "
              "f,false,true,false,true\"}]}\n");
}

TEST(Template, BuiltInGoHandsOnAllOfARow) {
    const std::string answers = answers_of(
        "go", "projection.go",
        "package main\nimport \"fmt\"\nconst Edition = \"b2\"\n"
        "type Operation struct { State string; OnFailure *string; Deployment, Key, Kind string; Started bool; Step "
        "uint32; Target string }\n"
        "type Child struct { State string; ContinueOnFailure, PauseOnFailure, Orphaned, NeverStarted bool }\n"
        "func Project(rows []Operation, released bool) string {\n\ttext := \"\"\n\tfor _, r := range rows {\n"
        "\t\tpolicy := \"null\"\n\t\tif r.OnFailure != nil {\n\t\t\tpolicy = *r.OnFailure\n\t\t}\n"
        "\t\ttext += fmt.Sprint(r.State, \",\", policy, \",\", r.Deployment, \",\", r.Key, \",\", r.Kind, \",\", "
        "r.Started, \",\", r.Step, \",\", r.Target, \" \")\n"
        "\t}\n\treturn text + fmt.Sprint(released)\n}\n"
        "func ProjectChildren(children []Child) string { return fmt.Sprint(children) }\n",
        {"go", "run", "."});
    EXPECT_EQ(answers,
              "{\"seq\":1,\"results\":[{\"state\":\"a,halt,,,work,true,0, b,null,,,work,true,0, "
              "c,x,d,k,group_finalizer,false,7,t true\"},{\"state\":\"[{e false false false false} {f false true false "
              "true}]\"}]}\n");
}

// What testees/build made.
const std::string built = ROLLOUT_BUILT_TESTEES;

TEST(Template, BuiltInGoIsConformant) { expect_conformant("b2", {built + "/testee_go"}); }
// The path of spec/guides/rule_files.md: the rule as a file, and a Go function, right and wrong.
TEST(Template, BuiltInGoIsConformantToARuleOfItsOwn) {
    const std::string rule = source + "own_rule/ours.toml";
    expect_headline("conformant", {"--edition", rule}, {built + "/own_rule"});
    const ScratchFolder folder;
    const std::string wrong = folder.file("wrong");
    output_of("mkdir " + wrong + " && cp " + source + "own_rule/* " + wrong + " && cd " + wrong +
              " && sed -i 's/return \"failed\"/return states[0]/' project.go && GOFLAGS=-mod=mod GOPROXY=off GOCACHE=" +
              built + "/go-cache go build -o own-rule .");
    const ProgramRun run = run_on("test", {"--edition", rule}, {wrong + "/own-rule"});
    EXPECT_EQ(run.status, 1);
    EXPECT_TRUE(
        holds(run.out, "  rollout   pending failed\n  expected  failed, by FAILED: any(failed)\n  said      pending\n"))
        << run.out;
}
TEST(Template, BuiltInRustIsConformant) { expect_conformant("b2", {built + "/testee_rust"}); }
TEST(Interpreter, BuiltInGoIsConformantInEveryEdition) { expect_interpreter({built + "/machine_go"}); }

}  // namespace
}  // namespace rollout::tests
