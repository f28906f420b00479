// A testee for every subject but the projection, in every edition, protocol version 1. Answers by the library.
#include "rapidjson_sizes.hpp"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <variant>

#include "decision.hpp"
#include "json_document.hpp"
#include "json_writer.hpp"
#include "question_json.hpp"
#include "subject.hpp"

namespace {

using namespace rollout;
using Json = rapidjson::Value;

/// Returns the text of a member, or an empty one.
std::string_view text_in(const Json& object, const char* member) {
    const auto found = object.FindMember(member);
    return found != object.MemberEnd() && found->value.IsString() ? oracle::text_of(found->value) : "";
}

std::string start_reply() {
    std::string editions_offered;
    for (const EditionFacts& facts : editions) {
        editions_offered += fmt::format("{}\"{}\"", editions_offered.empty() ? "" : ",", facts.name);
    }
    std::string subjects_offered;
    for (const oracle::Subject& subject : oracle::subjects) {
        if (!subject.is_projection()) {
            subjects_offered += fmt::format("{}\"{}\"", subjects_offered.empty() ? "" : ",", subject.name);
        }
    }
    return fmt::format(R"({{"version":1,"implementation":{{"name":"rollout","version":"1","language":"C++"}},)"
                       R"("editions":[{}],"subjects":[{}]}})",
                       editions_offered, subjects_offered);
}

std::string result(std::string_view member, std::string_view text) {
    return fmt::format("{{\"{}\":{}}}", member, oracle::json_string(text));
}

std::string result_of(const Json& asked, std::optional<Edition> edition, const oracle::Subject* subject) {
    if (!edition || subject == nullptr || subject->is_projection()) {
        return result("skipped", edition ? "the subject is not offered" : "the edition is not offered");
    }
    const auto read = oracle::read_question(asked, *subject);
    const auto* question = std::get_if<oracle::Question>(&read);
    return question == nullptr ? result("error", std::get<std::string>(read))
                               : result("answer", answer(*edition, *question, oracle::by_library));
}

/// Returns the answer to a `run` request, or nothing if it is none.
std::optional<std::string> run_reply(const Json& request) {
    const auto sequence = request.FindMember("seq");
    const auto cases = request.FindMember("cases");
    if (sequence == request.MemberEnd() || !sequence->value.IsUint64() || cases == request.MemberEnd() ||
        !cases->value.IsArray()) {
        return std::nullopt;
    }
    const auto edition = edition_named(text_in(request, "edition"));
    const auto subject = oracle::find_subject(text_in(request, "subject"));
    std::string results;
    for (const Json& asked : cases->value.GetArray()) {
        results += (results.empty() ? "" : ",") + result_of(asked, edition, subject);
    }
    return fmt::format(R"({{"seq":{},"results":[{}]}})", sequence->value.GetUint64(), results);
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        rapidjson::Document request;
        if (const auto problem = oracle::parse_json(line, request); problem || !request.IsObject()) {
            std::cerr << "unreadable request: " << problem.value_or("not an object") << "\n";
            return 1;
        }
        const std::string_view command = text_in(request, "cmd");
        if (command == "stop") {
            return 0;
        }
        const std::optional<std::string> reply = command == "start" ? start_reply()
                                                 : command == "run" ? run_reply(request)
                                                                    : std::nullopt;
        if (!reply) {
            std::cerr << "unknown request: " << command << "\n";
            return 1;
        }
        std::cout << *reply << std::endl;  // flushed: somebody waits
    }
    return 0;
}
