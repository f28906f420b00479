#include "smt_lib.hpp"

#include <algorithm>
#include <cctype>
#include <unordered_map>

namespace rollout::proofs {
namespace {

/// Returns `name` as a symbol, in bars where it needs them.
std::string symbol(const std::string& name) {
    const bool simple = !name.empty() && std::isalpha(static_cast<unsigned char>(name.front())) != 0 &&
                        std::all_of(name.begin(), name.end(),
                                    [](unsigned char byte) { return std::isalnum(byte) != 0 || byte == '_'; });
    return simple ? name : "|" + name + "|";
}

/// Returns a string literal of a text that Z3 shows, its special characters escaped already.
std::string literal(const std::string& text) {
    std::string made = "\"";
    for (const char byte : text) {
        made += byte == '"' ? "\"\"" : std::string(1, byte);
    }
    return made + "\"";
}

/// One question's terms as text. What stands in several places gets a name.
class Printer {
public:
    explicit Printer(const std::vector<z3::expr>& roots) {
        for (const z3::expr& root : roots) {
            count(root);
        }
    }

    /// Returns definitions of what `root` shares and was not defined yet.
    std::string definitions(const z3::expr& root) {
        std::string text;
        std::set<unsigned> seen;
        define(root, seen, text);
        return text;
    }
    std::string text(const z3::expr& term) {
        const auto name = names_.find(term.id());
        return name != names_.end() ? name->second : written(term);
    }

private:
    void count(const z3::expr& term) {
        if (!term.is_app() || term.num_args() == 0) {
            return;
        }
        if (++uses_[term.id()] > 1) {
            return;
        }
        for (unsigned i = 0; i < term.num_args(); ++i) {
            count(term.arg(i));
        }
    }
    void define(const z3::expr& term, std::set<unsigned>& seen, std::string& made) {
        if (!term.is_app() || term.num_args() == 0 || !seen.insert(term.id()).second) {
            return;
        }
        for (unsigned i = 0; i < term.num_args(); ++i) {
            define(term.arg(i), seen, made);
        }
        if (uses_[term.id()] > 1 && term.num_args() > 1 && names_.find(term.id()) == names_.end()) {
            const std::string name = "shared_" + std::to_string(names_.size() + 1);
            made += "(define-fun " + name + " () " + term.get_sort().to_string() + " " + written(term) + ")\n";
            names_.emplace(term.id(), name);
        }
    }
    std::string written(const z3::expr& term) {
        if (term.is_quantifier()) {
            return quantified(term);
        }
        if (term.is_var()) {
            const unsigned index = Z3_get_index_value(term.ctx(), term);
            return bound_[bound_.size() - 1 - index];
        }
        if (term.is_numeral()) {
            return term.is_bv() ? term.to_string() : term.get_decimal_string(0);
        }
        if (term.is_string_value()) {
            return literal(term.get_string());
        }
        const std::string head = head_of(term);
        if (term.num_args() == 0) {
            return head;
        }
        std::string made = "(" + head;
        for (unsigned i = 0; i < term.num_args(); ++i) {
            made += " " + text(term.arg(i));
        }
        return made + ")";
    }
    static std::string head_of(const z3::expr& term) {
        const z3::func_decl decl = term.decl();
        const std::string name = decl.name().str();
        const Z3_decl_kind kind = decl.decl_kind();
        if (kind == Z3_OP_UNINTERPRETED || kind == Z3_OP_DT_CONSTRUCTOR) {
            return symbol(name);
        }
        if (kind == Z3_OP_EXTRACT || kind == Z3_OP_ZERO_EXT || kind == Z3_OP_ROTATE_LEFT) {
            std::string indexed = "(_ " + name;
            for (unsigned i = 0; i < Z3_get_decl_num_parameters(term.ctx(), decl); ++i) {
                indexed += " " + std::to_string(Z3_get_decl_int_parameter(term.ctx(), decl, i));
            }
            return indexed + ")";
        }
        return kind == Z3_OP_ITE ? "ite" : name;  // Z3 names the others as SMT-LIB does
    }
    std::string quantified(const z3::expr& term) {
        const unsigned count = Z3_get_quantifier_num_bound(term.ctx(), term);
        std::string made = term.is_forall() ? "(forall (" : "(exists (";
        for (unsigned i = 0; i < count; ++i) {
            const z3::symbol name(term.ctx(), Z3_get_quantifier_bound_name(term.ctx(), term, i));
            const z3::sort sort(term.ctx(), Z3_get_quantifier_bound_sort(term.ctx(), term, i));
            bound_.push_back(symbol(name.str()));
            made += (i == 0 ? "(" : " (") + bound_.back() + " " + sort.to_string() + ")";
        }
        made += ") " + written(term.body()) + ")";
        bound_.resize(bound_.size() - count);
        return made;
    }

