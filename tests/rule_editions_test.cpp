// Goal: a rule file stands wherever an edition is named, and means there what its ladder says by definition. Method:
// lines in every spelling against the definition; editions as files against the built-in ones, byte by byte; machines
// that are exported and judged in another language; wrong ones, which must be found with rung and shortest list.
#include <fmt/format.h>

#include <map>
#include <random>

#include "rule_lines.hpp"
#include "rule_sources.hpp"
#include "support/gtest.hpp"
#include "support/guide.hpp"
#include "support/judged.hpp"
#include "support/report_text.hpp"
#include "support/rules.hpp"
#include "support/tree.hpp"

namespace rollout::tests {
namespace {

namespace fs = std::filesystem;

using oracle::LoadedRule;
using rules::WrittenElement;
using rules::WrittenList;

std::string edition_file(std::string_view name) {
    return (root / "spec/editions" / (std::string(name) + ".toml")).string();
}

/// Returns a few rows or children, in words that the rule has and in others.
WrittenList random_list(const rules::Rule& rule, std::mt19937_64& random) {
    const auto below = [&](std::size_t bound) { return random() % bound; };
    WrittenList list{.is_of_children = below(2) == 0, .is_released = below(2) == 0, .elements = {}};
    const std::vector<std::string> words = rule.policy_words();
    for (std::size_t size = below(7); size > 0; --size) {
        WrittenElement& element = list.elements.emplace_back();
        element.state = below(8) == 0 ? "no state" : rule.names.states[below(rule.state_count())];
        if (list.is_of_children) {
            element.flags = static_cast<std::uint16_t>(below(rule.flags_count()));
        } else if (below(4) == 0) {
            element.on_failure = below(2) == 0 ? oracle::null_policy : oracle::policy_word("no word");
        } else if (!words.empty() && below(3) != 0) {
            element.on_failure = oracle::policy_word(words[below(words.size())]);
        }
    }
    return list;
}

/// Returns the object with its first small letter of a state written as an escape: it is no plain line any more.
std::string escaped(std::string line) {
    const std::size_t at = line.find(R"({"state":")");
    if (at != std::string::npos) {
        const std::size_t letter = at + std::string_view(R"({"state":")").size();
        line.replace(letter, 1, fmt::format("\\u{:04x}", static_cast<unsigned char>(line[letter])));
    }
    return line;
}

TEST(RuleLines, AreAnsweredByTheLadderInEverySpelling) {
    std::mt19937_64 random(24);
    for (const fs::path& file : rule_files()) {
        const LoadedRule rule = loaded_file(file);
        rules::RuleAnswers answers(rule, false);
        rules::RuleAnswers released(rule, true);
        for (int round = 0; round < 400; ++round) {
            WrittenList list = random_list(rule->rule(), random);
            const std::string line = "{" + members_of(rule->rule(), list) + ",\"id\":[7]}";
            const auto answer_of = [&](rules::RuleAnswers& asked, const std::string& text) {
                const auto answered = asked.answer_to(text);
                const auto* answer = std::get_if<oracle::LineAnswers::Answer>(&answered);
                return answer == nullptr ? std::get<oracle::LineError>(answered).message : std::string(answer->fields);
            };
            const auto expected = [&] {
                const rules::Decision decision = decide(rule->rule(), elements_of(rule->rule(), list));
                return fmt::format(R"("state":"{}","clause":"{}")", rule->rule().names.states[decision.state],
                                   deciding_rung(rule->rule(), decision).id);
            };
            const std::string plain = "{" + members_of(rule->rule(), list) + ",\"id\":7}";
            for (const std::string& text : {plain, line, escaped(plain)}) {
                EXPECT_EQ(answer_of(answers, text), expected()) << shown(file) << ": " << text;
            }
            if (!list.is_released) {
                list.is_released = true;
                EXPECT_EQ(answer_of(released, plain), expected()) << shown(file) << ", released: " << plain;
            }
        }
    }
}

// Up to settled, of rows; the words are canonical, for a file compares bytes.
TEST(RuleLines, OfTheEditionsFilesAreAnsweredAsByTheEditions) {
    std::mt19937_64 random(337);
    std::string input;
    for (int line = 0; line < 2000; ++line) {
        input += fmt::format("{{\"id\":{},\"released\":{},\"operations\":[", line, random() % 2 == 0);
        for (std::size_t row = 0, size = random() % 9; row < size; ++row) {
            const StateFacts& state = states[random() % (states.size() - 1)];
            const PolicyFacts& policy = policies[random() % policies.size()];
            input += fmt::format("{}{{\"state\":\"{}\",\"on_failure\":\"{}\"}}", row == 0 ? "" : ",", state.token,
                                 policy.word);
        }
        input += "]}\n";
    }
    for (const EditionFacts& facts : editions) {
        if (facts.edition < Edition::finalizers) {
            const std::string name(facts.name);
            const ProgramRun built_in = run_oracle({"project", "--jsonl", "--edition", name}, input);
            const ProgramRun by_file = run_oracle({"project", "--jsonl", "--edition", edition_file(name)}, input);
            EXPECT_EQ(by_file.out, built_in.out) << name;
            EXPECT_EQ(by_file.status, 0);
        }
    }
}

// Rows are asked where words or nothing set flags, children where a caller does.
TEST(RuleVocabulary, AsksTheLevelsThatSayEverything) {
    const auto levels = [](const std::string& flags) {
        const std::string text = "edition = \"x\"\nstates = [\"a\"]\nunlisted = \"a\"\nempty = \"a\"\n" + flags +
                                 "ladder = [{ id = \"A\", when = \"true\", then = \"a\" }]\n";
        const oracle::RuleVocabulary vocabulary(std::get<LoadedRule>(rules::Loaded::of(text, "x.toml")));
        std::string asked;
        for (const analysis::LevelFacts& facts : analysis::levels) {
            asked += vocabulary.asks(facts.level) ? std::string(facts.name) + " " : "";
        }
        return asked + std::to_string(oracle::lists_of(vocabulary).size());
    };
    const std::string words = "flags = { f = [\"w\"], g = [\"v\"] }\nother_words = \"none\"\n";
    EXPECT_EQ(levels(""), "operations 1");
    EXPECT_EQ(levels(words), "operations 2");
    EXPECT_EQ(levels("given = [\"k\"]\n"), "children 1");
    EXPECT_EQ(levels(words + "given = [\"k\"]\n"), "operations children 3");
    // A flag that a word sets under one latch alone is set by words.
    EXPECT_EQ(levels("flags = { f = [\"w\"] }\nreleased = { f = [] }\nother_words = \"none\"\n"), "operations 2");
}

constexpr const char* own_rule = R"~(edition = "own"
states = ["ok", "failed", "busy", "it's"]
unlisted = "busy"
empty = "ok"
flags = { soft = ["allow"] }
released = { soft = ["allow", "later"] }
other_words = "none"
given = ["leaf"]
base = [
  { id = "B-1", when = "any(busy)", then = "busy" },
  { id = "B-2", when = "true", then = "ok" },
]
ladder = [
  { id = "HARD", when = "any(failed & !soft)", then = "failed", why = "nobody allowed it" },
  { id = "LEAF", when = "any(failed & leaf)", then = "failed" },
  { id = "PASS", when = "true", then = "base" },
]
cases = ["failed:allow busy -> busy B-1", "released: failed:later -> ok B-2", "failed+soft+leaf -> failed LEAF"]
)~";

/// The rule above, without the state that no case line can spell.
std::string own_rule_file(const ScratchFolder& folder) {
    std::string text = own_rule;
    text.replace(text.find(", \"it's\""), std::string_view(", \"it's\"").size(), "");
    return folder.with("own.toml", text);
}

TEST(RuleFile, ProjectsAndExplains) {
    const ScratchFolder folder;
    const std::string file = own_rule_file(folder);
    const ProgramRun run =
        run_oracle({"project", "--edition", file, "--explain", "failed:allow", "odd:none", "busy", "failed:allow"});
    EXPECT_EQ(run.out, R"(busy
decided by B-1 in own
rows
  1 failed, policy allow: flag soft
  2 odd is seen as busy, policy none, which is not listed: no flag
  3 busy, no policy: no flag
  4 failed, policy allow: flag soft
base: busy
  B-1 yes  any(busy)
rollout: busy
  HARD no   any(failed & !soft)
  LEAF no   any(failed & leaf)
  PASS yes  true
)");
    EXPECT_EQ(run.err,
              "rollout-oracle: note: child 2: \"odd\" is no state of own: seen as busy\n"
              "rollout-oracle: note: child 2: \"none\" is no policy word of own: it sets no flag\n");
    EXPECT_EQ(run.status, 0);
    const auto answer = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"project", "--edition", file});
        const ProgramRun projected = run_oracle(words);
        return projected.status == 0 ? projected.out : fmt::format("{}: {}", projected.status, projected.err);
    };
    EXPECT_EQ(answer({"failed"}), "failed\n");
    EXPECT_EQ(answer({"--base", "failed"}), "ok\n");
    EXPECT_EQ(answer({"--format", "json", "--base", "failed"}),
              "{\"state\":\"failed\",\"clause\":\"HARD\",\"base\":\"ok\"}\n");
    EXPECT_EQ(answer({"failed:later"}), "failed\n");
    EXPECT_EQ(answer({"--released", "failed:later"}), "ok\n");
    EXPECT_EQ(answer({"failed:allow", "failed+soft+leaf"}), "failed\n");
    EXPECT_EQ(answer({}), "ok\n");
    EXPECT_EQ(answer({R"({"children":[{"state":"failed","soft":true}]})"}), "ok\n");
    EXPECT_EQ(answer({R"({"edition":"own","released":true,"operations":[{"state":"failed","on_failure":"later"}]})"}),
              "ok\n");
    EXPECT_EQ(
        answer({R"({"edition":"b2","operations":[]})"}),
        "2: rollout-oracle: project: the object names edition b2, and --edition the rule file of edition \"own\"\n");
    EXPECT_EQ(answer({"failed+loud"}), "2: rollout-oracle: project: child 1: 'loud': no flag; there are soft, leaf\n");
    EXPECT_NE(answer({"--explain", "failed"}).find("HARD yes  any(failed & !soft): nobody allowed it\n"),
              std::string::npos);
}

