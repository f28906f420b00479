#include "prove.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <stdexcept>

namespace rollout::proofs {
namespace {

/// Returns the question with every variable fixed to its value in `model`: a ground instance.
Entailment ground(Entailment question, const z3::model& model) {
    std::vector<z3::expr> terms = question.premises;
    terms.push_back(question.goal);
    for (const z3::expr& variable : variables_of(terms)) {
        question.premises.push_back(variable == model.eval(variable, true));
    }
    return question;
}

/// Returns the witness with as few children as it takes for `differs` still to hold of it.
Witness shrunk(Witness witness, const std::function<bool(const Witness&)>& differs) {
    if (!differs(witness)) {
        return witness;
    }
    for (std::size_t list = 0; list < witness.lists.size(); ++list) {
        for (std::size_t i = witness.lists[list].size(); i > 0; --i) {
            Witness shorter = witness;
            shorter.lists[list].erase(shorter.lists[list].begin() + static_cast<std::ptrdiff_t>(i - 1));
            if (differs(shorter)) {
                witness = std::move(shorter);
            }
        }
    }
    return witness;
}

/// What Z3 makes of a twin: a witness, and the ground instance that it is; or the lemma, proved of the twin.
struct TwinAnswer {
    Entailment question;
    SolverAnswer answer;
    std::optional<Witness> witness;
    bool differs = false;
};

/// Asks Z3 about the twin and adds to `text` what cvc5 must confirm.
TwinAnswer ask(const Twin& twin, const Terms& terms, unsigned timeout_seconds, SmtLibText& text) {
    const Obligation obligation = twin.question(terms);
    const Entailment& question = obligation.questions.back();
    std::optional<z3::model> model;
    TwinAnswer twin_answer{question, ask_z3(question, timeout_seconds, &model), std::nullopt};
    if (twin_answer.answer == SolverAnswer::refuted) {
        twin_answer.witness = shrunk(obligation.read(*model), twin.differs);
        twin_answer.differs = twin.differs(*twin_answer.witness);
        text.add(ground(question, *model), "sat");
    } else {
        text.add(question, "unsat");
    }
    return twin_answer;
}

/// Returns the lines of `text`, without their ends.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    for (std::size_t end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
        lines.push_back(text.substr(at, end - at));
    }
    return lines;
}

SmtLibText text_of_obligation(const Lemma& lemma, const Obligation& obligation) {
    SmtLibText text(lemma.id + ": " + lemma.statement + ".", obligation.fresh);
    text.add_comment("; Every answer must be unsat, of z3 FILE and of cvc5 " + std::string(cvc5_options) + " FILE.\n");
    text.add_comment(obligation.legend);
    for (const Entailment& question : obligation.questions) {
        text.add(question, "unsat");
    }
    return text;
}

}  // namespace

TwinCount Prover::ask_all(const std::vector<Twin>& twins) {
    TwinCount count{.made = twins.size()};
    SmtLibText text("twins");
    std::vector<TwinAnswer> answers;
    for (const Twin& twin : twins) {
        answers.push_back(ask(twin, terms_, timeout_seconds_, text));
    }
    const std::vector<std::string> by_cvc5 = lines_of(ask_cvc5(text.text(), timeout_seconds_));
    for (std::size_t i = 0; i < twins.size(); ++i) {
        const std::string said = by_cvc5.size() == twins.size() ? by_cvc5[i] : "no answer";
        if (answers[i].answer == SolverAnswer::refuted && answers[i].differs && said == "sat") {
            ++count.refuted;
        } else if (answers[i].answer == SolverAnswer::proved && said == "unsat") {
            ++count.kept;
        } else {
            count.undecided.push_back(twins[i].broken + ": Z3 " +
                                      (answers[i].answer == SolverAnswer::refuted  ? "sat"
                                       : answers[i].answer == SolverAnswer::proved ? "unsat"
                                                                                   : "unknown") +
                                      (answers[i].witness ? ", " + answers[i].witness->text() +
                                                                (answers[i].differs ? " differs" : " does not differ")
                                                          : "") +
                                      ", cvc5 " + said);
        }
    }
    return count;
}

std::string Prover::smt_lib(const Lemma& lemma) { return text_of_obligation(lemma, lemma.obligation(terms_)).text(); }

