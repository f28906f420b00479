#include "element_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include <rollout/parse.hpp>

#include "edition_names.hpp"
#include "json_writer.hpp"
#include "row.hpp"

namespace rollout::oracle {
namespace {

constexpr std::array<std::string_view, 8> operation_fields{"state", "on_failure", "deployment", "key",
                                                           "kind",  "started",    "step",       "target"};
constexpr auto child_fields = [] {
    std::array<std::string_view, 1 + child_flags.size()> fields{"state"};
    for (std::size_t i = 0; i < child_flags.size(); ++i) {
        fields[i + 1] = child_flags[i].name;
    }
    return fields;
}();

std::optional<std::string> problem_of(Type type, const Value& value) {
    if (value.type == type) {
        return std::nullopt;
    }
    return fmt::format("expected {}, got {}", described(type), described(value.type));
}

}  // namespace

void ElementReader::start() { line_ = {}; }

std::optional<std::string> ElementReader::take_edition(std::string_view name) {
    auto edition = edition_or_problem(name);
    if (auto* problem = std::get_if<std::string>(&edition)) {
        return std::move(*problem);
    }
    line_.edition = std::get<Edition>(edition);
    return std::nullopt;
}

void ElementReader::start_list(bool of_children) {
    of_children_ = of_children;
    if (of_children) {
        line_.elements = std::vector<Child>();
    }
}

void ElementReader::start_element() {
    state_.reset();
    placement_.reset();
    operation_ = Operation{State::unrecognized};
    child_ = Child{State::unrecognized};
}

std::span<const std::string_view> ElementReader::fields() const {
    return of_children_ ? std::span<const std::string_view>(child_fields)
                        : std::span<const std::string_view>(operation_fields);
}

std::optional<std::string> ElementReader::take(std::string_view field, const Value& value) {
    if (field == "state") {
        state_ = value.type == Type::string ? parse_state(value.text) : State::unrecognized;
        return problem_of(Type::string, value);
    }
    return of_children_ ? take_of_child(field, value) : take_of_operation(field, value);
}

std::optional<std::string> ElementReader::take_of_child(std::string_view field, const Value& value) {
    for (const FlagFacts& facts : child_flags) {
        if (field == facts.name) {
            child_.*facts.flag = value.boolean;
        }
    }
    return problem_of(Type::boolean, value);
}

std::optional<std::string> ElementReader::take_of_operation(std::string_view field, const Value& value) {
    if (field == "on_failure") {
        operation_.on_failure = value.type == Type::string ? parse_policy(value.text) : Policy::unknown;
        if (value.type == Type::string || value.type == Type::null) {
            return std::nullopt;
        }
        return fmt::format("expected a string or null, got {}", described(value.type));
    }
    if (field == "started") {
        placement().started = value.boolean;
        return problem_of(Type::boolean, value);
    }
    if (field == "step") {
        return take_step(value);
    }
    if (auto problem = problem_of(Type::string, value)) {
        return problem;
    }
    if (field == "deployment") {
        placement().deployment = kept(value.text);
    } else if (field == "key") {
        placement().key = kept(value.text);
    } else if (field == "target") {
        placement().target = kept(value.text);
    } else if (value.text == "work" || value.text == "group_finalizer") {
        placement().kind = value.text == "work" ? Kind::work : Kind::group_finalizer;
    } else {
        return fmt::format("expected \"work\" or \"group_finalizer\", got {}", json_string(value.text));
    }
    return std::nullopt;
}

std::optional<std::string> ElementReader::take_step(const Value& value) {
    if (value.type != Type::number) {
        return problem_of(Type::number, value);
    }
    const auto read = std::from_chars(value.text.data(), value.text.data() + value.text.size(), placement().step);
    const bool is_whole = read.ec == std::errc() && read.ptr == value.text.data() + value.text.size();
    return is_whole ? std::nullopt : std::optional(std::string(step_problem));
}

/// Returns a copy of `text` that lives as long as what was read.
std::string_view ElementReader::kept(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    if (!line_.text) {
        line_.text = std::make_shared<std::pmr::monotonic_buffer_resource>();
    }
    char* copy = static_cast<char*>(line_.text->allocate(text.size(), 1));
    std::copy(text.begin(), text.end(), copy);
    return {copy, text.size()};
}

bool ElementReader::end_element() {
    const State state = state_.value_or(State::unrecognized);
    if (of_children_) {
        child_.state = state;
        std::get<std::vector<Child>>(line_.elements).push_back(child_);
        return state_.has_value();
    }
    operation_.state = state;
    auto& operations = std::get<std::vector<Operation>>(line_.elements);
    operations.push_back(operation_);
    if (placement_ || !line_.placements.empty()) {
        line_.placements.resize(operations.size());  // rows that said nothing have the default place
        line_.placements.back() = placement_.value_or(Placement{});
    }
    return state_.has_value();
}

}  // namespace rollout::oracle
