// The reply to `run`, read event by event and as if it were hostile: one result per case, each with a state, an answer,
// a reason to skip, or an error.
#include <array>

#include "reply_events.hpp"

namespace rollout::oracle {
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
