// Reads lines that are plainly rollouts, which is nearly all of them, in one pass. The caller knows what the words of a
// row mean. A line that is refused here goes to `read_line`, which reports what is wrong with it, if anything.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "known_rows.hpp"

namespace rollout::oracle {

/// The members of a line except its rows.
struct PlainLine {
    std::string_view id;                      // the raw JSON value; empty if absent
    std::optional<std::string_view> edition;  // the name, whatever it is
    std::optional<bool> released;
};

/// The words of one row.
struct PlainRow {
    std::string_view state;
    std::optional<std::string_view> on_failure = std::nullopt;  // absent, or text
    bool on_failure_is_null = false;
};

namespace plain {

static_assert(std::endian::native == std::endian::little, "the first byte of a word is its lowest");

/// Reads pieces of JSON from the front of a text. Each function takes what it names and returns whether it was there; a
/// line is refused at the first that was not, so it does not matter how much was taken before.
class Scanner {
public:
    explicit Scanner(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

    std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
    const char* position() const { return at_; }
    std::string_view since(const char* begin) const { return {begin, static_cast<std::size_t>(at_ - begin)}; }
    void skip(std::size_t size) { at_ += size; }

    bool byte(char expected) {
        if (at_ == end_ || *at_ != expected) {
            return false;
        }
        ++at_;
        return true;
    }

    /// Takes JSON's whitespace but for line feeds, of which a line has none.
    void space() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r')) {
            ++at_;
        }
    }

    /// Takes a byte with whitespace around it.
    bool sign(char expected) {
        space();
        if (!byte(expected)) {
            return false;
        }
        space();
        return true;
    }

    bool word(std::string_view expected) {
        if (!rest().starts_with(expected)) {
            return false;
        }
        skip(expected.size());
        return true;
    }

    /// Takes a string that stands for itself: ASCII without control bytes and backslashes.
    bool string(std::string_view& content) {
        if (!byte('"')) {
            return false;
        }
        const char* begin = at_;
        skip_plain_words();
        while (at_ != end_ && plain(*at_)) {
            ++at_;
        }
        content = since(begin);
        return byte('"');
    }

    /// Takes a number of digits alone, such as every JSON parser takes.
    bool digits() {
        constexpr std::size_t digits_max = 18;
        const char* begin = at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9') {
            ++at_;
        }
        const std::string_view number = since(begin);
        return !number.empty() && number.size() <= digits_max && (number.size() == 1 || number.front() != '0');
    }

    bool boolean(bool& value) {
        value = word("true");
        return value || word("false");
    }

private:
    static bool plain(char byte) {
        return static_cast<signed char>(byte) >= ' ' && byte != '"' && byte != '\\';  // not ASCII: negative
    }

    /// Takes plain bytes eight at a time, as far as whole words are there; some before the first other one may be left.
    void skip_plain_words() {
        constexpr std::uint64_t each = 0x0101010101010101U;
        constexpr std::uint64_t high = 0x80 * each;
        while (end_ - at_ >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at_, sizeof(word));
            const std::uint64_t quote = word ^ each * '"';
            const std::uint64_t backslash = word ^ each * '\\';
            // A byte that is less than n borrows from its high bit; the lowest bit that is set is right, those above it
            // may be borrowed from below.
            const std::uint64_t other =
                ((quote - each) & ~quote) | ((backslash - each) & ~backslash) | ((word - each * ' ') & ~word) | word;
            if ((other & high) != 0) {
                at_ += std::countr_zero(other & high) / 8;
                return;
            }
            at_ += 8;
        }
    }

    const char* at_;
    const char* end_;
};

/// Takes the fields of an object behind its opening brace, each by `take`, which gets the name of a field.
template <class Take>
bool fields(Scanner& scanner, Take take) {
    do {
        scanner.space();
        std::string_view name;
        if (!scanner.string(name) || !scanner.sign(':') || !take(name)) {
            return false;
        }
        scanner.space();
    } while (scanner.byte(','));
    return scanner.byte('}');
}

/// Returns whether something is seen for the first time.
inline bool first(bool& seen) {
    const bool was_seen = seen;
    seen = true;
    return !was_seen;
}

inline bool read_row(Scanner& scanner, PlainRow& row) {
    bool has_state = false;
    bool has_policy = false;
    const auto take = [&](std::string_view name) {
        if (name == "state") {
            return first(has_state) && scanner.string(row.state);
        }
        if (name != "on_failure" || !first(has_policy)) {
            return false;
        }
        if (scanner.word("null")) {
            row.on_failure_is_null = true;
            return true;
        }
        return scanner.string(row.on_failure.emplace());
    };
    return scanner.byte('{') && fields(scanner, take) && has_state;
}

template <class Row, class Read>
bool scan_rows(Scanner& scanner, std::vector<Row>& rows, KnownRows<Row>& known_rows, const Read& read) {
    if (!scanner.byte('[')) {
        return false;
    }
    scanner.space();
    if (scanner.byte(']')) {
        return true;
    }
    do {
        scanner.space();
        if (const auto known = known_rows.begins(scanner.rest())) {
            rows.push_back(known->row);
            scanner.skip(known->size);
        } else {
            const char* begin = scanner.position();
            PlainRow words;
            if (!read_row(scanner, words)) {
                return false;
            }
            const Row row = read(words);
            known_rows.keep(scanner.since(begin), row);
            rows.push_back(row);
        }
        scanner.space();
    } while (scanner.byte(','));
    return scanner.byte(']');
}

}  // namespace plain

/// Reads an object with the members id (a string, or a number of digits), edition, released and operations. Rows have
/// state and on_failure only. No string has a backslash or a byte that is not ASCII. Returns whether the line is such
/// an object; then `rows` has what `read` returns for the words of each row. Views point into the line. Cost: one pass,
/// and no allocation once a longer list was read.
template <class Row, class Read>
bool read_plain_line(std::string_view line, KnownRows<Row>& known_rows, PlainLine& head, std::vector<Row>& rows,
                     const Read& read) {
    head = {};
    rows.clear();
    bool has_operations = false;
    plain::Scanner scanner(line);
    const auto take = [&](std::string_view name) {
        if (name == "operations") {
            return plain::first(has_operations) && plain::scan_rows(scanner, rows, known_rows, read);
        }
        std::string_view text;
        if (name == "id") {
            const char* begin = scanner.position();
            const bool is_string = scanner.rest().starts_with('"');
            if (!head.id.empty() || !(is_string ? scanner.string(text) : scanner.digits())) {
                return false;
            }
            head.id = scanner.since(begin);
            return true;
        }
        if (name == "edition") {
            return !head.edition && scanner.string(head.edition.emplace());
        }
        return name == "released" && !head.released && scanner.boolean(head.released.emplace());
    };
    scanner.space();
    if (!scanner.byte('{') || !plain::fields(scanner, take)) {
        return false;
    }
    scanner.space();
    return has_operations && scanner.rest().empty();
}

}  // namespace rollout::oracle
