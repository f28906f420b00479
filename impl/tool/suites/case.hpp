// What a testee is asked, and what it should say.
#pragma once

#include <string>

namespace rollout::conformance {

/// One question of the wire, and the reference's answer.
struct Case {
    std::string id;     // what is asked, as people write it, below edition and subject: the same question, the same ID
    std::string input;  // the members of the case object as JSON, without braces
    std::string expected;  // the canonical token, or the answer of another subject than the projection
};

}  // namespace rollout::conformance
