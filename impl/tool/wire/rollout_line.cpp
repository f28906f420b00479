#include "rollout_line.hpp"

#include "rapidjson_sizes.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <array>
#include <span>
#include <utility>

#include "element_reader.hpp"
#include "json_faults.hpp"
#include "json_writer.hpp"
#include "line_answers.hpp"
#include "throwing_allocator.hpp"

namespace rollout::oracle {
namespace {

constexpr std::array<std::string_view, 5> line_fields{"id", "edition", "released", "operations", "children"};
/// Receives the parser's events. The first thing that is wrong is kept; reading goes on, for the id may follow.
class Reader : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Reader> {
public:
    Reader(std::string_view line, const rapidjson::MemoryStream& stream, ElementTaker& elements)
        : line_(line), stream_(stream), elements_(elements) {
        elements_.start();
    }

    bool Null() { return scalar({.type = Type::null}); }
    bool Bool(bool value) { return scalar({.type = Type::boolean, .boolean = value}); }
    bool RawNumber(const char*, rapidjson::SizeType size, bool) {
        // From the line itself: make_numbers_small may have changed what is parsed.
        return scalar({.type = Type::number, .text = line_.substr(stream_.Tell() - size, size)});
    }
    bool String(const char* text, rapidjson::SizeType size, bool) {
        return scalar({.type = Type::string, .text = {text, size}});
    }
    bool StartObject() { return open({.type = Type::object}); }
    bool StartArray() { return open({.type = Type::array}); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }
    bool Key(const char* text, rapidjson::SizeType size, bool) {
        if (opaque_depth_ == 0) {
            confirm_id();
            key({text, size});
        }
        return true;
    }

    /// Returns what was read. Requires: the whole line was parsed.
    std::variant<LineHead, LineError> result() {
        if (!error_) {
            return read_;
        }
        return LineError{read_.id, *error_};
    }
    std::string_view id() const { return read_.id; }

private:
    enum class Place { document, line, list, element };

    bool scalar(const Value& value) {
        if (opaque_depth_ == 0) {
            take(value);
            end_of_value(stream_.Tell());
        }
        return true;
    }

    bool open(const Value& value) {
        if (opaque_depth_ > 0) {
            ++opaque_depth_;
        } else if (!enter(value)) {
            opaque_depth_ = 1;
        }
        return true;
    }

    bool close() {
        if (opaque_depth_ == 0) {
            leave();
        } else if (--opaque_depth_ == 0) {
            // The iterative parser reports a container's end before it takes the bracket.
            end_of_value(stream_.Tell() + 1);
        }
        return true;
    }

    /// Opens a container that is part of a rollout. Returns false for one that is skipped: an id, or a mistake.
    bool enter(const Value& value) {
        if (place_ == Place::document && value.type == Type::object) {
            place_ = Place::line;
            return true;
        }
        if (place_ == Place::line && value.type == Type::array && field_known_ &&
            (field_ == "operations" || field_ == "children")) {
            place_ = Place::list;
            index_ = 0;
            list_is_children_ = field_ == "children";
            elements_.start_list(list_is_children_);
            list_seen_ = true;
            return true;
        }
        if (place_ == Place::list && value.type == Type::object) {
            place_ = Place::element;
            element_seen_ = 0;
            elements_.start_element();
            return true;
        }
        take(value);
        return false;
    }

    void leave() {
        switch (place_) {
            case Place::element:
                if (!elements_.end_element()) {
                    fail("state", "is required");
                }
                place_ = Place::list;
                ++index_;
                break;
            case Place::list:
                place_ = Place::line;
                break;
            case Place::line:
                confirm_id();
                if (!list_seen_) {
                    fail("", "one of operations and children is required");
                }
                place_ = Place::document;
                break;
            case Place::document:
                break;
        }
    }

    void key(std::string_view name) {
        field_known_ = false;
        if (place_ == Place::line) {
            choose_field(name, line_fields, line_seen_, "a rollout");
            if (field_known_ && (field_ == "operations" || field_ == "children")) {
                if (list_named_) {
                    fail("", "exactly one of operations and children is allowed");
                    field_known_ = false;  // the second list is skipped
                }
                list_named_ = true;
            }
        } else {
            choose_field(name, elements_.fields(), element_seen_, list_is_children_ ? "a child" : "an operation");
        }
        value_from_ = stream_.Tell();
    }

    /// Makes `name` the current field, or says why it cannot be.
    void choose_field(std::string_view name, std::span<const std::string_view> fields, unsigned& seen,
                      std::string_view owner) {
        field_.assign(name);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (name == fields[i]) {
                if ((seen >> i & 1) != 0) {
                    fail(name, "appears twice");
                    return;
                }
                seen |= 1U << i;
                field_known_ = true;
                return;
            }
        }
        fail("",
             fmt::format("unknown field {}; {} has the fields {}", json_string(name), owner, fmt::join(fields, ", ")));
    }

    /// Takes one value at the current place; the value is checked also where the edition will ignore it.
    void take(const Value& value) {
        switch (place_) {
            case Place::document:
                fail("",
                     fmt::format(
                         "a rollout is an object, not {}{}", described(value.type),
                         value.type == Type::array ? "; one rollout a line is expected, as jq -c .[] writes it" : ""));
                return;
            case Place::line:
                take_line_field(value);
                return;
            case Place::list:
                fail_at(element(), fmt::format("expected an object, got {}", described(value.type)));
                ++index_;
                return;
            case Place::element:
                if (const auto problem = field_known_ ? elements_.take(field_, value) : std::nullopt) {
                    fail(field_, *problem);
                }
                return;
        }
    }

