#include "json_document.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>

#include "json_faults.hpp"
#include "json_writer.hpp"

namespace rollout::oracle {

namespace {

Type type_of(const rapidjson::Value& value) {
    switch (value.GetType()) {
        case rapidjson::kNullType:
            return Type::null;
        case rapidjson::kFalseType:
        case rapidjson::kTrueType:
            return Type::boolean;
        case rapidjson::kObjectType:
            return Type::object;
        case rapidjson::kArrayType:
            return Type::array;
        case rapidjson::kStringType:
            return Type::string;
        case rapidjson::kNumberType:
            break;
    }
    return Type::number;
}

}  // namespace

std::optional<std::string> parse_json(std::string_view text, rapidjson::Document& document) {
    rapidjson::MemoryStream stream(text.data(), text.size());
    document.ParseStream<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag, rapidjson::UTF8<>>(
        stream);
    const auto lone = lone_surrogate(text);
    if (lone && (!document.HasParseError() ||
                 document.GetParseError() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid)) {
        return fmt::format("byte {}: {}", *lone, lone_surrogate_problem);
    }
    if (document.HasParseError()) {
        std::string_view problem = rapidjson::GetParseError_En(document.GetParseError());
        problem.remove_suffix(problem.ends_with('.') ? 1 : 0);
        return fmt::format("byte {}: not JSON: {}", document.GetErrorOffset(), problem);
    }
    if (stream.Tell() < text.size()) {  // the parser takes a NUL byte for the end
        return fmt::format("byte {}: not JSON: a NUL byte", stream.Tell());
    }
    return std::nullopt;
}

std::string_view text_of(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

std::string text_or_json(const rapidjson::Value& value) {
    if (value.IsString()) {
        return std::string(text_of(value));
    }
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

void each_line(std::istream& lines, const std::function<void(std::string_view line, std::size_t number)>& use) {
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        const bool has_mark = number == 1 && line.starts_with(byte_order_mark);
        use(std::string_view(line).substr(has_mark ? byte_order_mark.size() : 0), number);
    }
}

std::string other_than(std::string_view expected, const rapidjson::Value& value) {
    return fmt::format("expected {}, got {}", expected, described(type_of(value)));
}

}  // namespace rollout::oracle
