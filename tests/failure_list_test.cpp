// Goal: a failure list says what it means or is refused, and goes stale nowhere unseen. Method: a table of lines; every
// way to go stale, red; a fixed list has no problem; mutated texts are read or refused, and what is read is written the
// same.
#include "failure_list.hpp"
#include "json_writer.hpp"
#include "support/arbitrary.hpp"
#include "support/gtest.hpp"
#include "wildcard.hpp"

namespace rollout::oracle {
namespace {

using Kind = Failure::Kind;

Failure failing(std::string id, std::string said, Kind kind = Kind::differs) {
    Failure failure;
    failure.kind = kind;
    failure.id = std::move(id);
    failure.said = std::move(said);
    return failure;
}

FailureList read(std::string_view text) {
    auto list = read_failure_list(text, "list.txt");
    if (const auto* problem = std::get_if<std::string>(&list)) {
        ADD_FAILURE() << *problem;
        return {};
    }
    return std::get<FailureList>(std::move(list));
}

std::string problem_of(std::string_view text) {
    const auto list = read_failure_list(text, "list.txt");
    const auto* problem = std::get_if<std::string>(&list);
    return problem != nullptr ? *problem : "none";
}

using Problems = std::vector<std::string>;

TEST(FailureList, ReadsEntriesThatPeopleWrite) {
    FailureList list = read(
        "# a comment\n"
        "\n"
        "failed:continue running:halt -> failed  # why\r\n"
        "  released: failed:pause running ->paused\n"
        "none->completed\n"
        "failed+continue running -> skipped# no room for it\n"
        "guard stored=failed projected=running -> error\n"
        "\"a # b -> \\u0007\" -> \"x # y\"\n"
        "\"*\" -> \"skipped\"\n"
        "empty -> \"\"\n"
        "x ->  two words (at least) \t ");
    for (const Failure& failure :
         {failing("failed:continue running:halt", "failed"), failing("released: failed:pause running", "paused"),
          failing("none", "completed"), failing("failed+continue running", "anything", Kind::skipped),
          failing("guard stored=failed projected=running", "anything", Kind::error), failing("a # b -> \a", "x # y"),
          failing("*", "skipped"), failing("empty", ""), failing("x", "two words (at least)")}) {
        EXPECT_TRUE(list.match(failure)) << failure.id;
    }
    EXPECT_EQ(list.problems(), Problems{});
}

TEST(FailureList, RefusesWhatIsNoEntryAndSaysWhatToDo) {
    const std::vector<std::pair<std::string, std::string>> table{
        {"failed", "there is no ->: a line is ID -> ANSWER"},
        {"-> failed", "the ID is missing: a line is ID -> ANSWER"},
        {"a ->", "the answer is missing: a line is ID -> ANSWER"},
        {"a -> # b", "the answer is missing: a line is ID -> ANSWER"},
        {"a -> b -> c", "the answer holds # or ->: write it in JSON quotes"},
        {"a # b -> c", "the ID holds # or ->: write it in JSON quotes"},
        {"\"a -> b", "the ID does not end its quotes, or is no JSON string"},
        {"\"\\x\" -> b", "the ID does not end its quotes, or is no JSON string"},
        {"\"\\ud800\" -> b", "the ID does not end its quotes, or is no JSON string"},
        {"a -> \"", "the answer does not end its quotes, or is no JSON string"},
        {"\"a\" b -> c", "no -> follows the ID: a line is ID -> ANSWER"},
        {"a -> \"b\" c", "something follows the answer: begin a comment with #"},
        {"a\tb -> c", "the ID holds a control character: write it in JSON quotes"},
        {"a -> b\x1b[0m", "the answer holds a control character: write it in JSON quotes"},
        {std::string("a\0b -> c", 8), "the ID holds a control character: write it in JSON quotes"},
        {"a\xff -> c", "this is not UTF-8: write odd bytes as \\u escapes in JSON quotes"},
        {"# \xc3", "this is not UTF-8: write odd bytes as \\u escapes in JSON quotes"},
        {"a* -> b", "a pattern says how many cases it may cover: write (at most N) behind the answer"},
        {"a? -> b", "a pattern says how many cases it may cover: write (at most N) behind the answer"},
        {"a -> b (at most 1)", "an ID without * and ? is one case: remove the bound"},
        {"\"a*\" -> b (at most 1)", "an ID without * and ? is one case: remove the bound"},
        {"a* -> b (at most 0)", "the bound is no number: write (at most N), N from 1 to 1000"},
        {"a* -> b (at most 1001)", "the bound is no number: write (at most N), N from 1 to 1000"},
        {"a* -> b (at most -1)", "the bound is no number: write (at most N), N from 1 to 1000"},
        {"a* -> b (at most 99999999999999999999)", "the bound is no number: write (at most N), N from 1 to 1000"},
        {"a* -> b (at most 12", "the bound is no number: write (at most N), N from 1 to 1000"},
        {"a* -> b (at most 12) c", "something follows the answer: begin a comment with #"},
        {"b -> x\na -> c", "line 1 has the same ID: remove one of them"},
        {"b -> x\n\"a\" -> c", "line 1 has the same ID: remove one of them"},
    };
    for (const auto& [line, problem] : table) {
        const bool has_two_lines = line.find('\n') != std::string::npos;
        EXPECT_EQ(problem_of(has_two_lines ? "a -> x\n" + line.substr(line.find('\n') + 1) : "\n" + line),
                  "list.txt:2: " + problem);
    }
    EXPECT_EQ(problem_of("a* -> b (at most 1)\n\na* -> c (at most 1)"),
              "list.txt:3: line 1 has the same ID: remove one of them");
    EXPECT_EQ(problem_of("\xEF\xBB\xBF# comment\na -> b"), "none");
}

TEST(FailureList, AnExactEntryGoesStaleWhenItsCasePassesFailsOtherwiseOrIsNotAsked) {
    constexpr std::string_view text = "# x\na -> failed\n";
    {
        FailureList list = read(text);
        EXPECT_TRUE(list.match(failing("a", "failed")));
        EXPECT_EQ(list.problems(), Problems{});
        list.passed("a");
        EXPECT_EQ(list.problems(), Problems{"list.txt:2: a also passed: the testee does not always answer the same"});
    }
    {
        FailureList list = read(text);
        list.passed("a");
        EXPECT_EQ(list.problems(), Problems{"list.txt:2: a passes now: remove the entry"});
    }
    {
        FailureList list = read(text);
        list.passed("b");
        EXPECT_FALSE(list.match(failing("b", "failed")));
        EXPECT_EQ(list.problems(), Problems{"list.txt:2: a matches no case: remove the entry"});
        EXPECT_EQ(list.problems(false), Problems{}) << "it may be one of those that were left out";
    }
    {
        FailureList list = read(text);
        EXPECT_FALSE(list.match(failing("a", "no time", Kind::skipped)));
        EXPECT_EQ(list.problems(), Problems{"list.txt:2: a is skipped, not failed"});
    }
    {
        FailureList list = read(text);
        EXPECT_FALSE(list.match(failing("a", "run\nning")));
        EXPECT_EQ(list.problems(),
                  Problems{"list.txt:2: a fails differently: said \"run\\nning\", the list says failed"});
        EXPECT_EQ(list.problems(false).size(), 1U);
    }
    {
        FailureList list = read(text);
        EXPECT_FALSE(list.match(failing("a", "failed", Kind::error)));
        EXPECT_EQ(list.problems(), Problems{"list.txt:2: a fails differently: said error, the list says failed"});
    }
    {
        FailureList list = read("a -> skipped");
        EXPECT_FALSE(list.match(failing("a", "skipped")));
        EXPECT_EQ(list.problems(),
                  Problems{"list.txt:1: a fails differently: said \"skipped\", the list says skipped"});
    }
    {
        FailureList list = read(text);
        EXPECT_TRUE(list.match(failing("a", "failed")));
        EXPECT_FALSE(list.match(failing("a", "running")));
        EXPECT_EQ(list.problems(),
                  Problems{"list.txt:2: a fails differently at times: said \"running\", the list says failed"});
    }
}

TEST(FailureList, APatternGoesStaleWhenItCoversNoFailureOrTooMany) {
    constexpr std::string_view text = "a* -> failed (at most 2)\n*b -> failed (at most 2)\nab -> paused";
    FailureList list = read(text);
    list.passed("ac");
    EXPECT_FALSE(list.match(failing("ac", "running")));
    EXPECT_EQ(list.problems(), (Problems{"list.txt:1: a* covers no case that fails so: remove the entry",
                                         "list.txt:2: *b covers no case that fails so: remove the entry",
                                         "list.txt:3: ab matches no case: remove the entry"}));
    EXPECT_EQ(list.problems(false), Problems{});
    EXPECT_TRUE(list.match(failing("ab", "paused"))) << "an entry of its own goes before patterns";
    EXPECT_FALSE(list.match(failing("ab", "failed"))) << "also where the pattern says what it does";
    EXPECT_TRUE(list.match(failing("a1", "failed")));
    EXPECT_TRUE(list.match(failing("a2", "failed")));
    EXPECT_TRUE(list.match(failing("a1", "failed"))) << "asked twice, one case";
    EXPECT_TRUE(list.match(failing("xb", "failed")));
    EXPECT_EQ(list.problems(),
              Problems{"list.txt:3: ab fails differently at times: said \"failed\", the list says paused"});
    EXPECT_FALSE(list.match(failing("a3", "failed")));
    EXPECT_FALSE(list.match(failing("a4", "failed")));
    EXPECT_EQ(list.problems(false).front(), "list.txt:1: a* covers 4 cases, at most 2 allowed");
    for (int i = 0; i < 20'000; ++i) {
        EXPECT_FALSE(list.match(failing("a" + std::to_string(100 + i), "failed")));
    }
    EXPECT_EQ(list.problems(false).front(), "list.txt:1: a* covers at least 10000 cases, at most 2 allowed");
}

TEST(FailureList, PatternsCoverByBytes) {
    for (const auto& [pattern, text] : std::vector<std::pair<std::string, std::string>>{{"*", ""},
                                                                                        {"**", "a"},
                                                                                        {"a*c", "abbc"},
                                                                                        {"a*c", "acbc"},
                                                                                        {"?", "x"},
                                                                                        {"[a]*", "[a]"},
                                                                                        {"*a*b", "xaxab"}}) {
        EXPECT_TRUE(covers(pattern, text)) << pattern << ' ' << text;
    }
    for (const auto& [pattern, text] : std::vector<std::pair<std::string, std::string>>{
             {"", "a"}, {"?", ""}, {"a*c", "abcd"}, {"a*", "ba"}, {"*a*b", "ba"}, {"[a]", "a"}, {"\\*", "*"}}) {
        EXPECT_FALSE(covers(pattern, text)) << pattern << ' ' << text;
    }
    std::string many;
    for (int i = 0; i < 1000; ++i) {
        many += "*a";
    }
    EXPECT_FALSE(covers(many + "*b", std::string(20'000, 'a'))) << "and it does not take ages";
}

TEST(FailureList, IsFixedWithCommentsAndOrderKept) {
    const FailureList list = read(
        "# the first\n"
        "a -> failed  # known\n"
        "\n"
        "gone -> failed\n"
        "b -> failed   # changes\n"
        "p* -> failed (at most 1)\n"
        "q* -> failed (at most 1)  # gone too");
    const std::vector<Failure> failures{failing("a", "failed"),  failing("b", "why", Kind::skipped),
                                        failing("p1", "failed"), failing("p2", "failed"),
                                        failing("b # c", "x"),   failing("b # c", "y"),
                                        failing("e", "error"),   failing("*", "two words")};
    EXPECT_EQ(list.fixed(failures),
              "# the first\n"
              "a -> failed  # known\n"
              "\n"
              "b -> skipped  # changes\n"
              "p* -> failed (at most 1)\n"
              "p2 -> failed  # new\n"
              "\"b # c\" -> x  # new\n"
              "e -> \"error\"  # new\n"
              "\"*\" -> two words  # new\n");
    EXPECT_EQ(read("").fixed({}), "");
    EXPECT_EQ(read("# only this").fixed(std::vector{failing("a", "b")}), "# only this\na -> b  # new\n");
    EXPECT_EQ(read("# only this").fixed({}), "# only this");
    EXPECT_EQ(read("# x\r\na -> b\r\n").fixed(std::vector{failing("a", "c")}), "# x\r\na -> c\r\n");
}

/// Texts that come near the syntax.
rc::Gen<std::string> odd_text() {
    const auto piece = rc::gen::element<std::string>("a", "b", " ", "->", " -> ", "#", "*", "?", "\"", "\\",
                                                     "(at most 2)", "(at most ", "\t", "\n", "\r", "skipped", "error",
                                                     "é", "\xEF\xBB\xBF", "\xE2\x80\xAE", "\x7F");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& pieces) {
                            std::string text;
                            for (const std::string& each : pieces) {
                                text += each;
                            }
                            return text;
                        });
}

RC_GTEST_PROP(FailureListLaw, AFixedListHasNoProblem, ()) {
    const auto random_list = [] {
        std::string text;
        for (const char* id : {"a", "b", "ab", "\"a*\"", "a*", "*b*", "?"}) {
            const auto bound = *rc::gen::inRange(0, 4);
            const bool is_a_pattern = *id != '"' && is_pattern(id);
            if (bound > 0) {
                text += std::string(id) + " -> " + *rc::gen::element<std::string>("x", "skipped", "error") +
                        (is_a_pattern ? " (at most " + std::to_string(bound) + ")\n" : "\n");
            }
        }
        return text;
    };
    const FailureList list = read(random_list());
    std::vector<Failure> failures;
    std::set<std::string> ids;
    for (const std::string& id : *rc::gen::container<std::vector<std::string>>(odd_text())) {
        if (ids.insert(id).second) {
            failures.push_back(failing(id, *odd_text(), *rc::gen::element(Kind::differs, Kind::skipped, Kind::error)));
        }
    }
    const std::string text = list.fixed(failures);
    FailureList fixed = read(text);
    for (const Failure& failure : failures) {
        RC_ASSERT(fixed.match(failure));
    }
    RC_ASSERT(fixed.problems() == Problems{});
    RC_ASSERT(fixed.fixed(failures) == text);
}

RC_GTEST_PROP(FailureListLaw, AnyTextIsReadOrRefusedByLine, ()) {
    std::string text = *rc::gen::oneOf(odd_text(), rc::gen::arbitrary<std::string>());
    if (*rc::gen::arbitrary<bool>()) {
        text = "failed:continue running -> failed # x\n\"a\\u0007\" -> error\na* -> skipped (at most 12)\n";
        for (int i = 0; i < 3; ++i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
            text.replace(at, *rc::gen::inRange<std::size_t>(0, 3), *odd_text());
        }
    }
    const auto list = read_failure_list(text, "list.txt");
    if (const auto* problem = std::get_if<std::string>(&list)) {
        RC_ASSERT(problem->starts_with("list.txt:"));
    } else {
        const std::string fixed = std::get<FailureList>(list).fixed({});
        RC_ASSERT(read(fixed).fixed({}) == fixed);
        RC_ASSERT(read(fixed).problems() == Problems{});
    }
}

}  // namespace
}  // namespace rollout::oracle
