#include "predicate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "nearest.hpp"

namespace rollout::rules {
namespace {

constexpr std::size_t depth_max = 64;

bool is_of_a_name(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || byte == '-' || byte == '.';
}

/// A word of the grammar: a name, a number, one of the signs, or the end.
struct Token {
    enum class Kind { name, sign, end };
    Kind kind;
    std::string_view text;
    std::size_t offset;
};

/// Reads both kinds of predicates: they share `!`, `&`, `|` and parentheses. The first problem is kept.
class Parser {
public:
    Parser(std::string_view text, const Names& names) : text_(text), names_(names) { advance(); }

    ElementPredicate element_predicate() { return whole<ElementPredicate>(); }
    ListPredicate list_predicate() { return whole<ListPredicate>(); }

    /// Returns the first problem of what was read.
    std::optional<PredicateProblem>& problem() { return problem_; }

private:
    template <class Predicate>
    Predicate whole() {
        Predicate read = disjunction<Predicate>();
        if (token_.kind != Token::Kind::end) {
            fail(fmt::format("expected '&', '|' or the end, not '{}'", token_.text));
        }
        return read;
    }

    template <class Predicate>
    Predicate disjunction() {
        if (++depth_ > depth_max) {
            fail(fmt::format("nested deeper than {}", depth_max));
        }
        Predicate read = joined<Predicate>("|", Predicate::Kind::disjunction, [this] {
            return joined<Predicate>("&", Predicate::Kind::conjunction, [this] { return factor<Predicate>(); });
        });
        --depth_;
        return read;
    }

    /// Reads operands with that sign between them.
    template <class Predicate>
    Predicate joined(std::string_view sign, typename Predicate::Kind kind, auto operand) {
        Predicate first = operand();
        if (!is_sign(sign)) {
            return first;
        }
        Predicate read{.kind = kind};
        read.operands.push_back(std::move(first));
        while (is_sign(sign)) {
            advance();
            read.operands.push_back(operand());
        }
        return read;
    }

    template <class Predicate>
    Predicate factor() {
        bool is_negated = false;
        while (is_sign("!")) {
            is_negated = !is_negated;
            advance();
        }
        Predicate read;
        if (is_sign("(")) {
            advance();
            read = disjunction<Predicate>();
            expect(")");
        } else {
            read = named(Predicate());
        }
        if (!is_negated) {
            return read;
        }
        Predicate negated{.kind = Predicate::Kind::negation};
        negated.operands.push_back(std::move(read));
        return negated;
    }

    ElementPredicate named(ElementPredicate read) {
        const Token name = take_name("a state, a set, a flag or a predicate");
        const auto position = [&](const std::vector<std::string>& list) {
            const auto found = std::find(list.begin(), list.end(), name.text);
            return found == list.end() ? std::optional<std::size_t>() : static_cast<std::size_t>(found - list.begin());
        };
        if (const auto state = position(names_.states)) {
            read.kind = ElementPredicate::Kind::states;
            read.states.assign(names_.states.size(), false);
            read.states[*state] = true;
        } else if (const auto flag = position(names_.flags)) {
            read.kind = ElementPredicate::Kind::flag;
            read.flag = *flag;
        } else if (const auto defined = names_.defined.find(name.text); defined != names_.defined.end()) {
            return defined->second;
        } else if (name.text != "true") {
            if (is_question(name.text)) {
                fail(name, fmt::format("'{}' asks a list, and here one element is asked", name.text));
            }
            fail(name, oracle::unknown_name(name.text, names_.all(), "no state, set, flag or predicate"));
        }
        return read;
    }

