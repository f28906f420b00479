// Lines of JSON as a fleet's rollouts give them: eight to 64 rows, most of them completed, a few failed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rollout::tests {

class FleetLines {
public:
    /// Returns the next line, without a line feed. The same lines each time, whatever the library.
    std::string next() {
        std::string line = R"({"id":"apply-)";
        const std::string number = std::to_string(count_++);
        line.append(number.size() < 6 ? 6 - number.size() : 0, '0');
        line += number + R"(","operations":[)";
        const std::size_t rows = 8 + below(57);
        for (std::size_t i = 0; i < rows; ++i) {
            constexpr std::array<std::string_view, 7> others{
                "running", "pending", "failed", "stopped", "waiting_for_deploy", "cutting_over", "cancelled"};
            constexpr std::array<std::string_view, 4> words{"continue", "continue", "halt", "pause"};
            line += i > 0 ? "," : "";
            line += R"({"state":")";
            line += below(10) < 7 ? "completed" : others[below(others.size())];
            line += R"(","on_failure":")";
            line += words[below(words.size())];
            line += R"("})";
        }
        line += R"(],"released":)";
        line += below(8) == 0 ? "true}" : "false}";
        return line;
    }

    /// Returns that many bytes of lines, or a few more.
    std::string text(std::size_t size) {
        std::string made;
        while (made.size() < size) {
            made += next() + "\n";
        }
        return made;
    }

private:
    /// Returns a number below `bound`, which is small, by a linear congruential generator.
    std::size_t below(std::size_t bound) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(state_ >> 33) % bound;
    }

    std::uint64_t state_ = 1;
    std::size_t count_ = 0;
};

}  // namespace rollout::tests
