// Goal: what people read says what the verdict says: Markdown, text, badge. Method: verdicts made by hand, line by
// line.

#include <regex>

#include "reports.hpp"
#include "sha256.hpp"
#include "support/gtest.hpp"
#include "support/report_text.hpp"
#include "support/verdicts.hpp"
#include "wording.hpp"

namespace rollout::oracle {
namespace {

using namespace tests;

/// Returns the text with nothing between the tags of preformatted blocks, where only a tag has a meaning.
std::string outside_of_blocks(const std::string& text) {
    return std::regex_replace(text, std::regex("<pre>[^<]*</pre>"), "<pre>\n</pre>");
}

TEST(ReportMarkdown, KeepsHostileTextInItsPlace) {
    const std::string harmless = outside_of_blocks(report_markdown(all_of_it("x\ny\nz")));
    const std::string hostile = outside_of_blocks(report_markdown(all_of_it(hostile_text)));
    for (const char* markup :
         {"<script", "`x`", "*b*", "](", "@octocat", "https://", "www.example", "</testcase", "&amp;<"}) {
        EXPECT_FALSE(contains(hostile, markup)) << markup;
    }
    const auto count = [](const std::string& text, const std::string& pattern) {
        const std::regex regex(pattern);
        return std::distance(std::sregex_iterator(text.begin(), text.end(), regex), std::sregex_iterator());
    };
    for (const char* structure : {"(^|\n)#+ ", "\n- ", "<pre>\n", "\n</pre>\n", "\n\\|", "\\|", "<"}) {
        const std::string spans = structure == std::string("<") ? "<(?!/?code>)" : structure;
        EXPECT_EQ(count(hostile, spans), count(harmless, spans)) << structure << "\n" << hostile;
    }
    EXPECT_EQ(count(hostile, "<code>"), count(hostile, "</code>"));
    const std::string two_causes = report_markdown(with_two_causes());
    EXPECT_TRUE(contains(two_causes, "## not conformant: go&#45;example 1&#46;0 &#40;Go&#41; to edition b2\n"));
    EXPECT_TRUE(contains(two_causes, "- **rollout**: `failed:continue running`\n"));
    EXPECT_TRUE(contains(report_markdown(conformant()), "### guarantee"));
}

// For people

TEST(ReportText, OfAConformantTestee) {
    EXPECT_EQ("\n" + report_text(conformant()), R"(
conformant: go-example 1.0 (Go) to edition b2
  run   suite default, level operations, 2233 cases in 1.25 s, 1786 a second, rollout-oracle 0.2.0
  seed  337 (--seed repeats it)

  part                  asked   passed   failed  skipped   listed
  complete, unreleased   1234     1234        0        0        0  No testee of at most 14 classes differs and passes.
  complete, released      999      999        0        0        0  No testee of at most 14 classes differs and passes.

guarantee
  theorem   A testee that passes agrees with the reference on every list.
  suite     complete, unreleased: 1234 cases, sha256 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            complete, released: 999 cases, sha256 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  m         14 = 12 classes of the edition + 2: complete, unreleased
            14 = 12 classes of the edition + 2: complete, released
  assuming  It answers the same question the same.
            It reads the children in order.
)");
}

TEST(ReportText, OfATesteeThatIsNot) {
    EXPECT_EQ("\n" + report_text(with_two_causes()), R"(
not conformant: go-example 1.0 (Go) to edition b2
  because  4 cases failed.
  run      suite default, level operations, 2233 cases in 1.25 s, 1786 a second, rollout-oracle 0.2.0
  seed     337 (--seed repeats it)

  part                  asked   passed   failed  skipped   listed
  complete, unreleased   1234     1230        4        0        0  No testee of at most 14 classes differs and passes.
  complete, released      999      999        0        0        0  No testee of at most 14 classes differs and passes.

cause 1 of 2
  rollout   failed:continue running
  expected  running, by ROLL-5: Otherwise: running.
  said      failed
  why       ROLL-3 no: every failed child may continue.
            ROLL-5 yes.
  cause of  3 cases
  see       rollout-oracle project --edition b2 --explain failed:continue running

cause 2 of 2
  rollout   released: failed:it's running
  expected  failed, by ROLL-4: Otherwise: running.
  said      error: no time
  unsteady  the same question was answered otherwise at another time
  why       ROLL-3 no: every failed child may continue.
            ROLL-5 yes.
  cause of  1 case
  see       rollout-oracle project --edition b2 --explain '{"operations":[{"state":"failed","on_failure":"it'\''s"}],"released":true}'

failing cases
  failed:continue running: expected running, said failed
  released: failed:it's running: expected failed, said error: no time
)");
}

TEST(ReportText, ShowsABreachWithinBounds) {
    const std::string text = report_text(with_a_breach());
    EXPECT_TRUE(text.starts_with(
        "hang: go-example 1.0 (Go), edition b2\n  hang            no answer to request 3 within 10 s\n"));
    EXPECT_TRUE(contains(text, " lines left out]\n"));
    EXPECT_TRUE(contains(report_text(partial()), "  complete, unreleased  12 of 1234       12 "));
    EXPECT_LT(text.size(), 8U << 10);
    for (const Verdict& verdict : every_verdict()) {
        EXPECT_TRUE(can_be_shown(report_text(verdict)));
    }
    EXPECT_EQ(lines_of(report_text(all_of_it(hostile_text))).size(),
              lines_of(report_text(all_of_it("a\nb\nc\nd\ne\nf\ng"))).size());
}

TEST(ReportText, NamesACommandThatShowsTheAnswer) {
    Verdict verdict = with_two_causes();
    const auto command = [&verdict](std::string rollout, std::string input) {
        Cause cause = verdict.causes[0];
        cause.shown.id = std::move(rollout);
        cause.shown.input = std::move(input);
        return command_to_see(verdict, cause);
    };
    EXPECT_EQ(command("none", R"("operations":[])"), "rollout-oracle project --edition b2 --explain");
    EXPECT_EQ(command("released: failed:pause running", R"("operations":[],"released":true)"),
              "rollout-oracle project --edition b2 --explain --released failed:pause running");
    for (const char* rollout : {"$(x)", "-x", "a;b", "\"a b\"", "failed:it's"}) {
        EXPECT_EQ(command(rollout, R"("operations":[{"state":"it's"}])"),
                  R"(rollout-oracle project --edition b2 --explain '{"operations":[{"state":"it'\''s"}]}')");
    }
    EXPECT_EQ(
        command("\"\\u202E\\u007F\"", "\"operations\":[{\"state\":\"\u202E\x7F\U0001F680\"}]"),
        R"(rollout-oracle project --edition b2 --explain '{"operations":[{"state":"\u202E\u007F\uD83D\uDE80"}]}')");
    EXPECT_TRUE(
        command("failed+continue", R"("children":[{"state":"failed","continue_on_failure":true}])").ends_with("]}'"));
    EXPECT_TRUE(command("failed", R"("operations":[{"state":"failed","started":false}])").ends_with("]}'"));
    EXPECT_EQ(command("completed(x65536) running", ""), "") << "the input is not there";
    verdict.subject = find_subject("guard");
    EXPECT_EQ(command("stored=failed", R"("stored":"failed")"), "");
}

TEST(Badge, IsWhatShieldsExpects) {
    EXPECT_EQ(badge(conformant()),
              "{\"schemaVersion\":1,\"label\":\"rollout b2\",\"message\":\"conformant\",\"color\":\"brightgreen\"}\n");
    const auto colour = [](const Verdict& verdict) { return std::string(parsed(badge(verdict))["color"].GetString()); };
    EXPECT_EQ(colour(as_listed()), "yellowgreen");
    EXPECT_EQ(colour(with_two_causes()), "red");
    EXPECT_EQ(colour(with_a_breach()), "orange");
    EXPECT_EQ(colour(partial()), "lightgrey");
}

// Whatever is said

}  // namespace
}  // namespace rollout::oracle