/// Asks whether the premises can hold, and whether the broken variant is refuted: without either the question says
/// nothing. The last one has the lemma's twin for a variant.
void Prover::ask_for_weakness(const Question& question, bool last, Result& result) {
    const auto weak = [&](bool& part, const std::string& why) {
        part = false;
        result.weak.push_back(question.about + ": " + why);
    };
    bool premises_hold = false;
    if (!last) {
        if (!question.broken || !refuted_by_z3(*question.broken, timeout_seconds_)) {
            weak(result.variants_refuted, "no broken variant of it is refuted");
        } else {
            // What refutes the variant satisfies its premises, and so these if they are among them.
            const std::vector<z3::expr>& held = question.broken->premises;
            premises_hold =
                std::all_of(question.premises.begin(), question.premises.end(), [&](const z3::expr& premise) {
                    return std::any_of(held.begin(), held.end(),
                                       [&](const z3::expr& each) { return z3::eq(each, premise); });
                });
        }
    }
    if (!premises_hold && !satisfiable_by_z3(context_, question.premises, timeout_seconds_)) {
        weak(result.premises_satisfiable, "its premises are not shown satisfiable");
    }
}

Result Prover::attempt(const Lemma& lemma, bool all_twins, const std::string& certificates) {
    Result result;
    const Obligation obligation = lemma.obligation(terms_);

    result.z3 = SolverAnswer::proved;
    std::optional<z3::model> model;
    for (const Entailment& question : obligation.questions) {
        const bool last = &question == &obligation.questions.back();
        const SolverAnswer answer = ask_z3(question, timeout_seconds_, last ? &model : nullptr);
        if (answer != SolverAnswer::proved && result.z3 == SolverAnswer::proved) {
            result.z3 = answer;
            result.counterexample = question.about;
        }
    }
    if (model && obligation.read) {
        const Witness witness =
            shrunk(obligation.read(*model), [&](const Witness& each) { return !lemma.holds(each); });
        result.counterexample = witness.text() + (lemma.holds(witness) ? " (the compiled code does not differ on it)"
                                                                       : " (the compiled code differs on it too)");
    }

    SmtLibText text = text_of_obligation(lemma, obligation);
    const TwinAnswer twin = ask(lemma.twin, terms_, timeout_seconds_, text);
    result.twin_witness = twin.witness ? twin.witness->text() : "";
    result.twin_refuted = twin.answer == SolverAnswer::refuted && twin.differs;
    result.cvc5 = result.z3 == SolverAnswer::refuted ? SolverAnswer::not_asked : SolverAnswer::missing;
    std::future<std::string> by_cvc5;  // beside what Z3 is asked about the questions themselves
    if (result.cvc5 == SolverAnswer::missing && cvc5_installed()) {
        by_cvc5 = std::async(std::launch::async, ask_cvc5, text.text(), timeout_seconds_);
    }

    result.simplified = std::all_of(obligation.questions.begin(), obligation.questions.end(), closed_by_simplifying);
    for (const Question& question : obligation.questions) {
        ask_for_weakness(question, &question == &obligation.questions.back(), result);
    }

    if (by_cvc5.valid()) {
        std::vector<std::string> said = lines_of(by_cvc5.get());
        const std::string of_the_twin = said.empty() ? "" : said.back();
        said.resize(said.empty() ? 0 : said.size() - 1);
        const auto all_say = [&](const char* answer) {
            return std::all_of(said.begin(), said.end(), [&](const std::string& line) { return line == answer; });
        };
        const bool some_sat = std::find(said.begin(), said.end(), "sat") != said.end();
        result.cvc5 = said.size() == obligation.questions.size() && all_say("unsat") ? SolverAnswer::proved
                      : some_sat                                                     ? SolverAnswer::refuted
                                                                                     : SolverAnswer::unknown;
        result.twin_refuted = result.twin_refuted && of_the_twin == "sat";
    }
    if (!certificates.empty()) {
        if (!values_certified_) {
            values_certified_ = certify_values(terms_);
        }
        result.certificate = *values_certified_ == Certificate::checked
                                 ? certify(obligation.questions.back(), twin.question, certificates, lemma.id)
                                 : *values_certified_;
    }
    if (all_twins) {
        result.twins = ask_all(lemma.twins());
    }
    return result;
}

Result Prover::prove(const Lemma& lemma, bool all_twins, const std::string& certificates) {
    const auto start = std::chrono::steady_clock::now();
    Result result;
    try {
        result = attempt(lemma, all_twins, certificates);
    } catch (const std::logic_error& error) {  // what ships is so broken that the question cannot be put
        result.counterexample = error.what();
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

}  // namespace rollout::proofs
