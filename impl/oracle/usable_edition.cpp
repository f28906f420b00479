#include "usable_edition.hpp"

#include <fmt/format.h>

#include "json.hpp"

namespace rollout::oracle {

std::variant<Edition, std::string> usable_edition(std::string_view name) {
    const auto edition = edition_named(name);
    if (edition && built(*edition)) {
        return *edition;
    }
    std::string usable;
    for (const EditionFacts& facts : editions) {
        if (facts.built) {
            usable += fmt::format("{}{}", usable.empty() ? "" : ", ", facts.name);
        }
    }
    return fmt::format("{} {}; use one of {}", edition ? fmt::format("edition {}", name) : json_string(name),
                       edition ? "is not built yet" : "is not an edition", usable);
}

}  // namespace rollout::oracle
