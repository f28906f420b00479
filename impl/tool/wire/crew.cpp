#include "crew.hpp"

#include <poll.h>
#include <unistd.h>
#include <system_error>

#include <algorithm>
#include <cerrno>

namespace rollout::oracle {

namespace {

/// Returns how many line feeds `text` has. Lines are long: a search for each is faster than a look at each byte.
std::size_t line_feeds(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string_view::npos; ++at) {
        ++count;
    }
    return count;
}

}  // namespace

/// Returns whether a read might wait. Says yes where it is not known, which costs only time.
bool BlockReader::would_wait() const {
    pollfd asked{descriptor_, POLLIN, 0};
    return poll(&asked, 1, 0) != 1;
}

/// Returns how many bytes were read, none at the end of the input.
std::size_t BlockReader::read_into(char* begin, std::size_t size) {
    ssize_t got = 0;
    do {
        got = read(descriptor_, begin, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        const int error = errno;
        before_wait_();
        throw std::system_error(error, std::generic_category(), "cannot read");
    }
    return static_cast<std::size_t>(got);
}

bool BlockReader::next(Block& block) {
    if (block.bytes.size() < std::max(block_size, begun_.size())) {
        block.bytes.resize(std::max(block_size, begun_.size()));
    }
    std::copy(begun_.begin(), begun_.end(), block.bytes.begin());
    std::size_t end = begun_.size();  // of what was read
    std::size_t whole = 0;            // the size of the whole lines in it
    while (!ended_) {
        const bool full = end >= block_size;
        if (full && whole == 0) {
            before_wait_();  // a long line has all the memory for itself
            block.bytes.resize(std::max(block.bytes.size(), 2 * end));
        } else if (full) {
            break;
        } else if (would_wait()) {
            if (whole > 0) {
                break;
            }
            before_wait_();
        }
        // Beyond a block the size doubles, so that each byte moves a constant number of times.
        const std::size_t got = read_into(block.bytes.data() + end, full ? end : block_size - end);
        ended_ = got == 0;
        const std::size_t feed = std::string_view(block.bytes.data() + end, got).rfind('\n');
        whole = feed == std::string_view::npos ? whole : end + feed + 1;
        end += got;
    }
    block.size = ended_ ? end : whole;
    block.first_line = line_;
    line_ += line_feeds(block.text());
    const auto rest = block.bytes.begin() + static_cast<std::ptrdiff_t>(block.size);
    begun_.assign(rest, block.bytes.begin() + static_cast<std::ptrdiff_t>(end));
    return block.size > 0;
}

namespace {

void answer(LineAnswers& answers, AnsweredBlock& block) {
    block.answers.clear();
    block.failure = nullptr;
    block.line = block.block.first_line;
    try {
        answers.answer(block.block.text(), block.line, block.answers);
    } catch (...) {
        block.failure = std::current_exception();
    }
    block.bad = answers.met_a_bad_line();
}

}  // namespace

Crew::Crew(const LineAnswers& prototype, unsigned jobs, std::function<void(AnsweredBlock&)> take)
    : take_(std::move(take)), places_(jobs == 1 ? 1 : std::size_t{3} * jobs) {
    for (unsigned job = 0; job < jobs; ++job) {
        answers_.push_back(prototype.copy());
    }
    if (jobs == 1) {
        return;
    }
    workers_.reserve(jobs);
    try {
        for (const auto& answers : answers_) {
            workers_.emplace_back([this, &answers] { work(*answers); });
        }
    } catch (const std::exception&) {  // no more threads, or no memory for them: those that there are do
    }
}

Crew::~Crew() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    has_work_.notify_all();
    for (std::thread& worker : workers_) {
        worker.join();
    }
}

Block& Crew::blank() {
    if (submitted_ - taken_ == places_.size()) {
        take_oldest();
    }
    return place(submitted_).content.block;
}

void Crew::submit() {
    if (workers_.empty()) {
        Place& own = place(submitted_++);
        answer(*answers_.front(), own.content);
        own.answered = true;
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        ++submitted_;
    }
    has_work_.notify_one();
}

void Crew::take_all() {
    while (taken_ < submitted_) {
        take_oldest();
    }
}

void Crew::take_oldest() {
    Place& oldest = place(taken_);
    {
        std::unique_lock lock(mutex_);
        has_answers_.wait(lock, [&] { return oldest.answered; });
    }
    take_(oldest.content);
    oldest.answered = false;
    if (!workers_.empty() && oldest.content.block.bytes.size() > BlockReader::block_size) {
        oldest.content.block.bytes = {};  // or many blocks would keep the memory of a long line
    }
    ++taken_;
}

void Crew::work(LineAnswers& answers) {
    while (true) {
        Place* mine = nullptr;
        {
            std::unique_lock lock(mutex_);
            has_work_.wait(lock, [&] { return stopping_ || begun_ < submitted_; });
            if (stopping_) {
                return;
            }
            mine = &place(begun_++);
        }
        answer(answers, mine->content);
        {
            const std::lock_guard lock(mutex_);
            mine->answered = true;
        }
        has_answers_.notify_one();
    }
}

}  // namespace rollout::oracle