TEST(RuleFile, AnswersLinesInPlaceAndOtherEditionsByTheirOwn) {
    const ScratchFolder folder;
    const std::string file = own_rule_file(folder);
    const ProgramRun run = run_oracle({"project", "--jsonl", "--edition", file},
                                      R"({"id":1,"operations":[{"state":"failed","on_failure":"allow","step":3}]}
{"id":2,"edition":"own","children":[{"state":"failed","soft":true,"leaf":true}]}
{"id":3,"edition":"b2","operations":[{"state":"failed","on_failure":"continue"},{"state":"running"}]}
{"id":4,"edition":"b9","operations":[]}
{"id":5,"operations":[{"state":"ok","on_failiure":"allow"}]}
{"id":6,"children":[{"state":"ok","orphaned":true}]}
{"id":7,"children":[{"state":"ok","leaf":1}]}
{"id":8,"operations":[{"on_failure":"allow"}]}
{"id":9,"operations":[{"state":"ok","step":"1"}]}
{"id":10,"released":true,"operations":[{"state":"failed","on_failure":"later"}]})");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, R"({"id":1,"state":"ok","clause":"B-2"}
{"id":2,"state":"failed","clause":"LEAF"}
{"id":3,"state":"running","clause":"ROLL-5"}
{"line":4,"id":4,"error":"edition: \"b9\" is not an edition; use \"own\", which is the rule file's, or one of b1, b2, b3, b4, pause, settled, finalizers, steps"}
{"line":5,"id":5,"error":"operations, row 1: unknown field \"on_failiure\"; an operation has the fields state, on_failure, deployment, key, kind, started, step, target"}
{"line":6,"id":6,"error":"children, child 1: unknown field \"orphaned\"; a child has the fields state, soft, leaf"}
{"line":7,"id":7,"error":"children, child 1: leaf: expected a boolean, got a number"}
{"line":8,"id":8,"error":"operations, row 1: state: is required"}
{"line":9,"id":9,"error":"operations, row 1: step: expected a number, got a string"}
{"id":10,"state":"ok","clause":"B-2"}
)");
}

