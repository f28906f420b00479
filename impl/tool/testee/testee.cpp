#include "testee.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "interruption.hpp"
#include "json_writer.hpp"
#include "process.hpp"
#include "readable.hpp"

namespace rollout::oracle {

std::string_view name(BreachKind kind) {
    switch (kind) {
        case BreachKind::could_not_start:
            return "could not start";
        case BreachKind::bad_start:
            return "bad start";
        case BreachKind::hang:
            return "hang";
        case BreachKind::crash:
            return "crash";
        case BreachKind::early_exit:
            return "early exit";
        case BreachKind::garbage:
            return "garbage";
        case BreachKind::wrong_sequence:
            return "wrong seq";
        case BreachKind::wrong_count:
            return "wrong count";
        case BreachKind::over_long_reply:
            return "over-long reply";
        case BreachKind::unasked_reply:
            return "unasked reply";
        case BreachKind::did_not_stop:
            return "did not stop";
    }
    assert(false);
    return "";
}

namespace {

using Clock = Process::Clock;

/// How long an exit may take to follow the end of the output; this is what tells a crash from a closed pipe.
constexpr std::chrono::milliseconds exit_follows{1'000};

constexpr std::string_view start_request = "{\"cmd\":\"start\",\"version\":1}\n";
constexpr std::string_view stop_request = "{\"cmd\":\"stop\"}\n";
constexpr std::string_view default_subject = "projection";

std::string spelled(std::chrono::milliseconds time) {
    return time.count() % 1000 == 0 ? fmt::format("{} s", time.count() / 1000) : fmt::format("{} ms", time.count());
}

std::string unreadable(const std::string& asked, const ReplyError& error, const std::string& line) {
    return fmt::format("the answer to {} is {}: {}: {}{}", asked, error.is_json ? "not as it must be" : "not JSON",
                       error.message, line,
                       error.is_json ? "" : "; what is no answer, such as logs, belongs on standard error");
}

}  // namespace

Testee::Testee(std::vector<std::string> command, Limits limits) : command_(std::move(command)), limits_(limits) {}

Testee::~Testee() = default;

std::string Testee::standard_error() const { return process_ ? process_->standard_error() : standard_error_; }

Breach Testee::break_off(BreachKind kind, std::string what) {
    if (process_) {
        process_->end();
        standard_error_ = process_->standard_error();
        process_.reset();
    }
    breach_ = Breach{kind, std::move(what), standard_error_};
    return *breach_;
}

Breach Testee::no_more_output(const std::string& asked) {
    const auto exit = process_->wait_for_exit(Clock::now() + std::min(exit_follows, limits_.timeout));
    if (exit && !exit->is_success()) {
        return break_off(BreachKind::crash, fmt::format("{} in {}", described(*exit), asked));
    }
    return break_off(BreachKind::early_exit,
                     fmt::format("{} {} {}", exit ? described(*exit) : "closed its standard output",
                                 unread_.empty() ? "before it answered" : "amid its answer to", asked));
}

std::optional<Breach> Testee::receive_line(const std::string& asked) {
    const auto deadline = Clock::now() + limits_.timeout;
    // Invariant: there is no newline in the first `searched` bytes, and they are not too many.
    for (std::size_t searched = 0;;) {
        const std::size_t newline = unread_.find('\n', searched);
        if (std::min(newline, unread_.size()) > limits_.reply_bytes_max) {
            return break_off(BreachKind::over_long_reply,
                             fmt::format("the answer to {} is longer than {} bytes", asked, limits_.reply_bytes_max));
        }
        if (newline != std::string::npos) {
            std::string rest = unread_.substr(newline + 1);
            unread_.resize(newline);
            line_ = std::exchange(unread_, std::move(rest));
            return std::nullopt;
        }
        searched = unread_.size();
        Process::Heard heard = process_->listen(unread_, deadline);
        if (heard == Process::Heard::output && Clock::now() >= deadline &&
            unread_.find('\n', searched) == unread_.npos) {
            heard = Process::Heard::nothing;  // who always has one more byte to say is late all the same
        }
        switch (heard) {
            case Process::Heard::output:
                break;
            case Process::Heard::end_of_output:
            case Process::Heard::exit:
                return no_more_output(asked);
            case Process::Heard::nothing:
                return break_off(BreachKind::hang,
                                 fmt::format("no {}answer to {} within {}{}{}{}", unread_.empty() ? "" : "whole ",
                                             asked, spelled(limits_.timeout),
                                             unread_.empty() ? "" : fmt::format(", but {} bytes", unread_.size()),
                                             process_->has_closed_input() ? ", having closed its standard input" : "",
                                             unread_.empty() ? "; is its output flushed after each line?" : ""));
        }
    }
}

std::optional<Breach> Testee::unasked() {
    if (!under_way_.empty()) {
        return std::nullopt;
    }
    if (unread_.empty()) {
        process_->listen(unread_, Clock::now());
    }
    if (unread_.empty()) {
        return std::nullopt;
    }
    return break_off(BreachKind::unasked_reply, fmt::format("wrote what nothing had asked for: {}", shown(unread_)));
}

std::variant<Offer, Breach> Testee::start() {
    if (breach_) {
        return *breach_;
    }
    assert(!process_);
    if (is_interrupted()) {
        return break_off(BreachKind::could_not_start, "interrupted");
    }
    auto started = Process::start(command_);
    if (auto* problem = std::get_if<std::string>(&started)) {
        return break_off(BreachKind::could_not_start, std::move(*problem));
    }
    process_ = std::get<std::unique_ptr<Process>>(std::move(started));
    process_->write(start_request);
    if (auto breach = receive_line("start")) {
        return *std::move(breach);
    }
    if (line_.starts_with(byte_order_mark)) {
        line_.erase(0, byte_order_mark.size());
    }
    const std::size_t size = line_.size();
    const std::string beginning = line_.substr(0, shown_bytes_max);
    auto offer = read_start_reply(line_);
    if (const auto* error = std::get_if<ReplyError>(&offer)) {
        return break_off(error->is_json ? BreachKind::bad_start : BreachKind::garbage,
                         unreadable("start", *error, shown(beginning, size)));
    }
    if (auto breach = unasked()) {
        return *std::move(breach);
    }
    return std::get<Offer>(std::move(offer));
}

std::optional<Breach> Testee::send(std::string_view edition, std::string_view subject, std::string_view cases,
                                   std::size_t count) {
    if (breach_) {
        return breach_;
    }
    assert(process_);
    if (auto breach = unasked()) {
        return breach;
    }
    const bool is_default = subject == default_subject;
    under_way_.push_back({++sequence_, count, is_default ? "state" : "answer"});
    process_->write(fmt::format("{{\"cmd\":\"run\",\"seq\":{},\"edition\":{},{}\"cases\":[{}]}}\n", sequence_,
                                json_string(edition),
                                is_default ? "" : fmt::format("\"subject\":{},", json_string(subject)), cases));
    return std::nullopt;
}

std::variant<std::span<const Answer>, Breach> Testee::receive() {
    if (breach_) {
        return *breach_;
    }
    assert(process_ && !under_way_.empty());
    const Request request = under_way_.front();
    const std::string asked = fmt::format("request {}", request.sequence);
    if (auto breach = receive_line(asked)) {
        return *std::move(breach);
    }
    under_way_.pop_front();
    const std::size_t size = line_.size();
    const std::string beginning = line_.substr(0, shown_bytes_max);
    auto read = read_run_reply(line_, request.said, request.count);
    if (const auto* error = std::get_if<ReplyError>(&read)) {
        return break_off(BreachKind::garbage, unreadable(asked, *error, shown(beginning, size)));
    }
    auto& reply = std::get<RunReply>(read);
    if (reply.sequence != request.sequence) {
        return break_off(BreachKind::wrong_sequence,
                         fmt::format("answered request {} where {} was due", reply.sequence, asked));
    }
    if (reply.count != request.count) {
        return break_off(BreachKind::wrong_count,
                         fmt::format("gave {} results to the {} cases of {}", reply.count, request.count, asked));
    }
    if (auto breach = unasked()) {
        return *std::move(breach);
    }
    answers_ = std::move(reply.answers);
    return std::span<const Answer>(answers_);
}

std::optional<Breach> Testee::stop() {
    while (!breach_ && !under_way_.empty()) {
        receive();
    }
    if (breach_ || !process_) {
        return breach_;
    }
    process_->write_last(stop_request);
    const auto deadline = Clock::now() + limits_.timeout;
    std::string trailing = std::exchange(unread_, {});
    std::size_t trailing_bytes = trailing.size();
    while (process_->listen(unread_, deadline) == Process::Heard::output && Clock::now() < deadline) {
        trailing_bytes += unread_.size();
        trailing += unread_.substr(0, shown_bytes_max - std::min(trailing.size(), shown_bytes_max));
        unread_.clear();
    }
    const auto exit = process_->wait_for_exit(deadline);
    if (!exit) {
        return break_off(BreachKind::did_not_stop,
                         fmt::format("still running {} after stop", spelled(limits_.timeout)));
    }
    if (!exit->is_success()) {
        return break_off(BreachKind::crash, fmt::format("{} after stop", described(*exit)));
    }
    if (trailing_bytes > 0) {
        return break_off(BreachKind::unasked_reply,
                         fmt::format("wrote after its last answer: {}", shown(trailing, trailing_bytes)));
    }
    process_->end();
    standard_error_ = process_->standard_error();
    process_.reset();
    return std::nullopt;
}

}  // namespace rollout::oracle
