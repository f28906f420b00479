#include "causes.hpp"

#include <algorithm>

namespace rollout::oracle {
namespace {

/// Adds why the right answer is right: clause, sentence, explanation.
void explain(Cause& cause, const AnyEdition& edition, const Input& input) {
    if (auto clause = deciding_clause(edition, input)) {
        cause.clause = std::move(clause->id);
        cause.sentence = std::move(clause->sentence);
    }
    cause.explanation = explanation_of(edition, input);
}

}  // namespace

std::vector<Cause> causes_of(Judge& judge, const AnyEdition& edition) {
    std::vector<Cause> causes;
    for (const auto& [key, alike] : judge.alike()) {
        Cause cause;
        cause.shown = alike.shortest;
        cause.cases = alike.cases;
        Input input = alike.input;
        const Failure& failure = alike.shortest;
        const std::string said =
            in_words(failure.kind == Failure::Kind::error ? Answer::Kind::error : Answer::Kind::said, failure.said);
        auto smaller = shrunk(judge, edition, input, failure.expected, said);
        if (smaller && smaller->id.size() <= Judge::input_bytes_max) {
            cause.shown.id = std::move(smaller->id);
            cause.shown.input = members_of(smaller->input);
            input = std::move(smaller->input);
        }
        // Two causes that come down to one rollout are one.
        const auto known = std::find_if(causes.begin(), causes.end(), [&](const Cause& other) {
            return other.shown.id == cause.shown.id && other.shown.said == cause.shown.said;
        });
        if (known != causes.end()) {
            known->cases += cause.cases;
            continue;
        }
        explain(cause, edition, input);
        if (cause.shown.input.size() > Judge::input_bytes_max) {
            cause.shown.input.clear();
        }
        causes.push_back(std::move(cause));
    }
    std::stable_sort(causes.begin(), causes.end(),
                     [](const Cause& left, const Cause& right) { return left.cases > right.cases; });
    return causes;
}

std::vector<TestCase> fewest_that_break(std::vector<TestCase> request,
                                        const std::function<bool(const std::vector<TestCase>&)>& breaks) {
    // Who breaks the protocol whatever is asked does so at the first case.
    if (const std::vector<TestCase> one(request.begin(), request.begin() + 1); breaks(one)) {
        return one;
    }
    while (request.size() > 1) {
        const auto middle = request.begin() + static_cast<std::ptrdiff_t>(request.size() / 2);
        const std::vector<TestCase> first(request.begin(), middle);
        const std::vector<TestCase> second(middle, request.end());
        if (breaks(first)) {
            request = first;
        } else if (breaks(second)) {
            request = second;
        } else {
            break;
        }
    }
    return request;
}

namespace {

/// What shrinking asks at most, all together: where lists are very long, the shortest that it finds by then is shown.
constexpr std::size_t asked_bytes_max = std::size_t{96} << 20;

/// Returns the state's token; of text that is none, a state that is seen as it is.
std::string plain_state(const std::string& text) {
    const State state = reference::parse_state(text);
    return std::string(token(state == State::unrecognized ? State::pending : state));
}

/// Returns plainer elements in the place of one, each with one member less to say.
std::vector<WrittenRow> plainer(const WrittenRow& row) {
    std::vector<WrittenRow> written_rows;
    const auto add = [&](auto change) {
        WrittenRow changed = row;
        change(changed);
        if (changed != row) {
            written_rows.push_back(std::move(changed));
        }
    };
    add([](WrittenRow& changed) { changed.state = plain_state(changed.state); });
    add([](WrittenRow& changed) { changed.on_failure = {}; });
    add([](WrittenRow& changed) { changed.started.reset(); });
    add([](WrittenRow& changed) { changed.deployment.clear(); });
    add([](WrittenRow& changed) { changed.kind = Kind::work; });
    add([](WrittenRow& changed) { changed.key.clear(); });
    add([](WrittenRow& changed) { changed.step = 0; });
    add([](WrittenRow& changed) { changed.target.clear(); });
    return written_rows;
}

std::vector<WrittenChild> plainer(const WrittenChild& child) {
    std::vector<WrittenChild> children;
    if (child.state != plain_state(child.state)) {
        children.push_back({plain_state(child.state), child.flags});
    }
    if (child.flags != 0) {
        children.push_back({child.state});
    }
    return children;
}

/// Returns plainer elements of a rule file's words.
std::vector<rules::WrittenElement> plainer(const rules::Rule& rule, const rules::WrittenElement& element) {
    std::vector<rules::WrittenElement> elements;
    if (!rule.names.state(element.state)) {
        elements.push_back({rule.names.states.front(), element.on_failure, element.flags});
    }
    if (element.on_failure != absent_policy || element.flags != 0) {
        elements.push_back({element.state});
    }
    return elements;
}

/// Shrinks lists of one kind of element. `Plainer` returns what is plainer than an element, and `AsCase` the test case
/// of a list.
template <class Element, class Plainer, class AsCase>
class Shrinker {
public:
    using List = std::vector<Element>;

