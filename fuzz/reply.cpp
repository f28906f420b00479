// Goal: whatever a testee writes, its reply is refused with what is wrong, or read as a reader of JSON that is not ours
// reads it, and then has the answers that were asked for, no more. Raw: the first byte is the question (start, or run
// with how many cases), the second byte the member that answers; the rest is the line.
#include <algorithm>

#include "difference.hpp"
#include "drawn_json.hpp"
#include "entries.hpp"
#include "json_document.hpp"
#include "json_faults.hpp"
#include "pieces_of.hpp"
#include "readable.hpp"
#include "reply.hpp"
#include "shown.hpp"

namespace rollout::fuzz {
namespace {

using oracle::Answer;
using oracle::Offer;
using oracle::ReplyError;
using oracle::RunReply;

/// A line as the other reader reads it: the whole tree.
struct Tree {
    rapidjson::Document document;
    bool is_json;

    /// A number that no double holds is no fault of a reply which nobody reads there.
    explicit Tree(std::string line) {
        oracle::make_numbers_small(line);
        is_json = !oracle::parse_json(line, document);
    }

    std::vector<std::string> texts(const char* name) const {
        std::vector<std::string> made;
        for (const rapidjson::Value& each : document[name].GetArray()) {
            made.emplace_back(oracle::text_of(each));
        }
        return made;
    }
};

/// Returns whether the value is that whole number, however it is spelled: 1 and 1.0 are one.
bool is_whole(const rapidjson::Value& value, std::uint64_t number) {
    return value.IsUint64() ? value.GetUint64() == number
                            : value.IsDouble() && value.GetDouble() == static_cast<double>(number);
}

void check_error(const ReplyError& error, const Tree& tree, const auto& asked) {
    expect(!error.message.empty(), "refused without a reason", asked);
    const bool is_too_deep = error.message.find("nested deeper") != std::string::npos;
    expect(error.is_json || is_too_deep || !tree.is_json, "JSON is refused as none", asked);
}

void check_start(std::string_view line) {
    const auto asked = [&] { return "start: " + quoted(line); };
    const Tree tree{std::string(line)};
    std::string decoded(line);
    const auto read = oracle::read_start_reply(decoded);
    if (const auto* error = std::get_if<ReplyError>(&read)) {
        check_error(*error, tree, asked);
        return;
    }
    const auto& offer = std::get<Offer>(read);
    expect(tree.is_json && tree.document.IsObject(), "no JSON object is an offer", asked);
    expect(is_whole(tree.document["version"], 1), "version", asked);
    expect(!offer.editions.empty() && offer.editions == tree.texts("editions"), "editions", asked);
    expect(oracle::text_of(tree.document["implementation"]["name"]) == offer.name, "name", asked);
    expect(offer.states.has_value() == tree.document.HasMember("states"), "states", asked);
    expect(!offer.states || *offer.states == tree.texts("states"), "states", asked);
    expect(!tree.document.HasMember("subjects") || offer.subjects == tree.texts("subjects"), "subjects", asked);
}

/// Returns the one answer of a result, nothing if it has not exactly one.
std::optional<std::pair<Answer::Kind, std::string>> answer_in(const rapidjson::Value& result, std::string_view said) {
    std::optional<std::pair<Answer::Kind, std::string>> found;
    for (const auto& [name, kind] :
         {std::pair{said, Answer::Kind::said}, std::pair{std::string_view("skipped"), Answer::Kind::skipped},
          std::pair{std::string_view("error"), Answer::Kind::error}}) {
        const auto member = result.FindMember(std::string(name).c_str());
        if (member != result.MemberEnd()) {
            if (found) {
                return std::nullopt;
            }
            found = {kind, std::string(oracle::text_of(member->value))};
        }
    }
    return found;
}

void check_run(std::string_view line, std::string_view said, std::size_t count) {
    const auto asked = [&] {
        return "run, " + std::to_string(count) + " cases, " + std::string(said) + ": " + quoted(line);
    };
    const Tree tree{std::string(line)};
    std::string decoded(line);
    const auto read = oracle::read_run_reply(decoded, said, count);
    if (const auto* error = std::get_if<ReplyError>(&read)) {
        check_error(*error, tree, asked);
        return;
    }
    const auto& reply = std::get<RunReply>(read);
    expect(tree.is_json && tree.document.IsObject(), "no JSON object is a reply", asked);
    expect(is_whole(tree.document["seq"], reply.sequence), "seq", asked);
    const rapidjson::Value& results = tree.document["results"];
    expect(results.IsArray() && results.Size() == reply.count, "count", asked);
    expect(reply.answers.size() == std::min(count, reply.count), "more answers than were asked for, or fewer", asked);
    for (std::size_t i = 0; i < reply.answers.size(); ++i) {
        const auto expected = answer_in(results[static_cast<rapidjson::SizeType>(i)], said);
        expect(expected && expected->first == reply.answers[i].kind && expected->second == reply.answers[i].text,
               "answer " + std::to_string(i), asked);
    }
}

void check(std::string_view line, std::string_view said, std::size_t count, bool is_start) {
    show([&] { return (is_start ? "start: " : "run: ") + quoted(line); });
    if (is_start) {
        check_start(line);
    } else {
        check_run(line, said, count);
    }
}

std::string draw_start(FuzzedDataProvider& choices) {
    const auto word_of_state = [](FuzzedDataProvider& more) { return draw_value(more, token(draw_state(more))); };
    const auto name_of_edition = [](FuzzedDataProvider& more) { return draw_value(more, name(draw_edition(more))); };
    std::vector<std::string> members{
        member("version", choices.ConsumeIntegralInRange<unsigned>(0, 7) == 7 ? draw_odd_value(choices) : "1"),
        member("implementation", draw_object(choices, {member("name", draw_value(choices, "a")),
                                                       member("version", "\"b\""), member("language", "\"c\"")})),
        member("editions", array_of(draw_list(choices, 3, name_of_edition)))};
    if (choices.ConsumeBool()) {
        members.push_back(member("states", array_of(draw_list(choices, 3, word_of_state))));
        members.push_back(member("subjects", array_of({"\"guard\"", draw_value(choices, "claim")})));
        members.insert(members.begin(), member("later", draw_odd_value(choices)));
    }
    return draw_object(choices, members);
}

std::string draw_run(FuzzedDataProvider& choices) {
    const auto result = [](FuzzedDataProvider& more) {
        constexpr std::array names{"state", "answer", "skipped", "error", "later"};
        std::vector<std::string> members;
        const unsigned answers = more.ConsumeIntegralInRange<unsigned>(0, 3) == 3 ? 2 : 1;
        for (unsigned i = 0; i < answers; ++i) {
            const char* name = names[more.ConsumeIntegralInRange<std::size_t>(0, names.size() - 1)];
            members.push_back(member(name, draw_value(more, token(draw_state(more)))));
        }
        return draw_object(more, members);
    };
    return draw_object(choices, {member("seq", choices.ConsumeBool() ? draw_odd_value(choices) : "1"),
                                 member("results", array_of(draw_list(choices, 6, result)))});
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    const bool is_start = choices.ConsumeBool();
    const std::string_view said = choices.ConsumeBool() ? "state" : "answer";
    const auto count = choices.ConsumeIntegralInRange<std::size_t>(0, 6);
    const std::string line = is_start ? draw_start(choices) : draw_run(choices);
    check(with_a_mistake(choices, line), said, count, is_start);
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    if (bytes.size() >= 2) {
        check(text_in(bytes.subspan(2)), bytes[1] % 2 == 0 ? "state" : "answer", bytes[0] / 2 % 8, bytes[0] % 2 == 0);
    }
}

}  // namespace rollout::fuzz
