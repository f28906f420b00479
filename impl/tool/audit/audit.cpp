#include "audit.hpp"

#include <algorithm>

namespace rollout::audit {
namespace {

/// Calls `use` with each parent that can be read, and its rows.
template <class Use>
void each(const Fleet& fleet, Use use) {
    std::vector<Row> rows;
    for (std::size_t parent = 0; parent < fleet.size(); ++parent) {
        if (!fleet.is_unreadable(parent)) {
            fleet.rows_of(parent, rows);
            use(parent, std::span<const Row>(rows));
        }
    }
}

bool agrees(const Fleet& fleet, std::size_t parent, const Projector& projector, std::string_view projected) {
    return projector.named(fleet.stored(parent)) == projected;
}

}  // namespace

std::vector<Agreement> agreements(const Fleet& fleet) {
    std::vector<Projector> projectors;
    std::vector<Agreement> found;
    for (const EditionFacts& facts : editions) {
        projectors.emplace_back(facts.edition);
        found.push_back({facts.edition, 0});
    }
    each(fleet, [&](std::size_t parent, std::span<const Row> rows) {
        for (std::size_t i = 0; i < projectors.size(); ++i) {
            const std::string_view projected = projectors[i].state(rows, fleet.latch(parent));
            found[i].agreed += agrees(fleet, parent, projectors[i], projected) ? 1 : 0;
        }
    });
    return found;
}

std::vector<Edition> best_of(const std::vector<Agreement>& agreements) {
    std::size_t most = 0;
    for (const Agreement& each : agreements) {
        most = std::max(most, each.agreed);
    }
    std::vector<Edition> best;
    for (const Agreement& each : agreements) {
        if (each.agreed == most) {
            best.push_back(each.edition);
        }
    }
    return best;
}

Audit audit(const Fleet& fleet, const Projector& projector, std::vector<Agreement> agreements) {
    Audit found{.agreements = std::move(agreements)};
    each(fleet, [&](std::size_t parent, std::span<const Row> rows) {
        ++found.audited;
        const Latch latch = fleet.latch(parent);
        const std::string_view projected = projector.state(rows, latch);
        if (agrees(fleet, parent, projector, projected)) {
            return;
        }
        Disagreement& disagreement = found.disagreements.emplace_back();
        disagreement = {parent, projected, projector.clause(rows, latch),
                        explanations(projector, fleet.stored(parent), rows, latch)};
        ++found.kinds[static_cast<std::size_t>(disagreement.explanations.front().cause)];
    });
    found.unreadable = fleet.size() - found.audited;
    return found;
}

}  // namespace rollout::audit
