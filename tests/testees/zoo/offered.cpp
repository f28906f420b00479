#include "offered.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace rollout::zoo {
namespace {

constexpr std::array offered_members{"editions", "states", "policies", "flags", "levels", "words"};

}  // namespace

bool Offered::take(std::string_view member, std::string_view names) {
    if (std::find(offered_members.begin(), offered_members.end(), member) == offered_members.end()) {
        return false;
    }
    auto& list = names_[std::string(member)];
    std::istringstream stream{std::string(names)};
    for (std::string name; std::getline(stream, name, ',');) {
        list.insert(name);
    }
    return true;
}

std::string Offered::in(std::string offer) const {
    offer.pop_back();
    for (const auto& entry : names_) {
        std::string list;
        for (const std::string& name : entry.second) {
            list += (list.empty() ? "\"" : ",\"") + name + "\"";
        }
        if (entry.first == "editions") {
            const std::size_t begin = offer.find("\"editions\":[") + 12;
            offer.replace(begin, offer.find(']', begin) - begin, list);
        } else {
            offer += ",\"" + entry.first + "\":[" + list + "]";
        }
    }
    return offer + "}";
}

bool Offered::has(std::string_view member, std::string_view name) const {
    const auto found = names_.find(member);
    return found == names_.end() || found->second.contains(name);
}

std::string Offered::problem(Edition edition, const rapidjson::Value& rollout) const {
    if (names_.empty() || elements_of(rollout) == nullptr) {
        return "";
    }
    const bool of_operations = rollout.HasMember("operations");
    if (!has("editions", name(edition)) || !has("levels", of_operations ? "operations" : "children")) {
        return "this edition or level was not offered";
    }
    for (const rapidjson::Value& element : elements_of(rollout)->GetArray()) {
        for (const StateFacts& facts : states) {
            const bool is_word = facts.state != State::unrecognized && recognizes(edition, facts.state);
            if (is_word && facts.token == text_in(element, "state") && !has("states", facts.token)) {
                return "this state was not offered";
            }
        }
        for (const PolicyFacts& facts : policies) {
            const bool is_word =
                facts.policy != Policy::unknown && (facts.policy != Policy::pause || edition >= Edition::pause);
            if (is_word && facts.word == text_in(element, "on_failure") && !has("policies", facts.word)) {
                return "this policy was not offered";
            }
        }
        for (const FlagFacts& facts : child_flags) {
            const auto flag = element.FindMember(facts.name.data());
            if (flag != element.MemberEnd() && flag->value.IsTrue() && !has("flags", facts.name)) {
                return "this flag was not offered";
            }
        }
    }
    return "";
}

}  // namespace rollout::zoo
