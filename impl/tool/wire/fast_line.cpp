#include "fast_line.hpp"

#include <bit>

#include <rollout/parse.hpp>

namespace rollout::oracle {
namespace {

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
bool first(bool& seen) {
    const bool was_seen = seen;
    seen = true;
    return !was_seen;
}

bool read_row(Scanner& scanner, Operation& operation) {
    bool has_state = false;
    bool has_policy = false;
    operation = Operation{State::unrecognized};
    const auto take = [&](std::string_view name) {
        std::string_view text;
        if (name == "state") {
            if (!first(has_state) || !scanner.string(text)) {
                return false;
            }
            operation.state = parse_state(text);
            return true;
        }
        if (name != "on_failure" || !first(has_policy)) {
            return false;
        }
        if (scanner.word("null")) {
            operation.on_failure = Policy::unknown;
            return true;
        }
        if (!scanner.string(text)) {
            return false;
        }
        operation.on_failure = parse_policy(text);
        return true;
    };
    return scanner.byte('{') && fields(scanner, take) && has_state;
}

bool scan_rows(Scanner& scanner, std::vector<Operation>& operations, KnownRows& known_rows) {
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
            operations.push_back(known->operation);
            scanner.skip(known->size);
        } else {
            const char* begin = scanner.position();
            Operation operation{State::unrecognized};
            if (!read_row(scanner, operation)) {
                return false;
            }
            known_rows.keep(scanner.since(begin), operation);
            operations.push_back(operation);
        }
        scanner.space();
    } while (scanner.byte(','));
    return scanner.byte(']');
}

}  // namespace

const RolloutLine* FastLineReader::read(std::string_view line) {
    auto& operations = std::get<std::vector<Operation>>(rollout_.elements);
    operations.clear();
    rollout_.id = {};
    rollout_.edition.reset();
    rollout_.released.reset();
    bool has_operations = false;
    Scanner scanner(line);
    const auto take = [&](std::string_view name) {
        if (name == "operations") {
            return first(has_operations) && scan_rows(scanner, operations, known_rows_);
        }
        std::string_view text;
        if (name == "id") {
            const char* begin = scanner.position();
            const bool is_string = scanner.rest().starts_with('"');
            if (!rollout_.id.empty() || !(is_string ? scanner.string(text) : scanner.digits())) {
                return false;
            }
            rollout_.id = scanner.since(begin);
            return true;
        }
        if (name == "edition") {
            if (rollout_.edition || !scanner.string(text)) {
                return false;
            }
            rollout_.edition = edition_named(text);
            return rollout_.edition.has_value();
        }
        bool released = false;
        if (name != "released" || rollout_.released || !scanner.boolean(released)) {
            return false;
        }
        rollout_.released = released;
        return true;
    };
    scanner.space();
    if (!scanner.byte('{') || !fields(scanner, take)) {
        return nullptr;
    }
    scanner.space();
    return has_operations && scanner.rest().empty() ? &rollout_ : nullptr;
}

}  // namespace rollout::oracle
