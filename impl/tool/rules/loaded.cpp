#include "loaded.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "file.hpp"
#include "rule_file.hpp"

namespace rollout::rules {

std::variant<std::shared_ptr<const Loaded>, std::string> Loaded::of(std::string_view text, const std::string& file) {
    auto read = read_rule(text);
    if (const auto* problems = std::get_if<std::vector<Problem>>(&read)) {
        std::vector<std::string> lines;
        for (const Problem& problem : *problems) {
            lines.push_back(
                fmt::format("{}:{}:{}: {}", file, problem.place.line, problem.place.column, problem.message));
        }
        return fmt::format("{}", fmt::join(lines, "\n"));
    }
    const std::shared_ptr<Loaded> made(new Loaded(file, text, std::get<Rule>(std::move(read))));
    auto quotient = Quotient::of(made->rule_);
    if (const auto* problem = std::get_if<std::string>(&quotient)) {
        return fmt::format("{}: {}", file, *problem);
    }
    made->quotient_ = std::get<Quotient>(std::move(quotient));
    auto explored = Explored::of(*made->quotient_);
    if (const auto* problem = std::get_if<std::string>(&explored)) {
        return fmt::format("{}: {}", file, *problem);
    }
    made->explored_ = std::get<Explored>(std::move(explored));
    return made;
}

const analysis::Machine& Loaded::machine() const {
    std::call_once(machine_is_made_, [this] { machine_ = explored().machine(); });
    return machine_;
}

std::variant<std::shared_ptr<const Loaded>, std::string> Loaded::of_file(const std::string& file) {
    const auto text = oracle::read_file(file);
    if (const auto* unreadable = std::get_if<oracle::Unreadable>(&text)) {
        return unreadable->what;
    }
    return of(std::get<std::string>(text), file);
}

}  // namespace rollout::rules