TEST(RuleFile, IsListedAndRefusedWhereOnlyABuiltInEditionIs) {
    const ScratchFolder folder;
    const std::string file = own_rule_file(folder);
    EXPECT_EQ(run_oracle({"list", "clauses", "--edition", file}).out,
              "B-1   any(busy)            busy\n"
              "B-2   true                 ok\n"
              "HARD  any(failed & !soft)  failed  nobody allowed it\n"
              "LEAF  any(failed & leaf)   failed\n"
              "PASS  true                 base\n");
    EXPECT_EQ(run_oracle({"list", "policies", "--edition", file}).out,
              "allow                              soft  soft\n"
              "later                              none  soft\n"
              "any other word, null, none at all  none  none\n");
    EXPECT_EQ(run_oracle({"export", "rules", "--edition", file}).out, read_file(file));
    const auto refused = [&](std::vector<std::string> words, const std::string& why) {
        words.insert(words.end(), {"--edition", file});
        const ProgramRun run = run_oracle(words);
        EXPECT_EQ(run.status, 2);
        EXPECT_NE(run.err.find(why), std::string::npos) << run.err;
    };
    refused({"model"}, "is a rule file, and here a built-in edition is wanted: b1, b2");
    refused({"prove"}, "is a rule file, and here a built-in edition is wanted: b1, b2");
    refused({"list", "lemmas"}, "list lemmas: of built-in editions alone, not of a rule file");
    refused({"export", "suite", "--suite", "rows"}, "--suite rows: only built-in editions have such cases");
    refused({"export", "suite", "--subject", "guard"}, "--subject guard: a rule file says nothing of it");
    EXPECT_NE(
        run_oracle({"project", "--edition", "own"}).err.find("a rule file is named with its path, as ./draft.toml"),
        std::string::npos);
    const std::string misspelt = folder.with("misspelt.toml", "edition = \"x\"\nstaets = []\n");
    const ProgramRun run = run_oracle({"test", "--edition", misspelt, "--", "true"});
    EXPECT_EQ(run.status, 2);
    EXPECT_NE(run.err.find(misspelt + ":2:1: 'staets': no key of a rule file; did you mean states?\n"),
              std::string::npos)
        << run.err;
}

