#include "spellings.hpp"

#include <array>

#include <rollout/vocabulary/state.hpp>

#include "ascii.hpp"

namespace rollout::oracle {
namespace {

using namespace std::string_view_literals;

// What trimming takes off: of ASCII, of Latin-1, of Unicode, and what is no blank but does not show.
constexpr std::array blanks{
    " "sv,             // SPACE
    "\t"sv,            // CHARACTER TABULATION
    "\n"sv,            // LINE FEED
    "\v"sv,            // LINE TABULATION
    "\f"sv,            // FORM FEED
    "\r"sv,            // CARRIAGE RETURN
    "\xC2\x85"sv,      // NEXT LINE
    "\xC2\xA0"sv,      // NO-BREAK SPACE
    "\xE2\x80\x83"sv,  // EM SPACE
    "\xE2\x80\xA8"sv,  // LINE SEPARATOR
    "\xE3\x80\x80"sv,  // IDEOGRAPHIC SPACE
    "\0"sv,            // NULL
    "\x7F"sv,          // DELETE
    "\xC2\xAD"sv,      // SOFT HYPHEN
    "\xE2\x80\x8B"sv,  // ZERO WIDTH SPACE
    "\xE2\x80\x8D"sv,  // ZERO WIDTH JOINER
    "\xEF\xBB\xBF"sv,  // ZERO WIDTH NO-BREAK SPACE
};

struct LookAlike {
    char letter;
    std::string_view other;
};
constexpr std::array look_alikes{
    LookAlike{'_', "-"},
    LookAlike{'_', " "},
    LookAlike{'_', ""},
    LookAlike{'a', "\xD0\xB0"},      // CYRILLIC SMALL LETTER A
    LookAlike{'c', "\xD1\x81"},      // CYRILLIC SMALL LETTER ES
    LookAlike{'e', "\xD0\xB5"},      // CYRILLIC SMALL LETTER IE
    LookAlike{'e', "\xEF\xBD\x85"},  // FULLWIDTH LATIN SMALL LETTER E
    LookAlike{'e', "\xC3\xA9"},      // LATIN SMALL LETTER E WITH ACUTE
    LookAlike{'e', "e\xCC\x81"},     // the same in two
    LookAlike{'i', "\xC4\xB1"},      // LATIN SMALL LETTER DOTLESS I: upper case I
    LookAlike{'i', "\xC4\xB0"},      // LATIN CAPITAL LETTER I WITH DOT ABOVE: lower case i and a dot, or i
    LookAlike{'k', "\xE2\x84\xAA"},  // KELVIN SIGN: lower case k
    LookAlike{'l', "I"},
    LookAlike{'o', "0"},
    LookAlike{'s', "\xC5\xBF"},      // LATIN SMALL LETTER LONG S: upper case S
    LookAlike{'u', "\xEF\xBD\x95"},  // FULLWIDTH LATIN SMALL LETTER U
};

}  // namespace

std::vector<std::string> spellings(std::string_view word) {
    const std::string text(word);
    if (text.empty()) {
        return {text};
    }
    const std::string prefix(state_prefix);
    std::string title = text;
    title[0] = in_capitals(text).front();
    std::vector<std::string> texts{text,
                                   in_capitals(text),
                                   title,
                                   prefix + in_capitals(text),
                                   "state_" + text,
                                   "State_" + title,
                                   prefix + prefix + in_capitals(text),
                                   text.substr(0, text.size() - 1),
                                   text.substr(1),
                                   text + "x",
                                   "x" + text,
                                   text + text.back(),
                                   text + " " + text,
                                   text + ",",
                                   text + ";",
                                   text + "#",
                                   "\"" + text + "\"",
                                   "'" + text + "'"};
    for (const std::string_view blank : blanks) {
        texts.push_back(text + std::string(blank));
        texts.push_back(std::string(blank) + text);
    }
    texts.push_back(text + std::string("\0x", 2));
    for (const auto& [letter, other] : look_alikes) {
        if (const std::size_t at = text.find(letter); at != std::string::npos) {
            texts.push_back(text.substr(0, at) + std::string(other) + text.substr(at + 1));
        }
    }
    return texts;
}

}  // namespace rollout::oracle
