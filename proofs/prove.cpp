#include "prove.hpp"

#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace rollout::proofs {
namespace {

constexpr unsigned witness_length_max = 4;
constexpr unsigned word_bits = 32;

/// A lemma over a subject, as a Z3 solver that holds its premises; `goal` is not asserted.
/// `shape` is what a scope takes beside terms and subject: nothing, fixed lengths, or one bit.
struct Question {
    explicit Question(const Lemma& lemma, const Subject& subject, const auto&... shape)
        : terms(context), scope(terms, subject, shape...), goal(lemma.goal(scope)), solver(context) {
        for (const z3::expr& premise : scope.premises()) {
            solver.add(premise);
        }
    }

    z3::check_result ask(unsigned timeout_seconds) {
        solver.set("timeout", timeout_seconds * 1000);
        return solver.check();
    }

    z3::context context;
    Terms terms;
    Scope scope;
    z3::expr goal;
    z3::solver solver;
};

/// Calls `use` with every question that the obligation of `lemma` over `subject` is made of. The goal is not yet
/// denied.
void for_each_question(const Lemma& lemma, const Subject& subject, auto use) {
    const auto use_question = [&](auto... shape) {
        Question question(lemma, subject, shape...);
        use(question);
    };
    if (!lemma.by_bit) {
        use_question();
        return;
    }
    for (unsigned bit = 0; bit < word_bits; ++bit) {
        use_question(bit);
    }
}

/// Returns Z3's answer to the whole obligation: proved if every question is unsat, refuted if one is sat.
Answer ask_z3(const Lemma& lemma, const Subject& subject, unsigned timeout_seconds) {
    Answer answer = Answer::proved;
    for_each_question(lemma, subject, [&](Question& question) {
        question.solver.add(!question.goal);
        const z3::check_result result = answer == Answer::proved ? question.ask(timeout_seconds) : z3::unsat;
        if (result != z3::unsat) {
            answer = result == z3::sat ? Answer::refuted : Answer::unknown;
        }
    });
    return answer;
}

/// Calls `use` with every way to share `sum` out among the lengths from index `from` on, until it returns true.
bool any_shares(std::vector<unsigned>& lengths, std::size_t from, unsigned sum, auto use) {
    if (from + 1 >= lengths.size()) {
        if (!lengths.empty()) {
            lengths.back() = sum;
        }
        return use(lengths);
    }
    for (unsigned share = 0; share <= sum; ++share) {
        lengths[from] = share;
        if (any_shares(lengths, from + 1, sum - share, use)) {
            return true;
        }
    }
    return false;
}

/// Returns a counterexample to `lemma` over `subject`, if one of bounded length exists;
/// its lists are as short as any.
std::optional<Witness> shortest_counterexample(const Lemma& lemma, const Subject& subject, unsigned timeout_seconds) {
    std::optional<Witness> found;
    std::vector<unsigned> lengths(Question(lemma, subject, std::vector<unsigned>{}).scope.lists_declared());
    for (unsigned sum = 0; sum <= witness_length_max && !found; ++sum) {
        any_shares(lengths, 0, sum, [&](const std::vector<unsigned>& shares) {
            Question question(lemma, subject, shares);
            question.solver.add(!question.goal);
            if (question.ask(timeout_seconds) == z3::sat) {
                found = question.scope.read(question.solver.get_model());
            }
            return found.has_value();
        });
    }
    return found;
}

/// Returns whether the premises of every question have a model in which each list is one of three children: the very
/// premises that the proof uses, for a list of free length that is not trivial.
bool premises_satisfiable(const Lemma& lemma, const Subject& subject, unsigned timeout_seconds) {
    bool satisfiable = true;
    for_each_question(lemma, subject, [&](Question& question) {
        question.solver.add(question.scope.every_list_has_three_children());
        satisfiable = satisfiable && question.ask(timeout_seconds) == z3::sat;
    });
    return satisfiable;
}

/// Returns whether Z3 refutes the twin: in its one question or, bit by bit, in every bit that a letter can set.
bool refuted_by_z3(const Lemma& lemma, const Subject& twin, unsigned timeout_seconds) {
    bool refuted = true;
    unsigned bit = 0;
    for_each_question(lemma, twin, [&](Question& question) {
        question.solver.add(!question.goal);
        const bool must_be_refuted = !lemma.by_bit || (twin.reachable() >> bit & 1) != 0;
        refuted = refuted && (!must_be_refuted || question.ask(timeout_seconds) == z3::sat);
        ++bit;
    });
    return refuted;
}

/// A file that is gone when its holder is.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& text) {
        path_ = (std::filesystem::temp_directory_path() / "rollout-XXXXXX").string();
        const int descriptor = mkstemp(path_.data());
        if (descriptor < 0) {
            throw std::runtime_error("no temporary file can be made as " + path_);
        }
        close(descriptor);
        std::ofstream file(path_);
        file << text;
        if (!file.flush()) {
            throw std::runtime_error("cannot write " + path_);
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { unlink(path_.c_str()); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

struct CommandResult {
    std::string output;
    int status;  // as wait reports it; 0 is success
};

CommandResult run_command(const std::string& command) {
    CommandResult result{{}, -1};
    if (FILE* pipe = popen(command.c_str(), "r")) {
        std::array<char, 4096> chunk{};
        while (const std::size_t size = fread(chunk.data(), 1, chunk.size(), pipe)) {
            result.output.append(chunk.data(), size);
        }
        result.status = pclose(pipe);
    }
    return result;
}

/// Returns how often `part` stands in `text`.
std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) {
        ++found;
    }
    return found;
}

Answer ask_cvc5(const std::string& obligation, unsigned timeout_seconds) {
    if (!cvc5_installed()) {
        return Answer::missing;
    }
    const TemporaryFile file(obligation);
    // Enumerative instantiation: without it cvc5 answers unknown on the quantified lemmas.
    const CommandResult run =
        run_command("cvc5 --lang smt2 --enum-inst --tlimit-per=" + std::to_string(timeout_seconds * 1000) + " '" +
                    file.path() + "' 2>&1");
    std::string every_question_unsat;
    for (std::size_t i = count(obligation, "(check-sat)"); i > 0; --i) {
        every_question_unsat += "unsat\n";
    }
    if (run.status == 0 && run.output == every_question_unsat) {
        return Answer::proved;
    }
    return ("\n" + run.output).find("\nsat\n") != std::string::npos ? Answer::refuted : Answer::unknown;
}

}  // namespace

