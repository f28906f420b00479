#include "reports.hpp"
#include "verdict_json.hpp"

namespace rollout::conformance {

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

}  // namespace rollout::conformance
