#include "prove.hpp"

#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
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

/// Calls `use` with every question that the obligation of `lemma` over `subject` is made of, each with its goal denied.
void for_each_question(const Lemma& lemma, const Subject& subject, auto use) {
    const auto use_denied = [&](auto... shape) {
        Question question(lemma, subject, shape...);
        question.solver.add(!question.goal);
        use(question);
    };
    if (!lemma.by_bit) {
        use_denied();
        return;
    }
    for (unsigned bit = 0; bit < word_bits; ++bit) {
        use_denied(bit);
    }
}

/// Returns Z3's answer to the whole obligation: proved if every question is unsat, refuted if one is sat.
Answer ask_z3(const Lemma& lemma, const Subject& subject, unsigned timeout_seconds) {
    Answer answer = Answer::proved;
    for_each_question(lemma, subject, [&](Question& question) {
        const z3::check_result result = answer == Answer::proved ? question.ask(timeout_seconds) : z3::unsat;
        if (result != z3::unsat) {
            answer = result == z3::sat ? Answer::refuted : Answer::unknown;
        }
    });
    return answer;
}

/// Calls `use` with every pair of lengths up to the bound, the shortest in sum first, until it returns true.
bool any_lengths(auto use) {
    for (unsigned sum = 0; sum <= witness_length_max; ++sum) {
        for (unsigned first = 0; first <= sum; ++first) {
            if (use(std::vector<unsigned>{first, sum - first})) {
                return true;
            }
        }
    }
    return false;
}

/// Returns a shortest counterexample to `lemma` over `subject`, if one of bounded length exists.
std::optional<Witness> shortest_counterexample(const Lemma& lemma, const Subject& subject, unsigned timeout_seconds) {
    std::optional<Witness> found;
    any_lengths([&](const std::vector<unsigned>& lengths) {
        Question question(lemma, subject, lengths);
        question.solver.add(!question.goal);
        if (question.ask(timeout_seconds) == z3::sat) {
            found = question.scope.read(question.solver.get_model());
        }
        return found.has_value();
    });
    return found;
}

/// Returns whether the premises alone have a model whose lists are not empty.
bool premises_satisfiable(const Lemma& lemma, const Subject& subject, unsigned timeout_seconds) {
    return Question(lemma, subject, std::vector<unsigned>{1, 1}).ask(timeout_seconds) == z3::sat;
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
        std::ofstream(path_) << text;
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { unlink(path_.c_str()); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

std::string output_of(const std::string& command) {
    std::string output;
    if (FILE* pipe = popen(command.c_str(), "r")) {
        std::array<char, 4096> chunk{};
        while (const std::size_t size = fread(chunk.data(), 1, chunk.size(), pipe)) {
            output.append(chunk.data(), size);
        }
        pclose(pipe);
    }
    return output;
}

Answer ask_cvc5(const std::string& obligation, unsigned timeout_seconds) {
    if (!cvc5_installed()) {
        return Answer::missing;
    }
    const TemporaryFile file(obligation);
    // Enumerative instantiation: without it cvc5 answers unknown on the quantified lemmas.
    const std::string output = output_of("cvc5 --lang smt2 --enum-inst --tlimit=" +
                                         std::to_string(timeout_seconds * 1000) + " '" + file.path() + "' 2>&1");
    if (std::regex_match(output, std::regex("(unsat\n)+"))) {
        return Answer::proved;
    }
    return std::regex_search(output, std::regex("(^|\n)sat\n")) ? Answer::refuted : Answer::unknown;
}

}  // namespace

bool cvc5_installed() {
    static const bool installed = output_of("cvc5 --version 2>/dev/null").find("cvc5") != std::string::npos;
    return installed;
}

std::string smt_lib(const Lemma& lemma) {
    std::string text = "; " + lemma.id + ": " + lemma.statement + "\n";
    for_each_question(lemma, Subject::shipped(lemma.edition), [&](Question& question) {
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
            result.counterexample = witness->text() + (lemma.holds(shipped, *witness)
                                                           ? " (the compiled code does not differ on it)"
                                                           : " (the compiled code differs on it too)");
        }
    }

    Subject twin = shipped;
    lemma.breaks(twin);
    if (ask_z3(lemma, twin, timeout_seconds) == Answer::refuted) {
        if (const auto witness = shortest_counterexample(lemma, twin, timeout_seconds)) {
            result.twin_witness = witness->text();
            result.twin_refuted = !lemma.holds(twin, *witness) && lemma.holds(shipped, *witness);
        }
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

}  // namespace rollout::proofs
