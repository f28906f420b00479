// The elements of a rollout's list, operations or children, read field by field. Each value is checked, also where the
// edition will not read it.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "json_document.hpp"
#include "rollout_line.hpp"

namespace rollout::oracle {

/// As the built-in editions read them.
class ElementReader : public ElementTaker {
public:
    /// Requires: `line` lives as long as this.
    explicit ElementReader(RolloutLine& line) : line_(line) {}

    void start() override;
    std::optional<std::string> take_edition(std::string_view name) override;
    void start_list(bool of_children) override;
    void start_element() override;
    std::span<const std::string_view> fields() const override;
    std::optional<std::string> take(std::string_view field, const Value& value) override;
    bool end_element() override;

private:
    std::optional<std::string> take_of_child(std::string_view field, const Value& value);
    std::optional<std::string> take_of_operation(std::string_view field, const Value& value);
    std::optional<std::string> take_step(const Value& value);
    Placement& placement() { return placement_ ? *placement_ : placement_.emplace(); }
    std::string_view kept(std::string_view text);

    RolloutLine& line_;
    bool of_children_ = false;
    std::optional<State> state_;
    Operation operation_{State::unrecognized};
    Child child_{State::unrecognized};
    std::optional<Placement> placement_;  // if the row says anything of it
};

}  // namespace rollout::oracle
