#include "interruption.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>

#include "status.hpp"

namespace rollout::oracle {
namespace {

// The handler may read these at any time.
std::array<std::atomic<pid_t>, 64> groups{};
std::atomic<bool> interrupted = false;
std::atomic<AfterInterrupt> after_interrupt = AfterInterrupt::end;
static_assert(std::atomic<pid_t>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

void replace(pid_t old, pid_t by) {
    for (std::atomic<pid_t>& group : groups) {
        pid_t expected = old;
        if (group.compare_exchange_strong(expected, by)) {
            return;
        }
    }
}

// Only what a signal handler may call.
void end_all(int) {
    const bool again = interrupted.exchange(true);
    for (const std::atomic<pid_t>& group : groups) {
        if (const pid_t id = group.load(); id > 0) {
            kill(-id, SIGKILL);
        }
    }
    if (again || after_interrupt == AfterInterrupt::end) {
        constexpr char message[] = "\nrollout-oracle: interrupted: no verdict\n";
        [[maybe_unused]] const auto written = write(STDERR_FILENO, message, sizeof message - 1);
        _exit(static_cast<int>(Status::no_verdict));
    }
}

}  // namespace

void end_testees_when_interrupted(AfterInterrupt after) {
    after_interrupt = after;
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction action {};
        sigaction(number, nullptr, &action);
        if (action.sa_handler != SIG_IGN) {
            action.sa_handler = end_all;
            sigemptyset(&action.sa_mask);
            sigaction(number, &action, nullptr);
        }
    }
}

bool is_interrupted() { return interrupted; }

void remember_group(pid_t group) {
    replace(0, group);
    if (interrupted) {
        kill(-group, SIGKILL);  // the signal came before it could be remembered
    }
}
void forget_group(pid_t group) { replace(group, 0); }
bool is_remembered(pid_t group) {
    return std::any_of(groups.begin(), groups.end(), [group](const auto& each) { return each.load() == group; });
}

}  // namespace rollout::oracle
