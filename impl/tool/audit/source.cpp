#include "source.hpp"

#include <fmt/format.h>

#include <charconv>

#include "json_writer.hpp"

namespace rollout::audit {
namespace {

/// Returns the number that all of the text spells.
template <class Number>
std::optional<Number> number_of(std::string_view text) {
    Number number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<bool> truth_of(std::string_view text) {
    if (text == "1" || text == "t" || text == "true" || text == "TRUE") {
        return true;
    }
    if (text == "0" || text == "f" || text == "false" || text == "FALSE" || text.empty()) {
        return false;
    }
    return std::nullopt;
}

}  // namespace

void Taker::take_parent(const Values& values, const std::string& where) {
    if (!values[0]) {
        problems_.add(fmt::format("{}: id: is missing", where));
        return;
    }
    const std::string_view id = *values[0];
    const auto released = truth_of(values[2].value_or(""));
    if (!fleet_.add_parent(id, values[1].value_or(""), released.value_or(false))) {
        problems_.add(fmt::format("{}: id {}: there is a rollout of that ID already", where, oracle::json_string(id)));
        fleet_.mark_unreadable(id);
    }
    if (!released) {
        problems_.add(fmt::format("{}: id {}: released: expected 0 or 1, got {}", where, oracle::json_string(id),
                                  oracle::json_string(*values[2])));
        fleet_.mark_unreadable(id);
    }
}

void Taker::take_row(const Values& values, std::int64_t number, const std::string& where) {
    const std::string_view rollout = values[0].value_or("");
    const auto refuse = [&](std::string_view field, std::string_view expected,
                            const std::optional<std::string_view>& got) {
        problems_.add(fmt::format("{}: rollout {}: {}: expected {}, got {}", where, oracle::json_string(rollout), field,
                                  expected, got ? oracle::json_string(*got) : "nothing"));
        fleet_.mark_unreadable(rollout);
    };
    SourceRow row{.rollout = rollout, .state = values[1].value_or(""), .on_failure = values[2]};
    row.placement.deployment = values[3].value_or("");
    row.placement.key = values[4].value_or("");
    const std::string_view kind = values[5].value_or("");
    if (!kind.empty() && kind != oracle::kind_words[0] && kind != oracle::kind_words[1]) {
        return refuse("kind", "work or group_finalizer", values[5]);
    }
    row.placement.kind = kind == oracle::kind_words[1] ? Kind::group_finalizer : Kind::work;
    const auto started = values[6] && !values[6]->empty() ? truth_of(*values[6]) : true;
    if (!started) {
        return refuse("started", "0 or 1", values[6]);
    }
    row.placement.started = *started;
    const auto step = values[7] && !values[7]->empty() ? number_of<std::uint32_t>(*values[7]) : 0;
    if (!step) {
        return refuse("step", "a whole number from 0 to 4294967295", values[7]);
    }
    row.placement.step = *step;
    const auto order = values[8] ? number_of<std::int64_t>(*values[8]) : number;
    if (!order) {
        return refuse("position", "a whole number; without that column rows stand as they come", values[8]);
    }
    row.order = *order;
    fleet_.add_row(row);
}

}  // namespace rollout::audit
