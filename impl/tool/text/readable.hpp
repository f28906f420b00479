// Text that others wrote, made safe to show: no byte of it moves a cursor, ends a line or breaks an encoding.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rollout::oracle {

/// Returns `text` with U+FFFD in place of each byte that is not part of a UTF-8 character.
std::string as_utf8(std::string_view text);

/// Returns `text` as UTF-8 on one line, of characters that XML 1.0 and YAML can hold: controls, line separators and
/// what turns the direction of writing are spelled out, such as \n and \u{1B}. What is beyond `bytes_max` bytes, if
/// that is not 0, is left out, and it is said how much.
std::string on_one_line(std::string_view text, std::size_t bytes_max = 0);

/// Returns each line of `text` as above. A line feed at the end begins no further line.
std::vector<std::string> as_lines(std::string_view text);

/// Returns the lines of a text of any length, but no more than the first and the last twelve; between them, if any were
/// left out, one that says how many. Each is cut to `shown_bytes_max` bytes.
std::vector<std::string> excerpt(std::string_view text);

/// Returns a line for each of `size` things, `  NUMBER TEXT`, counted from 1; where there are many, for the first and
/// the last 20, and between them one that says how many are not shown.
std::string numbered_lines(std::size_t size, const std::function<std::string(std::size_t at)>& text);

/// Returns `1 row`, `2 rows`.
std::string counted(std::size_t number, std::string_view noun);

inline constexpr std::size_t shown_bytes_max = 200;

/// Returns the first bytes in quotes, those that are not printable ASCII escaped, and how many there are if that is not
/// all of them.
std::string shown(std::string_view bytes);
/// The same where only the first `shown_bytes_max` bytes of `size` are at hand.
std::string shown(std::string_view beginning, std::size_t size);

}  // namespace rollout::oracle