    ListPredicate named(ListPredicate read) {
        const Token name = take_name("'true', 'empty' or a question as any(...)");
        if (name.text == "true") {
            return read;
        }
        if (name.text == "empty") {
            read.kind = ListPredicate::Kind::empty;
            return read;
        }
        for (const Question& question : questions) {
            if (question.name == name.text) {
                read.kind = question.kind;
                expect("(");
                if (question.kind == ListPredicate::Kind::at_least) {
                    read.count = take_count();
                    expect(",");
                }
                read.asks.push_back(disjunction<ElementPredicate>());
                if (question.kind == ListPredicate::Kind::any_before) {
                    expect(",");
                    read.asks.push_back(disjunction<ElementPredicate>());
                }
                const std::size_t end = token_.offset + 1;
                expect(")");
                read.text = text_.substr(name.offset, end - name.offset);
                return read;
            }
        }
        const std::vector<std::string> known = names_.all();
        if (std::find(known.begin(), known.end(), name.text) != known.end()) {
            fail(name,
                 fmt::format("'{0}' asks one element; of a list, ask any({0}), all({0}) or none({0})", name.text));
        }
        std::vector<std::string> all{"true", "empty"};
        for (const Question& question : questions) {
            all.emplace_back(question.name);
        }
        fail(name, oracle::unknown_name(name.text, all, "no question of a list"));
        return read;
    }

    struct Question {
        std::string_view name;
        ListPredicate::Kind kind;
    };
    static constexpr std::array questions{
        Question{"any", ListPredicate::Kind::any},           Question{"all", ListPredicate::Kind::all},
        Question{"none", ListPredicate::Kind::none},         Question{"any_before", ListPredicate::Kind::any_before},
        Question{"at_least", ListPredicate::Kind::at_least},
    };
    static bool is_question(std::string_view name) {
        return std::any_of(questions.begin(), questions.end(),
                           [&](const Question& question) { return question.name == name; });
    }

    std::uint32_t take_count() {
        const Token number = take_name("a whole number");
        std::uint32_t count = 0;
        const char* const end = number.text.data() + number.text.size();
        const auto [stop, error] = std::from_chars(number.text.data(), end, count);
        if (error != std::errc() || stop != end || count == 0 || count > count_max) {
            fail(number, fmt::format("'{}': expected a whole number from 1 to {}", number.text, count_max));
        }
        return count;
    }

    Token take_name(const char* what) {
        if (token_.kind != Token::Kind::name) {
            fail(fmt::format("expected {}, not {}", what,
                             token_.kind == Token::Kind::end ? "the end" : fmt::format("'{}'", token_.text)));
        }
        const Token taken = token_;
        advance();
        return taken;
    }

    bool is_sign(std::string_view sign) const { return token_.kind == Token::Kind::sign && token_.text == sign; }
    void expect(std::string_view sign) {
        if (!is_sign(sign)) {
            fail(fmt::format("expected '{}', not {}", sign,
                             token_.kind == Token::Kind::end ? "the end" : fmt::format("'{}'", token_.text)));
        }
        advance();
    }

    void advance() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) {
            ++at_;
        }
        const std::size_t begin = at_;
        if (begin == text_.size()) {
            token_ = {Token::Kind::end, "", begin};
        } else if (text_[begin] == '\'') {  // a name with other bytes
            const std::size_t end = text_.find('\'', begin + 1);
            if (end == std::string_view::npos) {
                return fail({Token::Kind::sign, "'", begin}, "a quoted name does not end");
            }
            token_ = {Token::Kind::name, text_.substr(begin + 1, end - begin - 1), begin};
            at_ = end + 1;
        } else if (is_of_a_name(text_[begin])) {
            while (at_ < text_.size() && is_of_a_name(text_[at_])) {
                ++at_;
            }
            token_ = {Token::Kind::name, text_.substr(begin, at_ - begin), begin};
        } else {
            token_ = {Token::Kind::sign, text_.substr(begin, 1), begin};
            if (std::string_view("()!&|,").find(text_[begin]) == std::string_view::npos) {
                return fail(
                    fmt::format("'{}' has no meaning here; a name with other bytes than letters, digits, '_', '-' and "
                                "'.' stands between single quotes",
                                token_.text));
            }
            ++at_;
            // Doubled signs, as many languages have them, mean the same.
            if ((text_[begin] == '&' || text_[begin] == '|') && at_ < text_.size() && text_[at_] == text_[begin]) {
                ++at_;
            }
        }
    }

