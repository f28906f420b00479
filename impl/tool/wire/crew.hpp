// Input from a file descriptor in blocks of whole lines: memory for the longest line only, and a word to the caller
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "line_answers.hpp"

namespace rollout::oracle {

/// Some whole lines. A block that is read into again keeps its memory.
struct Block {
    std::vector<char> bytes;     // more than the text, so that it grows seldom
    std::size_t size = 0;        // of the text
    std::size_t first_line = 1;  // the number of its first line in the input

    std::string_view text() const { return {bytes.data(), size}; }
};

class BlockReader {
public:
    /// How many bytes a block has at most, unless a line is longer.
    static constexpr std::size_t block_size = std::size_t{1} << 18;

    /// `before_wait` is called before each read that may block, before memory is taken for a line that is longer than a
    /// block, and before an error is thrown: the last chance to answer what was read. The descriptor stays the
    /// caller's.
    BlockReader(int descriptor, std::function<void()> before_wait)
        : descriptor_(descriptor), before_wait_(std::move(before_wait)) {}

    /// Reads the next lines into `block`: a block of them if they are there without waiting, at least one. The last
    /// line of the input need not end in a line feed. Returns false at the end. Throws std::system_error if reading
    /// fails, std::bad_alloc, and what `before_wait` throws. Cost: linear in the bytes read.
    bool next(Block& block);

private:
    bool would_wait() const;
    std::size_t read_into(char* begin, std::size_t size);

    int descriptor_;
    std::function<void()> before_wait_;
    std::vector<char> begun_;  // the line that the last block's end cut off
    std::size_t line_ = 1;     // the number of its line
    bool ended_ = false;
};

/// A block and its answers. A block that is answered again keeps its memory.
struct AnsweredBlock {
    Block block;
    std::string answers;
    std::size_t line = 1;        // behind the block, or the one that failed
    bool bad = false;            // some line was not a rollout
    std::exception_ptr failure;  // what LineAnswers threw, if it did
};

/// One thread uses a crew. A block is at any time its user's, to fill; a worker's; or answered, to be taken. Memory:
/// three blocks a worker, and their answers; with one job, one block.
class Crew {
public:
    /// A crew of `jobs` workers that answer as `prototype` does. With one job, or where the system has no thread to
    /// give, there is no worker, and the caller answers. `take` is called on the caller's thread with each block, in
    /// order.
    Crew(const LineAnswers& prototype, unsigned jobs, std::function<void(AnsweredBlock&)> take);
    ~Crew();
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    /// Returns the block to fill next; where all are in use, takes the oldest first.
    Block& blank();

    /// Has the block that `blank` returned answered.
    void submit();

    /// Takes every block that was submitted, waiting for its answers.
    void take_all();

private:
    struct Place {
        AnsweredBlock content;
        bool answered = false;
    };

    void take_oldest();
    void work(LineAnswers& answers);
    Place& place(std::size_t number) { return places_[number % places_.size()]; }

    std::function<void(AnsweredBlock&)> take_;
    std::vector<std::unique_ptr<LineAnswers>> answers_;  // one a worker
    std::vector<Place> places_;                          // a ring
    std::size_t taken_ = 0;  // blocks, by the caller alone. Invariant: taken_ <= begun_ <= submitted_,
                             // and submitted_ - taken_ <= places_.size()
    std::mutex mutex_;       // of all that follows, and of Place::answered
    std::condition_variable has_work_;
    std::condition_variable has_answers_;
    std::size_t submitted_ = 0;  // blocks
    std::size_t begun_ = 0;      // blocks that a worker has, or has answered
    bool stopping_ = false;
    std::vector<std::thread> workers_;
};

}  // namespace rollout::oracle