bool cvc5_installed() {
    static const bool installed = run_command("cvc5 --version >/dev/null 2>&1").status == 0;
    return installed;
}

std::string smt_lib(const Lemma& lemma) {
    std::string text = "; " + lemma.id + ": " + lemma.statement + "\n";
    for_each_question(lemma, Subject::shipped(lemma.edition), [&](Question& question) {
        question.solver.add(!question.goal);
        text += "(reset)\n(set-logic ALL)\n" + question.solver.to_smt2();
    });
    return text;
}

Result prove(const Lemma& lemma, unsigned timeout_seconds) {
    const auto start = std::chrono::steady_clock::now();
    Result result;
    const Subject shipped = Subject::shipped(lemma.edition);
    result.z3 = ask_z3(lemma, shipped, timeout_seconds);
    result.cvc5 = result.z3 == Answer::refuted ? Answer::not_asked : ask_cvc5(smt_lib(lemma), timeout_seconds);
    result.premises_satisfiable = premises_satisfiable(lemma, shipped, timeout_seconds);
    if (result.z3 != Answer::proved) {
        if (const auto witness = shortest_counterexample(lemma, shipped, timeout_seconds)) {
            result.counterexample =
                witness->text() + (lemma.holds(shipped, *witness) ? " (the compiled code does not differ on it)"
                                                                  : " (the compiled code differs on it too)");
        }
    }

    Subject twin = shipped;
    lemma.breaks(twin);
    if (refuted_by_z3(lemma, twin, timeout_seconds)) {
        if (const auto witness = shortest_counterexample(lemma, twin, timeout_seconds)) {
            result.twin_witness = witness->text();
            result.twin_refuted = !lemma.holds(twin, *witness) && lemma.holds(shipped, *witness);
        }
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

}  // namespace rollout::proofs
