#include "situation.hpp"

namespace rollout::model {
namespace {

/// Fields of a word, lowest first, written and read by one list.
class Writer {
public:
    void field(unsigned width, const auto& value) {
        word_ |= static_cast<std::uint32_t>(value) << at_;
        at_ += width;
    }
    std::uint32_t word() const { return word_; }

private:
    std::uint32_t word_ = 0;
    unsigned at_ = 0;
};
class Reader {
public:
    explicit Reader(std::uint32_t word) : word_(word) {}
    template <class Value>
    void field(unsigned width, Value& value) {
        value = static_cast<Value>(word_ >> at_ & ((1U << width) - 1));
        at_ += width;
    }

private:
    std::uint32_t word_;
    unsigned at_ = 0;
};

constexpr unsigned state_width = 5;
constexpr unsigned row_width = 3;
static_assert(state_count <= 1U << state_width && operations_max < 1U << row_width);

void fields(auto& coder, auto& row) requires requires { row.ran; }
{
    coder.field(state_width, row.state);
    coder.field(1, row.has_text);
    coder.field(1, row.ran);
    coder.field(1, row.started);
}
void fields(auto& coder, auto& process) requires requires { process.next; }
{
    coder.field(4, process.next);
    coder.field(row_width, process.row);
    coder.field(state_width, process.result);
    coder.field(state_width, process.read);
    coder.field(state_width, process.projected);
    coder.field(row_width, process.text_of);
    coder.field(1, process.base_is_failed);
    coder.field(1, process.is_overtaken);
    coder.field(1, process.before_the_drive);
    coder.field(1, process.copies_the_parent);
    coder.field(1, process.reconciles);
}
void fields(auto& coder, auto& situation) requires requires { situation.parent; }
{
    coder.field(state_width, situation.parent.state);
    coder.field(1, situation.parent.completed_at);
    coder.field(1, situation.parent.started_at);
    coder.field(row_width, situation.parent.text_of);
    coder.field(1, situation.stop_is_pending);
    coder.field(1, situation.released);
    coder.field(2, situation.faults_left);
    coder.field(2, situation.summaries_owed);
}

void put(std::uint8_t*& bytes, const auto& part, unsigned size) {
    Writer writer;
    fields(writer, part);
    for (unsigned i = 0; i < size; ++i) {
        *bytes++ = static_cast<std::uint8_t>(writer.word() >> (8 * i));
    }
}
void take(const std::uint8_t*& bytes, auto& part, unsigned size) {
    std::uint32_t word = 0;
    for (unsigned i = 0; i < size; ++i) {
        word |= static_cast<std::uint32_t>(*bytes++) << (8 * i);
    }
    Reader reader(word);
    fields(reader, part);
}

}  // namespace

void encode(const Situation& situation, std::size_t operations, std::uint8_t* bytes) {
    put(bytes, situation, 4);
    for (std::size_t i = 0; i < operations; ++i) {
        put(bytes, situation.rows[i], 1);
    }
    for (std::size_t i = 0; i < processes_of(operations); ++i) {
        put(bytes, situation.processes[i], 4);
    }
}

Situation decode(const std::uint8_t* bytes, std::size_t operations) {
    Situation situation;
    take(bytes, situation, 4);
    for (std::size_t i = 0; i < operations; ++i) {
        take(bytes, situation.rows[i], 1);
    }
    for (std::size_t i = 0; i < processes_of(operations); ++i) {
        take(bytes, situation.processes[i], 4);
    }
    return situation;
}

}  // namespace rollout::model
