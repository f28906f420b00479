#include "query.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "ascii.hpp"
#include "spelled.hpp"

namespace rollout::sql {
namespace {

using rules::ElementPredicate;
using rules::ListPredicate;
using rules::Rung;

/// Returns what is inside the brackets of a question.
std::string_view inside(std::string_view question) {
    const std::string_view rest = question.substr(question.find('(') + 1);
    return rest.substr(0, rest.rfind(')'));
}

bool asks_flags(const ElementPredicate& predicate) {
    return predicate.kind == ElementPredicate::Kind::flag ||
           std::any_of(predicate.operands.begin(), predicate.operands.end(), asks_flags);
}

class Query {
public:
    Query(const rules::Rule& rule, const QueryOptions& options) : rule_(rule), options_(options) {}

    std::string text() {
        // The ladders ask for facts, so they come first.
        const std::string base = rule_.base.empty() ? "" : columns(rule_.base, "base", "base_clause", "        ");
        const std::string answer = columns(rule_.ladder, "state", "clause", "    ");
        std::string text = "with\n" + rows_text(rule_, options_) + ",\n" + facts_text();
        if (!rule_.base.empty()) {
            text += fmt::format(",\nbased as (\n    select whole.*,\n{}\n    from whole\n)", base);
        }
        return text + fmt::format("\nselect id,\n{}\nfrom {}\n", answer, rule_.base.empty() ? "whole" : "based");
    }

private:
    struct Fact {
        std::string name;
        std::string expression;
    };

    /// Returns whether a row is one that the predicate holds of, for a place where an operand of `and` may stand.
    std::string condition(const ElementPredicate& predicate) const {
        if (!asks_flags(predicate)) {
            std::vector<bool> states;
            for (std::uint16_t state = 0; state < rule_.state_count(); ++state) {
                states.push_back(predicate({state, 0}));
            }
            return is_state_of(states);
        }
        if (predicate.kind == ElementPredicate::Kind::flag) {
            return flag_column(rule_, predicate.flag) + " = 1";
        }
        if (predicate.kind == ElementPredicate::Kind::negation) {
            const ElementPredicate& operand = predicate.operands[0];
            return operand.kind == ElementPredicate::Kind::flag ? flag_column(rule_, operand.flag) + " = 0"
                                                                : fmt::format("not ({})", condition(operand));
        }
        std::vector<std::string> operands;
        for (const ElementPredicate& operand : predicate.operands) {
            operands.push_back(condition(operand));
        }
        return predicate.kind == ElementPredicate::Kind::disjunction ? fmt::format("({})", fmt::join(operands, " or "))
                                                                     : fmt::format("{}", fmt::join(operands, " and "));
    }

    /// A word that is no state is seen as the unlisted one, so a set with that one is told by what it lacks.
    std::string is_state_of(const std::vector<bool>& states) const {
        const bool has_others = states[rule_.unlisted];
        std::vector<std::string> words;
        for (std::size_t state = 0; state < states.size(); ++state) {
            if (states[state] != has_others) {
                words.push_back(literal(rule_.names.states[state]));
            }
        }
        if (words.empty()) {
            return has_others ? "1 = 1" : "1 = 0";
        }
        if (words.size() == 1) {
            return fmt::format("state {} {}", has_others ? "<>" : "=", words.front());
        }
        return fmt::format("state {} ({})", has_others ? "not in" : "in", fmt::join(words, ", "));
    }

    /// Returns the name of a fact; each expression is one fact.
    std::string fact(std::string_view kind, const ListPredicate& question, std::string expression) {
        for (const Fact& known : facts_) {
            if (known.expression == expression) {
                return known.name;
            }
        }
        std::vector<std::string> taken;
        for (const Fact& known : facts_) {
            taken.push_back(known.name);
        }
        const std::string name = unlike(taken, fmt::format("{}_{}", kind, part_of_name(inside(question.text))));
        facts_.push_back({name, std::move(expression)});
        return name;
    }

    /// Returns whether a rollout is one that the predicate holds of, over the facts that it adds.
    std::string condition(const ListPredicate& predicate) {
        const auto asked = [&](std::size_t number) { return condition(predicate.asks[number]); };
        switch (predicate.kind) {
            case ListPredicate::Kind::always:
                return "1 = 1";
            case ListPredicate::Kind::empty:
                return "children = 0";
            case ListPredicate::Kind::any:
            case ListPredicate::Kind::none:
                return fmt::format("{} = {}",
                                   fact("any", predicate, fmt::format("max(case when {} then 1 else 0 end)", asked(0))),
                                   predicate.kind == ListPredicate::Kind::any ? 1 : 0);
            case ListPredicate::Kind::all:
                return fact("not_all", predicate, fmt::format("max(case when {} then 0 else 1 end)", asked(0))) +
                       " = 0";
            case ListPredicate::Kind::any_before:
                return fact("any", predicate,
                            fmt::format("case when min(case when {} then place end) < max(case when {} then place end) "
                                        "then 1 else 0 end",
                                        asked(0), asked(1))) +
                       " = 1";
            case ListPredicate::Kind::at_least:
                return fmt::format(
                    "{} >= {}", fact("count", predicate, fmt::format("sum(case when {} then 1 else 0 end)", asked(0))),
                    predicate.count);
            case ListPredicate::Kind::negation:
                return fmt::format("not ({})", condition(predicate.operands[0]));
            case ListPredicate::Kind::conjunction:
            case ListPredicate::Kind::disjunction:
                break;
        }
        std::vector<std::string> operands;
        for (const ListPredicate& operand : predicate.operands) {
            operands.push_back(condition(operand));
        }
        const bool is_any = predicate.kind == ListPredicate::Kind::disjunction;
        return is_any ? fmt::format("({})", fmt::join(operands, " or "))
                      : fmt::format("{}", fmt::join(operands, " and "));
    }

