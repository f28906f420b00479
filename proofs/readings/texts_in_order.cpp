#include "texts_in_order.hpp"

namespace rollout::proofs {

z3::expr TextsInOrder::starts(const Text& text, const Text& with) const {
    if (!of_table_) {
        return starts_(text.term, with.term);
    }
    std::vector<z3::expr> one;
    for (std::size_t i = 0; i < table_of_texts.size(); ++i) {
        for (std::size_t j = 0; j < table_of_texts.size(); ++j) {
            if (table_of_texts[i].starts_with(table_of_texts[j])) {
                one.push_back(text == at(i) && with == at(j));
            }
        }
    }
    return terms_.some(one);
}

std::vector<z3::expr> TextsInOrder::laws(const Text& within) const {
    z3::context& context = terms_.context();
    const z3::expr x = context.constant("x", sort_);
    const z3::expr y = context.constant("y", sort_);
    const z3::expr z = context.constant("z", sort_);
    return {z3::forall(x, y, not_after_(x, y) || not_after_(y, x)),
            z3::forall(x, y, z, implies(not_after_(x, y) && not_after_(y, z), not_after_(x, z))),
            z3::forall(x, y, implies(not_after_(x, y) && not_after_(y, x), x == y)),
            z3::forall(x, implies(starts_(x, within.term), not_after_(within.term, x))),
            z3::forall(x, y,
                       implies(not_after_(within.term, x) && not_after_(x, y) && starts_(y, within.term),
                               starts_(x, within.term)))};
}

}  // namespace rollout::proofs
