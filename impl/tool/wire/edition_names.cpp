#include "edition_names.hpp"

#include <fmt/format.h>

#include "json_writer.hpp"

namespace rollout::oracle {

std::string edition_names() {
    std::string names;
    for (const EditionFacts& facts : editions) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", facts.name);
    }
    return names;
}

std::variant<Edition, std::string> edition_or_problem(std::string_view name) {
    if (const auto edition = edition_named(name)) {
        return *edition;
    }
    return fmt::format("{} is not an edition; use one of {}", json_string(name), edition_names());
}

}  // namespace rollout::oracle
