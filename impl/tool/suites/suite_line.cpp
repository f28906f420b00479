#include "suite_line.hpp"

#include <fmt/format.h>

#include "json.hpp"

namespace rollout::conformance {

std::string suite_line(Edition edition, std::string_view subject, const Case& made) {
    const std::string of_subject = subject == "projection" ? "" : fmt::format("\"subject\":\"{}\",", subject);
    return fmt::format("{{\"id\":{},\"edition\":\"{}\",{}{},\"expected\":{}}}\n", oracle::json_string(made.id),
                       name(edition), of_subject, made.input, oracle::json_string(made.expected));
}

}  // namespace rollout::conformance
