#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <cstdlib>

#include "member.hpp"
#include "mistakes.hpp"

namespace rollout::zoo {
namespace {

using rapidjson::Value;

[[noreturn]] void hang() {
    for (;;) {
        pause();
    }
}

[[noreturn]] void die_by(int signal_number) {
    const rlimit none{};
    setrlimit(RLIMIT_CORE, &none);
    std::signal(signal_number, SIG_DFL);  // a sanitizer would exit instead
    raise(signal_number);
    hang();
}

/// Leaves a process that holds the pipes for minutes.
void leave_a_child() {
    if (fork() == 0) {
        sleep(300);
        _exit(0);
    }
}

void to_standard_error(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
        if (written <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string replaced(std::string text, std::string_view old, std::string_view with) {
    const std::size_t at = text.find(old);
    return at == std::string::npos ? text : text.replace(at, old.size(), with);
}

std::string with_at_most(std::size_t count, Edition edition, const Value& rollout) {
    rapidjson::Document copy;
    copy.CopyFrom(rollout, copy.GetAllocator());
    auto& list = const_cast<Value&>(*elements_of(copy));
    while (list.Size() > count) {
        list.PopBack();
    }
    return right_result(edition, copy);
}

/// A cache whose key forgets all but the edition, the number of children and the first one's state.
std::string remembered(Session& session, Edition edition, const Value& rollout) {
    const Value& list = *elements_of(rollout);
    std::string key = std::string(name(edition)) + " " + std::to_string(list.Size());
    if (!list.Empty()) {
        key += std::string(" ") + list[0]["state"].GetString();
    }
    return session.memory.emplace(key, right_result(edition, rollout)).first->second;
}

void write_pieces(std::string_view text, Session& session, std::size_t bytes_max, unsigned microseconds) {
    while (!text.empty()) {
        const std::size_t size = std::min<std::size_t>(text.size(), 1 + next_random(session) % bytes_max);
        write_whole(session, text.substr(0, size));
        text.remove_prefix(size);
        usleep(microseconds);
    }
}

constexpr std::size_t mebibyte = std::size_t{1} << 20;

const std::array all_members{
    Member{.name = "right", .nature = Nature::honest, .description = "answers right"},
    Member{.name = "one-byte-writes",
           .nature = Nature::honest,
           .description = "writes byte by byte",
           .write = [](Session& session, std::string_view text) { write_pieces(text, session, 1, 0); }},
    Member{.name = "odd-pieces",
           .nature = Nature::honest,
           .description = "writes pieces of random sizes, with pauses",
           .write = [](Session& session, std::string_view text) { write_pieces(text, session, 1000, 50); }},
    Member{.name = "carriage-returns",
           .nature = Nature::honest,
           .description = "ends its lines as on Windows",
           .reply = [](Session&, const std::string& right) { return right + "\r\n"; }},
    Member{
        .name = "says-more",
        .nature = Nature::honest,
        .description = "adds members that no version knows yet",
        .offer = [] { return replaced(right_offer(), "{", R"({"later":{"states":[[1,null]]},)"); },
        .result =
            [](Session&, Edition edition, const Value& rollout) {
                return replaced(right_result(edition, rollout), "{", R"({"clause":"ROLL-1","took":[{"s":1e-6}],)");
            },
        .reply = [](Session&,
                    const std::string& right) { return replaced(right, "{", R"({"results_of":{"seq":7},)") + "\n"; }},
    Member{.name = "noisy",
           .nature = Nature::honest,
           .description = "logs a MiB before each answer",
           .before_start = [](Session&) { to_standard_error("the beginning\n"); },
           .before_run =
               [](Session&) {
                   to_standard_error(std::string(mebibyte, '.'));
                   to_standard_error("\nthe end\n");
               }},
    Member{.name = "leaves-a-child",
           .nature = Nature::honest,
           .description = "starts a process that holds the pipes for minutes, and leaves it behind",
           .before_start = [](Session&) { leave_a_child(); }},

    Member{.name = "coin",
           .nature = Nature::wrong,
           .description = "now and then lets a coin decide, so that the same case has two answers",
           .result =
               [](Session& session, Edition edition, const Value& rollout) {
                   const std::string right = right_result(edition, rollout);
                   return next_random(session) % 100 == 0 ? other_state(right) : right;
               }},
    Member{.name = "counts",
           .nature = Nature::wrong,
           .description = "is wrong after some requests",
           .result =
               [](Session& session, Edition edition, const Value& rollout) {
                   const std::string right = right_result(edition, rollout);
                   return session.requests > session.after ? other_state(right) : right;
               }},
    Member{
        .name = "truncates",
        .nature = Nature::wrong,
        .description = "looks at the first 100 children alone",
        .result = [](Session&, Edition edition, const Value& rollout) { return with_at_most(100, edition, rollout); }},
    Member{.name = "remembers",
           .nature = Nature::wrong,
           .description = "answers from a cache whose key forgets most of the case",
           .result = remembered},
    Member{.name = "first-failure-ends-all",
           .nature = Nature::wrong,
           .description = "follows edition b1, whichever it is asked for",
           .result = by_the_first_edition},
    Member{.name = "prefix-reader",
           .nature = Nature::wrong,
           .description = "takes STATE_ off a token twice",
           .result = with_prefixes_off},
    Member{.name = "case-blind",
           .nature = Nature::wrong,
           .description = "reads policies without regard to capitals",
           .result = with_policies_in_any_case},
    Member{.name = "unknown-is-permission",
           .nature = Nature::wrong,
           .description = "reads a policy that it does not know as continue",
           .result = with_unknown_policies_allowed},
    Member{.name = "overflow",
           .nature = Nature::wrong,
           .description = "counts failed children in eight bits",
           .result = with_failures_counted_in_eight_bits},
    Member{.name = "extra-state",
           .nature = Nature::wrong,
           .description = "goes astray where one particular state follows another one",
           .result = astray_after_a_pair},
    Member{.name = "unknown-state",
           .nature = Nature::wrong,
           .description = "answers a token that is no state",
           .result = [](Session&, Edition, const Value&) { return state_result("finished"); }},
    Member{.name = "first-word",
           .nature = Nature::wrong,
           .description = "says the first word of a state alone: failed for failed_retryable",
           .result =
               [](Session&, Edition edition, const Value& rollout) {
                   const std::string right = state_in(right_result(edition, rollout));
                   return state_result(right.substr(0, right.find('_')));
               }},
    Member{.name = "upper-case",
           .nature = Nature::wrong,
           .description = "answers tokens in capitals",
           .result =
               [](Session&, Edition edition, const Value& rollout) {
                   std::string state = state_in(right_result(edition, rollout));
                   std::transform(state.begin(), state.end(), state.begin(),
                                  [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
                   return state_result(state);
               }},
    Member{.name = "skips-everything",
           .nature = Nature::wrong,
           .description = "skips every case",
           .result = [](Session&, Edition, const Value&) { return std::string(R"({"skipped":"not today"})"); }},
    Member{.name = "errors-everything",
           .nature = Nature::wrong,
           .description = "answers every case with an error",
           .result = [](Session&, Edition, const Value&) { return error_result("out of order"); }},

    Member{.name = "bad-version",
           .nature = Nature::broken,
           .description = "speaks version 2 of the protocol",
           .offer = [] { return replaced(right_offer(), R"("version":1)", R"("version":2)"); }},
    Member{.name = "offers-nothing",
           .nature = Nature::broken,
           .description = "does not say which editions it knows",
           .offer = [] { return replaced(right_offer(), "editions", "additions"); }},
    Member{.name = "greets",
           .nature = Nature::broken,
           .description = "prints a banner before it answers",
           .before_start = [](Session& session) { write_whole(session, "zoo 1, ready\n"); }},
    Member{.name = "hangs-at-start",
           .nature = Nature::broken,
           .description = "never answers at all",
           .before_start = [](Session&) { hang(); }},
    Member{.name = "crashes-at-start",
           .nature = Nature::broken,
           .description = "is killed by a signal before it answers",
           .before_start =
               [](Session&) {
                   to_standard_error("last words\n");
                   die_by(SIGABRT);
               }},
    Member{.name = "exits-at-start",
           .nature = Nature::broken,
           .description = "exits with status 0 before it answers",
           .before_start = [](Session&) { std::exit(0); }},
    Member{.name = "hangs",
           .nature = Nature::broken,
           .description = "does not answer a run",
           .before_run = [](Session&) { hang(); }},
    Member{.name = "drips",
           .nature = Nature::broken,
           .description = "writes one byte of an answer every tenth of a second",
           .write =
               [](Session& session, std::string_view text) {
                   session.requests == 0 ? write_whole(session, text) : write_pieces(text, session, 1, 100'000);
               }},
    Member{.name = "babbles",
           .nature = Nature::broken,
           .description = "writes single bytes without end, and no end of a line",
           .before_run =
               [](Session& session) {
                   for (;;) {
                       write_whole(session, " ");
                   }
               }},
    Member{.name = "logs-for-ever",
           .nature = Nature::broken,
           .description = "writes to standard error without end in place of an answer",
           .before_run =
               [](Session&) {
                   for (;;) {
                       to_standard_error(std::string(mebibyte, 'x'));
                   }
               }},
    Member{.name = "closes-input",
           .nature = Nature::broken,
           .description = "closes its standard input before the first answer, and answers nothing after it",
           .before_run = [](Session&) { close(STDIN_FILENO); },
           .write =
               [](Session& session, std::string_view text) {
                   write_whole(session, text);
                   if (session.requests > 0) {
                       hang();
                   }
               }},
    Member{.name = "segfaults",
           .nature = Nature::broken,
           .description = "is killed by a signal in a run",
           .before_run = [](Session&) { die_by(SIGSEGV); }},
    Member{.name = "dies-of-one-case",
           .nature = Nature::broken,
           .description = "is killed by a signal where a list is one reverted child",
           .result =
               [](Session&, Edition edition, const Value& rollout) {
                   const Value* list = elements_of(rollout);
                   if (list != nullptr && list->Size() == 1 && text_in((*list)[0], "state") == "reverted") {
                       die_by(SIGABRT);
                   }
                   return right_result(edition, rollout);
               }},
    Member{.name = "exits-with-3",
           .nature = Nature::broken,
           .description = "exits with status 3 in a run",
           .before_run = [](Session&) { std::exit(3); }},
    Member{.name = "crashes-before-its-child",
           .nature = Nature::broken,
           .description = "is killed in a run, and leaves a process that holds the pipes",
           .before_run =
               [](Session&) {
                   leave_a_child();
                   die_by(SIGKILL);
               }},
    Member{.name = "exits",
           .nature = Nature::broken,
           .description = "exits with status 0 in a run",
           .before_run = [](Session&) { std::exit(0); }},
    Member{.name = "exits-before-its-child",
           .nature = Nature::broken,
           .description = "exits with status 0 in a run, and leaves a process that holds the pipes",
           .before_run =
               [](Session&) {
                   leave_a_child();
                   std::exit(0);
               }},
    Member{.name = "exits-amid-an-answer",
           .nature = Nature::broken,
           .description = "exits with status 0 before the end of a line",
           .reply = [](Session&, const std::string& right) { return right; },
           .write =
               [](Session& session, std::string_view text) {
                   write_whole(session, text);
                   if (session.requests > 0) {
                       std::exit(0);
                   }
               }},
    Member{.name = "closes-output",
           .nature = Nature::broken,
           .description = "closes its standard output in a run, and lives on",
           .before_run =
               [](Session&) {
                   close(STDOUT_FILENO);
                   hang();
               }},
    Member{.name = "garbage",
           .nature = Nature::broken,
           .description = "answers bytes that are not JSON",
           .reply = [](Session&, const std::string&) { return std::string("Traceback:\t\x01\xff \"oops\"\n"); }},
    Member{.name = "truncated-json",
           .nature = Nature::broken,
           .description = "answers the first half of a line",
           .reply = [](Session&, const std::string& right) { return right.substr(0, right.size() / 2) + "\n"; }},
    Member{.name = "no-results",
           .nature = Nature::broken,
           .description = "answers JSON that is no answer",
           .reply = [](Session&, const std::string&) { return std::string(R"({"seq":1,"states":[]})") + "\n"; }},
    Member{.name = "blank-lines",
           .nature = Nature::broken,
           .description = "prints an empty line before each answer",
           .before_run = [](Session& session) { write_whole(session, "\n"); }},
    Member{
        .name = "wrong-seq",
        .nature = Nature::broken,
        .description = "answers another request than was sent",
        .reply = [](Session&, const std::string& right) { return replaced(right, R"("seq":)", R"("seq":10)") + "\n"; }},
    Member{.name = "fewer",
           .nature = Nature::broken,
           .description = "leaves out one result",
           .reply =
               [](Session&, const std::string& right) {
                   const std::size_t last = right.rfind(",{");
                   return (last == std::string::npos ? R"({"seq":1,"results":[]})" : right.substr(0, last) + "]}") +
                          "\n";
               }},
    Member{.name = "more",
           .nature = Nature::broken,
           .description = "gives one result too many",
           .reply = [](Session&,
                       const std::string& right) { return replaced(right, "[", R"([{"state":"failed"},)") + "\n"; }},
    Member{.name = "flood",
           .nature = Nature::broken,
           .description = "writes without end, and no end of a line",
           .before_run =
               [](Session& session) {
                   for (;;) {
                       write_whole(session, std::string(mebibyte, 'x'));
                   }
               }},
    Member{.name = "flood-of-lines",
           .nature = Nature::broken,
           .description = "writes the right answer to a run without end",
           .write =
               [](Session& session, std::string_view text) {
                   if (session.requests == 0) {
                       write_whole(session, text);
                       return;
                   }
                   std::string twice(text);  // in one piece, so that nobody can ask in between
                   twice += text;
                   for (;;) {
                       write_whole(session, twice);
                   }
               }},
    Member{.name = "over-long",
           .nature = Nature::broken,
           .description = "gives the right answer with 65 MiB of spaces in it",
           .reply =
               [](Session&, const std::string& right) {
                   return replaced(right, ":", ":" + std::string(65 * mebibyte, ' ')) + "\n";
               }},
    Member{.name = "answers-twice",
           .nature = Nature::broken,
           .description = "gives each answer twice",
           .reply = [](Session&, const std::string& right) { return right + "\n" + right + "\n"; }},
    Member{.name = "answers-unasked",
           .nature = Nature::broken,
           .description = "answers a first run together with start",
           .offer = [] { return right_offer() + "\n" + R"({"seq":1,"results":[]})"; }},
    Member{.name = "answers-after-stop",
           .nature = Nature::broken,
           .description = "answers stop, too",
           .at_stop = [](Session& session) { write_whole(session, "{\"stopped\":true}\n"); }},
    Member{.name = "ignores-stop",
           .nature = Nature::broken,
           .description = "goes on after stop, the end of its input and SIGTERM",
           .at_stop =
               [](Session&) {
                   std::signal(SIGTERM, SIG_IGN);
                   hang();
               }},
    Member{.name = "fails-after-stop",
           .nature = Nature::broken,
           .description = "exits with status 4 after stop",
           .at_stop = [](Session&) { std::exit(4); }},
};

}  // namespace

std::uint64_t next_random(Session& session) {
    // xorshift64
    session.random ^= session.random << 13;
    session.random ^= session.random >> 7;
    session.random ^= session.random << 17;
    return session.random >> 8;
}

std::string other_state(const std::string& result) {
    return state_result(state_in(result) == "failed" ? "running" : "failed");
}

std::string_view word(Nature nature) {
    switch (nature) {
        case Nature::honest:
            return "honest";
        case Nature::wrong:
            return "wrong";
        case Nature::broken:
            return "broken";
    }
    return "";
}

void write_whole(Session&, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
        if (written <= 0) {
            std::exit(1);
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::span<const Member> members() { return all_members; }

}  // namespace rollout::zoo
