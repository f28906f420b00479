#include "problems.hpp"

#include <fmt/format.h>

#include "status.hpp"

namespace rollout::oracle {
namespace {

constexpr std::size_t told_max = 100;

}  // namespace

void Problems::add(std::string problem) {
    if (++count <= told_max) {
        told.push_back(std::move(problem));
    }
}

void note(std::string_view verb, const Problems& problems) {
    for (const std::string& problem : problems.told) {
        note(fmt::format("{}: {}", verb, problem));
    }
    if (problems.count > problems.told.size()) {
        note(fmt::format("{}: and {} more problems", verb, problems.count - problems.told.size()));
    }
}

}  // namespace rollout::oracle
