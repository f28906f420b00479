// Goal: a rule file means what its page says: the quotient decides as the ladders do by definition, the built-in
// editions' files are their references, laws are told apart, and what is wrong with a file is told with its place.
// Method: every short list of every file of spec/, long random ones, random rule files; tiny rules for each law.

#include <fmt/format.h>

#include <random>

#include "alphabet.hpp"
#include "comparison.hpp"
#include "lint.hpp"
#include "loaded.hpp"
#include "rule_file.hpp"
#include "support/exhaustive.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"
#include "support/rules.hpp"
#include "support/tree.hpp"

#include <rapidcheck/gtest.h>

namespace rollout::tests {
namespace {

namespace fs = std::filesystem;

using rules::Decision;

/// Returns an element of each class that the rule tells apart.
std::vector<Element> one_of_each(const Loaded& rule) {
    std::vector<Element> elements;
    for (std::uint32_t of = 0; of < rule.explored().quotient().class_count(); ++of) {
        elements.push_back(rule.explored().quotient().first_of(of));
    }
    return elements;
}

/// Compares the quotient's decision, and the machines' answers, with the definition.
class Comparer {
public:
    explicit Comparer(const Loaded& rule)
        : rule_(rule), machine_(rule.explored().machine()), deciding_(rule.explored().deciding_machine()) {}

