// Goal: what a verb prints as HTML is one page that says what its text says, whatever the input has, and asks nobody.
// Method: the program is run as its user does, and its page is read as XML.
#include <pugixml.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "support/gtest.hpp"
#include "support/program.hpp"
#include "support/tree.hpp"

namespace rollout::tests {
namespace {

struct PageRun {
    ProgramRun run;
    pugi::xml_document page;

    std::string text_of(const char* path) const { return page.select_node(path).node().text().as_string(); }
    std::size_t number_of(const char* path) const { return page.select_nodes(path).size(); }
    /// Returns whether some element with that name is that text.
    bool has(const char* element, const std::string& text) const {
        const pugi::xpath_node_set nodes = page.select_nodes((std::string("//") + element).c_str());
        return std::any_of(nodes.begin(), nodes.end(),
                           [&](const pugi::xpath_node& each) { return each.node().text().as_string() == text; });
    }
};

PageRun page_of(std::vector<std::string> arguments, const std::string& input = "") {
    arguments.insert(arguments.end(), {"--format", "html"});
    PageRun made{run_oracle(arguments, input), {}};
    EXPECT_TRUE(made.page.load_string(made.run.out.c_str(), pugi::parse_default | pugi::parse_doctype)) << made.run.out;
    EXPECT_EQ(made.number_of("//h1"), 1U);
    EXPECT_EQ(made.text_of("//h1"), made.text_of("//title"));
    EXPECT_EQ(made.number_of("//*[@href or @src]"), 0U);
    EXPECT_EQ(made.number_of("//script"), 0U);
    return made;
}

std::set<std::string> words_of(const std::string& text) {
    std::istringstream words(text);
    return {std::istream_iterator<std::string>{words}, {}};
}

/// Expects the page to have each word of the text format, for it tells the same.
void expect_every_word(const PageRun& page, const std::string& told) {
    std::string all;
    for (const pugi::xpath_node& node : page.page.select_nodes("//body//text()")) {
        all += std::string(" ") + node.node().value();
    }
    const std::set<std::string> shown = words_of(all);
    for (const std::string& word : words_of(told)) {
        EXPECT_TRUE(shown.contains(word)) << word;
    }
}

const std::string of_gitea = (root / "spec/foreign/gitea-1.22.toml").string();
const std::string of_its_change = (root / "spec/foreign/gitea-32860.toml").string();

TEST(Html, ReviewSaysWhatItsTextSaysAndWhichRungsDecide) {
    const PageRun page = page_of({"review", of_gitea, of_its_change});
    EXPECT_EQ(page.run.status, 1);
    EXPECT_STREQ(page.page.select_node("//h1/@class").attribute().value(), "bad");
    expect_every_word(page, run_oracle({"review", of_gitea, of_its_change}).out);
    EXPECT_TRUE(page.has("code", "none(running) & none(done)"));
    EXPECT_FALSE(page.has("th", "why")) << "no rung has a reason";
    EXPECT_EQ(page.number_of("//table[2]//tr[td]"), 10U);
    EXPECT_EQ(page.number_of("//tr[@class='bad']"), 1U) << "the law that the change loses";

    const PageRun of_editions = page_of({"review", "b2", "b4"});
    EXPECT_TRUE(of_editions.has("td", "Otherwise: running_degraded.")) << "the sentence of ROLL-6";

    const PageRun same = page_of({"review", "b2", "b2"});
    EXPECT_EQ(same.run.status, 0);
    EXPECT_STREQ(same.page.select_node("//h1/@class").attribute().value(), "good");
    EXPECT_EQ(same.number_of("//table"), 0U);
}

TEST(Html, ReviewTellsTheRulesApartAndShowsHostileTextAsText) {
    const ScratchFolder folder;
    const auto rule = [](const std::string& first) {
        return R"~(
edition = "ours"
states = ["up", "down"]
unlisted = "down"
empty = "up"
ladder = [
)~" + first + R"~(
    { id = "DOWN", when = "any(down)", then = "down", why = "</td><script>alert(1)</script>" },
    { id = "UP", when = "true", then = "up" },
]
)~";
    };
    const std::string before = folder.with("a&b <i>.toml", rule(""));
    const std::string after = folder.with("after.toml", rule(R"~({ id = "ALL", when = "true", then = "up" },)~"));
    const PageRun page = page_of({"review", before, after});
    EXPECT_EQ(page.run.status, 1);
    expect_every_word(page, run_oracle({"review", before, after}).out);
    EXPECT_EQ(page.number_of("//i"), 0U);
    EXPECT_TRUE(page.has("td", "</td><script>alert(1)</script>"));
    EXPECT_TRUE(page.has("td", before));
    EXPECT_TRUE(page.has("td", after));
    EXPECT_TRUE(page.has("td/code", "UP")) << "a rung that died";
    EXPECT_TRUE(page.has("td/code", "DOWN"));
}

TEST(Html, LintMarksWhatIsNotClean) {
    const std::string clean = (root / "spec/editions/b2.toml").string();
    const PageRun page = page_of({"lint", clean});
    EXPECT_EQ(page.run.status, 0);
    expect_every_word(page, run_oracle({"lint", clean}).out);
    EXPECT_EQ(page.number_of("//tr[@class='bad']"), 0U);

    const ScratchFolder folder;
    const std::string unclean = folder.with("rule.toml", R"~(
edition = "ours"
states = ["up", "down"]
unlisted = "down"
empty = "up"
ladder = [
    { id = "ALL", when = "all(up)", then = "up" },
    { id = "DEAD", when = "all(up) & any(up)", then = "up" },
    { id = "ELSE", when = "true", then = "down" },
]
cases = ["up -> down"]
[laws]
success = ["up"]
)~");
    const PageRun marked = page_of({"lint", unclean});
    EXPECT_EQ(marked.run.status, 1);
    expect_every_word(marked, run_oracle({"lint", unclean}).out);
    EXPECT_EQ(marked.text_of("//tr[@class='bad'][1]/td/code"), "DEAD");
    EXPECT_TRUE(marked.has("tr[@class='bad']/td", "WRONG"));
    EXPECT_TRUE(marked.has("tr[@class='bad']/td", "false"));
}

TEST(Html, AuditShowsHostileTextAsTextAndTheClauses) {
    const std::string line =
        R"({"id":"<script>alert(1)</script>","stored":"\"><img src=x>","operations":[{"state":"running"}]})";
    const PageRun page = page_of({"audit", "--jsonl", "-"}, line);
    EXPECT_EQ(page.run.status, 1);
    EXPECT_EQ(page.number_of("//img"), 0U);
    expect_every_word(page, run_oracle({"audit", "--jsonl", "-"}, line).out);
    EXPECT_TRUE(page.has("code", "\"<script>alert(1)</script>\""));
    EXPECT_TRUE(page.has("td", "Some child is running: running."));

    const PageRun unread = page_of({"audit", "--jsonl", "-"}, "{}");
    EXPECT_EQ(unread.run.status, 2);
    EXPECT_STREQ(unread.page.select_node("//h1/@class").attribute().value(), "bad");
    EXPECT_TRUE(unread.has("h2", "Not read: 1 problem"));
    EXPECT_NE(unread.run.err.find(unread.text_of("//pre")), std::string::npos);

    const std::string file = (root / "spec/editions/b4.toml").string();
    const PageRun of_file = page_of({"audit", "--jsonl", "-", "--edition", file},
                                    R"({"id":1,"stored":"failed","operations":[{"state":"running"}]})");
    EXPECT_TRUE(of_file.has("code", "any(running)")) << "when the rung holds";
}

}  // namespace
}  // namespace rollout::tests
