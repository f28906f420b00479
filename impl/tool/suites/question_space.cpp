#include "question_space.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "decision_names.hpp"
#include "dice.hpp"

namespace rollout::oracle {

Words Words::whole() {
    Words words;
    for (const StateFacts& facts : rollout::states) {
        words.states.push_back(facts.state);
    }
    for (const PolicyFacts& facts : rollout::policies) {
        words.policies.push_back(facts.policy);
    }
    return words;
}

Words Words::of(Edition edition) const {
    Words words{{}, policies};
    std::copy_if(states.begin(), states.end(), std::back_inserter(words.states),
                 [&](State state) { return recognizes(edition, state); });
    return words;
}

bool Words::has(State state) const { return std::find(states.begin(), states.end(), state) != states.end(); }
bool Words::has(Policy policy) const { return std::find(policies.begin(), policies.end(), policy) != policies.end(); }

std::vector<std::size_t> values_of(const std::vector<State>& states) {
    std::vector<std::size_t> values;
    for (const State state : states) {
        values.push_back(static_cast<std::size_t>(state));
    }
    return values;
}

std::vector<std::size_t> first_values(std::size_t count) {
    std::vector<std::size_t> values(count);
    std::iota(values.begin(), values.end(), std::size_t{0});
    return values;
}

Axis axis(Decision decision, std::string_view name) {
    const Name* found = find_name(decision, name);
    return {first_values(found->words.size()), found->set};
}

Space::Space(Question start, std::vector<Axis> axes) : start_(std::move(start)), axes_(std::move(axes)), size_(1) {
    for (const Axis& axis : axes_) {
        size_ *= axis.values.size();
    }
}

Question Space::at(std::uint64_t number) const {
    std::vector<std::size_t> values(axes_.size());
    for (std::size_t i = axes_.size(); i-- > 0;) {
        const std::vector<std::size_t>& of_axis = axes_[i].values;
        values[i] = of_axis[static_cast<std::size_t>(number % of_axis.size())];
        number /= of_axis.size();
    }
    return of_values(values);
}

Question Space::of_values(const std::vector<std::size_t>& values) const {
    Question question = start_;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        axes_[i].set(question, values[i]);
    }
    return question;
}

Space Space::with(std::size_t axis, std::vector<std::size_t> values) const {
    std::vector<Axis> changed = axes_;
    changed[axis].values = std::move(values);
    return {start_, std::move(changed)};
}

std::vector<std::size_t> representatives(const Space& space, std::size_t axis, const Signature& signature) {
    std::vector<std::size_t> found;
    std::vector<std::string> signatures;
    for (const std::size_t value : space.axes()[axis].values) {
        const Space here = space.with(axis, {value});
        std::string all;
        for (std::uint64_t number = 0; number < here.size(); ++number) {
            all += signature(here.at(number)) + '\n';
        }
        if (std::find(signatures.begin(), signatures.end(), all) == signatures.end()) {
            found.push_back(value);
            signatures.push_back(std::move(all));
        }
    }
    return found;
}

LeftOut::LeftOut(const Space& all, const Space& some, std::uint64_t times) : some_(some), times_(times) {
    for (std::size_t i = 0; i < all.axes().size() && some.size() > 0; ++i) {
        const std::vector<std::size_t>& kept = some.axes()[i].values;
        for (const std::size_t value : all.axes()[i].values) {
            if (std::find(kept.begin(), kept.end(), value) == kept.end()) {
                left_out_.push_back({i, value});
            }
        }
    }
}

Question LeftOut::at(std::uint64_t number) const {
    const Value& left_out = left_out_[static_cast<std::size_t>(number / times_)];
    Dice dice(left_out.axis, number);
    std::vector<std::size_t> values;
    for (const Axis& axis : some_.axes()) {
        values.push_back(dice.of(std::span<const std::size_t>(axis.values)));
    }
    values[left_out.axis] = left_out.value;
    return some_.of_values(values);
}

Source questions_source(Edition edition, std::string name, std::string adds, std::uint64_t size,
                        std::function<Question(std::uint64_t number)> at) {
    return {std::move(name), std::move(adds), size,
            [edition, at = std::move(at)](std::uint64_t number) { return test_case(edition, at(number)); }};
}

Source questions_source(Edition edition, std::string name, std::string adds, Space space) {
    const std::uint64_t size = space.size();
    return questions_source(edition, std::move(name), std::move(adds), size,
                            [space = std::move(space)](std::uint64_t number) { return space.at(number); });
}

Source source_by_class(Edition edition, std::string name, std::string adds, Space some, LeftOut left_out) {
    const std::uint64_t size = some.size() + left_out.size();
    return questions_source(edition, std::move(name), std::move(adds), size,
                            [some = std::move(some), left_out = std::move(left_out)](std::uint64_t number) {
                                return number < some.size() ? some.at(number) : left_out.at(number - some.size());
                            });
}

}  // namespace rollout::oracle