    /// Returns what a ladder answers, and by which rung, as two columns.
    std::string columns(const std::vector<Rung>& ladder, std::string_view state, std::string_view clause,
                        std::string_view indent) {
        std::string states;
        std::string clauses;
        for (const Rung& rung : ladder) {
            const std::string answer = rung.then ? literal(rule_.names.states[*rung.then]) : "base";
            const std::string id = rung.then ? literal(rung.id) : "base_clause";
            if (rung.holds.kind == ListPredicate::Kind::always) {
                // What stands behind it is never asked.
                states += states.empty() ? answer : fmt::format("\n{}    else {} end", indent, answer);
                clauses += clauses.empty() ? id : fmt::format("\n{}    else {} end", indent, id);
                break;
            }
            const std::string when =
                fmt::format("{}\n{}    when {} then ", states.empty() ? "case" : "", indent, condition(rung.holds));
            states += when + answer;
            clauses += when + id;
        }
        return fmt::format("{}{} as {},\n{}{} as {}", indent, states, state, indent, clauses, clause);
    }

    /// A rollout without rows has no row in `facts`, and every fact of it is 0. Some engines fill what a left join does
    /// not find with null, and some with 0.
    std::string facts_text() const {
        std::string facts = "        count(*) as children";
        std::string whole = "        coalesce(facts.children, 0) as children";
        for (const Fact& each : facts_) {
            facts += fmt::format(",\n        {} as {}", each.expression, each.name);
            whole += fmt::format(",\n        coalesce(facts.{0}, 0) as {0}", each.name);
        }
        const std::string id = column("p", options_.tables.id);
        return fmt::format(
            "facts as (\n    select rollout,\n{}\n    from seen\n    group by rollout\n),\nwhole as (\n    select {} "
            "as "
            "id,\n{}\n    from {} p left join facts on facts.rollout = {}\n)",
            facts, id, whole, options_.tables.parents, id);
    }

    const rules::Rule& rule_;
    const QueryOptions& options_;
    std::vector<Fact> facts_;
};

/// Returns why a word of the rule is no literal; empty: each is one.
std::string problem_of_words(const rules::Rule& rule, const Dialect& dialect) {
    std::vector<std::string> words = rule.names.states;
    const std::vector<std::string> policies = rule.policy_words();
    words.insert(words.end(), policies.begin(), policies.end());
    for (const auto* ladder : {&rule.base, &rule.ladder}) {
        for (const Rung& rung : *ladder) {
            words.push_back(rung.id);
        }
    }
    for (const std::string& word : words) {
        if (const std::string problem = problem_of_literal(dialect, word); !problem.empty()) {
            return fmt::format("the word {} has {}", oracle::quoted_unless_plain(word), problem);
        }
    }
    return "";
}

/// Returns why a table cannot be named so; empty: each can.
std::string problem_of_tables(const Tables& tables) {
    for (const std::string& table : {tables.parents, tables.rows}) {
        for (const std::string_view own : {"named", "seen", "facts", "whole", "based"}) {
            if (oracle::in_small_letters(table) == own) {
                return fmt::format("the query has a table {} of its own; name yours with its schema, as public.{}", own,
                                   table);
            }
        }
    }
    return "";
}

std::string comment(const rules::Rule& rule, const QueryOptions& options, const std::string& title) {
    std::string text = fmt::format("-- {}\n-- Dialect {}: {}.\n", title, options.dialect->name, options.dialect->about);
    text += options.reads_every_spelling
                ? "-- Every spelling of a token is read, at several times the cost: a generated column is cheaper.\n"
                : "-- A state is its token as the rule spells it; every other spelling is a word that is no state.\n";
    if (options.tables.position.size() == 1) {
        text += "-- No two rows of a rollout stand at one position.\n";
    }
    if (has_builder(options)) {
        text += "-- Rows are looked up by their rollout: an index is needed.\n";
    }
    if (rule.has_latch()) {
        text += "-- A rollout whose release latch is null is not released.\n";
    }
    return text;
}

}  // namespace

std::variant<std::string, NoQuery> query_of(const rules::Rule& rule, const QueryOptions& options,
                                            const std::string& title) {
    for (const std::string& problem : {problem_of_words(rule, *options.dialect), problem_of_tables(options.tables)}) {
        if (!problem.empty()) {
            return NoQuery{problem};
        }
    }
    return comment(rule, options, title) + Query(rule, options).text();
}

}  // namespace rollout::sql
