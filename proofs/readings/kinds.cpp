#include "kinds.hpp"

#include <map>

#include <rollout/vocabulary/text.hpp>

namespace rollout::proofs {

Kinds::Kinds(const std::vector<const Implementation*>& subjects) {
    std::map<std::vector<facts_of_a_list::Facts>, std::size_t> index_by_letters;
    for_each_child([&](const Child& child) {
        std::vector<facts_of_a_list::Facts> letters;
        for (const Implementation* subject : subjects) {
            letters.push_back(subject->letter(child));
        }
        if (subjects.empty()) {
            letters = {static_cast<facts_of_a_list::Facts>(child.state),
                       static_cast<facts_of_a_list::Facts>(flags_of(child))};
        }
        const auto [entry, is_new] = index_by_letters.try_emplace(letters, kinds_.size());
        if (is_new) {
            kinds_.push_back({child, {}, text_of(child)});
        }
        kinds_[entry->second].members[static_cast<std::size_t>(child.state)] |= 1U << flags_of(child);
        index_[static_cast<std::size_t>(child.state)][flags_of(child)] = entry->second;
    });
}

void Kinds::fail(const Child& one, const Child& other) {
    throw TooCoarse("a question tells " + text_of(one) + " from " + text_of(other) +
                    ", whose letters are the same: the kinds of a census are not fine enough for it");
}

}  // namespace rollout::proofs