    std::string difference(std::span<const Element> list) const {
        const rules::Quotient& quotient = rule_.explored().quotient();
        const Decision expected = decide(rule_.rule(), list);
        std::uint32_t state = 0;
        std::uint32_t deciding = 0;
        for (const Element element : list) {
            state = machine_.step(state, quotient.class_of(element));
            deciding = deciding_.machine.step(deciding, quotient.class_of(element));
        }
        return quotient.decide(quotient.summary(list)) != expected                    ? "the quotient"
               : machine_.outputs[state] != expected.state                            ? "the machine"
               : deciding_.decisions[deciding_.machine.outputs[deciding]] != expected ? "the deciding machine"
                                                                                      : "";
    }

private:
    const Loaded& rule_;
    analysis::Machine machine_;
    rules::Explored::Deciding deciding_;
};

TEST(RuleFiles, AreDecidedAsDefinedOnEveryListUpToFourOrThree) {
    for (const fs::path& file : rule_files()) {
        const auto rule = loaded_file(file);
        const Comparer comparer(*rule);
        const std::vector<Element> elements = one_of_each(*rule);
        const std::size_t length = elements.size() <= 15 ? 4 : elements.size() <= 25 ? 3 : 2;
        std::uint64_t lists = 0;
        analysis::any_list(std::span<const Element>(elements), length, [&](std::span<const Element> list) {
            ++lists;
            EXPECT_EQ(comparer.difference(list), "") << shown(file) << ": " << rule->rule().text(list);
            return testing::Test::HasFailure();
        });
        EXPECT_EQ(lists, lists_up_to(length, elements.size()));
    }
}

TEST(RuleFiles, AreDecidedAsDefinedOnLongRandomLists) {
    std::mt19937_64 random(24);
    for (const fs::path& file : rule_files()) {
        const auto rule = loaded_file(file);
        const Comparer comparer(*rule);
        const std::vector<Element> elements = all_elements(rule->rule());
        for (int round = 0; round < 100; ++round) {
            std::vector<Element> few;
            for (std::uint64_t more = 1 + random() % 6; more > 0; --more) {
                few.push_back(elements[random() % elements.size()]);
            }
            std::vector<Element> list(random() % 300);
            for (Element& element : list) {
                element = few[random() % few.size()];
            }
            ASSERT_EQ(comparer.difference(list), "") << shown(file) << ": " << rule->rule().text(list);
        }
    }
}

// Of every list of any length: the machines are equal. Of each summary of the file's own: the clause is, too.
TEST(RuleFiles, OfTheEditionsAreTheirReferences) {
    for (const EditionFacts& facts : editions) {
        const std::string file = "spec/editions/" + std::string(facts.name) + ".toml";
        const auto rule = loaded(read_file(root / file), file);
        const rules::Quotient& quotient = rule->explored().quotient();
        const analysis::Machine machine = rule->explored().machine();
        const auto flags_of = [&](const Child& child) {
            std::uint16_t flags = 0;
            for (std::size_t flag = 0; flag < child_flags.size(); ++flag) {
                const auto& known = rule->rule().names.flags;
                const auto found = std::find(known.begin(), known.end(), child_flags[flag].name);
                if (found != known.end() && (rollout::flags_of(child) >> flag & 1) != 0) {
                    flags = static_cast<std::uint16_t>(flags | 1U << (found - known.begin()));
                }
            }
            return flags;
        };
        for (const analysis::Level level : {analysis::Level::operations, analysis::Level::children}) {
            for (const Latch latch : latches) {
                const analysis::Alphabet alphabet = analysis::whole_alphabet(facts.edition, level, latch);
                analysis::Machine respelled{.letter_count = alphabet.letters.size(), .outputs = {}, .steps = {}};
                for (std::uint32_t state = 0; state < machine.size(); ++state) {
                    const std::string& answer = rule->rule().names.states[machine.outputs[state]];
                    respelled.outputs.push_back(static_cast<std::uint32_t>(reference::parse_state(answer)));
                    for (const analysis::Letter letter : alphabet.letters) {
                        const Element element{
                            rule->rule().state(token(letter.state)),
                            level == analysis::Level::operations
                                ? rule->rule().flags(word(letter.operation().on_failure), latch == Latch::released)
                                : flags_of(letter.child())};
                        respelled.steps.push_back(machine.step(state, quotient.class_of(element)));
                    }
                }
                EXPECT_EQ(analysis::minimized(respelled), analysis::minimal_machine(alphabet)) << file;
            }
        }
        for (std::size_t number = 0; number < rule->explored().summaries().size(); number += number < 2000 ? 1 : 37) {
            const std::vector<Element> list = rule->explored().list(number);
            std::vector<Child> children;
            for (const Element element : list) {
                std::size_t set = 0;
                for (std::size_t flag = 0; flag < child_flags.size(); ++flag) {
                    const auto& known = rule->rule().names.flags;
                    const auto found = std::find(known.begin(), known.end(), child_flags[flag].name);
                    const bool is_set = found != known.end() && (element.flags >> (found - known.begin()) & 1) != 0;
                    set |= static_cast<std::size_t>(is_set) << flag;
                }
                const Child child = child_with(reference::parse_state(rule->rule().names.states[element.state]), set);
                children.push_back(child);
            }
            const reference::Decision expected = reference::decide(facts.edition, std::span<const Child>(children));
            const Decision decision = decide(rule->rule(), list);
            ASSERT_EQ(rule->rule().names.states[decision.state], token(expected.state)) << rule->rule().text(list);
            ASSERT_EQ(deciding_rung(rule->rule(), decision).id, reference::id(expected.clause))
                << rule->rule().text(list);
        }
    }
}

TEST(RuleFiles, AreClean) {
    std::size_t laws = 0;
    for (const fs::path& file : rule_files()) {
        const auto rule = loaded_file(file);
        const rules::Lint found = lint(*rule);
        EXPECT_TRUE(found.is_clean()) << shown(file);
        for (const rules::LawReport& law : found.laws) {
            EXPECT_EQ(law.missing, "") << shown(file);
            laws += law.counterexample ? 1 : 0;
        }
    }
    EXPECT_GT(laws, 20U);
}

RC_GTEST_PROP(RandomRules, AreDecidedAsDefined, (std::uint64_t seed)) {
    std::mt19937_64 random(seed);
    const std::string text = random_rule(random);
    const auto rule = with_empty(text);
    const Comparer comparer(*rule);
    const std::vector<Element> elements = all_elements(rule->rule());
    for (int round = 0; round < 30; ++round) {
        std::vector<Element> list(random() % 12);
        for (Element& element : list) {
            element = elements[random() % elements.size()];
        }
        if (const std::string who = comparer.difference(list); !who.empty()) {
            RC_FAIL(who + " differs on " + rule->rule().text(list) + " of\n" + text);
        }
    }
}

// Two rules that agree on every short list have no difference, and a difference is one.
RC_GTEST_PROP(RandomRules, DifferAsTheirDifferencesSay, (std::uint64_t seed)) {
    std::mt19937_64 random(seed);
    const auto before = with_empty(random_rule(random));
    const auto after = with_empty(random_rule(random));
    const std::vector<rules::Difference> found = differences(*before, *after);
    bool differs = false;
    const std::vector<Element> elements = all_elements(before->rule());
    analysis::any_list(std::span<const Element>(elements), 2, [&](std::span<const Element> list) {
        differs = decide(before->rule(), list).state != decide(after->rule(), list).state;
        return differs;
    });
    RC_ASSERT(!differs || !found.empty());
    for (const rules::Difference& kind : found) {
        RC_ASSERT(kind.before != kind.after);
    }
}

// What is wrong with a file

struct WrongFile {
    const char* line;  // of the file below, which another one takes the place of; empty: it is added
    const char* instead;
    const char* problem;
};

constexpr const char* right_file = R"~(edition = "ours"
states = ["ok", "failed", "busy"]
unlisted = "busy"
empty = "ok"
flags = { soft = ["allow"] }
other_words = "none"
ladder = [
  { id = "HARD", when = "any(failed & !soft)", then = "failed" },
  { id = "LIVE", when = "any(live)", then = "busy" },
  { id = "ELSE", when = "true", then = "ok" },
]
cases = ["failed:allow busy -> busy LIVE"]
[sets]
live = ["busy"]
)~";

TEST(WrongRuleFiles, AreToldWithPlaceWordAndRemedy) {
    const auto right = loaded(right_file);
    EXPECT_EQ(right->rule().names.states.size(), 3U);
    const std::vector<WrongFile> wrong{
        {R"~(edition = "ours")~", R"~(name = "ours")~", "1:1: 'name': no key of a rule file; there are edition"},
        {R"~(edition = "ours")~", "", "1:1: edition is missing"},
        {R"~(unlisted = "busy")~", R"~(unlisted = "bussy")~", "3:12: 'bussy': no state; did you mean busy?"},
        {R"~(unlisted = "busy")~", "", "unlisted is missing: the state that any other word is seen as"},
        {R"~(empty = "ok")~", "", "empty is missing: the answer of the empty list"},
        {R"~(empty = "ok")~", R"~(empty = "busy")~",
         "4:9: empty: busy is stated, and the ladder answers ok by ELSE; a first rung"},
        {R"~(empty = "ok")~", R"~(empty = "live")~", "4:9: 'live' is a set, and here a state is wanted"},
        {R"~(flags = { soft = ["allow"] })~", "flags = { soft = [] }",
         "5:11: flag 'soft': no word sets it; where the caller does"},
        {R"~(other_words = "none")~", "", "5:9: other_words is missing: other_words = \"none\" states"},
        {R"~(other_words = "none")~", R"~(other_words = "all")~", "6:15: other_words: expected \"none\""},
        {R"~(  { id = "LIVE", when = "any(live)", then = "busy" },)~",
         R"~(  { id = "HARD", when = "any(live)", then = "busy" },)~",
         "9:10: id 'HARD': the rung of line 8 has it already"},
        {R"~(  { id = "LIVE", when = "any(live)", then = "busy" },)~",
         R"~(  { id = "LIVE", when = "any(liv)", then = "busy" },)~",
         "9:30: 'liv': no state, set, flag or predicate; did you mean live?"},
        {R"~(  { id = "LIVE", when = "any(live)", then = "busy" },)~",
         R"~(  { id = "LIVE", when = "anny(live)", then = "busy" },)~",
         "9:26: 'anny': no question of a list; did you mean any?"},
        {R"~(  { id = "LIVE", when = "any(live)", then = "busy" },)~",
         R"~(  { id = "LIVE", when = "live", then = "busy" },)~",
         "9:26: 'live' asks one element; of a list, ask any(live)"},
        {R"~(  { id = "LIVE", when = "any(live)", then = "busy" },)~",
         R"~(  { id = "LIVE", when = "any(any(live))", then = "busy" },)~",
         "9:30: 'any' asks a list, and here one element is asked"},
        {R"~(  { id = "LIVE", when = "any(live)", then = "busy" },)~",
         R"~(  { id = "LIVE", when = "any(live", then = "busy" },)~", "9:34: expected ')', not the end"},
        {R"~(  { id = "LIVE", when = "any(live)", then = "busy" },)~",
         R"~(  { id = "LIVE", when = "at_least(0, live)", then = "busy" },)~",
         "9:35: '0': expected a whole number from 1 to 1000"},
        {R"~(  { id = "LIVE", when = "any(live)", then = "busy" },)~",
         R"~(  { id = "LIVE", when = "any(live)", then = "live" },)~",
         "9:45: 'live' is a set, and here a state is wanted"},
        {R"~(  { id = "LIVE", when = "any(live)", then = "busy" },)~",
         R"~(  { id = "LIVE", when = "any(live)", then = "base" },)~",
         "9:45: then = \"base\": only the ladder of a file with a base ladder"},
        {R"~(  { id = "LIVE", when = "any(live)", then = "busy" },)~",
         R"~(  { id = "LIVE", whne = "any(live)", then = "busy" },)~",
         "9:18: 'whne': no key of a rung; did you mean when?"},
        {R"~(  { id = "ELSE", when = "true", then = "ok" },)~", "",
         "9:3: ladder: the last rung is not when = \"true\""},
        {R"~(cases = ["failed:allow busy -> busy LIVE"])~", R"~(cases = ["faild:allow busy -> busy LIVE"])~",
         "12:10: 'faild': no state; did you mean failed?"},
        {R"~(cases = ["failed:allow busy -> busy LIVE"])~", R"~(cases = ["failed:alow busy -> busy LIVE"])~",
         "12:10: 'alow': no word that sets a flag; (other) stands for such a word; did you mean allow?"},
        {R"~(cases = ["failed:allow busy -> busy LIVE"])~", R"~(cases = ["failed busy"])~",
         "12:10: a case without '->'"},
        {R"~(live = ["busy"])~", R"~(failed = ["busy"])~", "14:1: set 'failed': there is a state of that name already"},
        {R"~(live = ["busy"])~", R"~(live = "busy")~", "14:8: live: expected an array of strings"},
        {R"~(live = ["busy"])~", "live = [\"busy\"]\n[laws]\nsucces = [\"ok\"]",
         "16:1: 'succes': no name that a law has for states; did you mean success?"},
        {R"~(live = ["busy"])~", "live = [\"busy\"]\n[laws]\nwaived = [\"empty-is-no-succes\"]",
         "16:11: 'empty-is-no-succes': no law; did you mean empty-is-no-success?"},
        {R"~(edition = "ours")~", R"~(edition = ours)~", "1:11: "},
        {R"~(edition = "ours")~", "edition = \"\xC3\xA9\"",
         "1:12: a letter beyond ASCII; in a string it is written as"},
        {R"~(live = ["busy"])~", "live = [}", "1:1: no TOML: a value is missing somewhere before"},
    };
    for (const WrongFile& each : wrong) {
        std::string text = right_file;
        const std::size_t at = text.find(each.line);
        ASSERT_NE(at, std::string::npos) << each.line;
        const std::size_t removed = std::string(each.line).size() + (*each.instead == '\0' ? 1 : 0);
        text.replace(at, removed, each.instead);
        const auto made = Loaded::of(text, "x.toml");
        const auto* problem = std::get_if<std::string>(&made);
        ASSERT_NE(problem, nullptr) << each.problem;
        EXPECT_NE(problem->find(std::string("x.toml:") +
                                (std::isdigit(static_cast<unsigned char>(*each.problem)) != 0 ? each.problem : "")),
                  std::string::npos)
            << *problem << "\nexpected " << each.problem;
        EXPECT_NE(problem->find(each.problem), std::string::npos) << *problem << "\nexpected " << each.problem;
    }
}

TEST(WrongRuleFiles, WithTooManySummariesNameWhatBlowsThemUp) {
    std::string text = right_file;
    text.replace(text.find("any(live)"), 9, "at_least(1000, busy) & at_least(1000, ok) & at_least(1000, failed)");
    text.replace(text.find("cases"), text.find("[sets]") - text.find("cases"), "");
    const auto made = Loaded::of(text, "x.toml");
    ASSERT_TRUE(std::holds_alternative<std::string>(made));
    EXPECT_NE(std::get<std::string>(made).find("more than 1000000 summaries"), std::string::npos);
    EXPECT_NE(std::get<std::string>(made).find("at_least(1000, busy) (1001 values)"), std::string::npos);
}

// Laws

struct LawCase {
    const char* law;
    const char* change;    // of the line of the rule below with the same beginning
    const char* expected;  // the counterexample
};

TEST(Laws, EachIsBrokenByARuleAndShownByItsShortestList) {
    const std::string lawful = R"~(edition = "lawful"
states = ["done", "bad", "live"]
unlisted = "live"
empty = "live"
flags = { soft = ["go_on"] }
other_words = "none"
ladder = [
  { id = "NONE", when = "empty", then = "live" },
  { id = "LIVE", when = "any(live)", then = "live" },
  { id = "BAD", when = "any(bad)", then = "bad" },
  { id = "DONE", when = "true", then = "done" },
]
[laws]
success = ["done"]
failure = ["bad"]
terminal = ["done", "bad"]
)~";
    const auto of = [](const std::string& text) {
        const auto rule = loaded(text);
        std::map<std::string_view, std::string> broken;
        for (const rules::LawReport& law : lint(*rule).laws) {
            EXPECT_EQ(law.missing, "");
            if (law.counterexample) {
                broken.emplace(law.law->id, law.counterexample->text(rule->rule()));
            }
        }
        return broken;
    };
    EXPECT_TRUE(of(lawful).empty());
    const std::vector<LawCase> cases{
        {"failure-shows", "  { id = \"BAD\", when = \"all(bad)\", then = \"bad\" },", "bad done -> done"},
        {"unlisted-state-is-no-success", "  { id = \"LIVE\", when = \"any(live) & any(bad)\", then = \"live\" },",
         "(unlisted) -> done"},
        {"unlisted-word-improves-nothing", "  { id = \"BAD\", when = \"any(bad & soft)\", then = \"bad\" },",
         "bad+soft -> bad; bad -> done"},
        {"empty-is-no-success", "  { id = \"NONE\", when = \"empty\", then = \"done\" },", "none -> done"},
        {"terminal-is-over", "  { id = \"LIVE\", when = \"all(live)\", then = \"live\" },", "live done -> done"},
        {"order-is-irrelevant", "  { id = \"BAD\", when = \"any_before(bad, done) | all(bad)\", then = \"bad\" },",
         "bad done -> bad; done bad -> done"},
        {"tightening-revives-nothing", "  { id = \"LIVE\", when = \"any(live) | any(bad & !soft)\", then = \"live\" },",
         "bad+soft -> bad; bad -> live"},
        {"one-child-is-itself", "  { id = \"BAD\", when = \"at_least(2, bad)\", then = \"bad\" },", "bad -> done"},
    };
    std::set<std::string_view> tried;
    for (const LawCase& each : cases) {
        const std::string change = each.change;
        const std::string beginning = change.substr(0, change.find(", when"));
        std::string text = lawful;
        const std::size_t at = text.find(beginning);
        ASSERT_NE(at, std::string::npos);
        text.replace(at, text.find('\n', at) - at, change);
        if (std::string(each.law) == "empty-is-no-success") {
            text.replace(text.find("empty = \"live\""), 14, "empty = \"done\"");
        }
        const auto broken = of(text);
        ASSERT_TRUE(broken.contains(each.law)) << each.law;
        const std::string& shown = broken.at(each.law);
        EXPECT_EQ(shown.size(), std::string(each.expected).size()) << each.law << ": " << shown;
        EXPECT_EQ(shown, each.expected);
        tried.insert(each.law);
    }
    EXPECT_EQ(tried.size(), rules::laws().size());
}

TEST(Rules, SpellElementsByStateAndEveryFlag) {
    const auto rule = loaded(R"~(edition = "spelled"
states = ["a", "b"]
unlisted = "b"
empty = "b"
flags = { one = ["w"], two = ["w", "v"] }
released = { one = ["v"], two = [] }
other_words = "none"
given = ["three"]
ladder = [{ id = "B", when = "true", then = "b" }]
)~");
    std::vector<std::string> texts;
    for (std::uint16_t flags = 0; flags < 8; ++flags) {
        texts.push_back(rule->rule().text(Element{0, flags}));
    }
    EXPECT_EQ(texts, (std::vector<std::string>{"a", "a+one", "a+two", "a+one+two", "a+three", "a+one+three",
                                               "a+two+three", "a+one+two+three"}));
    EXPECT_EQ(rule->rule().policy_words(), (std::vector<std::string>{"v", "w"}));
    EXPECT_TRUE(rule->rule().has_latch() && rule->rule().has_given_flags());
    const auto flags_of = [&](std::string_view word) {
        return std::pair(rule->rule().flags(word, false), rule->rule().flags(word, true));
    };
    EXPECT_EQ(flags_of("w"), (std::pair<std::uint16_t, std::uint16_t>(3, 0)));
    EXPECT_EQ(flags_of("v"), (std::pair<std::uint16_t, std::uint16_t>(2, 1)));
    EXPECT_EQ(flags_of("u"), (std::pair<std::uint16_t, std::uint16_t>(0, 0)));
    EXPECT_EQ(rule->rule().state("a"), 0);
    EXPECT_EQ(rule->rule().state("c"), 1);
    EXPECT_EQ(rule->rule().names.flag("three"), 2);
    EXPECT_EQ(rule->rule().names.flag("a"), std::nullopt);
}

// With too few pairs of classes a law is neither true nor false, and the file is not clean unless the law is waived.
TEST(Laws, AreUndecidedWherePairsDoNotSuffice) {
    const auto rule = loaded(read_file((root / "spec/editions/b2.toml").string()), "b2");
    EXPECT_TRUE(lint(*rule).is_clean());
    const rules::Lint found = lint(*rule, 5);
    EXPECT_FALSE(found.is_clean());
    std::map<std::string_view, std::pair<bool, bool>> laws;  // undecided, broken
    for (const rules::LawReport& law : found.laws) {
        laws[law.law->id] = {law.is_undecided, law.counterexample.has_value()};
    }
    EXPECT_EQ(laws["failure-shows"], std::pair(true, false));
    EXPECT_EQ(laws["order-is-irrelevant"], std::pair(true, false));
    EXPECT_EQ(laws["empty-is-no-success"], std::pair(false, false));
    EXPECT_EQ(laws["one-child-is-itself"], std::pair(false, true));
}

TEST(Lint, NamesDeadRungsSwapsStatesAndWrongCases) {
    const auto rule = loaded(R"~(edition = "lint"
states = ["a", "b", "c"]
unlisted = "c"
empty = "b"
ladder = [
  { id = "A", when = "any(a)", then = "a" },
  { id = "DEAD", when = "at_least(2, a)", then = "b" },
  { id = "B1", when = "any(b)", then = "b" },
  { id = "B2", when = "empty", then = "b" },
  { id = "ELSE", when = "true", then = "b" },
]
cases = ["a b -> a A", "b -> b B2", "b -> a"]
)~");
    const rules::Lint found = lint(*rule);
    EXPECT_FALSE(found.is_clean());
    std::vector<std::string> rungs;
    for (const rules::RungReport& rung : found.rungs) {
        rungs.push_back(rung.rung->id + " " + (rung.list ? rule->rule().text(*rung.list) : "dead") +
                        (rung.may_be_swapped ? " swaps" : ""));
    }
    EXPECT_EQ(rungs, (std::vector<std::string>{"A a", "DEAD dead swaps", "B1 b swaps", "B2 none swaps", "ELSE c"}));
    EXPECT_EQ(found.unnamed_states, std::vector<std::string>{"c"});
    std::vector<bool> right;
    for (const rules::CaseReport& line : found.cases) {
        right.push_back(line.is_right);
    }
    EXPECT_EQ(right, (std::vector<bool>{true, false, false}));
}

// The fixes of spec/foreign, as exact differences.
TEST(Reviews, OfPublicFixesAreTheirKindsOfDifference) {
    const auto kinds = [](const char* before, const char* after) {
        std::vector<std::string> lines;
        const auto of = [](const char* name) {
            return loaded(read_file(root / "spec/foreign" / (std::string(name) + ".toml")), name);
        };
        for (const rules::Difference& kind : differences(*of(before), *of(after))) {
            lines.push_back(kind.list + ": " + kind.before + " -> " + kind.after);
        }
        return lines;
    };
    EXPECT_EQ(kinds("gitea-1.22", "gitea-32860").size(), 10U);
    EXPECT_EQ(kinds("gitea-32860", "gitea-34823"), std::vector<std::string>{"failure running: failure -> running"});
    EXPECT_EQ(kinds("gitea-34823", "gitea-35000"), std::vector<std::string>{"failure waiting: failure -> waiting"});
    EXPECT_TRUE(kinds("gitea-35000", "gitea-35000").empty());
    EXPECT_EQ(kinds("gitlab-ci", "gitlab-ci-10087"),
              (std::vector<std::string>{"children: canceled+allow_failure: canceled -> success",
                                        "children: pending canceled+allow_failure: canceled -> pending",
                                        "children: running canceled+allow_failure: canceled -> running"}));
}

}  // namespace
}  // namespace rollout::tests