// The machine that `export` prints, walked by an interpreter that knows no rule, is judged by the ladder's definition.
TEST(RuleFile, ItsMachineIsConformantInAnotherLanguage) {
    const ScratchFolder folder;
    std::vector<fs::path> every = files(root / "spec/foreign", {".toml"});
    every.emplace_back(edition_file("b2"));
    every.emplace_back(own_rule_file(folder));
    if (whole_bounds()) {
        every = rule_files();
    }
    for (const fs::path& file : every) {
        const std::string machine = folder.file("machine.json");
        ASSERT_EQ(run_oracle({"export", "machine", "--edition", file.string(), "--output", machine}).status, 0);
        const Words interpreter{"python3", (root / "tests/testees/machine/machine.py").string(), machine};
        const Judged one = judged({"--suite", "complete", "--edition", file.string()}, interpreter);
        EXPECT_EQ(one.run.status, 0) << shown(file) << one.printed();
        EXPECT_EQ(one.headline(), "conformant");
        if (whole_bounds() || file == every.back()) {
            const ProgramRun learned = run_on("learn", {"--edition", file.string()}, interpreter);
            EXPECT_EQ(learned.status, 0) << learned.out << learned.err;
            EXPECT_NE(learned.out.find(", on lists of every length\n"), std::string::npos) << learned.out;
        }
    }
}

TEST(RuleFile, FindsAWrongMachineByItsRungAndAShortestList) {
    const ScratchFolder folder;
    const std::string file = own_rule_file(folder);
    std::string machine = run_oracle({"export", "machine", "--edition", file}).out;
    const std::string access = R"({"output":"failed","access":[["failed",0]]})";
    const std::size_t at = machine.find(access);
    ASSERT_NE(at, std::string::npos) << machine;
    machine.replace(at, access.size(), R"({"output":"ok","access":[["failed",0]]})");
    const Words interpreter{"python3", (root / "tests/testees/machine/machine.py").string(),
                            folder.with("wrong.json", machine)};
    const ProgramRun run = run_on("test", {"--edition", file, "--suite", "complete"}, interpreter);
    EXPECT_EQ(run.status, 1);
    EXPECT_TRUE(run.out.starts_with("not conformant: machine 1 (Python) to edition own\n")) << run.out;
    EXPECT_TRUE(holds(run.out, "  rollout   failed\n  expected  failed, by HARD: nobody allowed it\n  said      ok\n"))
        << run.out;
    EXPECT_TRUE(holds(run.out, "see       rollout-oracle project --edition " + file + " --explain failed\n"))
        << run.out;
    const ProgramRun learned = run_on("learn", {"--edition", file, "--level", "operations"}, interpreter);
    EXPECT_EQ(learned.status, 1);
    EXPECT_TRUE(holds(learned.out, "failed  testee ok  own failed\n")) << learned.out;
}

