// Whether some run of an edition's protocol has what a log tells of an apply, and, where none has, from which event on.
#pragma once

#include <map>

#include "follower.hpp"
#include "log.hpp"

namespace rollout::trace {

struct Validation {
    enum class Outcome { explained, refused, undecided };
    Outcome outcome = Outcome::explained;
    std::size_t events = 0;         // that are explained
    std::size_t line = 0;           // of the first that is not
    std::string event = {};         // that one
    std::string situation = {};     // before it, one of those that are possible
    std::size_t situations = 0;     // how many are
    std::string why = {};           // what is in the way there
    model::Properties broken = {};  // in every run that has the events so far
};

/// Validates applies of one edition. What one apply teaches is kept for the next.
class Validator {
public:
    Validator(Edition edition, Gaps gaps, std::size_t situations_max = situations_usual)
        : edition_(edition), gaps_(gaps), situations_max_(situations_max) {}

    Validation validate(const Apply& apply);

private:
    Validation follow(Follower& follower, const Apply& apply) const;

    Edition edition_;
    Gaps gaps_;
    std::size_t situations_max_;
    std::map<std::string, std::vector<Follower>, std::less<>> followers_;  // by situation, one for each way to write
};

}  // namespace rollout::trace