    std::unordered_map<unsigned, unsigned> uses_;
    std::unordered_map<unsigned, std::string> names_;
    std::vector<std::string> bound_;
};

}  // namespace

SmtLibText::SmtLibText(const std::string& head, bool fresh) : fresh_(fresh), head_("; " + head + "\n") {}

void SmtLibText::declare(const z3::expr& term) {
    std::set<unsigned> seen;
    const std::function<void(const z3::sort&)> declare_sort = [&](const z3::sort& sort) {
        if (sort.is_array()) {
            declare_sort(sort.array_domain());
            declare_sort(sort.array_range());
            return;
        }
        const std::string name = sort.to_string();
        if (!declared_.insert("sort " + name).second) {
            return;
        }
        if (sort.sort_kind() == Z3_UNINTERPRETED_SORT) {
            declarations_ += "(declare-sort " + name + " 0)\n";
        }
        if (sort.is_datatype()) {
            declarations_ += "(declare-datatypes ((" + name + " 0)) ((";
            const unsigned count = Z3_get_datatype_sort_num_constructors(sort.ctx(), sort);
            for (unsigned i = 0; i < count; ++i) {
                const z3::func_decl constructor(sort.ctx(), Z3_get_datatype_sort_constructor(sort.ctx(), sort, i));
                declarations_ += (i == 0 ? "(" : " (") + symbol(constructor.name().str()) + ")";
            }
            declarations_ += ")))\n";
        }
    };
    for_each_term(term, seen, [&](const z3::expr& each) {
        if (!each.is_app()) {
            return;
        }
        declare_sort(each.get_sort());
        const z3::func_decl decl = each.decl();
        if (decl.decl_kind() != Z3_OP_UNINTERPRETED || !declared_.insert(decl.name().str()).second) {
            return;
        }
        std::string domain;
        for (unsigned i = 0; i < decl.arity(); ++i) {
            declare_sort(decl.domain(i));
            domain += (i == 0 ? "" : " ") + decl.domain(i).to_string();
        }
        declarations_ +=
            "(declare-fun " + symbol(decl.name().str()) + " (" + domain + ") " + decl.range().to_string() + ")\n";
    });
}

void SmtLibText::add(const Entailment& question, const std::string& answer) {
    std::vector<z3::expr> asserted = question.premises;
    asserted.push_back(!question.goal);
    for (const z3::expr& each : asserted) {
        declare(each);
    }
    body_ += "; " + question.about + "\n";
    body_ += fresh_ ? std::string("(reset)\n") + logic + declarations_ : "(push 1)\n";
    if (fresh_) {
        declarations_.clear();
        declared_.clear();
    }
    Printer printer(asserted);
    for (const z3::expr& each : asserted) {
        body_ += printer.definitions(each);
        body_ += "(assert " + printer.text(each) + ")\n";
    }
    body_ += "(set-info :status " + answer + ")\n(check-sat)\n" + (fresh_ ? "" : "(pop 1)\n");
    expected_ += answer + "\n";
}

}  // namespace rollout::proofs