// Each mistake that a controller makes in its rule or in its policies is found by the file of b2, as by b2: by the
// complete suite of rows, unless it counts, which random lists find, or is one of children.
TEST(RuleFile, FindsTheMistakesOfControllers) {
    const std::map<std::string, Words> found_by{
        {"rule-two-completed", {"--max-length", "300", "--level", "operations"}},
        {"rule-majority", {"--max-length", "300", "--level", "operations"}},
        {"rule-children-exchanged", {"--suite", "complete", "--level", "children"}},
        {"rule-children-of-b1", {"--suite", "complete", "--level", "children"}},
    };
    std::size_t tried = 0;
    for (const std::string& line : lines_of(output_of(zoo({}).front() + " --list-mistakes"))) {
        rapidjson::Document mistake;
        ASSERT_FALSE(oracle::parse_json(line, mistake)) << line;
        const std::string kind(oracle::text_of(mistake["kind"]));
        const std::string name(oracle::text_of(mistake["name"]));
        const bool is_of_b2 = oracle::text_of(mistake["first"]) <= "b2" && oracle::text_of(mistake["last"]) != "b1";
        if (!is_of_b2 || (kind != "rule" && kind != "policies")) {
            continue;
        }
        ++tried;
        const auto otherwise = found_by.find(name);
        Words options = otherwise != found_by.end() ? otherwise->second : Words{"--suite", "complete"};
        options.insert(options.end(), {"--edition", edition_file("b2"), "--fail-fast"});
        const ProgramRun run = run_on("test", options, zoo({"--words", "canonical", "--mistake", name}));
        EXPECT_EQ(run.status, 1) << name << ": " << run.out.substr(0, 300);
    }
    EXPECT_GE(tried, 90U);
}

// Who reads no further than so many elements, in pages that are full, or counts one state in 16 bits.
TEST(RuleFile, FindsMistakesThatOnlyLongListsShow) {
    Words mistakes{"size-full-page-1024", "size-running-in-16"};
    if (whole_bounds()) {
        mistakes.insert(mistakes.end(), {"size-cap-1024", "size-cap-100000"});
    }
    for (const std::string& name : mistakes) {
        const ProgramRun run = run_on("test", {"--edition", edition_file("b2"), "--suite", "sizes", "--fail-fast"},
                                      zoo({"--words", "canonical", "--mistake", name}));
        EXPECT_EQ(run.status, 1) << name << ": " << run.out.substr(0, 300);
    }
    const ProgramRun right = run_on("test", {"--edition", edition_file("b2"), "--suite", "sizes"}, zoo({}));
    EXPECT_TRUE(right.out.starts_with("passed sizes: zoo 1 (C++), edition b2\n")) << right.out;
}

