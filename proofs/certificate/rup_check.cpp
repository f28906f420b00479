// rup-check CNF PROOF: does PROOF derive the empty clause from CNF, so that CNF is unsatisfiable?
// A solver's "unsatisfiable" need not be believed: it writes its steps down, and this program follows them. It stands
// alone because a check is worth what it does not share: no code of the prover that wrote CNF, none of the solver that
// found PROOF. A step counts only by reverse unit propagation (RUP): its literals are made false, a clause with one
// literal left forces it, and so on until a clause has none left. So every clause ever present follows from CNF.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using Literal = int;                    // a variable, counted from 1, or its negation: minus the variable
using Clause = std::vector<Literal>;    // sorted where it is read, so that equal clauses compare equal
constexpr int variables_max = 1000000;  // so that a header alone cannot ask for all memory

struct Line {
    std::string place;
    std::vector<std::string> words;
};

void expect(bool fine, const Line& line, const char* otherwise) {
    if (!fine) {
        throw std::runtime_error(line.place + ": " + otherwise);
    }
}

/// Returns the lines of a file that are neither blank nor comments.
std::vector<Line> read_lines(const std::string& path) {
    std::ifstream file(path);
    std::vector<Line> lines;
    std::size_t number = 1;
    for (std::string text; std::getline(file, text); ++number) {
        std::istringstream stream(text);
        const std::vector<std::string> words(std::istream_iterator<std::string>(stream), {});
        if (!words.empty() && words[0] != "c") {
            lines.push_back({path + ":" + std::to_string(number), words});
        }
    }
    expect(file.eof(), {path, {}}, "cannot be read");
    return lines;
}

int parse_number(const Line& line, std::size_t at, int least, int most) {
    const long number = std::strtol(line.words[at].c_str(), nullptr, 10);
    // A number has one spelling: not 1x, 007 or -0, nor one that strtol cuts down to the largest it knows.
    expect(std::to_string(number) == line.words[at], line, "a word is not a number, or too large");
    expect(least <= number && number <= most, line, "a number is out of range; are enough variables declared?");
    return static_cast<int>(number);
}

/// Returns the clause from word `at` to the end of the line. One clause a line is stricter than DIMACS.
Clause parse_clause(const Line& line, std::size_t at, int variables) {
    std::set<Literal> literals;
    for (; at < line.words.size() && line.words[at] != "0"; ++at) {
        const Literal literal = parse_number(line, at, -variables, variables);
        expect(literals.count(-literal) == 0 && literals.insert(literal).second, line, "a variable is there twice");
    }
    expect(at + 1 == line.words.size(), line, "no 0 ends the clause, or the line goes on after it");
    return {literals.begin(), literals.end()};
}

/// The clauses present, and what they force.
class Clauses {
    std::multimap<Clause, Clause> present_;  // as read, to as watched: the two literals that watch come first
    std::vector<bool> holds_;                // by index()
    std::vector<std::vector<Clause*>> watchers_;
    std::vector<Literal> trail_;  // what holds, in the order in which it came to
    bool conflict_ = false;       // some clause has no literal left

    static std::size_t index(Literal literal) { return 2U * static_cast<unsigned>(std::abs(literal)) + (literal < 0); }
    bool holds(Literal literal) const { return holds_[index(literal)]; }

    void make_true(Literal literal) {
        conflict_ = conflict_ || holds(-literal);
        if (!conflict_ && !holds(literal)) {
            holds_[index(literal)] = true;
            trail_.push_back(literal);
        }
    }

    /// Makes true what trail_[next] and its successors force, up to a conflict.
    void propagate(std::size_t next) {
        // A clause is looked at only when one of its first two literals becomes false. Invariant: if the negation of
        // one of them is in trail_[0, next), the other one holds, and is undone only with it; or there is a conflict.
        for (; next < trail_.size() && !conflict_; ++next) {
            const Literal lost = -trail_[next];
            for (Clause* const watcher : std::exchange(watchers_[index(lost)], {})) {
                Clause& clause = *watcher;
                if (clause[0] == lost) {
                    std::swap(clause[0], clause[1]);
                }
                const auto left = std::find_if(clause.begin() + 1, clause.end(), [&](Literal a) { return !holds(-a); });
                if (left == clause.end()) {
                    make_true(clause[0]);
                } else {
                    std::swap(clause[1], *left);
                }
                watchers_[index(clause[1])].push_back(watcher);
            }
        }
    }

public:
    explicit Clauses(int variables) : holds_(index(variables) + 2), watchers_(holds_.size()) {}
    bool have(const Clause& clause) const { return present_.count(clause) != 0; }

