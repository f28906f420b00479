#include "rule_lines.hpp"

#include <fmt/format.h>

#include "edition_names.hpp"
#include "element_reader.hpp"
#include "json_writer.hpp"

namespace rollout::rules {
namespace {

using oracle::LineError;
using oracle::Type;
using oracle::Value;

/// Takes the elements of a line as they are written. Of a row the other fields are checked as the built-in editions
/// check them, and ignored.
class WrittenElements : public oracle::ElementTaker {
public:
    explicit WrittenElements(const Rule& rule) : rule_(rule) {
        child_fields_.emplace_back("state");
        child_fields_.insert(child_fields_.end(), rule.names.flags.begin(), rule.names.flags.end());
    }

    void start() override {
        ignored_.start();
        list_ = {};
        built_in_.reset();
    }

    std::optional<std::string> take_edition(std::string_view name) override {
        if (name == rule_.edition) {
            return std::nullopt;
        }
        built_in_ = edition_named(name);
        if (built_in_) {
            return std::nullopt;
        }
        return fmt::format("{} is not an edition; use {}, which is the rule file's, or one of {}",
                           oracle::json_string(name), oracle::json_string(rule_.edition), oracle::edition_names());
    }

    void start_list(bool of_children) override {
        list_.is_of_children = of_children;
        ignored_.start_list(of_children);
    }

    void start_element() override {
        list_.elements.emplace_back();
        has_state_ = false;
        ignored_.start_element();
    }

    std::span<const std::string_view> fields() const override {
        return list_.is_of_children ? std::span<const std::string_view>(child_fields_) : ignored_.fields();
    }

    std::optional<std::string> take(std::string_view field, const Value& value) override {
        WrittenElement& element = list_.elements.back();
        if (field == "state") {
            has_state_ = true;
            element.state = value.text;
        } else if (const auto flag = list_.is_of_children ? rule_.names.flag(field) : std::nullopt) {
            if (value.type != Type::boolean) {
                return fmt::format("expected {}, got {}", described(Type::boolean), described(value.type));
            }
            element.flags = static_cast<std::uint16_t>(element.flags | (value.boolean ? 1U << *flag : 0U));
            return std::nullopt;
        } else if (field == "on_failure") {
            element.on_failure = value.type == Type::string ? oracle::policy_word(value.text) : oracle::null_policy;
        }
        return ignored_.take(field, value);
    }

    bool end_element() override { return has_state_; }

    const std::optional<Edition>& built_in() const { return built_in_; }
    WrittenList take_list() { return std::move(list_); }

private:
    const Rule& rule_;
    std::vector<std::string_view> child_fields_;
    WrittenList list_;
    std::optional<Edition> built_in_;
    bool has_state_ = false;
    oracle::RolloutLine line_of_ignored_;
    oracle::ElementReader ignored_{line_of_ignored_};
};

}  // namespace

std::variant<RuleLine, Edition, LineError> read_rule_line(const Rule& rule, std::string_view line) {
    WrittenElements elements(rule);
    const auto head = oracle::read_line(line, elements);
    if (elements.built_in()) {
        return *elements.built_in();
    }
    if (const auto* error = std::get_if<LineError>(&head)) {
        return *error;
    }
    const auto& [id, released] = std::get<oracle::LineHead>(head);
    return RuleLine{id, released, elements.take_list()};
}

RuleAnswers::RuleAnswers(std::shared_ptr<const Loaded> loaded, bool is_released)
    : rule_(std::move(loaded)), is_released_(is_released) {
    const Rule& rule = rule_->rule();
    const Quotient& quotient = rule_->explored().quotient();
    auto [machine, decisions] = rule_->explored().deciding_machine();
    Tables tables{
        .machine = std::move(machine), .answers = {}, .state_numbers = {}, .word_numbers = {}, .class_of_row = {}};
    for (const Decision& decision : decisions) {
        tables.answers.push_back(fmt::format("\"state\":{},\"clause\":{}",
                                             oracle::json_string(rule.names.states[decision.state]),
                                             oracle::json_string(deciding_rung(rule, decision).id)));
    }
    for (std::uint16_t state = 0; state < rule.state_count(); ++state) {
        tables.state_numbers.emplace(rule.names.states[state], state);
    }
    for (const auto& [word, flags] : rule.words) {
        tables.word_numbers.emplace(word, static_cast<std::uint16_t>(1 + tables.word_numbers.size()));
    }
    for (const bool released : {false, true}) {
        std::vector<std::uint32_t>& classes = tables.class_of_row[released ? 1 : 0];
        for (std::uint16_t state = 0; state < rule.state_count(); ++state) {
            classes.push_back(quotient.class_of({state, 0}));
            for (const auto& [word, flags] : rule.words) {
                classes.push_back(quotient.class_of({state, rule.flags(word, released)}));
            }
        }
    }
    tables_ = std::make_shared<const Tables>(std::move(tables));
}

RuleAnswers::Row RuleAnswers::row_of(const oracle::PlainRow& row) const {
    const auto state = tables_->state_numbers.find(row.state);
    const Row number = state == tables_->state_numbers.end() ? rule_->rule().unlisted : state->second;
    const auto word = row.on_failure ? tables_->word_numbers.find(*row.on_failure) : tables_->word_numbers.end();
    return number * static_cast<Row>(1 + tables_->word_numbers.size()) +
           (word == tables_->word_numbers.end() ? 0U : word->second);
}

std::string_view RuleAnswers::answer_of_rows(bool is_released) const {
    const std::vector<std::uint32_t>& class_of_row = tables_->class_of_row[is_released ? 1 : 0];
    const analysis::Machine& machine = tables_->machine;
    std::uint32_t state = 0;
    for (const Row row : rows_) {
        state = machine.step(state, class_of_row[row]);
    }
    return tables_->answers[machine.outputs[state]];
}

std::string_view RuleAnswers::answer_of(const WrittenList& list) const {
    const Quotient& quotient = rule_->explored().quotient();
    std::uint32_t state = 0;
    for (const WrittenElement& element : list.elements) {
        state = tables_->machine.step(state, quotient.class_of(element_of(rule_->rule(), element, list.is_released)));
    }
    return tables_->answers[tables_->machine.outputs[state]];
}

std::variant<oracle::LineAnswers::Answer, LineError> RuleAnswers::answer_to(std::string_view line) {
    oracle::PlainLine head;
    if (read_plain_line(line, known_rows_, head, rows_, [&](const oracle::PlainRow& row) { return row_of(row); }) &&
        (!head.edition || *head.edition == rule_->rule().edition)) {
        return Answer{head.id, answer_of_rows(head.released.value_or(is_released_))};
    }
    auto read = read_rule_line(rule_->rule(), line);
    if (const auto* edition = std::get_if<Edition>(&read)) {
        if (!built_in_) {
            built_in_.emplace(*edition, is_released_ ? Latch::released : Latch::unreleased);
        }
        return built_in_->answer_to(line);
    }
    if (auto* error = std::get_if<LineError>(&read)) {
        return std::move(*error);
    }
    RuleLine& rollout = std::get<RuleLine>(read);
    rollout.list.is_released = rollout.released.value_or(is_released_);
    return Answer{rollout.id, answer_of(rollout.list)};
}

}  // namespace rollout::rules
