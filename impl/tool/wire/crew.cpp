#include "crew.hpp"

namespace rollout::oracle {
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
    : take_(std::move(take)), answers_(jobs, prototype), places_(jobs == 1 ? 1 : std::size_t{3} * jobs) {
    if (jobs == 1) {
        return;
    }
    workers_.reserve(jobs);
    try {
        for (LineAnswers& answers : answers_) {
            workers_.emplace_back([this, &answers] { work(answers); });
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
        answer(answers_.front(), own.content);
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
