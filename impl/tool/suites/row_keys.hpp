// Keys and deployments that a comparison by prefix, by pattern, by folded text or by path gets wrong.
#pragma once

#include <string>
#include <vector>

#include <rollout/reference/build.hpp>

namespace rollout::oracle {

/// The end of a finalizer's key.
inline const std::string ending(reference::finalizer_ending);

/// Scopes of finalizers, none of them empty.
extern const std::vector<std::string> scopes;

/// Ends of a finalizer's key, the right one first.
extern const std::vector<std::string> endings;

extern const std::vector<std::string> deployments;

/// Returns keys of work in each relation to the scope: covered, nearly covered, far.
std::vector<std::string> keys_near(const std::string& scope);

}  // namespace rollout::oracle
