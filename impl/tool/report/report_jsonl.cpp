#include "reports.hpp"
#include "sha256.hpp"
#include "verdict_json.hpp"

namespace rollout::conformance {

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

}  // namespace rollout::conformance
