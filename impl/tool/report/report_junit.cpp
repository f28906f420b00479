// A verdict as JUnit's XML, which test reports of CI servers read. pugixml writes it, so no text of a testee can become
// a tag.
#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>

#include "readable.hpp"
#include "reports.hpp"
#include "wording.hpp"

namespace rollout::oracle {
namespace {

// pugixml escapes what is markup. What XML cannot hold at all has been spelled out before, by on_one_line.

void set(pugi::xml_node node, const char* attribute, std::string_view text) {
    node.append_attribute(attribute).set_value(on_one_line(text, shown_bytes_max).c_str());
}

std::string text_of(const std::vector<Fact>& facts) {
    std::string text;
    for (const Fact& fact : facts) {
        for (const std::string& line : fact.lines) {
            text += fmt::format("{}: {}\n", fact.name, on_one_line(line));
        }
    }
    return text;
}

void set_text(pugi::xml_node node, const std::string& text) { node.text().set(text.c_str()); }

/// A suite that counts its tests.
class JunitSuite {
public:
    JunitSuite(pugi::xml_node root, std::string_view name, const Verdict& verdict)
        : node_(root.append_child("testsuite")), class_name_("rollout." + std::string(verdict.edition.name())) {
        set(node_, "name", name);
    }

    pugi::xml_node add(std::string_view name) {
        ++tests;
        pugi::xml_node test = node_.append_child("testcase");
        set(test, "classname", class_name_);
        set(test, "name", name);
        return test;
    }
    void fail(pugi::xml_node test, std::string_view message, const std::vector<Fact>& facts) {
        ++failures;
        add_outcome(test, "failure", message, facts);
    }
    void err(pugi::xml_node test, std::string_view message, const std::vector<Fact>& facts) {
        ++errors;
        add_outcome(test, "error", message, facts);
    }
    void skip(pugi::xml_node test, std::string_view message) {
        ++skipped;
        set(test.append_child("skipped"), "message", message);
    }
    void close() {
        node_.append_attribute("tests") = tests;
        node_.append_attribute("failures") = failures;
        node_.append_attribute("errors") = errors;
        node_.append_attribute("skipped") = skipped;
    }

    unsigned tests = 0;
    unsigned failures = 0;
    unsigned errors = 0;
    unsigned skipped = 0;

private:
    static void add_outcome(pugi::xml_node test, const char* kind, std::string_view message,
                            const std::vector<Fact>& facts) {
        pugi::xml_node outcome = test.append_child(kind);
        set(outcome, "message", message);
        set_text(outcome, text_of(facts));
    }

    pugi::xml_node node_;
    std::string class_name_;
};

void add_part(JunitSuite& suite, const Verdict& verdict, const Part& part) {
    const pugi::xml_node test = suite.add(part.name);
    if (part.asked == 0 && part.planned > 0) {
        suite.skip(test, "no case was asked");
    } else if (!passed(part)) {
        suite.fail(test, fmt::format("{} of {} cases passed", part.passed, part.planned), facts(part));
    }
    for (const Cause& cause : verdict.causes) {
        if (cause.shown.part == part.name) {
            suite.fail(suite.add(cause.shown.id),
                       fmt::format("expected {}, said {}", cause.shown.expected, said(cause.shown)),
                       facts(verdict, cause));
        }
    }
}

void add_verdict(JunitSuite& suite, const Verdict& verdict) {
    pugi::xml_node test = suite.add("verdict");
    if (verdict.breach) {
        suite.err(test, headline(verdict), facts_of_run(verdict));
        std::string lines;
        for (const std::string& line : as_lines(verdict.breach->standard_error)) {
            lines += line + "\n";
        }
        set_text(test.append_child("system-err"), lines);
    } else if (verdict.status != Status::done) {
        suite.fail(test, headline(verdict), facts_of_run(verdict));
    }
    for (const std::string& limit : verdict.limits) {
        suite.skip(suite.add("beyond " + limit), "nothing beyond " + limit + " was asked");
    }
}

}  // namespace

std::string report_junit(const Verdict& verdict) {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("testsuites");
    root.append_attribute("name") = "rollout-oracle";
    unsigned tests = 0;
    unsigned failures = 0;
    unsigned errors = 0;
    const auto add_suite = [&](std::string_view name, const auto& fill) {
        JunitSuite suite(root, name, verdict);
        fill(suite);
        suite.close();
        tests += suite.tests;
        failures += suite.failures;
        errors += suite.errors;
    };
    for (const Part& part : verdict.parts) {
        add_suite(part.name, [&](JunitSuite& suite) { add_part(suite, verdict, part); });
    }
    add_suite("verdict", [&](JunitSuite& suite) { add_verdict(suite, verdict); });
    root.append_attribute("tests") = tests;
    root.append_attribute("failures") = failures;
    root.append_attribute("errors") = errors;
    root.append_attribute("time") = fmt::format("{:.3f}", verdict.seconds).c_str();
    std::ostringstream out;
    document.save(out, "  ");
    return out.str();
}

}  // namespace rollout::oracle
