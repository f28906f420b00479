#include "process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <pthread.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

#include "interruption.hpp"

namespace rollout::oracle {

namespace {

bool are_adopted = false;

std::vector<pid_t> orphans() {
    std::vector<pid_t> found;
    std::ifstream children("/proc/thread-self/children");
    for (pid_t child = 0; children >> child;) {
        if (!is_remembered(child)) {
            found.push_back(child);
        }
    }
    return found;
}

}  // namespace

void adopt_orphans() { are_adopted = prctl(PR_SET_CHILD_SUBREAPER, 1) == 0; }

void end_orphans() {
    // The end of one may make orphans of its children.
    for (std::vector<pid_t> found; are_adopted && !(found = orphans()).empty();) {
        for (const pid_t orphan : found) {
            kill(orphan, SIGKILL);
            while (waitpid(orphan, nullptr, 0) == -1 && errno == EINTR) {
            }
        }
    }
}

namespace {

/// How often an exit is looked for that no pipe tells of, because a descendant holds the pipes.
constexpr std::chrono::milliseconds tick{20};

constexpr int pipe_bytes = 1 << 20;

/// Standard error is read in pieces; its writer may be faster than we are.
constexpr std::size_t error_bytes_a_turn = std::size_t{1} << 20;

struct Pipe {
    Descriptor read;
    Descriptor write;
};

/// Returns `descriptor`, moved away from 0, 1 and 2, which are the child's to fill.
Descriptor above_standard(Descriptor descriptor) {
    if (!descriptor.is_open() || descriptor.number() > STDERR_FILENO) {
        return descriptor;
    }
    return Descriptor(fcntl(descriptor.number(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

/// Returns an open pipe, or one that is closed with errno saying why. No child inherits it unasked.
Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        return {};
    }
    Pipe pipe{above_standard(Descriptor(ends[0])), above_standard(Descriptor(ends[1]))};
    if (!pipe.read.is_open() || !pipe.write.is_open()) {
        return {};
    }
    fcntl(pipe.write.number(), F_SETPIPE_SZ, pipe_bytes);  // where it is not allowed, a smaller one does
    return pipe;
}

void do_not_block(const Descriptor& descriptor) {
    fcntl(descriptor.number(), F_SETFL, fcntl(descriptor.number(), F_GETFL) | O_NONBLOCK);
}

/// While it lives, a write to a pipe that nobody reads is an error and no more: no SIGPIPE reaches this thread, and the
/// process keeps the disposition that it has. (send() with MSG_NOSIGNAL would need a socket, which a child cannot
/// reopen as /dev/stdin.)
class PipeSignalHeld {
public:
    PipeSignalHeld() {
        sigemptyset(&pipe_signal_);
        sigaddset(&pipe_signal_, SIGPIPE);
        sigset_t pending;
        sigpending(&pending);
        was_pending_ = sigismember(&pending, SIGPIPE) == 1;
        pthread_sigmask(SIG_BLOCK, &pipe_signal_, &before_);
    }
    PipeSignalHeld(const PipeSignalHeld&) = delete;
    PipeSignalHeld& operator=(const PipeSignalHeld&) = delete;
    ~PipeSignalHeld() {
        if (!was_pending_) {
            const timespec at_once{};
            while (sigtimedwait(&pipe_signal_, nullptr, &at_once) == -1 && errno == EINTR) {
            }
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    sigset_t pipe_signal_{};
    sigset_t before_{};
    bool was_pending_ = false;
};

/// What the child shall be like: its pipes, a group of its own, signals as a program expects them.
class SpawnPlan {
public:
    SpawnPlan(const Pipe& input, const Pipe& output, const Pipe& error) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, input.read.number(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, output.write.number(), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, error.write.number(), STDERR_FILENO);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setpgroup(&attributes_, 0);
        sigset_t signals;
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&attributes_, &signals);
        sigfillset(&signals);
        posix_spawnattr_setsigdefault(&attributes_, &signals);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        posix_spawnattr_destroy(&attributes_);
        posix_spawn_file_actions_destroy(&actions_);
    }

    /// Returns 0 or why the program could not be executed.
    int carry_out(const std::vector<std::string>& command, pid_t& id) const {
        std::vector<std::string> words = command;  // exec takes them as not const
        std::vector<char*> arguments;
        for (std::string& word : words) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        return posix_spawnp(&id, arguments[0], &actions_, &attributes_, arguments.data(), environ);
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

std::string why_not_started(const std::string& program, int problem) {
    if (problem == ENOENT) {
        return fmt::format("{}: command not found, or its interpreter", program);
    }
    if (problem == EACCES) {
        return fmt::format("{}: not executable (Permission denied)", program);
    }
    if (problem == ENOEXEC) {
        return fmt::format("{}: neither a program nor a script that names its interpreter", program);
    }
    return fmt::format("{}: {}", program, std::strerror(problem));
}

/// Returns whether the last call on a pipe failed because there was nothing to do.
bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

}  // namespace

std::string described(Exit exit) {
    if (exit.by_signal) {
        return fmt::format("killed by signal {} ({})", exit.number, strsignal(exit.number));
    }
    return fmt::format("exited with status {}", exit.number);
}

std::variant<std::unique_ptr<Process>, std::string> Process::start(const std::vector<std::string>& command) {
    if (command.empty() || command[0].empty()) {
        return "no command was given";
    }
    Pipe input = make_pipe();
    Pipe output = make_pipe();
    Pipe error = make_pipe();
    if (!input.read.is_open() || !output.read.is_open() || !error.read.is_open()) {
        return fmt::format("{}: no pipe: {}", command[0], std::strerror(errno));
    }
    std::unique_ptr<Process> process(new Process());
    process->chunk_.resize(chunk_bytes);
    const int problem = SpawnPlan(input, output, error).carry_out(command, process->id_);
    if (problem != 0) {
        process->is_reaped_ = true;
        return why_not_started(command[0], problem);
    }
    remember_group(process->id_);
    process->input_ = std::move(input.write);
    process->output_ = std::move(output.read);
    process->error_ = std::move(error.read);
    do_not_block(process->input_);
    do_not_block(process->output_);
    do_not_block(process->error_);
    return process;
}

Process::~Process() { end(); }

void Process::write(std::string_view text) {
    if (!input_.is_open()) {
        return;
    }
    unsent_ += text;
    write_some();
    drain_error(error_bytes_a_turn);
}

void Process::write_last(std::string_view text) {
    is_last_ = true;
    write(text);
}

void Process::write_some() {
    if (!input_.is_open() || unsent_.empty()) {
        return;
    }
    const PipeSignalHeld held;
    while (unsent_from_ < unsent_.size()) {
        const ssize_t written = ::write(input_.number(), unsent_.data() + unsent_from_, unsent_.size() - unsent_from_);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0 && would_block()) {
            return;
        }
        if (written < 0) {
            input_.close();  // nobody reads it; whether that is a mistake shows in the answers
            break;
        }
        unsent_from_ += static_cast<std::size_t>(written);
    }
    unsent_.clear();
    unsent_from_ = 0;
    if (is_last_) {
        input_.close();
    }
}

void Process::drain_error(std::size_t bytes_max) {
    // Invariant: at most bytes_max + chunk_bytes have been read.
    for (std::size_t drained = 0; error_.is_open() && drained < bytes_max;) {
        const ssize_t count = ::read(error_.number(), chunk_.data(), chunk_.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0 && would_block()) {
            return;
        }
        if (count <= 0) {
            error_.close();
            return;
        }
        error_text_.append({chunk_.data(), static_cast<std::size_t>(count)});
        drained += static_cast<std::size_t>(count);
    }
}

bool Process::has_exited() {
    if (exit_ || is_reaped_) {
        return true;
    }
    siginfo_t information{};
    // Not reaped: as long as it is not, its number names its group and nothing else.
    if (waitid(P_PID, static_cast<id_t>(id_), &information, WEXITED | WNOHANG | WNOWAIT) != 0) {
        if (errno != ECHILD) {
            return false;
        }
        is_reaped_ = true;  // not by us: this program was started with SIGCHLD ignored
        exit_ = Exit{false, 0};
        return true;
    }
    if (information.si_pid == 0) {
        return false;
    }
    exit_ = Exit{information.si_code != CLD_EXITED, information.si_status};
    return true;
}

void Process::wait_for_event(bool for_output, Clock::time_point deadline) {
    std::array<pollfd, 3> waiting{};
    nfds_t count = 0;
    const auto add = [&waiting, &count](const Descriptor& descriptor, short events) {
        waiting[count++] = {descriptor.number(), events, 0};
    };
    if (for_output && output_.is_open()) {
        add(output_, POLLIN);
    }
    if (error_.is_open()) {
        add(error_, POLLIN);
    }
    if (input_.is_open() && !unsent_.empty()) {
        add(input_, POLLOUT);
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    poll(waiting.data(), count, static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), tick).count()));
}

Process::Heard Process::listen(std::string& output, Clock::time_point deadline) {
    for (;;) {
        write_some();
        drain_error(error_bytes_a_turn);
        if (!output_.is_open()) {
            return Heard::end_of_output;
        }
        const bool has_written_its_last = has_exited();  // asked before reading: what is not there then does not come
        const ssize_t count = ::read(output_.number(), chunk_.data(), chunk_.size());
        if (count > 0) {
            output.append(chunk_.data(), static_cast<std::size_t>(count));
            return Heard::output;
        }
        if (count == 0) {
            output_.close();
            return Heard::end_of_output;
        }
        if (errno != EINTR && !would_block()) {
            output_.close();
            return Heard::end_of_output;
        }
        if (has_written_its_last && would_block()) {
            return Heard::exit;
        }
        if (Clock::now() >= deadline) {
            return Heard::nothing;
        }
        wait_for_event(true, deadline);
    }
}

std::optional<Exit> Process::wait_for_exit(Clock::time_point deadline) {
    while (!has_exited() && Clock::now() < deadline) {
        write_some();
        drain_error(error_bytes_a_turn);
        wait_for_event(false, deadline);
    }
    return exit_;
}

void Process::end() {
    if (id_ > 0 && !is_reaped_) {
        if (!has_exited()) {
            kill(-id_, SIGTERM);
            wait_for_exit(Clock::now() + grace);
        }
        kill(-id_, SIGKILL);
        forget_group(id_);
        while (!is_reaped_ && waitpid(id_, nullptr, 0) == -1 && errno == EINTR) {
        }
        is_reaped_ = true;
        end_orphans();
    }
    // What the dead wrote is in the pipe; who left the group may go on writing, and is not waited for.
    drain_error(static_cast<std::size_t>(pipe_bytes));
    input_.close();
    output_.close();
    error_.close();
}

}  // namespace rollout::oracle
