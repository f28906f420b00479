#include "line_answers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "json.hpp"

namespace rollout::oracle {
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

void LineAnswers::answer(std::string_view text, std::size_t& number, std::string& out) {
    if (number == 1 && text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    for (; !text.empty(); ++number) {
        const std::size_t size = std::min(text.find('\n'), text.size());
        answer_line(text.substr(0, size), number, out);
        text.remove_prefix(std::min(size + 1, text.size()));
    }
}

void LineAnswers::answer_line(std::string_view line, std::size_t number, std::string& out) {
    if (const RolloutLine* plain = fast_reader_.read(line)) {
        append_answer(*plain, out);
        return;
    }
    const auto read = read_rollout_line(line);
    if (const auto* rollout = std::get_if<RolloutLine>(&read)) {
        append_answer(*rollout, out);
        return;
    }
    const LineError& error = std::get<LineError>(read);
    met_a_bad_line_ = true;
    out += fmt::format("{{\"line\":{}", number);
    if (!error.id.empty()) {
        out += fmt::format(",\"id\":{}", error.id);
    }
    out += fmt::format(",\"error\":{}}}\n", json_string(error.message));
}

void LineAnswers::append_answer(const RolloutLine& rollout, std::string& out) {
    out += '{';
    if (!rollout.id.empty()) {
        out += "\"id\":";
        out += rollout.id;
        out += ',';
    }
    append_fields(rollout, out);
    out += "}\n";
}

void LineAnswers::append_fields(const RolloutLine& rollout, std::string& out) {
    const Edition edition = rollout.edition.value_or(edition_);
    if (const auto* children = std::get_if<std::vector<Child>>(&rollout.elements)) {
        out += decisions_.fields(edition, std::span<const Child>(*children));
        return;
    }
    const Latch latch = !rollout.released ? latch_ : *rollout.released ? Latch::released : Latch::unreleased;
    if (edition >= Edition::finalizers && !rollout.placements.empty()) {
        out += json_fields(decide_placed(edition, rollout.placed(), latch));
        return;
    }
    const auto& operations = std::get<std::vector<Operation>>(rollout.elements);
    out += decisions_.fields(edition, std::span<const Operation>(operations), latch);
}

}  // namespace rollout::oracle
