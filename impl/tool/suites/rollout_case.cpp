#include "rollout_case.hpp"

#include "json_document.hpp"
#include "rollout_line.hpp"

namespace rollout::conformance {

std::optional<Rollout> rollout_of(const Case& asked) {
    const std::string object = "{" + asked.input + "}";
    rapidjson::Document document;
    if (!std::holds_alternative<oracle::RolloutLine>(oracle::read_rollout_line(object)) ||
        oracle::parse_json(object, document)) {
        return std::nullopt;
    }
    return oracle::read_rollout(document);
}

Case case_of(Edition edition, const Rollout& rollout) {
    return {text_of(rollout), members_of(rollout), std::string(token(decision_of(edition, rollout).state))};
}

}  // namespace rollout::conformance
