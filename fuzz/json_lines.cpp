// Goal: every line of JSON Lines has one answer, the same whoever reads it: what the fast reader takes, the reader that
// judges reads to the same rollout; any number of jobs and any cut into blocks give the same bytes. Raw: the first byte
// is edition and latch, the second the size of blocks and the jobs; the rest is the input.
#include <sys/mman.h>
#include <unistd.h>

#include "chosen.hpp"
#include "crew.hpp"
#include "difference.hpp"
#include "drawn_json.hpp"
#include "entries.hpp"
#include "pieces_of.hpp"
#include "readable.hpp"
#include "shown.hpp"

namespace rollout::fuzz {
namespace {

using oracle::RolloutLine;

struct Question {
    Edition edition;
    Latch latch;
    unsigned jobs;  // 0: nobody beside the one that answers; a crew costs more than all the rest
    std::size_t block_size;
    std::string text;
};

unsigned jobs_of(unsigned number) { return number < 4 ? number : 0; }

void show_line(const Question& question, std::string_view line) {
    const auto read = oracle::read_rollout_line(line);
    const auto* rollout = std::get_if<RolloutLine>(&read);
    if (rollout == nullptr) {
        show([&] { return quoted(line); });
        return;
    }
    const Edition edition = rollout->edition.value_or(question.edition);
    if (const auto* children = std::get_if<std::vector<Child>>(&rollout->elements)) {
        show(
            edition, [&] { return readable(edition, *children); },
            [&] { return reference::decide(edition, std::span<const Child>(*children)); });
        return;
    }
    const Latch latch =
        rollout->released.value_or(question.latch == Latch::released) ? Latch::released : Latch::unreleased;
    const std::vector<PlacedOperation> rows = rollout->placed();
    show(
        edition,
        [&] {
            return readable(latch) + words_of(rows, [&](const PlacedOperation& row) {
                       return rollout->placements.empty() ? text_of(row.operation) : readable_operation(row);
                   });
        },
        [&] { return reference::decide(edition, std::span<const PlacedOperation>(rows), latch); });
}

void check_readers(const std::vector<std::string_view>& lines) {
    oracle::FastLineReader reader;
    for (const std::string_view line : lines) {
        const RolloutLine* fast = reader.read(line);
        if (fast == nullptr) {
            continue;
        }
        const auto asked = [&] { return quoted(line); };
        const auto read = oracle::read_rollout_line(line);
        const auto* slow = std::get_if<RolloutLine>(&read);
        expect(slow != nullptr, "the fast reader takes a bad line", asked);
        expect(fast->id.data() == slow->id.data() && fast->id.size() == slow->id.size(), "fast reader, id", asked);
        expect(fast->edition == slow->edition, "fast reader, edition", asked);
        expect(fast->released == slow->released, "fast reader, released", asked);
        expect(fast->elements == slow->elements, "fast reader, elements", asked);
        expect(fast->placements.empty() && slow->placements.empty(), "fast reader, places", asked);
    }
}

/// Returns the answers of a crew to blocks of about that size, each of whole lines.
std::string answers_of_a_crew(const Question& question, std::size_t block_size) {
    std::string answers;
    oracle::Crew crew(oracle::EditionAnswers(question.edition, question.latch), question.jobs,
                      [&](oracle::AnsweredBlock& block) {
                          if (block.failure) {
                              std::rethrow_exception(block.failure);
                          }
                          answers += block.answers;
                      });
    std::string_view rest = question.text;
    std::size_t line = 1;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n', std::min(block_size, rest.size() - 1));
        const std::string_view text = rest.substr(0, end == std::string_view::npos ? rest.size() : end + 1);
        oracle::Block& block = crew.blank();
        block.bytes.assign(text.begin(), text.end());
        block.size = text.size();
        block.first_line = line;
        crew.submit();
        line += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        rest.remove_prefix(text.size());
    }
    crew.take_all();
    return answers;
}

void check_blocks(std::string_view text) {
    const int file = memfd_create("input", MFD_CLOEXEC);
    if (file < 0 || write(file, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
        lseek(file, 0, SEEK_SET) != 0) {
        differ("no file of memory to read from");
    }
    oracle::BlockReader reader(file, [] {});
    std::string read;
    std::size_t lines = 1;
    for (oracle::Block block; reader.next(block);) {
        expect(block.first_line == lines, "the number of a block's first line", [&] { return quoted(text); });
        lines += static_cast<std::size_t>(std::count(block.text().begin(), block.text().end(), '\n'));
        read += block.text();
    }
    close(file);
    expect(read == text, "the blocks are not the input", [&] { return quoted(text); });
}

void check(const Question& question) {
    const std::vector<std::string_view> lines = pieces_of(question.text, '\n');
    if (inputs_are_shown()) {
        for (const std::string_view line : lines) {
            show_line(question, line);
        }
    }
    check_readers(lines);
    check_blocks(question.text);
    const auto asked = [&] { return quoted(question.text); };
    std::string answers;
    try {
        std::size_t number = 1;
        oracle::EditionAnswers(question.edition, question.latch).answer(question.text, number, answers);
        expect(number == 1 + lines.size(), "lines are lost", question.edition, asked);
        expect(question.jobs == 0 || answers_of_a_crew(question, question.block_size) == answers,
               "answers of several jobs", question.edition, asked);
    } catch (const oracle::Disagreement& disagreement) {
        expect(false, disagreement.what(), question.edition, asked);
    }
    expect(static_cast<std::size_t>(std::count(answers.begin(), answers.end(), '\n')) == lines.size() &&
               (answers.empty() || answers.back() == '\n'),
           "as many answers as lines", question.edition, asked);
}

std::string draw_element(FuzzedDataProvider& choices, bool is_a_child) {
    const Operation operation = draw_operation(choices);
    std::vector<std::string> members{member("state", draw_value(choices, token(operation.state)))};
    const auto more = choices.ConsumeIntegral<std::uint8_t>();
    if (is_a_child) {
        for (std::size_t i = 0; i < child_flags.size(); ++i) {
            if ((more >> i & 1) != 0) {
                members.push_back(member(child_flags[i].name, more < 0x80 ? "true" : "false"));
            }
        }
        return draw_object(choices, members);
    }
    if (more % 2 == 0) {
        members.insert(members.begin() + more / 2 % 2,
                       member("on_failure", draw_value(choices, word(operation.on_failure))));
    }
    if (more % 16 == 15) {
        members.push_back(member("key", draw_value(choices, more < 0x80 ? "a/group_finalizer" : "a/t")));
        members.push_back(member("kind", draw_value(choices, more % 3 == 0 ? "work" : "group_finalizer")));
        members.push_back(member("started", more % 5 == 0 ? "false" : "true"));
    }
    return draw_object(choices, members);
}

std::string draw_line(FuzzedDataProvider& choices) {
    std::vector<std::string> members;
    const auto said = choices.ConsumeIntegral<std::uint8_t>();
    const bool of_children = said % 4 == 0;
    const auto element = [&](FuzzedDataProvider& more) { return draw_element(more, of_children); };
    members.push_back(member(of_children ? "children" : "operations", array_of(draw_list(choices, 8, element))));
    if ((said & 4) != 0) {
        members.insert(members.begin(), member("id", (said & 8) != 0 ? "17" : draw_odd_value(choices)));
    }
    if ((said & 16) != 0) {
        members.push_back(member("edition", draw_value(choices, name(draw_edition(choices)))));
    }
    if ((said & 32) != 0) {
        members.push_back(member("released", (said & 64) != 0 ? "true" : "false"));
    }
    return with_a_mistake(choices, draw_blank(choices) + draw_object(choices, members) + draw_blank(choices));
}

}  // namespace

void fuzz_structured(FuzzedDataProvider& choices) {
    Question question{.edition = draw_edition(choices),
                      .latch = draw_latch(choices),
                      .jobs = jobs_of(choices.ConsumeIntegralInRange<unsigned>(0, 31)),
                      .block_size = choices.ConsumeIntegralInRange<std::size_t>(0, 400),
                      .text = ""};
    for (const std::string& line : draw_list(choices, 6, draw_line)) {
        question.text += line + "\n";
    }
    if (!question.text.empty() && choices.ConsumeBool()) {
        question.text.pop_back();
    }
    check(question);
}

void fuzz_raw(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 2) {
        return;
    }
    check({.edition = edition_of(bytes[0]),
           .latch = latch_of(bytes[0]),
           .jobs = jobs_of(bytes[1] % 32U),
           .block_size = bytes[1],
           .text = std::string(text_in(bytes.subspan(2)))});
}

}  // namespace rollout::fuzz
