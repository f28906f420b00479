// The elements of a rollout's list, operations or children, read field by field. Each value is checked, also where the
// edition will not read it.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "json_document.hpp"
#include "rollout_line.hpp"

namespace rollout::oracle {

class ElementReader {
public:
    explicit ElementReader(RolloutLine& line) : line_(line) {}

    void start_list(bool of_children);
    void start_element();

    /// Returns the names that a field of an element may have.
    std::span<const std::string_view> fields() const;

    /// Takes the value of one of these fields. Returns what is wrong with it, if anything.
    std::optional<std::string> take(std::string_view field, const Value& value);

    /// Adds the element to the line. Returns whether it had its required field, the state.
    bool end_element();

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
