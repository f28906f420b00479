#include "line_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "json_writer.hpp"

namespace rollout::oracle {

namespace {

using std::string_view_literals::operator""sv;

bool starts_with_one_of(std::string_view line, auto beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [line](std::string_view beginning) { return line.starts_with(beginning); });
}

bool is_compressed(std::string_view line) {
    return starts_with_one_of(line, std::array{"\x1F\x8B"sv, "\x28\xB5\x2F\xFD"sv,
                                               "\xFD"
                                               "7zXZ"sv,
                                               "BZh"sv, "PK\x03\x04"sv});
}

bool is_utf16(std::string_view line) {
    return starts_with_one_of(line, std::array{"\xFF\xFE"sv, "\xFE\xFF"sv}) ||
           (line.size() > 1 && (line[0] == '\0') != (line[1] == '\0'));
}

std::string_view without_blanks(std::string_view line) {
    const std::size_t begin = std::min(line.find_first_not_of(" \t\r"), line.size());
    return line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
}

/// Returns whether `text` is a piece of a JSON text that goes on over several lines: it opens what it does not close,
/// closes what it does not open, or ends in a comma.
bool is_piece_of_json(std::string_view text) {
    if (text.empty() || std::string_view("{}[]\"").find(text[0]) == std::string_view::npos) {
        return false;
    }
    constexpr std::string_view before_more = "{[,";
    return before_more.find(text.back()) != std::string_view::npos || text[0] == '}' || text[0] == ']' ||
           (text[0] == '"' && text.find("\":") != std::string_view::npos);
}

bool is_yaml(std::string_view text) {
    const std::size_t word = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    return text == "---" || text.starts_with("- ") ||
           (word > 0 && word < text.size() && text[word] == ':' && (word + 1 == text.size() || text[word + 1] == ' '));
}

bool is_table(std::string_view text) {
    return text.find_first_of(",;\t") != std::string_view::npos && text.find_first_of("{}[]") == std::string_view::npos;
}

}  // namespace

std::string_view foreign_format(std::string_view line) {
    if (is_compressed(line)) {
        return "it looks compressed: decompress it first, one rollout a line is expected";
    }
    if (is_utf16(line)) {
        return "it looks like UTF-16: convert it to UTF-8, one rollout a line is expected";
    }
    const std::string_view text = without_blanks(line);
    if (is_piece_of_json(text)) {
        return "it looks like JSON over several lines: one rollout a line is expected, as jq -c writes it";
    }
    if (text.starts_with('<')) {
        return "it looks like XML or HTML: one rollout a line is expected, as JSON";
    }
    if (is_yaml(text)) {
        return "it looks like YAML: one rollout a line is expected, as JSON";
    }
    if (is_table(text)) {
        return "it looks like CSV: one rollout a line is expected, as JSON";
    }
    return "";
}

namespace {

/// How many rows the reference's builder is asked about: its cost is their square.
constexpr std::size_t rows_checked_max = 1000;

/// Returns the decision on the children that the implementation builds; they are compared with the reference's up to
/// rows_checked_max rows. Throws Disagreement.
reference::Decision decide_placed(Edition edition, std::span<const PlacedOperation> rows, Latch latch) {
    const std::vector<Child> children = build(edition, rows, latch);
    if (rows.size() <= rows_checked_max && children != reference::build(edition, rows, latch)) {
        throw Disagreement(
            "the implementation and the reference build different children; nothing is answered, please "
            "report this");
    }
    return agreed_decision(edition, std::span<const Child>(children));
}

}  // namespace

std::variant<LineAnswers::Answer, LineError> EditionAnswers::answer_to(std::string_view line) {
    if (const RolloutLine* plain = fast_reader_.read(line)) {
        return answer_to(*plain);
    }
    const auto read = read_rollout_line(line);
    if (const auto* error = std::get_if<LineError>(&read)) {
        return *error;
    }
    return answer_to(std::get<RolloutLine>(read));
}

LineAnswers::Answer EditionAnswers::answer_to(const RolloutLine& rollout) {
    const Edition edition = rollout.edition.value_or(edition_);
    if (const auto* children = std::get_if<std::vector<Child>>(&rollout.elements)) {
        return {rollout.id, decisions_.fields(edition, std::span<const Child>(*children))};
    }
    const Latch latch = !rollout.released ? latch_ : *rollout.released ? Latch::released : Latch::unreleased;
    if (edition >= Edition::finalizers && !rollout.placements.empty()) {
        fields_ = json_fields(decide_placed(edition, rollout.placed(), latch));
        return {rollout.id, fields_};
    }
    const auto& operations = std::get<std::vector<Operation>>(rollout.elements);
    return {rollout.id, decisions_.fields(edition, std::span<const Operation>(operations), latch)};
}

void LineAnswers::answer(std::string_view text, std::size_t& number, std::string& out) {
    if (number == 1 && text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    for (; !text.empty(); ++number) {
        const std::size_t size = std::min(text.find('\n'), text.size());
        const auto answered = answer_to(text.substr(0, size));
        if (const auto* error = std::get_if<LineError>(&answered)) {
            met_a_bad_line_ = true;
            out +=
                fmt::format("{{\"line\":{}{},\"error\":{}}}\n", number,
                            error->id.empty() ? "" : fmt::format(",\"id\":{}", error->id), json_string(error->message));
        } else {
            const Answer& answer = std::get<Answer>(answered);
            out += '{';
            if (!answer.id.empty()) {
                out += "\"id\":";
                out += answer.id;
                out += ',';
            }
            out += answer.fields;
            out += "}\n";
        }
        text.remove_prefix(std::min(size + 1, text.size()));
    }
}

}  // namespace rollout::oracle
