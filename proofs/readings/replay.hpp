// The world of a claim in the reading that runs: its lists are those of a witness, and the answers are either the
// compiled library's or, to judge a broken subject, computed from the subject's tables.
#pragma once

#include <deque>

#include <rollout/predicates.hpp>
#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

#include "held.hpp"
#include "implementation.hpp"
#include "witness.hpp"

namespace rollout::proofs {

class ReplayWorld {
public:
    using Truth = bool;
    struct Itself {
        Child operator()(const Child& child) const { return child; }
    };
    using List = reference::Children<Child, Itself>;
    using Word = facts_of_a_list::Facts;

    /// A world whose answers come from the compiled library, of the editions of `subjects`, the first one's first.
    static ReplayWorld compiled(const Witness& witness, std::vector<const Implementation*> subjects) {
        return {witness, std::move(subjects), true};
    }
    /// A world whose answers are computed from the subjects' tables.
    static ReplayWorld of_subjects(const Witness& witness, std::vector<const Implementation*> subjects) {
        return {witness, std::move(subjects), false};
    }

    Edition edition() const { return subject().edition; }
    bool truth(bool value) const { return value; }

    List list(const std::string&) { return view(witness_.lists.at(next_list_++)); }
    List list_of_one(const std::string& name) { return list(name); }
    Child child(const std::string&) { return witness_.children.at(next_child_++); }
    Operation operation(const std::string&) { return witness_.operations.at(next_operation_++); }
    Operation operation(State state, Policy policy) const { return {state, policy}; }
    std::string_view text(const std::string&) { return witness_.texts.at(next_text_++); }
    List only(const Child& child) { return view(joined_lists_.emplace_back(std::vector{child})); }
    List joined(const List& earlier, const List& later) {
        std::vector<Child> whole(earlier.elements.begin(), earlier.elements.end());
        whole.insert(whole.end(), later.elements.begin(), later.elements.end());
        return view(joined_lists_.emplace_back(std::move(whole)));
    }
    bool same_children(const List& left, const List& right) const {
        const auto within = [](const List& some, const List& others) {
            return some.all(
                [&](const Child& child) { return others.any([&](const Child& other) { return other == child; }); });
        };
        return within(left, right) && within(right, left);
    }

    /// By definition, of letters that the library or the subject gives; the fold is what a claim compares with it.
    Word word(const List& list) const { return word(edition(), list); }
    Word word(Edition edition, const List& list) const {
        using namespace facts_of_a_list;
        const Implementation& of = subject(edition);
        Word facts = 0;
        bool paused = false;  // invariant: some child before this one has a letter that pauses
        for (const Child& child : list.elements) {
            const Word letter = of.letter(child);
            facts = rollout::with(facts | letter, pausing_before_a_hold, paused && rollout::meets(letter, holds));
            paused = paused || rollout::meets(letter, failed_pausing);
        }
        return facts;
    }
    Word word(const Child& child) const {
        return compiled_ ? rollout::letter(edition(), child).facts : subject().letter(child);
    }
    Word word(Operation operation, Latch latch) const {
        return compiled_ ? rollout::letter(edition(), operation, latch).facts : subject().letter(operation, latch);
    }
    Word no_facts() const { return 0; }
    Word combine(Word left, Word right) const {
        return compiled_ ? rollout::combine({left}, {right}).facts : subject().combine(left, right);
    }
    Word extended(Word facts, Word letter) const {
        return compiled_ ? rollout::combine({facts}, {letter}).facts : subject().extended(facts, letter);
    }
    State finish(Word facts) const {
        return compiled_ ? rollout::finish(edition(), {facts}) : answer_of(subject().rules(), facts);
    }
    State answer(const List& list) const { return answer(edition(), list); }
    State answer(Edition edition, const List& list) const {
        return compiled_ ? rollout::project(edition, list.elements)
                         : answer_of(subject(edition).rules(), word(edition, list));
    }
    bool held(const List& list) const {
        return compiled_ ? held_by_a_resumable_child(edition(), summarize(edition(), list.elements))
                         : held_in(subject().rules(), word(list));
    }
    bool terminal(State state) const {
        return compiled_ ? rollout::terminal(state) : subject().predicates.terminal[static_cast<std::size_t>(state)];
    }
    bool continues(Operation operation, Latch latch) const {
        return compiled_ ? child_of(edition(), operation, latch).continue_on_failure
                         : contains(subject().continues[static_cast<std::size_t>(latch)], operation);
    }
    bool pauses(Operation operation, Latch latch) const {
        return compiled_ ? child_of(edition(), operation, latch).pause_on_failure
                         : contains(subject().pauses[static_cast<std::size_t>(latch)], operation);
    }
    bool in_running_family(State state) const {
        return compiled_ ? rollout::in_running_family(edition(), state)
                         : subject().predicates.running_family[static_cast<std::size_t>(state)];
    }

private:
    ReplayWorld(const Witness& witness, std::vector<const Implementation*> subjects, bool compiled)
        : witness_(witness), subjects_(std::move(subjects)), compiled_(compiled) {}

    static List view(const std::vector<Child>& children) { return {children, {}}; }
    const Implementation& subject() const { return *subjects_.front(); }
    const Implementation& subject(Edition edition) const {
        for (const Implementation* subject : subjects_) {
            if (subject->edition == edition) {
                return *subject;
            }
        }
        return subject();
    }

    const Witness& witness_;
    std::vector<const Implementation*> subjects_;
    bool compiled_;
    std::size_t next_list_ = 0;
    std::size_t next_child_ = 0;
    std::size_t next_operation_ = 0;
    std::size_t next_text_ = 0;
    std::deque<std::vector<Child>> joined_lists_;
};

}  // namespace rollout::proofs