    Shrinker(Judge& judge, Plainer plainer, AsCase as_case, const std::string& expected, const std::string& said)
        : judge_(judge), plainer_(plainer), as_case_(as_case), expected_(expected), said_(said) {}

    std::optional<TestCase> shrink(List list) {
        if (!first_that_fails({list})) {
            return std::nullopt;
        }
        if (auto small = first_that_fails(one_or_two_of(list))) {
            list = *std::move(small);
        }
        for (std::size_t size = std::max<std::size_t>(list.size() / 2, 1); size > 0;) {
            // Of single elements until none can go: one may have been needed only by another.
            const bool is_shorter = leave_out_runs(list, size);
            size = is_shorter && size == 1 ? 1 : size / 2;
        }
        for (std::size_t i = 0; i < list.size() && !is_exhausted(); ++i) {
            while (make_plainer(list, i)) {
            }
        }
        return as_case_(list);
    }

private:
    static constexpr std::size_t different_max = 40;

    /// Returns the lists of one element, and of two in either order, that the elements of `list` make.
    static std::vector<List> one_or_two_of(const List& list) {
        List different;
        for (const Element& element : list) {
            if (different.size() < different_max &&
                std::none_of(different.begin(), different.end(),
                             [&](const Element& other) { return other == element; })) {
                different.push_back(element);
            }
        }
        std::vector<List> lists{List{}};
        for (const Element& element : different) {
            lists.push_back({element});
        }
        for (const Element& first : different) {
            for (const Element& second : different) {
                lists.push_back({first, second});
            }
        }
        return lists;
    }

    /// Takes from `list` each run of that many elements that is not needed, one after the other, so that a long list
    /// costs a pass and not a pass an element. Returns whether there was one.
    bool leave_out_runs(List& list, std::size_t size) {
        bool is_shorter = false;
        for (std::size_t at = 0; at < list.size() && !is_exhausted();) {
            List shorter = list;
            const auto begin = shorter.begin() + static_cast<std::ptrdiff_t>(at);
            shorter.erase(begin, begin + static_cast<std::ptrdiff_t>(std::min(size, list.size() - at)));
            if (first_that_fails({shorter})) {
                list = std::move(shorter);
                is_shorter = true;
            } else {
                at += size;
            }
        }
        return is_shorter;
    }

    /// Puts a plainer element in the place of that one. Returns whether there was one.
    bool make_plainer(List& list, std::size_t at) {
        for (Element& candidate : plainer_(list[at])) {
            List changed = list;
            changed[at] = std::move(candidate);
            if (auto found = first_that_fails({std::move(changed)})) {
                list = *std::move(found);
                return true;
            }
        }
        return false;
    }

    bool is_exhausted() const { return asked_bytes_ > asked_bytes_max; }

    std::optional<List> first_that_fails(const std::vector<List>& lists) {
        std::vector<TestCase> cases;
        std::vector<const List*> asked;
        for (const List& list : lists) {
            if (is_exhausted()) {
                break;
            }
            TestCase made = as_case_(list);
            asked_bytes_ += members_of(made.input).size();
            if (made.expected == expected_) {
                cases.push_back(std::move(made));
                asked.push_back(&list);
            }
        }
        const std::vector<std::string> said = judge_.ask(cases);
        const auto found = std::find(said.begin(), said.end(), said_);
        return found == said.end() ? std::nullopt
                                   : std::optional(*asked[static_cast<std::size_t>(found - said.begin())]);
    }

    Judge& judge_;
    Plainer plainer_;
    AsCase as_case_;
    const std::string& expected_;
    const std::string& said_;
    std::size_t asked_bytes_ = 0;
};

}  // namespace

std::optional<TestCase> shrunk(Judge& judge, const AnyEdition& edition, const Input& input, const std::string& expected,
                               const std::string& said) {
    const auto shrink = [&]<class Element>(const std::vector<Element>& list, auto plainer_of, auto input_of) {
        const auto as_case = [&](const std::vector<Element>& smaller) { return test_case(edition, input_of(smaller)); };
        return Shrinker<Element, decltype(plainer_of), decltype(as_case)>(judge, plainer_of, as_case, expected, said)
            .shrink(list);
    };
    if (const auto* rollout = std::get_if<Rollout>(&input)) {
        return std::visit(
            [&](const auto& list) {
                return shrink(
                    list, [](const auto& element) { return plainer(element); },
                    [&](const auto& smaller) {
                        return Rollout{smaller, rollout->latch};
                    });
            },
            rollout->elements);
    }
    if (const auto* rollout = std::get_if<RuleRollout>(&input)) {
        return shrink(
            rollout->list.elements, [&](const auto& element) { return plainer(rollout->rule->rule(), element); },
            [&](const auto& smaller) {
                RuleRollout made = *rollout;
                made.list.elements = smaller;
                return made;
            });
    }
    return std::nullopt;
}

}  // namespace rollout::oracle
