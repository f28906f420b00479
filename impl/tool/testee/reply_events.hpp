// What the readers of replies share: nesting is bounded, what is not known is skipped, the first mistake ends the
// reading.
#pragma once

#include "rapidjson_sizes.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>
#include <rapidjson/stream.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "json_document.hpp"
#include "json_faults.hpp"
#include "json_writer.hpp"
#include "reply.hpp"
#include "throwing_allocator.hpp"

namespace rollout::oracle {

struct Scalar {
    Type type;
    std::string_view text = {};                         // of a string; points into the line
    std::optional<std::uint64_t> whole = std::nullopt;  // of a whole number that is not negative
};

/// The members of one object that are known, and which of them have been seen. At most 32.
class Members {
public:
    explicit Members(std::span<const std::string_view> names) : names_(names) {}

    void start() { seen_ = 0; }
    /// Makes `name` the current member. Returns false if it is known and was there already.
    bool choose(std::string_view name) {
        for (current_ = 0; current_ < names_.size(); ++current_) {
            if (names_[current_] == name) {
                return (std::exchange(seen_, seen_ | 1U << current_) >> current_ & 1) == 0;
            }
        }
        return true;
    }
    /// Returns whether the current member is one of them; then its index, and its name.
    bool is_known() const { return current_ < names_.size(); }
    std::size_t current() const { return current_; }
    std::string_view name() const { return names_[current_]; }
    /// Returns the first of the first `required` members that was not there.
    std::optional<std::string_view> missing(std::size_t required) const {
        for (std::size_t i = 0; i < required; ++i) {
            if ((seen_ >> i & 1) == 0) {
                return names_[i];
            }
        }
        return std::nullopt;
    }

private:
    std::span<const std::string_view> names_;
    std::size_t current_ = 0;
    std::uint32_t seen_ = 0;
};

/// Receives the parser's events. `Reader` has: `wanted()`, whether it wants the value that comes; `take(scalar)` and
/// `enter(type)`, a value that it wanted; `key(name)`; `leave()`. The last four return false once it has failed.
template <class Reader>
class ReplyEvents {
public:
    bool Null() { return scalar({.type = Type::null}); }
    bool Bool(bool) { return scalar({.type = Type::boolean}); }
    bool Int(int) { return scalar({.type = Type::number}); }
    bool Uint(unsigned value) { return scalar({.type = Type::number, .whole = value}); }
    bool Int64(std::int64_t) { return scalar({.type = Type::number}); }
    bool Uint64(std::uint64_t value) { return scalar({.type = Type::number, .whole = value}); }
    bool Double(double value) {
        constexpr double whole_max = 9007199254740992;  // beyond, a double may be another number than was written
        const bool is_whole = value >= 0 && value <= whole_max && value == std::floor(value);
        return scalar({.type = Type::number,
                       .whole = is_whole ? std::optional(static_cast<std::uint64_t>(value)) : std::nullopt});
    }
    bool RawNumber(const char*, rapidjson::SizeType, bool) { return scalar({.type = Type::number}); }
    bool String(const char* text, rapidjson::SizeType size, bool) {
        return scalar({.type = Type::string, .text = {text, size}});
    }
    bool StartObject() { return open(Type::object); }
    bool StartArray() { return open(Type::array); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }
    bool Key(const char* text, rapidjson::SizeType size, bool) {
        return skipped_depth_ > 0 || reader().key({text, size});
    }

    const std::optional<ReplyError>& error() const { return error_; }

protected:
    /// Records that `where`, if anything, is wrong. Returns false, which ends the parsing.
    bool fail(std::string_view where, std::string_view what) {
        error_ = ReplyError{true, where.empty() ? std::string(what) : fmt::format("{}: {}", where, what)};
        return false;
    }
    bool fail_type(std::string_view where, std::string_view expected, Type type) {
        return fail(where, fmt::format("expected {}, got {}", expected, described(type)));
    }
    /// Puts the value of `where` into `number`, or fails: it is no whole number that is not negative.
    bool take_whole(std::string_view where, const Scalar& value, std::uint64_t& number) {
        if (value.whole) {
            number = *value.whole;
            return true;
        }
        return value.type == Type::number ? fail(where, "expected a whole number")
                                          : fail_type(where, "a number", value.type);
    }
    /// Fails unless the first `required` of `members` were there; `holder` is written before the name of one.
    bool require(const Members& members, std::size_t required, std::string_view holder = "") {
        const auto missing = members.missing(required);
        return !missing || fail(fmt::format("{}{}", holder, *missing), "is missing");
    }

private:
    Reader& reader() { return static_cast<Reader&>(*this); }

    bool scalar(const Scalar& value) { return skipped_depth_ > 0 || !reader().wanted() || reader().take(value); }

    bool open(Type type) {
        if (++depth_ > reply_depth_max) {
            error_ = ReplyError{false, fmt::format("nested deeper than {}", reply_depth_max)};
            return false;
        }
        if (skipped_depth_ > 0 || !reader().wanted()) {
            ++skipped_depth_;
            return true;
        }
        return reader().enter(type);
    }

    bool close() {
        --depth_;
        if (skipped_depth_ > 0) {
            --skipped_depth_;
            return true;
        }
        return reader().leave();
    }

    std::optional<ReplyError> error_;
    std::size_t depth_ = 0;
    std::size_t skipped_depth_ = 0;  // containers open that nobody wants
};

/// Parses the whole of `line` in place, for `reader`. Returns what is wrong, if anything.
template <class Reader>
std::optional<ReplyError> parse_reply(std::string& line, Reader& reader) {
    const std::size_t size = line.size();
    const auto lone = lone_surrogate(line);
    make_numbers_small(line);
    // The parser takes a NUL byte for the end, and reads the up to three bytes that a first byte of UTF-8 promises.
    line.append(4, '\0');
    rapidjson::InsituStringStream stream(line.data());
    rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, ThrowingAllocator> parser;
    // Iterative: nesting costs memory, not stack.
    constexpr unsigned flags =
        rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
    const rapidjson::ParseResult parsed = parser.template Parse<flags>(stream, reader);
    if (reader.error()) {
        return reader.error();
    }
    if (lone && (parsed || parsed.Code() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid)) {
        return ReplyError{false, fmt::format("byte {}: {}", *lone, lone_surrogate_problem)};
    }
    if (!parsed) {
        std::string_view problem = rapidjson::GetParseError_En(parsed.Code());
        problem.remove_suffix(problem.ends_with('.') ? 1 : 0);
        return ReplyError{false, fmt::format("byte {}: {}", parsed.Offset(), problem)};
    }
    if (stream.Tell() < size) {
        return ReplyError{false, fmt::format("byte {}: a NUL byte after the object", stream.Tell())};
    }
    return std::nullopt;
}

}  // namespace rollout::oracle
