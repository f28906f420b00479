// The verb project with --jsonl: blocks of lines are read, answered by a crew of threads, and printed in order.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <system_error>
#include <thread>

#include "crew.hpp"
#include "rule_lines.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

/// The answers can no longer be written, so there is no use in reading on.
struct OutputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void write_out(const std::string& answers) {
    if (std::fwrite(answers.data(), 1, answers.size(), stdout) != answers.size() || std::fflush(stdout) != 0) {
        throw OutputError(fmt::format("cannot write the output: {}", std::strerror(errno)));
    }
}

std::unique_ptr<LineAnswers> answers_of(const ProjectOptions& options) {
    if (options.edition.file()) {
        return std::make_unique<rules::RuleAnswers>(options.edition.file(), options.released);
    }
    return std::make_unique<EditionAnswers>(options.edition.built_in(),
                                            options.released ? Latch::released : Latch::unreleased);
}

}  // namespace

Status project_lines(const ProjectOptions& options, const std::string& file) {
    const bool standard_input = file == "-";
    const int descriptor = standard_input ? STDIN_FILENO : open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return complain(Status::usage, fmt::format("cannot open {}: {}", file, std::strerror(errno)));
    }
    bool bad = false;
    std::size_t number = 1;  // of the line that is being read or answered
    const auto take = [&](AnsweredBlock& block) {
        number = block.line;
        if (block.failure) {
            std::rethrow_exception(block.failure);
        }
        bad = bad || block.bad;
        write_out(block.answers);
    };
    Status status = Status::done;
    try {
        const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
        Crew crew(*answers_of(options), jobs, take);
        // Whoever writes one line and waits for its answer gets it before this program waits for more.
        BlockReader reader(descriptor, [&] { crew.take_all(); });
        while (reader.next(crew.blank())) {
            crew.submit();
        }
        crew.take_all();
    } catch (const OutputError& error) {
        std::clearerr(stdout);  // said here; what is still buffered has nowhere to go
        status = complain(Status::no_verdict, error.what());
    } catch (const std::system_error& error) {
        status = complain(Status::usage, fmt::format("line {} of {}: {}", number, file, error.what()));
    } catch (const std::bad_alloc&) {
        status = complain(Status::no_verdict, fmt::format("line {} of {} does not fit into memory", number, file));
    } catch (const Disagreement& disagreement) {
        status = complain(Status::no_verdict, fmt::format("line {} of {}: {}", number, file, disagreement.what()));
    }
    if (!standard_input) {
        close(descriptor);
    }
    return flushed(status == Status::done && bad ? Status::usage : status);
}

}  // namespace rollout::oracle
