// A verdict as TAP 13, with diagnostics as a YAML block that Perl's harness can read.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "json_writer.hpp"
#include "readable.hpp"
#include "reports.hpp"
#include "wording.hpp"

namespace rollout::oracle {
namespace {

/// Returns the text as a description: what would begin a directive is escaped.
std::string described(std::string_view text) {
    std::string made;
    for (const char byte : on_one_line(text, shown_bytes_max)) {
        if (byte == '#' || byte == '\\') {
            made += '\\';
        }
        made += byte;
    }
    return made;
}

class Points {
public:
    void add(bool ok, std::string_view description, const std::vector<Fact>& facts) {
        fmt::format_to(std::back_inserter(text_), "{} {} - {}\n", ok ? "ok" : "not ok", ++count_,
                       described(description));
        if (facts.empty()) {
            return;
        }
        text_ += "  ---\n";
        for (const Fact& fact : facts) {
            std::string value;
            for (const std::string& line : fact.lines) {
                value += (value.empty() ? "" : "\n") + on_one_line(line);
            }
            // A JSON string is a string of YAML too. Of the keys, YAMLish, which TAP 13 has, takes single words.
            std::string key(fact.name);
            std::replace(key.begin(), key.end(), ' ', '_');
            fmt::format_to(std::back_inserter(text_), "  {}: {}\n", key, json_string(value));
        }
        text_ += "  ...\n";
    }

    void skip(std::string_view description, std::string_view why) {
        fmt::format_to(std::back_inserter(text_), "ok {} - {} # SKIP {}\n", ++count_, described(description),
                       described(why));
    }

    std::string with_plan() const { return fmt::format("TAP version 13\n1..{}\n{}", count_, text_); }

private:
    std::size_t count_ = 0;
    std::string text_;
};

}  // namespace

std::string report_tap(const Verdict& verdict) {
    Points points;
    for (const Part& part : verdict.parts) {
        points.add(passed(part), part.name, facts(part));
    }
    for (const Cause& cause : verdict.causes) {
        points.add(false, cause.shown.part + ": " + cause.shown.id, facts(verdict, cause));
    }
    std::vector<Fact> of_run = facts_of_run(verdict);
    for (Fact& fact : facts_of_guarantee(verdict)) {
        of_run.push_back(std::move(fact));
    }
    for (const std::string& limit : verdict.limits) {
        points.skip("beyond " + limit, "nothing beyond it was asked");
    }
    points.add(verdict.status == Status::done, headline(verdict), of_run);
    return points.with_plan();
}

}  // namespace rollout::oracle