    /// Returns whether propagation runs into a conflict once the literals of `clause` are false.
    bool imply(const Clause& clause) {
        const std::size_t forced = trail_.size();
        const bool contradiction = conflict_;
        for (const Literal literal : clause) {
            make_true(-literal);
        }
        propagate(forced);
        for (; trail_.size() > forced; trail_.pop_back()) {
            holds_[index(trail_.back())] = false;
        }
        return std::exchange(conflict_, contradiction);
    }

    void add(const Clause& clause) {
        Clause& literals = present_.emplace(clause, clause)->second;
        const auto left = std::partition(literals.begin(), literals.end(), [&](Literal a) { return !holds(-a); });
        for (std::size_t i = 0; i < 2 && literals.size() >= 2; ++i) {
            watchers_[index(literals[i])].push_back(&literals);
        }
        const std::size_t forced = trail_.size();
        conflict_ = conflict_ || left == literals.begin();
        if (left - literals.begin() == 1) {
            make_true(literals[0]);
        }
        propagate(forced);
    }

    /// Requires: the clause is there. A unit clause stays, and what a longer one forced, as in drat-trim: solvers drop
    /// what a forced literal satisfies, even the clause that forced it, and use it still. Sound: it follows from CNF.
    void remove(const Clause& clause) {
        const auto found = present_.find(clause);
        if (clause.size() >= 2) {
            std::erase(watchers_[index(found->second[0])], &found->second);
            std::erase(watchers_[index(found->second[1])], &found->second);
            present_.erase(found);
        }
    }
};

std::string verdict(const std::string& cnf_path, const std::string& proof_path) {
    const std::vector<Line> cnf = read_lines(cnf_path);
    const Line header = cnf.empty() ? Line{cnf_path + ":1", {}} : cnf[0];
    expect(header.words.size() == 4 && header.words[0] == "p" && header.words[1] == "cnf", header,
           "the header is missing: p cnf VARIABLES CLAUSES");
    const int variables = parse_number(header, 2, 0, variables_max);
    Clauses clauses(variables);
    for (std::size_t i = 1; i < cnf.size(); ++i) {
        expect(cnf[i].words[0] != "p", cnf[i], "there is a second header");
        clauses.add(parse_clause(cnf[i], 0, variables));
    }
    expect(header.words[3] == std::to_string(cnf.size() - 1), header, "the header declares another number of clauses");
    std::size_t steps = 0;
    for (const Line& line : read_lines(proof_path)) {
        const bool deletes = line.words[0] == "d";
        const Clause clause = parse_clause(line, deletes ? 1 : 0, variables);
        expect(!deletes || clauses.have(clause), line, "the clause to delete is not there");
        if (!deletes && !clauses.imply(clause)) {
            return "not verified: step at " + line.place + " is not implied";
        }
        deletes ? clauses.remove(clause) : clauses.add(clause);
        steps += deletes ? 0 : 1;
    }
    return clauses.have({}) ? "verified: " + std::to_string(steps) + " steps, empty clause derived"
                            : "not verified: " + proof_path + " does not derive the empty clause";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        const bool help = argc == 2 && std::string(argv[1]) == "--help";
        (help ? std::cout : std::cerr) << "usage: rup-check CNF PROOF   (0 verified, 1 not verified, 2 no verdict)\n";
        return help ? 0 : 2;
    }
    try {
        const std::string line = verdict(argv[1], argv[2]);
        expect((std::cout << line << std::endl).good(), {"standard output", {}}, "cannot be written");
        return line.starts_with("verified") ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << "rup-check: " << error.what() << "\n";
        return 2;
    }
}
