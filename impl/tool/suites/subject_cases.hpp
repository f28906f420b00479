// The cases of the subjects guard, writer and claim, part by part: what the specification lists, every input where the
// inputs are few, and where they are many a chosen part of them that claims no completeness.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <rollout/vocabulary/edition.hpp>

#include "case.hpp"
#include "questions.hpp"
#include "subject.hpp"

namespace rollout::conformance {

/// Cases with what passing them says. A case is made when it is asked for, and is always the same.
struct SubjectPart {
    Edition edition;
    Questions questions;

    const std::string& name() const { return questions.name; }
    const std::string& adds() const { return questions.adds; }
    std::uint64_t size() const { return questions.size; }
    /// Returns the case of that number, with the answer of the reference. Requires: number < size().
    Case at(std::uint64_t number) const;
};

/// Returns the decisions of `subject` that `edition` has: those that some case line of spec/ asks there.
std::vector<Decision> decisions_of(Subject subject, Edition edition);

/// Returns the parts of `subject` in `edition`, the case lines of spec/ first; no empty one. What is outside the
/// vocabulary is in none. Random parts follow from `seed`. Cost: classes are found by asking the reference: up to about
/// a second for claims.
std::vector<SubjectPart> parts_of(Subject subject, Edition edition, std::uint64_t seed,
                                  const Words& words = Words::whole());

/// Returns the case that asks `question`, with the answer of the reference.
Case case_of(Edition edition, const oracle::Question& question);

/// Returns the line of a question, `released ` before it where it is asked under the latch: the ID of its case.
std::string id_of(const oracle::Question& question);

/// Returns the question with that ID, in any spelling of a line, or what is wrong with it.
std::variant<oracle::Question, std::string> question_of_id(std::string_view id);

}  // namespace rollout::conformance
