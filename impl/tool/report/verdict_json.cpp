#include "verdict_json.hpp"

#include <cassert>

#include "wording.hpp"

namespace rollout::conformance {
namespace {

std::string_view name(Failure::Kind kind) {
    switch (kind) {
        case Failure::Kind::differs:
            return "differs";
        case Failure::Kind::error:
            return "error";
        case Failure::Kind::skipped:
            return "skipped";
    }
    assert(false);
    return "";
}

void write(JsonWriter& writer, const Offer& testee) {
    writer.begin_object();
    writer.text("name", testee.name);
    writer.text("version", testee.version);
    writer.text("language", testee.language);
    writer.texts("editions", testee.editions);
    writer.texts("states", testee.states);
    writer.texts("policies", testee.policies);
    writer.texts("flags", testee.flags);
    writer.texts("levels", testee.levels);
    writer.texts("words", testee.words);
    writer.texts("subjects", testee.subjects);
    writer.end_object();
}

void write(JsonWriter& writer, const Breach& breach) {
    writer.begin_object();
    writer.text("kind", conformance::name(breach.kind));
    writer.text("what", breach.what);
    writer.text("standard_error", breach.standard_error);
    writer.end_object();
}

void write(JsonWriter& writer, const Guarantee& guarantee) {
    writer.begin_object();
    writer.text("theorem", guarantee.theorem);
    writer.texts("assumptions", guarantee.assumptions);
    writer.text("scope", guarantee.scope);
    writer.end_object();
}

/// Writes what may be absent, then as null.
template <class T>
void write_optional(JsonWriter& writer, std::string_view member, const std::optional<T>& value) {
    if (value) {
        writer.name(member);
        write(writer, *value);
    } else {
        writer.null(member);
    }
}

void write_optional(JsonWriter& writer, std::string_view member, const std::string& value) {
    value.empty() ? writer.null(member) : writer.text(member, value);
}

}  // namespace

void write_members(JsonWriter& writer, const Verdict& verdict) {
    writer.number("version", 1);
    writer.number("status", static_cast<std::uint64_t>(verdict.status));
    writer.text("headline", verdict.headline);
    writer.texts("reasons", verdict.reasons);
    writer.text("edition", rollout::name(verdict.edition));
    writer.text("subject", verdict.subject->name);
    writer.text("suite", verdict.suite);
    write_optional(writer, "level", verdict.level);
    writer.texts("limits", verdict.limits);
    writer.text("seed", std::to_string(verdict.seed));
    writer.text("oracle_version", verdict.oracle_version);
    writer.texts("command", verdict.command);
    write_optional(writer, "testee", verdict.testee);
    write_optional(writer, "breach", verdict.breach);
    write_optional(writer, "guarantee", verdict.guarantee);
    writer.number("failures_left_out", verdict.failures_left_out);
    writer.texts("list_problems", verdict.list_problems);
    writer.texts("informational", verdict.informational);
    writer.real("seconds", verdict.seconds);
}

void write_members(JsonWriter& writer, const Part& part) {
    writer.text("name", part.name);
    writer.text("adds", part.adds);
    writer.number("planned", part.planned);
    writer.number("asked", part.asked);
    writer.number("passed", part.passed);
    writer.number("failed", part.failed);
    writer.number("skipped", part.skipped);
    writer.number("listed", part.listed);
    writer.number("classes", part.classes);
    writer.number("classes_max", part.classes_max);
    write_optional(writer, "sha256", part.sha256);
}

void write_members(JsonWriter& writer, const Failure& failure) {
    writer.text("kind", name(failure.kind));
    writer.text("id", failure.id);
    if (failure.input.empty()) {
        writer.null("input");
    } else {
        writer.object("input", failure.input);
    }
    writer.text("expected", failure.expected);
    writer.text("said", failure.said);
    writer.text("part", failure.part);
    writer.flag("listed", failure.listed);
    writer.flag("changed", failure.changed);
}

void write_members(JsonWriter& writer, const Verdict& verdict, const Cause& cause) {
    writer.name("shown");
    writer.begin_object();
    write_members(writer, cause.shown);
    writer.end_object();
    writer.text("rollout", cause.shown.id);
    writer.text("clause", cause.clause);
    writer.text("sentence", cause.sentence);
    writer.text("explanation", cause.explanation);
    writer.number("cases", cause.cases);
    write_optional(writer, "command", command_to_see(verdict, cause));
}

}  // namespace rollout::conformance
