// A smaller vocabulary: what a member offers of what it knows.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "right.hpp"

namespace rollout::zoo {

class Offered {
public:
    /// Offers no other names than these, which are separated by commas, in that member of the answer to `start`:
    /// editions, states, policies, flags, levels or words. Returns false if it is another member.
    bool take(std::string_view member, std::string_view names);

    /// Returns the answer to `start` with these members.
    std::string in(std::string offer) const;

    /// Returns why nobody should ask this; nothing if it was offered. Words that name nothing in the edition need no
    /// offer.
    std::string problem(Edition edition, const rapidjson::Value& rollout) const;

private:
    bool has(std::string_view member, std::string_view name) const;

    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> names_;
};

}  // namespace rollout::zoo
