#include "cnf.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <unordered_map>

namespace rollout::proofs {
namespace {

/// The question is not finite.
struct NotFinite {};

using Literal = int;
using Number = std::vector<Literal>;  // in binary, lowest first

class Clauses {
public:
    Clauses() { add({true_literal}); }

    Literal truth(const z3::expr& term) {
        const auto known = truths_.find(term.id());
        if (known != truths_.end()) {
            return known->second;
        }
        const Literal literal = make_truth(term);
        truths_.emplace(term.id(), literal);
        return literal;
    }
    void suppose(const z3::expr& term) { add({truth(term)}); }

    std::string dimacs() const {
        std::string text = "p cnf " + std::to_string(variables_) + " " + std::to_string(clauses_) + "\n";
        return text + text_;
    }

private:
    static constexpr Literal true_literal = 1;

    Literal fresh() { return ++variables_; }

    void add(std::vector<Literal> clause) {
        std::sort(clause.begin(), clause.end());
        clause.erase(std::unique(clause.begin(), clause.end()), clause.end());
        for (const Literal literal : clause) {
            if (literal == true_literal || std::binary_search(clause.begin(), clause.end(), -literal)) {
                if (clause.size() > 1) {
                    return;  // holds anyway
                }
            }
        }
        for (const Literal literal : clause) {
            text_ += std::to_string(literal) + " ";
        }
        text_ += "0\n";
        ++clauses_;
    }

    Literal all_of(const std::vector<Literal>& parts) {
        const Literal all = fresh();
        std::vector<Literal> some_fails{all};
        for (const Literal part : parts) {
            add({-all, part});
            some_fails.push_back(-part);
        }
        add(some_fails);
        return all;
    }
    Literal same(Literal left, Literal right) {
        const Literal is_same = fresh();
        add({-is_same, -left, right});
        add({-is_same, left, -right});
        add({is_same, left, right});
        add({is_same, -left, -right});
        return is_same;
    }
    Literal chosen(Literal condition, Literal left, Literal right) {
        const Literal choice = fresh();
        add({-condition, -left, choice});
        add({-condition, left, -choice});
        add({condition, -right, choice});
        add({condition, right, -choice});
        return choice;
    }

    std::vector<Literal> truths_of(const z3::expr& term, bool denied) {
        std::vector<Literal> parts;
        for (unsigned i = 0; i < term.num_args(); ++i) {
            parts.push_back(denied ? -truth(term.arg(i)) : truth(term.arg(i)));
        }
        return parts;
    }
    Literal equality(const z3::expr& left, const z3::expr& right) {
        if (left.is_bool()) {
            return same(truth(left), truth(right));
        }
        const Number of_left = number(left);
        const Number of_right = number(right);
        std::vector<Literal> bits;
        for (std::size_t i = 0; i < of_left.size(); ++i) {
            bits.push_back(same(of_left[i], of_right.at(i)));
        }
        return all_of(bits);
    }

    Literal make_truth(const z3::expr& term) {
        if (!term.is_app() || !term.is_bool()) {
            throw NotFinite{};
        }
        const Z3_decl_kind kind = term.decl().decl_kind();
        if (kind == Z3_OP_TRUE) return true_literal;
        if (kind == Z3_OP_FALSE) return -true_literal;
        if (kind == Z3_OP_NOT) return -truth(term.arg(0));
        if (kind == Z3_OP_AND) return all_of(truths_of(term, false));
        if (kind == Z3_OP_OR) return -all_of(truths_of(term, true));
        if (kind == Z3_OP_IMPLIES) return -all_of({truth(term.arg(0)), -truth(term.arg(1))});
        if (kind == Z3_OP_ITE) return chosen(truth(term.arg(0)), truth(term.arg(1)), truth(term.arg(2)));
        if (kind == Z3_OP_EQ) return equality(term.arg(0), term.arg(1));
        if (kind == Z3_OP_DISTINCT && term.num_args() == 2) return -equality(term.arg(0), term.arg(1));
        if (kind == Z3_OP_UNINTERPRETED && term.num_args() == 0) return fresh();
        throw NotFinite{};
    }

    const Number& number(const z3::expr& term) {
        const auto known = numbers_.find(term.id());
        return known != numbers_.end() ? known->second : numbers_.emplace(term.id(), make_number(term)).first->second;
    }
    Number make_number(const z3::expr& term) {
        if (!term.is_app() || !term.get_sort().is_datatype()) {
            throw NotFinite{};
        }
        const unsigned values = Z3_get_datatype_sort_num_constructors(term.ctx(), term.get_sort());
        unsigned width = 0;
        while ((1U << width) < values) {
            ++width;
        }
        const Z3_decl_kind kind = term.decl().decl_kind();
        Number made;
        if (kind == Z3_OP_DT_CONSTRUCTOR) {
            unsigned value = 0;
            while (
                !z3::eq(z3::func_decl(term.ctx(), Z3_get_datatype_sort_constructor(term.ctx(), term.get_sort(), value)),
                        term.decl())) {
                ++value;
            }
            for (unsigned bit = 0; bit < width; ++bit) {
                made.push_back((value >> bit & 1) != 0 ? true_literal : -true_literal);
            }
        } else if (kind == Z3_OP_ITE) {
            const Literal condition = truth(term.arg(0));
            const Number left = number(term.arg(1));
            const Number right = number(term.arg(2));
            for (unsigned bit = 0; bit < width; ++bit) {
                made.push_back(chosen(condition, left[bit], right[bit]));
            }
        } else if (kind == Z3_OP_UNINTERPRETED && term.num_args() == 0) {
            for (unsigned bit = 0; bit < width; ++bit) {
                made.push_back(fresh());
            }
            // No number beyond the last value.
            for (unsigned beyond = values; beyond < (1U << width); ++beyond) {
                std::vector<Literal> differs;
                for (unsigned bit = 0; bit < width; ++bit) {
                    differs.push_back((beyond >> bit & 1) != 0 ? -made[bit] : made[bit]);
                }
                add(differs);
            }
        } else {
            throw NotFinite{};
        }
        return made;
    }

    int variables_ = true_literal;
    std::size_t clauses_ = 0;
    std::string text_;
    std::unordered_map<unsigned, Literal> truths_;
    std::unordered_map<unsigned, Number> numbers_;
};

}  // namespace

std::optional<std::string> cnf(const Entailment& question) {
    try {
        Clauses clauses;
        for (const z3::expr& premise : question.premises) {
            clauses.suppose(premise);
        }
        clauses.suppose(!question.goal);
        return clauses.dimacs();
    } catch (const NotFinite&) {
        return std::nullopt;
    }
}

}  // namespace rollout::proofs
