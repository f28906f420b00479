#include "rollout_line.hpp"

#include "rapidjson_sizes.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <array>
#include <utility>

#include <rollout/parse.hpp>

#include "json.hpp"
#include "small_numbers.hpp"
#include "throwing_allocator.hpp"
#include "edition_names.hpp"

namespace rollout::oracle {
namespace {

enum class Type { null, boolean, number, string, object, array };

constexpr std::string_view described(Type type) {
    constexpr std::array names{"null", "a boolean", "a number", "a string", "an object", "an array"};
    return names[static_cast<std::size_t>(type)];
}

/// A scalar value, or the opening of a container.
struct Value {
    Type type;
    std::string_view text = {};  // of a string
    bool boolean = false;
};

constexpr std::array<std::string_view, 5> line_fields{"id", "edition", "released", "operations", "children"};
constexpr std::array<std::string_view, 6> operation_fields{"state", "on_failure", "deployment",
                                                           "key",   "kind",       "started"};
constexpr auto child_fields = [] {
    std::array<std::string_view, 1 + child_flags.size()> fields{"state"};
    for (std::size_t i = 0; i < child_flags.size(); ++i) {
        fields[i + 1] = child_flags[i].name;
    }
    return fields;
}();

/// Receives the parser's events. The first thing that is wrong is kept; reading goes on, for the id may follow.
class Reader : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Reader> {
public:
    Reader(std::string_view line, const rapidjson::MemoryStream& stream) : line_(line), stream_(stream) {}

