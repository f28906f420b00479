// A verdict as a badge: its headline and a colour, where only a conformance without a limit is bright green.
#include <fmt/format.h>

#include <cassert>

#include "json_writer.hpp"
#include "reports.hpp"
#include "wording.hpp"

namespace rollout::oracle {
namespace {

std::string_view colour(const Verdict& verdict) {
    switch (verdict.status) {
        case Status::done:
            return verdict.headline == "conformant" && verdict.limits.empty()
                       ? "brightgreen"
                       : "yellowgreen";  // less was asked, or failures are listed
        case Status::not_conformant:
            return "red";
        case Status::testee:
            return "orange";
        case Status::usage:
        case Status::no_verdict:
            return "lightgrey";
    }
    assert(false);
    return "";
}

}  // namespace

std::string badge(const Verdict& verdict) {
    std::string label = "rollout " + std::string(verdict.edition.name());
    if (!verdict.subject->is_projection()) {
        label += fmt::format(" {}", verdict.subject->name);
    }
    JsonWriter writer;
    writer.begin_object();
    writer.number("schemaVersion", 1);
    writer.text("label", label);
    writer.text("message", verdict_in_words(verdict));
    writer.text("color", colour(verdict));
    writer.end_object();
    return writer.take() + "\n";
}

}  // namespace rollout::oracle