    void fail(std::string message) { fail(token_, std::move(message)); }
    /// Keeps the first problem, and reads as if the text ended here: whoever reads on comes to an end.
    void fail(const Token& token, std::string message) {
        if (!problem_) {
            problem_ = PredicateProblem{token.offset, std::move(message)};
        }
        at_ = text_.size();
        token_ = {Token::Kind::end, "", at_};
    }

    std::string_view text_;
    const Names& names_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    Token token_{};
    std::optional<PredicateProblem> problem_;
};

/// Returns the answer of an expression of the kinds that both predicates share.
bool holds_of_operands(const auto& predicate, const auto& asked) {
    using Kind = typename std::remove_cvref_t<decltype(predicate)>::Kind;
    const auto holds = [&](const auto& operand) { return operand(asked); };
    const auto& operands = predicate.operands;
    return predicate.kind == Kind::negation      ? !holds(operands.front())
           : predicate.kind == Kind::conjunction ? std::all_of(operands.begin(), operands.end(), holds)
                                                 : std::any_of(operands.begin(), operands.end(), holds);
}

template <class Predicate>
std::variant<Predicate, PredicateProblem> read(std::string_view text, const Names& names, auto part) {
    Parser parser(text, names);
    Predicate predicate = (parser.*part)();
    if (parser.problem()) {
        return *std::move(parser.problem());
    }
    return predicate;
}

}  // namespace

bool ElementPredicate::operator()(Element element) const {
    switch (kind) {
        case Kind::always:
            return true;
        case Kind::states:
            return states[element.state];
        case Kind::flag:
            return (element.flags >> flag & 1U) != 0;
        case Kind::negation:
        case Kind::conjunction:
        case Kind::disjunction:
            break;
    }
    return holds_of_operands(*this, element);
}

bool ListPredicate::operator()(std::span<const Element> list) const {
    switch (kind) {
        case Kind::always:
            return true;
        case Kind::empty:
            return list.empty();
        case Kind::any:
            return std::any_of(list.begin(), list.end(), asks[0]);
        case Kind::all:
            return std::all_of(list.begin(), list.end(), asks[0]);
        case Kind::none:
            return std::none_of(list.begin(), list.end(), asks[0]);
        case Kind::any_before: {
            const auto first = std::find_if(list.begin(), list.end(), asks[0]);
            return first != list.end() && std::any_of(first + 1, list.end(), asks[1]);
        }
        case Kind::at_least:
            return std::count_if(list.begin(), list.end(), asks[0]) >= static_cast<std::ptrdiff_t>(count);
        case Kind::negation:
        case Kind::conjunction:
        case Kind::disjunction:
            break;
    }
    return holds_of_operands(*this, list);
}

namespace {

std::optional<std::uint16_t> number_of(const std::vector<std::string>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional<std::uint16_t>(static_cast<std::uint16_t>(found - names.begin()));
}

}  // namespace

std::optional<std::uint16_t> Names::state(std::string_view name) const { return number_of(states, name); }
std::optional<std::uint16_t> Names::flag(std::string_view name) const { return number_of(flags, name); }

std::vector<std::string> Names::all() const {
    std::vector<std::string> names = states;
    names.insert(names.end(), flags.begin(), flags.end());
    for (const auto& [name, predicate] : defined) {
        names.push_back(name);
    }
    return names;
}

std::variant<ElementPredicate, PredicateProblem> read_element_predicate(std::string_view text, const Names& names) {
    return read<ElementPredicate>(text, names, &Parser::element_predicate);
}

std::variant<ListPredicate, PredicateProblem> read_list_predicate(std::string_view text, const Names& names) {
    return read<ListPredicate>(text, names, &Parser::list_predicate);
}

}  // namespace rollout::rules
