// Shows, for the shipped projection and for each wrong one, the shortest rollout that separates it from the reference.
// Exits 1 if the shipped one has a witness or a wrong one has none.
#include <cstdio>

#include "support/witness.hpp"
#include "testees/wrong.hpp"

using namespace rollout;
using namespace rollout::tests;

namespace {

constexpr std::size_t length_max = 2;

/// Prints what was found. Returns whether there was a witness.
bool show(std::string_view subject, std::string_view claim, auto projection) {
    const auto witness = shortest_witness(Edition::b2, projection, length_max);
    std::printf("%s: %s\n", subject.data(), claim.data());
    if (!witness) {
        std::printf("    no difference from the reference on all %llu rollouts of up to %zu operations\n",
                    static_cast<unsigned long long>(lists_up_to(length_max, operation_count)), length_max);
        return false;
    }
    std::printf("    witness:   %s\n    reference: %s, by %s\n    it says:   %s\n", text_of(witness->rollout).c_str(),
                token(witness->expected.state).data(), reference::id(witness->expected.clause).data(),
                token(witness->got).data());
    return true;
}

}  // namespace

int main() {
    bool ok = !show("rollout::project", "the shipped implementation, edition b2",
                    [](Edition edition, std::span<const Operation> list) { return project(edition, list); });
    for (const WrongProjection& wrong : wrong_projections) {
        ok = show(wrong.name, wrong.mistake, wrong.project) && ok;
    }
    return ok ? 0 : 1;
}