    bool Null() { return scalar({.type = Type::null}); }
    bool Bool(bool value) { return scalar({.type = Type::boolean, .boolean = value}); }
    bool RawNumber(const char*, rapidjson::SizeType, bool) { return scalar({.type = Type::number}); }
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
    std::variant<RolloutLine, LineError> result() {
        if (!error_) {
            if (!read_.placements.empty()) {
                read_.placements.resize(std::get<std::vector<Operation>>(read_.elements).size());
            }
            return std::move(read_);
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
        if (place_ == Place::line && value.type == Type::array && (field_ == "operations" || field_ == "children")) {
            place_ = Place::list;
            index_ = 0;
            list_is_children_ = field_ == "children";
            if (list_is_children_) {
                read_.elements = std::vector<Child>();
            }
            list_seen_ = true;
            return true;
        }
        if (place_ == Place::list && value.type == Type::object) {
            place_ = Place::element;
            element_seen_ = 0;
            state_.reset();
            operation_ = {State::unrecognized};
            placement_.reset();
            child_ = Child{State::unrecognized};
            return true;
        }
        take(value);
        return false;
    }

    void leave() {
        switch (place_) {
            case Place::element:
                end_element();
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

    void end_element() {
        if (!state_) {
            fail("state", "is required");
        } else if (list_is_children_) {
            child_.state = *state_;
            std::get<std::vector<Child>>(read_.elements).push_back(child_);
        } else {
            operation_.state = *state_;
            auto& operations = std::get<std::vector<Operation>>(read_.elements);
            if (placement_ || !read_.placements.empty()) {
                read_.placements.resize(operations.size());  // rows that said nothing so far
                read_.placements.push_back(placement_.value_or(Placement{}));
            }
            operations.push_back(operation_);
        }
    }

    void key(std::string_view name) {
        field_known_ = false;
        if (place_ == Place::line) {
            choose_field(name, line_fields, line_seen_, "a rollout");
            if (field_known_ && (field_ == "operations" || field_ == "children")) {
                if (list_named_) {
                    fail("", "exactly one of operations and children is allowed");
                }
                list_named_ = true;
            }
        } else if (list_is_children_) {
            choose_field(name, child_fields, element_seen_, "a child");
        } else {
            choose_field(name, operation_fields, element_seen_, "an operation");
        }
        value_from_ = stream_.Tell();
    }

    /// Makes `name` the current field, or says why it cannot be.
    template <std::size_t Size>
    void choose_field(std::string_view name, const std::array<std::string_view, Size>& fields, unsigned& seen,
                      std::string_view owner) {
        field_.assign(name);
        for (std::size_t i = 0; i < Size; ++i) {
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
        fail_at("", fmt::format("unknown field {}; {} has the fields {}", json_string(name), owner,
                                fmt::join(fields, ", ")));
    }

    /// Takes one value at the current place; the value is checked also where the edition will ignore it.
    void take(const Value& value) {
        switch (place_) {
            case Place::document:
                fail("", fmt::format("a rollout is an object, not {}", described(value.type)));
                return;
            case Place::line:
                take_line_field(value);
                return;
            case Place::list:
                fail_at(fmt::format("[{}]", index_), fmt::format("expected an object, got {}", described(value.type)));
                ++index_;
                return;
            case Place::element:
                take_element_field(value);
                return;
        }
    }

    void take_line_field(const Value& value) {
        if (!field_known_ || field_ == "id") {
            return;
        }
        if (field_ == "edition") {
            if (expect(value, Type::string)) {
                const auto edition = edition_or_problem(value.text);
                if (const auto* problem = std::get_if<std::string>(&edition)) {
                    fail("edition", *problem);
                } else {
                    read_.edition = std::get<Edition>(edition);
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

    void take_element_field(const Value& value) {
        if (!field_known_) {
            return;
        }
        if (field_ == "state") {
            if (expect(value, Type::string)) {
                state_ = parse_state(value.text);
            } else {
                state_ = State::unrecognized;  // reported already
            }
        } else if (list_is_children_) {
            if (expect(value, Type::boolean)) {
                set_flag(value.boolean);
            }
        } else if (field_ == "on_failure") {
            if (value.type == Type::null) {
                operation_.on_failure = Policy::unknown;
            } else if (value.type == Type::string) {
                operation_.on_failure = parse_policy(value.text);
            } else {
                fail("on_failure", fmt::format("expected a string or null, got {}", described(value.type)));
            }
        } else if (field_ == "started") {
            if (expect(value, Type::boolean)) {
                placement().started = value.boolean;
            }
        } else if (expect(value, Type::string)) {
            take_place(value.text);
        }
    }

    void set_flag(bool value) {
        for (const FlagFacts& facts : child_flags) {
            if (field_ == facts.name) {
                child_.*facts.flag = value;
            }
        }
    }

    void take_place(std::string_view text) {
        if (field_ == "deployment") {
            placement().deployment = kept(text);
        } else if (field_ == "key") {
            placement().key = kept(text);
        } else if (text == "work" || text == "group_finalizer") {
            placement().kind = text == "work" ? Kind::work : Kind::group_finalizer;
        } else {
            fail("kind", fmt::format("expected \"work\" or \"group_finalizer\", got {}", json_string(text)));
        }
    }

    Placement& placement() { return placement_ ? *placement_ : placement_.emplace(); }

    /// Returns a copy of `text` that lives as long as what was read.
    std::string_view kept(std::string_view text) {
        if (!read_.text) {
            read_.text = std::make_shared<std::pmr::monotonic_buffer_resource>();
        }
        if (text.empty()) {
            return {};
        }
        char* copy = static_cast<char*>(read_.text->allocate(text.size(), 1));
        std::copy(text.begin(), text.end(), copy);
        return {copy, text.size()};
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
        fail_at(field.empty() ? "" : place_ == Place::element ? fmt::format(".{}", field) : std::string(field), what);
    }
    void fail_at(std::string_view below, std::string_view what) {
        if (error_) {
            return;
        }
        std::string where;
        if (place_ == Place::list || place_ == Place::element) {
            where = list_is_children_ ? "children" : "operations";
            if (place_ == Place::element) {
                where += fmt::format("[{}]", index_);
            }
        }
        where += below;
        error_ = where.empty() ? std::string(what) : fmt::format("{}: {}", where, what);
    }

    std::string_view line_;
    const rapidjson::MemoryStream& stream_;
    RolloutLine read_;
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
    std::optional<State> state_;
    Operation operation_{State::unrecognized};
    Child child_{State::unrecognized};
    std::optional<Placement> placement_;  // if the row says anything of it
};

rapidjson::ParseResult parse(rapidjson::MemoryStream& stream, Reader& reader) {
    rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, ThrowingAllocator> parser;
    // Iterative: nesting costs memory, not stack. Raw numbers: an id is echoed digit by digit.
    constexpr unsigned flags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseValidateEncodingFlag;
    return parser.Parse<flags>(stream, reader);
}

/// Reads `text`, which is `line` or `line` with its numbers made small; what is kept points into `line`.
std::variant<RolloutLine, LineError> read_text(std::string_view line, std::string_view text, bool numbers_as_they_are) {
    rapidjson::MemoryStream stream(text.data(), text.size());
    Reader reader(line, stream);
    const rapidjson::ParseResult parsed = parse(stream, reader);
    if (parsed.Code() == rapidjson::kParseErrorNumberTooBig && numbers_as_they_are) {
        // The parser refuses what no double holds, although nobody asked for a double.
        return read_text(line, with_small_numbers(line), false);
    }
    if (!parsed) {
        return LineError{reader.id(), fmt::format("byte {}: not JSON: {}", parsed.Offset(),
                                                  rapidjson::GetParseError_En(parsed.Code()))};
    }
    if (stream.Tell() < line.size()) {  // the parser takes a NUL byte for the end
        return LineError{reader.id(), fmt::format("byte {}: not JSON: a NUL byte after the object", stream.Tell())};
    }
    return reader.result();
}

}  // namespace

std::vector<PlacedOperation> RolloutLine::placed() const {
    const auto& operations = std::get<std::vector<Operation>>(elements);
    std::vector<PlacedOperation> made;
    made.reserve(operations.size());
    for (std::size_t i = 0; i < operations.size(); ++i) {
        made.push_back({operations[i], placements.empty() ? Placement{} : placements[i]});
    }
    return made;
}

std::variant<RolloutLine, LineError> read_rollout_line(std::string_view line) {
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    if (line.empty()) {
        return LineError{{}, "the line is empty; a rollout is an object such as {\"operations\":[]}"};
    }
    return read_text(line, line, true);
}

}  // namespace rollout::oracle