    void take_line_field(const Value& value) {
        if (!field_known_ || field_ == "id") {
            return;
        }
        if (field_ == "edition") {
            if (expect(value, Type::string)) {
                if (const auto problem = elements_.take_edition(value.text)) {
                    fail("edition", *problem);
                }
            }
        } else if (field_ == "released") {
            if (expect(value, Type::boolean)) {
                read_.released = value.boolean;
            }
        } else {
            list_seen_ = true;
            expect(value, Type::array);
        }
    }

    /// Called when a value that `take` saw, or that was skipped, has ended before `end`.
    void end_of_value(std::size_t end) {
        if (place_ == Place::line && field_ == "id" && read_.id.empty()) {
            const std::size_t begin = line_.find_first_not_of(" \t\r:", value_from_);
            id_unconfirmed_ = line_.substr(begin, end - begin);
        }
    }

    /// An id is known to be whole only when something that may follow a value has followed it.
    void confirm_id() {
        if (!id_unconfirmed_.empty()) {
            read_.id = std::exchange(id_unconfirmed_, {});
        }
    }

    bool expect(const Value& value, Type type) {
        if (value.type == type) {
            return true;
        }
        fail(field_, fmt::format("expected {}, got {}", described(type), described(value.type)));
        return false;
    }

    /// Records that `field` of the current object is wrong.
    void fail(std::string_view field, std::string_view what) {
        fail_at(place_ != Place::element ? std::string(field)
                : field.empty()          ? element()
                                         : fmt::format("{}: {}", element(), field),
                what);
    }
    void fail_at(std::string_view where, std::string_view what) {
        if (!error_) {
            error_ = where.empty() ? std::string(what) : fmt::format("{}: {}", where, what);
        }
    }

    /// Returns the current element of the list, as people count.
    std::string element() const {
        return fmt::format("{} {}", list_is_children_ ? "children, child" : "operations, row", index_ + 1);
    }

    std::string_view line_;
    const rapidjson::MemoryStream& stream_;
    ElementTaker& elements_;
    LineHead read_;
    std::string_view id_unconfirmed_;
    std::optional<std::string> error_;
    Place place_ = Place::document;
    std::size_t opaque_depth_ = 0;  // containers open that are skipped
    std::size_t value_from_ = 0;    // where the text after the last key begins
    std::size_t index_ = 0;         // of the element in its list
    std::string field_;
    bool field_known_ = false;
    bool list_named_ = false;
    bool list_seen_ = false;
    bool list_is_children_ = false;
    unsigned line_seen_ = 0;
    unsigned element_seen_ = 0;
};

rapidjson::ParseResult parse(rapidjson::MemoryStream& stream, Reader& reader) {
    rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, ThrowingAllocator> parser;
    // Iterative: nesting costs memory, not stack. Raw numbers: an id is echoed digit by digit.
    constexpr unsigned flags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseValidateEncodingFlag;
    return parser.Parse<flags>(stream, reader);
}

/// Reads `text`, which is `line` or `line` with its numbers made small; what is kept points into `line`.
std::variant<LineHead, LineError> read_text(std::string_view line, std::string_view text, bool numbers_as_they_are,
                                            ElementTaker& elements) {
    rapidjson::MemoryStream stream(text.data(), text.size());
    Reader reader(line, stream, elements);
    const rapidjson::ParseResult parsed = parse(stream, reader);
    const auto lone = lone_surrogate(line);
    if (lone && (parsed || parsed.Code() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid)) {
        return LineError{reader.id(), fmt::format("byte {}: {}", *lone, lone_surrogate_problem)};
    }
    if (parsed.Code() == rapidjson::kParseErrorNumberTooBig && numbers_as_they_are) {
        // The parser refuses what no double holds, although nobody asked for a double.
        std::string small(line);
        make_numbers_small(small);
        return read_text(line, small, false, elements);
    }
    if (!parsed) {
        const std::string_view format = foreign_format(line);
        return LineError{reader.id(),
                         fmt::format("byte {}: not JSON: {}", parsed.Offset(),
                                     format.empty() ? rapidjson::GetParseError_En(parsed.Code()) : format)};
    }
    if (stream.Tell() < line.size()) {  // the parser takes a NUL byte for the end
        return LineError{reader.id(), fmt::format("byte {}: not JSON: a NUL byte after the object", stream.Tell())};
    }
    return reader.result();
}

}  // namespace

std::vector<PlacedOperation> RolloutLine::placed() const {
    const auto& operations = std::get<std::vector<Operation>>(elements);
    std::vector<PlacedOperation> rows;
    rows.reserve(operations.size());
    for (std::size_t i = 0; i < operations.size(); ++i) {
        rows.push_back({operations[i], placements.empty() ? Placement{} : placements[i]});
    }
    return rows;
}

std::variant<LineHead, LineError> read_line(std::string_view line, ElementTaker& taker) {
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    if (line.empty()) {
        return LineError{{}, "the line is empty; a rollout is an object such as {\"operations\":[]}"};
    }
    return read_text(line, line, true, taker);
}

std::variant<RolloutLine, LineError> read_rollout_line(std::string_view line) {
    RolloutLine read;
    ElementReader elements(read);
    const auto head = read_line(line, elements);
    if (const auto* error = std::get_if<LineError>(&head)) {
        return *error;
    }
    read.id = std::get<LineHead>(head).id;
    read.released = std::get<LineHead>(head).released;
    return read;
}

}  // namespace rollout::oracle
