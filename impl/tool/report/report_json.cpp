// A verdict as JSON: one document, or JSON Lines with one record per part, cause and failure. Both have the members
// that spec/schemas/verdict.schema.json describes.
#include <cassert>

#include "json_writer.hpp"
#include "reports.hpp"
#include "sha256.hpp"
#include "wording.hpp"

namespace rollout::oracle {

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
    writer.text("kind", name(breach.kind));
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

/// Write the members of one object, without its braces. Of a verdict: all but its parts, causes and failures.
void write_members(JsonWriter& writer, const Verdict& verdict) {
    writer.number("version", 1);
    writer.number("status", static_cast<std::uint64_t>(verdict.status));
    writer.text("headline", verdict.headline);
    writer.texts("reasons", verdict.reasons);
    writer.text("edition", verdict.edition.name());
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

}  // namespace

std::string report_json(const Verdict& verdict) {
    JsonWriter writer;
    const auto write_objects = [&writer](std::string_view name, const auto& elements, const auto& write_element) {
        writer.name(name);
        writer.begin_array();
        for (const auto& element : elements) {
            writer.begin_object();
            write_element(element);
            writer.end_object();
        }
        writer.end_array();
    };
    writer.begin_object();
    write_members(writer, verdict);
    write_objects("parts", verdict.parts, [&](const Part& part) { write_members(writer, part); });
    write_objects("causes", verdict.causes, [&](const Cause& cause) { write_members(writer, verdict, cause); });
    write_objects("failures", verdict.failures, [&](const Failure& failure) { write_members(writer, failure); });
    writer.end_object();
    return writer.take() + "\n";
}

std::string report_jsonl(const Verdict& verdict) {
    std::string text;
    std::uint64_t records = 0;
    JsonWriter writer;
    const auto add = [&](std::string_view record, const auto& write) {
        writer.begin_object();
        writer.text("record", record);
        write();
        writer.end_object();
        text += writer.take() + "\n";
        ++records;
    };
    add("header", [&] { write_members(writer, verdict); });
    std::uint64_t cases = 0;
    std::uint64_t failures = 0;
    for (const Part& part : verdict.parts) {
        add("part", [&] { write_members(writer, part); });
        cases += part.asked;
        failures += part.failed;
    }
    for (const Cause& cause : verdict.causes) {
        add("cause", [&] { write_members(writer, verdict, cause); });
    }
    for (const Failure& failure : verdict.failures) {
        add("failure", [&] { write_members(writer, failure); });
    }
    Sha256 hash;
    hash.add(text);
    add("footer", [&, before = records] {
        writer.number("records", before);
        writer.number("cases", cases);
        writer.number("failures", failures);
        writer.text("sha256", hash.hex());
    });
    return text;
}

}  // namespace rollout::oracle
