// The replies of a testee, read event by event and as if they were hostile: to `start`, the implementation's name and
// what it offers; to `run`, the answers.
#include "reply.hpp"

#include <array>

#include "reply_events.hpp"

namespace rollout::oracle {

namespace {

constexpr std::uint64_t protocol_version = 1;

constexpr std::array<std::string_view, 9> start_reply_members{
    "version", "implementation", "editions", "states", "policies", "flags", "levels", "words", "subjects"};
constexpr std::size_t reply_required = 3;
constexpr std::array<std::string_view, 3> implementation_members{"name", "version", "language"};

class StartReader : public ReplyEvents<StartReader> {
public:
    bool wanted() const {
        switch (place_) {
            case Place::reply:
                return reply_.is_known();
            case Place::implementation:
                return implementation_.is_known();
            case Place::document:
            case Place::list:
                break;
        }
        return true;
    }

    bool key(std::string_view name) {
        Members& members = place_ == Place::reply ? reply_ : implementation_;
        return members.choose(name) || fail(where(), "appears twice");
    }

    bool take(const Scalar& value) {
        switch (place_) {
            case Place::document:
                return fail_type("", "an object", value.type);
            case Place::reply:
                return take_member(value);
            case Place::implementation:
                if (value.type != Type::string) {
                    return fail_type(where(), "a string", value.type);
                }
                (offer_.*implementation_texts[implementation_.current()]).assign(value.text);
                return true;
            case Place::list:
                if (value.type != Type::string) {
                    return fail_type(where(), "a string", value.type);
                }
                list_->emplace_back(value.text);
                return true;
        }
        return true;
    }

    bool enter(Type type) {
        if (place_ == Place::document && type == Type::object) {
            place_ = Place::reply;
            return true;
        }
        if (place_ == Place::reply && reply_.name() == "implementation" && type == Type::object) {
            place_ = Place::implementation;
            return true;
        }
        if (place_ == Place::reply && type == Type::array && list_of_member() != nullptr) {
            place_ = Place::list;
            list_ = list_of_member();
            list_->clear();  // the default
            return true;
        }
        return take({.type = type});
    }

    bool leave() {
        switch (place_) {
            case Place::list:
                place_ = Place::reply;
                return !offer_.editions.empty() || list_ != &offer_.editions || fail("editions", "there is none");
            case Place::implementation:
                place_ = Place::reply;
                return require(implementation_, implementation_members.size(), "implementation.");
            case Place::reply:
                place_ = Place::document;
                return require(reply_, reply_required);
            case Place::document:
                break;
        }
        return true;
    }

    Offer& offer() { return offer_; }

private:
    enum class Place { document, reply, implementation, list };

    static constexpr std::array implementation_texts{&Offer::name, &Offer::version, &Offer::language};

    bool take_member(const Scalar& value) {
        if (reply_.name() == "version") {
            std::uint64_t version = 0;
            if (!take_whole("version", value, version)) {
                return false;
            }
            return version == protocol_version ||
                   fail("version", fmt::format("{}; this is version {} of the protocol", version, protocol_version));
        }
        return fail_type(where(), reply_.name() == "implementation" ? "an object" : "an array", value.type);
    }

    /// Returns the list that the current member fills, or null.
    std::vector<std::string>* list_of_member() {
        const std::string_view name = reply_.name();
        if (name == "editions" || name == "subjects") {
            return name == "editions" ? &offer_.editions : &offer_.subjects;
        }
        constexpr std::array parts{std::pair{"states", &Offer::states}, std::pair{"policies", &Offer::policies},
                                   std::pair{"flags", &Offer::flags}, std::pair{"levels", &Offer::levels},
                                   std::pair{"words", &Offer::words}};
        for (const auto& [part, list] : parts) {
            if (name == part) {
                return offer_.*list ? &*(offer_.*list) : &(offer_.*list).emplace();
            }
        }
        return nullptr;
    }

    /// Returns the place of the current value. Requires: it is wanted.
    std::string where() const {
        switch (place_) {
            case Place::reply:
                return std::string(reply_.name());
            case Place::implementation:
                return fmt::format("implementation.{}", implementation_.name());
            case Place::list:
                return fmt::format("{}, entry {}", reply_.name(), list_->size() + 1);
            case Place::document:
                break;
        }
        return "";
    }