TEST(RuleFile, JudgesWhatATesteeOffers) {
    const std::string file = edition_file("b2");
    const auto verdict = [&](const Words& offer, const Words& options = {}) {
        Words arguments{"--edition", file, "--suite", "smoke"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        const ProgramRun run = run_on("test", arguments, zoo(offer));
        return run.out.substr(0, run.out.find('\n')) + run.err;
    };
    EXPECT_EQ(verdict({}), "passed smoke: zoo 1 (C++), edition b2");
    EXPECT_EQ(verdict({"--states", "pending,running,completed,failed"}),
              "passed smoke for 4 of 20 states: zoo 1 (C++), edition b2");
    EXPECT_EQ(verdict({"--levels", "children"}), "passed smoke for children: zoo 1 (C++), edition b2");
    EXPECT_EQ(verdict({"--levels", "children", "--flags", "continue_on_failure"}),
              "passed smoke for children: zoo 1 (C++), edition b2");
    EXPECT_EQ(verdict({}, {"--level", "children"}), "passed smoke for children: zoo 1 (C++), edition b2");
    EXPECT_EQ(verdict({"--words", "canonical"}), "passed smoke for listed states: zoo 1 (C++), edition b2");
    EXPECT_EQ(verdict({"--editions", "b3"}),
              "rollout-oracle: test: the testee does not offer edition b2; it offers b3\n");
    EXPECT_TRUE(holds(verdict({"--states", "paused"}), "bad start"));
    const ProgramRun run = run_on("test", {"--edition", file, "--suite", "smoke"}, zoo({"--states", "pending,paused"}));
    EXPECT_TRUE(holds(run.out, "states: \"paused\" is no name that the rule file has")) << run.out;
}

const std::string guide = read_file((root / "spec/guides/rule_files.md").string());

// What `test` prints of the Go function is seen where Go is built: templates_test.
TEST(RuleFileGuide, ItsPathPrintsWhatItShows) {
    const std::vector<Block> blocks = blocks_below(guide, "## From eight lines to a verdict");
    ASSERT_GE(blocks.size(), 5U);
    const std::string file = (root / "tests/testees/own_rule/ours.toml").string();
    EXPECT_EQ(blocks[0].text, read_file(file));
    EXPECT_EQ(lines_of(blocks[0].text).size(), 8U);
    const auto expect_printed = [&](const Block& command, const Block& shown_lines, const Words& words) {
        EXPECT_EQ(command.language, "sh");
        const std::string printed = run_oracle(words).out;
        for (const std::string& line : lines_of(shown_lines.text)) {
            EXPECT_TRUE(holds(printed, line + "\n")) << command.text << line << "\n" << printed;
        }
    };
    expect_printed(blocks[1], blocks[2], {"lint", file});
    expect_printed(blocks[3], blocks[4], {"diff", "b2", file});
}

TEST(RuleFileGuide, ItsMisspeltFilesAreToldAsItSays) {
    const std::vector<Block> blocks = blocks_below(guide, "### Three misspelt files");
    ASSERT_EQ(blocks.size(), 6U);
    for (std::size_t i = 0; i < blocks.size(); i += 2) {
        const auto read = rules::Loaded::of(blocks[i].text, "ours.toml");
        ASSERT_TRUE(std::holds_alternative<std::string>(read)) << blocks[i].text;
        EXPECT_EQ(std::get<std::string>(read) + "\n", blocks[i + 1].text);
    }
}

// The empty text is a word like any other.
TEST(RuleFile, MayListTheEmptyWord) {
    const ScratchFolder folder;
    const std::string file = folder.with("empty_word.toml", R"~(edition = "e"
states = ["a", "b"]
unlisted = "b"
empty = "b"
flags = { f = [""] }
other_words = "none"
ladder = [{ id = "A", when = "any(f)", then = "a" }, { id = "B", when = "true", then = "b" }]
)~");
    const std::string suite = run_oracle({"export", "suite", "--edition", file}).out;
    EXPECT_TRUE(holds(suite, R"("operations":[{"state":"a","on_failure":""}],"expected":"a"})"))
        << suite.substr(0, 500);
    EXPECT_EQ(run_oracle({"project", "--edition", file, "b:"}).out, "a\n");
    EXPECT_EQ(run_oracle({"project", "--edition", file, "b"}).out, "b\n");
}

TEST(RuleFile, WhoseMachineIsTooLargeSaysWhatItIsGoodFor) {
    const ScratchFolder folder;
    std::string states = "\"ok\"";
    std::string ladder;
    for (int i = 0; i < 8; ++i) {
        states += fmt::format(", \"a{0}\", \"b{0}\", \"r{0}\"", i);
        ladder += fmt::format("{{ id = \"R{0}\", when = \"any(a{0}) & any(b{0})\", then = \"r{0}\" }},\n", i);
    }
    const std::string file = folder.with(
        "large.toml", fmt::format("edition = \"large\"\nstates = [{}]\nunlisted = \"ok\"\nempty = \"ok\"\nladder = "
                                  "[\n{}{{ id = \"OK\", when = \"true\", then = \"ok\" }}]\n",
                                  states, ladder));
    EXPECT_TRUE(run_oracle({"lint", file})
                    .out.starts_with("large: 25 states, 9 rungs, 65536 summaries of lists over 17 classes of elements, "
                                     "9841 states of the machine\n"));
    const std::string why =
        "its machine has 9841 states, and states are told apart by words up to 2000: lint, review, diff "
        "and project take the file, suites and the rest do not\n";
    for (const Words& words : {Words{"export", "machine"}, Words{"export", "suite"}, Words{"export", "vectors"}}) {
        Words arguments = words;
        arguments.insert(arguments.end(), {"--edition", file});
        EXPECT_TRUE(run_oracle(arguments).err.ends_with(why)) << run_oracle(arguments).err;
    }
    EXPECT_EQ(run_oracle({"project", "--edition", file, "a3", "b3"}).out, "r3\n");
}

}  // namespace
}  // namespace rollout::tests
