// Goal: every format says what the verdict says, to a reader of its own, and nothing that a testee wrote leaves its
// place. Method: verdicts made by hand; the schema by RapidJSON, XML by expat and pugixml, the others by their lines;
// then random bytes.
#include "rapidjson_sizes.hpp"

#include <expat.h>
#include <fmt/format.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <pugixml.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "readable.hpp"
#include "reports.hpp"
#include "sha256.hpp"
#include "support/arbitrary.hpp"
#include "support/gtest.hpp"
#include "support/report_text.hpp"
#include "support/schema.hpp"
#include "support/verdicts.hpp"
#include "wording.hpp"

namespace rollout::oracle {
namespace {

using namespace tests;

// JSON

/// Returns where the document breaks the schema, or nothing.
std::string breaks_schema(const rapidjson::Value& value) {
    static const Schema schema("verdict");
    return schema.problem(value);
}

TEST(ReportJson, KeepsItsSchemaForEveryOutcome) {
    std::vector<Verdict> verdicts = every_verdict();
    for (const EditionFacts& facts : editions) {
        verdicts.push_back(conformant());
        verdicts.back().edition = facts.edition;
    }
    for (int status = 0; status <= 4; ++status) {
        verdicts.push_back(conformant());
        verdicts.back().status = Status(status);
    }
    for (int kind = 0; kind <= static_cast<int>(BreachKind::did_not_stop); ++kind) {
        verdicts.push_back(with_a_breach());
        verdicts.back().breach->kind = BreachKind(kind);
    }
    for (const Verdict& verdict : verdicts) {
        EXPECT_EQ(breaks_schema(parsed(report_json(verdict))), "") << report_json(verdict);
        for (const std::string& line : lines_of(report_jsonl(verdict))) {
            EXPECT_EQ(breaks_schema(parsed(line)), "") << line;
        }
    }
}

/// Misspells each member of each object, gives it another type, and adds one: each time the schema is broken.
void expect_every_member_is_needed(rapidjson::Document& document, rapidjson::Value& value, std::size_t& members) {
    if (value.IsArray()) {
        for (auto& element : value.GetArray()) {
            expect_every_member_is_needed(document, element, members);
        }
    }
    if (!value.IsObject()) {
        return;
    }
    value.AddMember("further", 7, document.GetAllocator());
    EXPECT_NE(breaks_schema(document), "") << "a member that nobody knows";
    value.RemoveMember("further");
    for (rapidjson::SizeType i = 0; i < value.MemberCount(); ++i) {
        auto member = value.MemberBegin() + static_cast<std::ptrdiff_t>(i);
        if (std::string_view(member->name.GetString()) == "input") {
            continue;  // whatever the case is
        }
        rapidjson::Value name(member->name, document.GetAllocator());
        member->name.SetString("misspelt");
        EXPECT_NE(breaks_schema(document), "") << name.GetString();
        member->name = name;
        rapidjson::Value kept = std::move(member->value);
        member->value.SetArray().PushBack(7, document.GetAllocator());
        EXPECT_NE(breaks_schema(document), "") << name.GetString();
        member->value = std::move(kept);
        ++members;
        expect_every_member_is_needed(document, member->value, members);
    }
}

TEST(ReportJson, TheSchemaMissesEveryMember) {
    Verdict verdict = with_two_causes();
    verdict.guarantee = conformant().guarantee;
    verdict.breach = with_a_breach().breach;
    rapidjson::Document document = parsed(report_json(verdict));
    std::size_t members = 0;
    expect_every_member_is_needed(document, document, members);
    EXPECT_EQ(members, 22U + 10 + 3 + 3 + 2 * 11 + 2 * (7 + 7) + 2 * 7);
    for (const std::string& line : lines_of(report_jsonl(verdict))) {
        rapidjson::Document record = parsed(line);
        expect_every_member_is_needed(record, record, members);
    }
}

TEST(ReportJson, HasWhatTheVerdictHas) {
    const rapidjson::Document document = parsed(report_json(with_two_causes()));
    EXPECT_EQ(document["status"].GetInt(), 1);
    EXPECT_STREQ(document["seed"].GetString(), "337");
    EXPECT_STREQ(document["testee"]["name"].GetString(), "go-example");
    EXPECT_TRUE(document["breach"].IsNull());
    EXPECT_TRUE(document["guarantee"].IsNull());
    EXPECT_EQ(document["parts"][0]["failed"].GetInt(), 4);
    EXPECT_EQ(document["failures"].Size(), 2U);
    EXPECT_TRUE(document["failures"][1]["changed"].GetBool());
    EXPECT_STREQ(document["failures"][0]["input"]["operations"][0]["on_failure"].GetString(), "continue");
    EXPECT_EQ(document["causes"][0]["cases"].GetInt(), 3);
    const rapidjson::Document hostile = parsed(report_json(all_of_it("a\xff\"\n\x01z")));
    EXPECT_STREQ(hostile["breach"]["what"].GetString(), "a\xEF\xBF\xBD\"\n\x01z");
    Verdict endless = conformant();
    endless.seconds = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(breaks_schema(parsed(report_json(endless))), "");
}

/// Returns whether the file ends in a footer that fits, as a reader finds out.
bool is_whole(const std::string& text) {
    if (text.empty() || text.back() != '\n') {
        return false;
    }
    const std::size_t begin = text.size() < 2 ? 0 : text.rfind('\n', text.size() - 2) + 1;
    const std::string before = text.substr(0, begin);
    rapidjson::Document footer;
    footer.Parse(text.data() + begin, text.size() - begin);
    if (footer.HasParseError() || !footer.IsObject() || !footer.HasMember("sha256") || !footer.HasMember("records")) {
        return false;
    }
    Sha256 hash;
    hash.add(before);
    return footer["sha256"].GetString() == hash.hex() && footer["records"].GetUint64() == lines_of(before).size();
}

TEST(ReportJsonLines, ShowWhetherTheyAreWhole) {
    for (const Verdict& verdict : every_verdict()) {
        EXPECT_TRUE(is_whole(report_jsonl(verdict)));
    }
    const std::string text = report_jsonl(with_two_causes());
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_FALSE(is_whole(text.substr(0, size))) << size;
    }
    for (std::size_t at = 0; at < text.rfind('\n', text.size() - 2); ++at) {
        std::string changed = text;
        changed[at] ^= 1;
        EXPECT_FALSE(is_whole(changed)) << at;
    }
    const rapidjson::Document footer = parsed(lines_of(text).back());
    EXPECT_EQ(footer["records"].GetInt(), 1 + 2 + 2 + 2);
    EXPECT_EQ(footer["cases"].GetInt(), 1234 + 999);
    EXPECT_EQ(footer["failures"].GetInt(), 4);
}

TEST(Sha256, IsTheStandardOne) {
    Sha256 hash;
    EXPECT_EQ(hash.hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hash.add("a");
    hash.add("bc");
    EXPECT_EQ(hash.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// JUnit

bool is_xml(const std::string& text) {
    const XML_Parser parser = XML_ParserCreate(nullptr);
    const bool well_formed = XML_Parse(parser, text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return well_formed;
}

std::size_t number_of(const pugi::xml_node& root, const char* path) { return root.select_nodes(path).size(); }

TEST(ReportHtml, IsWellFormedWhateverTheTesteeSaid) {
    const auto elements = [](const Verdict& verdict) {
        pugi::xml_document document;
        EXPECT_TRUE(document.load_string(report_html(verdict).c_str(), pugi::parse_default | pugi::parse_doctype));
        return number_of(document, "//*");
    };
    for (const Verdict& verdict : every_verdict()) {
        const std::string text = report_html(verdict);
        EXPECT_TRUE(is_xml(text)) << text;
        pugi::xml_document document;
        ASSERT_TRUE(document.load_string(text.c_str(), pugi::parse_default | pugi::parse_doctype));
        const std::string heading = document.select_node("//h1").node().child_value();
        EXPECT_EQ(heading, headline(verdict));
        EXPECT_EQ(heading, document.select_node("//title").node().child_value());
        EXPECT_EQ(std::string(document.select_node("//h1").node().attribute("class").value()),
                  verdict.status == Status::done ? "good" : "bad");
        EXPECT_EQ(number_of(document, "//h2[starts-with(., 'Cause ')]"), verdict.causes.size());
        EXPECT_EQ(number_of(document, "//table//tr[td]"), verdict.parts.size());
    }
    std::string harmless = hostile_text;
    std::replace_if(
        harmless.begin(), harmless.end(), [](char byte) { return byte != '\n'; }, 'x');
    EXPECT_EQ(elements(all_of_it(hostile_text)), elements(all_of_it(harmless)));
    for (const char* request : {"<script", "<img", "<link", "src=", "href="}) {
        EXPECT_EQ(report_html(all_of_it(hostile_text)).find(request), std::string::npos) << request;
    }
}

TEST(ReportHtml, HasFailuresFirstAndTheClause) {
    const std::string text = report_html(with_two_causes());
    const auto at = [&](const char* what) { return text.find(what); };
    EXPECT_LT(at("Cause 1 of 2"), at("The run"));
    EXPECT_NE(at("<code>failed:continue running</code>"), std::string::npos);
    EXPECT_NE(report_html(conformant()).find("The guarantee"), std::string::npos);
}

TEST(ReportJunit, IsXmlWhateverTheTesteeSaid) {
    EXPECT_FALSE(is_xml("<a>\x1b</a>") || is_xml("<a>\xff</a>") || is_xml("<a>&#7;</a>") ||
                 is_xml("<a>\xef\xbf\xbf</a>"))
        << "the judge would miss it";
    for (const Verdict& verdict : every_verdict()) {
        const std::string text = report_junit(verdict);
        EXPECT_TRUE(is_xml(text)) << text;
        pugi::xml_document document;
        ASSERT_TRUE(document.load_string(text.c_str()));
        EXPECT_EQ(number_of(document, "/testsuites/testsuite"), verdict.parts.size() + 1);
        EXPECT_EQ(number_of(document, "//testcase"), verdict.parts.size() + verdict.causes.size() + 1);
        for (const auto& suite : document.child("testsuites")) {
            EXPECT_EQ(suite.attribute("tests").as_uint(), number_of(suite, "testcase"));
            EXPECT_EQ(suite.attribute("failures").as_uint(), number_of(suite, "testcase/failure"));
            EXPECT_EQ(suite.attribute("errors").as_uint(), number_of(suite, "testcase/error"));
            EXPECT_EQ(suite.attribute("skipped").as_uint(), number_of(suite, "testcase/skipped"));
        }
        const pugi::xml_node root = document.child("testsuites");
        EXPECT_EQ(root.attribute("failures").as_uint(), number_of(document, "//failure"));
        EXPECT_EQ(root.attribute("errors").as_uint(), number_of(document, "//error"));
        const bool green = number_of(document, "//testcase[@name='verdict'][failure or error]") == 0;
        EXPECT_EQ(green, verdict.status == Status::done);
    }
}

TEST(ReportJunit, SaysWhatFailed) {
    pugi::xml_document document;
    document.load_string(report_junit(with_two_causes()).c_str());
    const pugi::xml_node cause =
        document.select_node("//testsuite[@name='complete, unreleased']/testcase[@name='failed:continue running']")
            .node();
    EXPECT_STREQ(cause.child("failure").attribute("message").value(), "expected running, said failed");
    EXPECT_TRUE(contains(cause.child("failure").text().get(), "expected: running, by ROLL-5: Otherwise: running."));
    document.load_string(report_junit(with_a_breach()).c_str());
    const pugi::xml_node verdict = document.select_node("//testcase[@name='verdict']").node();
    EXPECT_TRUE(contains(verdict.child("error").text().get(), "hang: no answer to request 3 within 10 s"));
    EXPECT_TRUE(contains(verdict.child("system-err").text().get(), "\\u{1B}[31m\\u{0}\\u{7}\xEF\xBF\xBD"));
    EXPECT_EQ(number_of(document, "//skipped"), 1U) << "the part that nobody was asked";
}

// TAP

void expect_tap(const Verdict& verdict) {
    const std::vector<std::string> lines = lines_of(report_tap(verdict));
    ASSERT_GT(lines.size(), 2U);
    EXPECT_EQ(lines[0], "TAP version 13");
    std::size_t points = 0;
    bool in_block = false;
    bool last_is_ok = false;
    std::set<std::string> keys;
    static const std::regex point("(not )?ok (\\d+) - .*");
    for (std::size_t i = 2; i < lines.size(); ++i) {
        std::smatch match;
        if (lines[i] == "  ---") {
            EXPECT_FALSE(in_block);
            in_block = true;
            keys.clear();
        } else if (lines[i] == "  ...") {
            EXPECT_TRUE(in_block);
            in_block = false;
        } else if (in_block) {
            const std::size_t colon = lines[i].find(": ");
            ASSERT_NE(colon, std::string::npos) << lines[i];
            EXPECT_TRUE(keys.insert(lines[i].substr(0, colon)).second) << lines[i];
            EXPECT_TRUE(parsed(lines[i].substr(colon + 2)).IsString());
            EXPECT_FALSE(contains(lines[i], "\x7f"));
        } else {
            ASSERT_TRUE(std::regex_match(lines[i], match, point)) << lines[i];
            EXPECT_EQ(std::stoul(match[2]), ++points);
            for (std::size_t at = lines[i].find('#'); at != std::string::npos; at = lines[i].find('#', at + 1)) {
                EXPECT_EQ(lines[i][at - 1], '\\') << "a directive: " << lines[i];
            }
            last_is_ok = lines[i].starts_with("ok");
        }
    }
    EXPECT_FALSE(in_block);
    EXPECT_EQ(lines[1], fmt::format("1..{}", points));
    EXPECT_EQ(points, verdict.parts.size() + verdict.causes.size() + 1);
    EXPECT_EQ(last_is_ok, verdict.status == Status::done);
}

/// What Perl's reader of TAP, the one of `prove`, makes of a text.
struct Harness {
    std::string verdict;  // the tests that failed, and what is no TAP
    std::size_t blocks;   // of YAML
};
Harness read_by_perl(const std::string& text) {
    static const ScratchFolder scratch;
    const std::string program = R"perl(
        use TAP::Parser;
        my $parser = TAP::Parser->new({source => $ARGV[0]});
        my ($blocks, @said) = (0);
        while (my $result = $parser->next) {
            $blocks++ if $result->is_yaml;
            push @said, "not TAP: " . $result->as_string if $result->is_unknown;
            push @said, "failed: " . $result->number if $result->is_test && !$result->is_ok;
        }
        print "$blocks\n", map { "$_\n" } @said, $parser->parse_errors;)perl";
    const std::string command =
        fmt::format("perl {} {}", scratch.with("read.pl", program), scratch.with("report.tap", text));
    const std::string said = tests::output_of(command);
    const std::size_t line = said.find('\n');
    return {said.substr(line + 1), std::stoul(said.substr(0, line))};
}

TEST(ReportTap, IsReadByPerl) {
    for (const Verdict& verdict : every_verdict()) {
        const std::string text = report_tap(verdict);
        std::string failed;
        std::size_t points = 0, blocks = 0;
        for (const std::string& line : lines_of(text)) {
            points += line.starts_with("ok ") || line.starts_with("not ok ") ? 1 : 0;
            failed += line.starts_with("not ok ") ? fmt::format("failed: {}\n", points) : "";
            blocks += line == "  ---" ? 1 : 0;
        }
        const Harness read = read_by_perl(text);
        EXPECT_EQ(read.verdict, failed) << text;
        EXPECT_EQ(read.blocks, blocks) << text;
    }
    // The reader says what no reader of TAP 13 takes.
    EXPECT_NE(read_by_perl("TAP version 14\n1..1\nok 1\n").verdict, "");
    EXPECT_NE(read_by_perl("TAP version 13\n1..1\nok 1\n  ---\n  a key: \"1\"\n  ...\n").blocks, 1U);
}

TEST(ReportTap, HasAPlanThatEqualsItsLines) {
    for (const Verdict& verdict : every_verdict()) {
        expect_tap(verdict);
    }
    EXPECT_TRUE(contains(report_tap(partial()), "\nnot ok 1 - complete, unreleased\n")) << "not all of it was asked";
    const std::string text = report_tap(with_two_causes());
    EXPECT_TRUE(contains(text, "\nnot ok 1 - complete, unreleased\n"));
    EXPECT_TRUE(contains(text, "\nok 2 - complete, released\n"));
    EXPECT_TRUE(
        contains(text, "\nnot ok 3 - complete, unreleased: failed:continue running\n  ---\n  rollout: \"failed"));
    EXPECT_TRUE(contains(text, "\n  said: \"failed\"\n"));
}

// Markdown

TEST(Readable, KeepsWhatCanBeReadAndSpellsTheRest) {
    EXPECT_EQ(on_one_line("Zürich → 東京 🚀 \\ \""), "Zürich → 東京 🚀 \\ \"");
    EXPECT_EQ(on_one_line(std::string_view("a\n\r\t\0\x1b\x7f", 7)), "a\\n\\r\\t\\u{0}\\u{1B}\\u{7F}");
    EXPECT_EQ(on_one_line("\xC2\x85 \xE2\x80\xA8 \xE2\x80\xAE \xEF\xBB\xBF \xEF\xBF\xBE \xF4\x8F\xBF\xBF"),
              "\\u{85} \\u{2028} \\u{202E} \\u{FEFF} \\u{FFFE} \\u{10FFFF}");
    EXPECT_EQ(as_utf8("\xC0\xAF|\xED\xA0\x80|\xC3(|\xF0\x9F\x9A"),
              "\xEF\xBF\xBD\xEF\xBF\xBD|\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD|\xEF\xBF\xBD(|"
              "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(on_one_line(std::string(300, 'a'), 200), std::string(200, 'a') + " [100 bytes left out]");
    EXPECT_EQ(as_lines("a\r\n\nb"), (std::vector<std::string>{"a", "", "b"}));
    std::string many;
    for (int i = 1; i <= 30; ++i) {
        many += std::to_string(i) + "\n";
    }
    const std::vector<std::string> shown = excerpt(many);
    ASSERT_EQ(shown.size(), 25U);
    EXPECT_EQ(shown[11] + shown[12] + shown[13] + shown[24], "12[6 lines left out]1930");
    EXPECT_EQ(excerpt(many.substr(0, many.find("25\n"))).size(), 24U);
}

RC_GTEST_PROP(ReportLaw, NoBytesLeaveAnyFormat, (const std::string& random)) {
    const Verdict verdict = all_of_it(*rc::gen::element(random, random + hostile_text + random));
    RC_ASSERT(breaks_schema(parsed(report_json(verdict))) == "");
    RC_ASSERT(is_whole(report_jsonl(verdict)));
    RC_ASSERT(is_xml(report_junit(verdict)));
    RC_ASSERT(is_xml(report_html(verdict)));
    expect_tap(verdict);
    RC_ASSERT(can_be_shown(report_text(verdict)));
    RC_ASSERT(can_be_shown(report_tap(verdict)));
    RC_ASSERT(can_be_shown(report_markdown(verdict)));
    RC_ASSERT(breaks_schema(parsed(badge(verdict))) != "");
}

}  // namespace
}  // namespace rollout::oracle
