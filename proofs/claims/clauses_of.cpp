#include "clauses_of.hpp"

#include <rollout/reference/projection.hpp>

namespace rollout::proofs {
namespace {

auto collecting(std::vector<std::string>& ids) {
    return [&](const auto& rungs) {
        std::apply([&](const auto&... rung) { (ids.emplace_back(reference::id(rung.clause)), ...); }, rungs);
    };
}

}  // namespace

std::vector<std::string> base_clauses(Edition edition) {
    std::vector<std::string> ids;
    reference::with_base(edition, reference::list_of(std::span<const Child>()), collecting(ids));
    return ids;
}

std::vector<std::string> ladder_clauses(Edition edition) {
    std::vector<std::string> ids;
    reference::with_rollout(edition, reference::list_of(std::span<const Child>()), collecting(ids));
    const std::vector<std::string> base = base_clauses(edition);
    ids.insert(ids.end(), base.begin(), base.end());
    if (edition == Edition::settled) {
        ids.insert(ids.end(), {"HOLD-1", "HOLD-3"});
    }
    if (edition >= Edition::finalizers) {
        ids.insert(ids.end(), {"HOLD-2", "HOLD-4"});
    }
    return ids;
}

std::vector<std::string> flags_clauses(Edition edition) {
    if (edition == Edition::b1) {
        return {};
    }
    return {edition < Edition::pause ? "POLICY-3" : "POLICY-4"};
}

}  // namespace rollout::proofs
