#include "readable.hpp"

#include "rapidjson_sizes.hpp"

#include <fmt/format.h>
#include <rapidjson/encodings.h>
#include <rapidjson/memorystream.h>

#include <iterator>
#include <optional>

namespace rollout::oracle {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Character {
    std::optional<unsigned> code;  // nothing: the byte is no UTF-8
    std::string_view bytes;
};

/// Takes the first character of `rest`. Requires: there is one.
Character take_character(std::string_view& rest) {
    rapidjson::MemoryStream stream(rest.data(), rest.size());
    unsigned code = 0;
    const bool valid = rapidjson::UTF8<>::Decode(stream, &code);
    // After a mistake the next byte may begin a character, so only one byte is given up.
    const Character taken{valid ? std::optional(code) : std::nullopt, rest.substr(0, valid ? stream.Tell() : 1)};
    rest.remove_prefix(taken.bytes.size());
    return taken;
}

/// Returns whether the character is a control, separates lines, changes the direction of writing, or is none at all.
bool must_be_spelled(unsigned code) {
    const bool is_control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    const bool turns = code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
                       (code >= 0x2066 && code <= 0x2069) || code == 0x061C;
    const bool separates_lines = code == 0x2028 || code == 0x2029;
    const bool is_none = code == 0xFEFF || (code & 0xFFFE) == 0xFFFE;
    return is_control || turns || separates_lines || is_none;
}

std::string spelled(unsigned code) {
    switch (code) {
        case '\n':
            return "\\n";
        case '\r':
            return "\\r";
        case '\t':
            return "\\t";
        default:
            return fmt::format("\\u{{{:X}}}", code);
    }
}

}  // namespace

std::string as_utf8(std::string_view text) {
    std::string made;
    while (!text.empty()) {
        const Character next = take_character(text);
        made += next.code ? next.bytes : replacement;
    }
    return made;
}

std::string on_one_line(std::string_view text, std::size_t bytes_max) {
    std::string made;
    while (!text.empty()) {
        if (bytes_max != 0 && made.size() >= bytes_max) {
            return fmt::format("{} [{} bytes left out]", made, text.size());
        }
        const Character next = take_character(text);
        if (!next.code) {
            made += replacement;
        } else if (must_be_spelled(*next.code)) {
            made += spelled(*next.code);
        } else {
            made += next.bytes;
        }
    }
    return made;
}

namespace {

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t feed = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, feed);
        lines.push_back(line.ends_with('\r') ? line.substr(0, feed - 1) : line);
        text.remove_prefix(std::min(feed + 1, text.size()));
    }
    return lines;
}

}  // namespace

std::vector<std::string> as_lines(std::string_view text) {
    std::vector<std::string> texts;
    for (const std::string_view line : split(text)) {
        texts.push_back(on_one_line(line));
    }
    return texts;
}

std::vector<std::string> excerpt(std::string_view text) {
    constexpr std::size_t at_each_end = 12;
    const std::vector<std::string_view> lines = split(text);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i == at_each_end && lines.size() > 2 * at_each_end) {
            texts.push_back(fmt::format("[{} lines left out]", lines.size() - 2 * at_each_end));
            i = lines.size() - at_each_end;
        }
        texts.push_back(on_one_line(lines[i], shown_bytes_max));
    }
    return texts;
}

std::string numbered_lines(std::size_t size, const std::function<std::string(std::size_t at)>& text) {
    constexpr std::size_t ends_shown = 20;
    std::string lines;
    for (std::size_t at = 0; at < size; ++at) {
        if (at < ends_shown || at + ends_shown >= size) {
            lines += fmt::format("  {} {}\n", at + 1, text(at));
        } else if (at == ends_shown) {
            lines += fmt::format("  ... {} more\n", size - 2 * ends_shown);
        }
    }
    return lines;
}

std::string shown(std::string_view bytes) { return shown(bytes, bytes.size()); }

std::string shown(std::string_view beginning, std::size_t size) {
    beginning = beginning.substr(0, shown_bytes_max);
    std::string text = "\"";
    for (const char byte : beginning) {
        if (byte == '\n') {
            text += "\\n";
        } else if (byte == '"' || byte == '\\') {
            text += '\\';
            text += byte;
        } else if (byte >= ' ' && byte <= '~') {
            text += byte;
        } else {
            fmt::format_to(std::back_inserter(text), "\\x{:02x}", static_cast<unsigned char>(byte));
        }
    }
    text += '"';
    if (beginning.size() < size) {
        fmt::format_to(std::back_inserter(text), "... ({} bytes)", size);
    }
    return text;
}

std::string counted(std::size_t number, std::string_view noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

}  // namespace rollout::oracle