    Offer offer_;
    Place place_ = Place::document;
    Members reply_{start_reply_members};
    Members implementation_{implementation_members};
    std::vector<std::string>* list_ = nullptr;
};

}  // namespace

std::variant<Offer, ReplyError> read_start_reply(std::string& line) {
    StartReader reader;
    if (auto error = parse_reply(line, reader)) {
        return *std::move(error);
    }
    return std::move(reader.offer());
}

namespace {

constexpr std::array<std::string_view, 2> run_reply_members{"seq", "results"};
constexpr std::array<std::string_view, 4> result_members{"state", "answer", "skipped", "error"};

class RunReader : public ReplyEvents<RunReader> {
public:
    RunReader(std::string_view said, std::size_t count) : said_(said), asked_(count) { read_.answers.reserve(count); }

    bool wanted() const {
        switch (place_) {
            case Place::reply:
                return reply_.is_known();
            case Place::result:
                return result_.is_known();
            case Place::document:
            case Place::results:
                break;
        }
        return true;
    }

    bool key(std::string_view name) {
        Members& members = place_ == Place::reply ? reply_ : result_;
        return members.choose(name) || fail(where(), "appears twice");
    }

    bool take(const Scalar& value) {
        switch (place_) {
            case Place::document:
                return fail_type("", "an object", value.type);
            case Place::reply:
                return take_member(value);
            case Place::results:
                return fail_type(where(), "an object", value.type);
            case Place::result:
                return take_answer(value);
        }
        return true;
    }

    bool enter(Type type) {
        if (place_ == Place::document && type == Type::object) {
            place_ = Place::reply;
            return true;
        }
        if (place_ == Place::reply && reply_.name() == "results" && type == Type::array) {
            place_ = Place::results;
            return true;
        }
        if (place_ == Place::results && type == Type::object) {
            place_ = Place::result;
            result_.start();
            answer_.reset();
            return true;
        }
        return take({.type = type});
    }

    bool leave() {
        switch (place_) {
            case Place::result:
                place_ = Place::results;
                return keep_answer();
            case Place::results:
                place_ = Place::reply;
                return true;
            case Place::reply:
                place_ = Place::document;
                return require(reply_, run_reply_members.size());
            case Place::document:
                break;
        }
        return true;
    }

    RunReply& read() { return read_; }

private:
    enum class Place { document, reply, results, result };

    bool take_member(const Scalar& value) {
        if (reply_.name() == "results") {
            return fail_type("results", "an array", value.type);
        }
        return take_whole("seq", value, read_.sequence);
    }

    bool take_answer(const Scalar& value) {
        const std::string_view name = result_.name();
        if (value.type != Type::string) {
            return fail_type(where(), "a string", value.type);
        }
        if (name != said_ && (name == "state" || name == "answer")) {
            return fail(where(), fmt::format("here a case is answered by {}", said_));
        }
        if (answer_) {
            return fail(where(), fmt::format("a result has one of {}, skipped and error", said_));
        }
        answer_ = Answer{name == said_       ? Answer::Kind::said
                         : name == "skipped" ? Answer::Kind::skipped
                                             : Answer::Kind::error,
                         value.text};
        return true;
    }

    bool keep_answer() {
        if (!answer_) {
            return fail(where(), fmt::format("has none of {}, skipped and error", said_));
        }
        if (read_.count < asked_) {
            read_.answers.push_back(*answer_);
        }
        ++read_.count;
        return true;
    }

    /// Returns the place of the current value. Requires: it is wanted.
    std::string where() const {
        switch (place_) {
            case Place::reply:
                return std::string(reply_.name());
            case Place::results:
                return fmt::format("results, case {}", read_.count + 1);
            case Place::result:
                return fmt::format("results, case {}: {}", read_.count + 1, result_.name());
            case Place::document:
                break;
        }
        return "";
    }

    std::string_view said_;
    std::size_t asked_;
    RunReply read_;
    std::optional<Answer> answer_;
    Place place_ = Place::document;
    Members reply_{run_reply_members};
    Members result_{result_members};
};

}  // namespace

std::variant<RunReply, ReplyError> read_run_reply(std::string& line, std::string_view said, std::size_t count) {
    RunReader reader(said, count);
    if (auto error = parse_reply(line, reader)) {
        return *std::move(error);
    }
    return std::move(reader.read());
}

}  // namespace rollout::oracle
