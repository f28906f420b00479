// Goal: each thing that can be wrong with a rule file is reported, in full and with its place; and each question of the
// grammar means what the page says. Method: one file for each mistake, with all of its messages; predicates against
// functions that are written here, on every short list.

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "case_reader.hpp"
#include "lint.hpp"
#include "rule_file.hpp"
#include "shortest.hpp"
#include "support/gtest.hpp"

namespace rollout::tests {
namespace {

using rules::Element;
using rules::Loaded;

/// Returns the problems of a file, a line each; empty: none.
std::string problems_of(const std::string& text) {
    const auto read = Loaded::of(text, "x");
    const auto* problem = std::get_if<std::string>(&read);
    return problem == nullptr ? "" : *problem;
}

struct WrongText {
    const char* text;
    const char* problems;
};

/// Returns a right file with other parts: lines by their keys, an empty part for none, and more lines at two places.
std::string file_with(const std::map<std::string, std::string>& parts) {
    const std::vector<std::pair<std::string, std::string>> right{
        {"edition", R"~(edition = "x")~"},
        {"states", R"~(states = ["a", "b", "c"])~"},
        {"unlisted", R"~(unlisted = "c")~"},
        {"empty", R"~(empty = "c")~"},
        {"flags", R"~(flags = { f = ["w"] })~"},
        {"other_words", R"~(other_words = "none")~"},
        {"before the ladder", ""},
        {"ladder",
         R"~(ladder = [{ id = "A", when = "any(a)", then = "a" }, { id = "C", when = "true", then = "c" }])~"},
        {"at the end", ""},
    };
    std::string text;
    for (const auto& [key, lines] : right) {
        const auto other = parts.find(key);
        const std::string& part = other == parts.end() ? lines : other->second;
        text += part + (part.empty() ? "" : "\n");
    }
    return text;
}

TEST(RuleReader, TakesTheFileThatTheOthersChange) { EXPECT_EQ(problems_of(file_with({})), ""); }

TEST(RuleReader, ReportsEveryMistakeInFull) {
    struct ChangedFile {
        std::map<std::string, std::string> parts;
        const char* problems;
    };
    const std::vector<ChangedFile> wrong{
        {{{"edition", "edition = 7"}}, R"~(x:1:11: edition: expected a string)~"},
        {{{"edition", R"~(edition = "")~"}}, R"~(x:1:11: edition: expected a text that is not empty)~"},
        {{{"before the ladder", R"~(source = "")~"}}, R"~(x:7:10: source: expected a text that is not empty)~"},
        {{{"states", ""}},
         R"~(x:1:1: states is missing: the words that children and answers can have
x:2:12: 'c': no state; there is none
x:3:9: 'c': no state; there is none
x:6:35: 'a': no state, set, flag or predicate; there are f
x:6:47: 'a': no state; there is none
x:6:88: 'c': no state; there is none)~"},
        {{{"states", R"~(states = "a")~"}},
         R"~(x:2:10: states: expected an array of strings
x:2:10: states: expected one state at least
x:3:12: 'c': no state; there is none
x:4:9: 'c': no state; there is none
x:7:35: 'a': no state, set, flag or predicate; there are f
x:7:47: 'a': no state; there is none
x:7:88: 'c': no state; there is none)~"},
        {{{"states", R"~(states = ["a", 7, "b", "c"])~"}}, R"~(x:2:16: states: expected a string)~"},
        {{{"states", "states = []"}, {"unlisted", ""}, {"empty", ""}, {"ladder", ""}},
         R"~(x:1:1: unlisted is missing: the state that any other word is seen as
x:1:1: empty is missing: the answer of the empty list
x:1:1: ladder is missing: the rungs, of which the first that holds decides
x:2:10: states: expected one state at least)~"},
        {{{"states", R"~(states = ["a", "b", "a", "c"])~"}},
         R"~(x:2:21: state 'a': there is a state of that name already)~"},
        {{{"states", R"~(states = ["a", "b", "a", "c"])~"}, {"unlisted", R"~(unlisted = "dd")~"}},
         R"~(x:2:21: state 'a': there is a state of that name already
x:3:12: 'dd': no state; there are a, b, c)~"},
        {{{"states", R"~(states = ["a", "any_before", "", "b'", "c"])~"}},
         R"~(x:2:16: state 'any_before': the word has a meaning of its own in rules
x:2:30: state '': expected a text without single quotes, not empty
x:2:34: state 'b'': expected a text without single quotes, not empty)~"},
        {{{"unlisted", "unlisted = true"}}, R"~(x:3:12: unlisted: expected a string)~"},
        {{{"flags", R"~(flags = "f")~"}}, R"~(x:5:9: flags: expected a table)~"},
        {{{"flags", R"~(flags = { f = "w" })~"}},
         R"~(x:5:11: flag 'f': no word sets it; where the caller does, it stands in given = ["f"]
x:5:15: f: expected an array of strings)~"},
        {{{"before the ladder", R"~(given = ["f", "a"])~"}},
         R"~(x:7:10: flag 'f': there is a flag of that name already
x:7:15: flag 'a': there is a state of that name already)~"},
        {{{"before the ladder", R"~(given = ["g1", "g2", "g3", "g4", "g5", "g6"])~"}},
         R"~(x:5:9: 7 flags; at most 6)~"},
        {{{"flags", ""},
          {"other_words", ""},
          {"before the ladder", R"~(given = ["g1", "g2", "g3", "g4", "g5", "g6", "g7"])~"}},
         R"~(x:5:9: 7 flags; at most 6)~"},
        {{{"before the ladder", R"~(given = ["g1", "g2", "g3", "g4", "g5", "g6"])~"}, {"at the end", R"~([predicates]
p = "g5 & g6")~"}},
         R"~(x:5:9: 7 flags; at most 6
x:10:11: 'g6': no state, set, flag or predicate; did you mean g1?)~"},
        {{{"before the ladder", R"~(given = ["g1", "g2", "g3", "g4", "g5"])~"}}, ""},
        {{{"before the ladder", R"~(given = "k")~"}}, R"~(x:7:9: given: expected an array of strings)~"},
        {{{"flags", ""}}, R"~(x:5:15: other_words: there are no flags that a word could set)~"},
        {{{"other_words", "other_words = 1"}}, R"~(x:6:15: other_words: expected a string)~"},
        {{{"before the ladder", R"~(released = "f")~"}},
         R"~(x:7:12: released: expected a table
x:7:12: released: flag 'f' is missing; f = [] states that no word sets it then)~"},
        {{{"before the ladder", R"~(released = { g = ["w"], f = [] })~"}},
         R"~(x:7:14: 'g': no flag that words set; there are f)~"},
        {{{"flags", R"~(flags = { f = ["w"], g = ["v"] })~"}, {"before the ladder", R"~(released = { f = ["w"] })~"}},
         R"~(x:7:12: released: flag 'g' is missing; g = [] states that no word sets it then)~"},
        {{{"before the ladder", R"~(sets = "a")~"}}, R"~(x:7:8: sets: expected a table)~"},
        {{{"at the end", R"~([sets]
live = ["a", "d"])~"}},
         R"~(x:9:14: 'd': no state; there are a, b, c)~"},
        {{{"at the end", R"~([sets]
f = ["a"]
a = ["b"])~"}},
         R"~(x:9:1: set 'f': there is a flag of that name already
x:10:1: set 'a': there is a state of that name already)~"},
        {{{"before the ladder", R"~(predicates = "a")~"}}, R"~(x:7:14: predicates: expected a table)~"},
        {{{"at the end", R"~([predicates]
p = 7
q = "a & d"
r = "any(a)"
a = "b")~"}},
         R"~(x:9:5: p: expected a string
x:10:10: 'd': no state, set, flag or predicate; there are a, b, c, f
x:11:6: 'any' asks a list, and here one element is asked
x:12:1: predicate 'a': there is a state of that name already)~"},
        {{{"at the end", R"~([predicates]
p = "a | b"
q = "p & d")~"}},
         R"~(x:10:10: 'd': no state, set, flag or predicate; there are a, b, c, f, p)~"},
        {{{"ladder", ""}}, R"~(x:1:1: ladder is missing: the rungs, of which the first that holds decides)~"},
        {{{"ladder", R"~(ladder = "a")~"}},
         R"~(x:7:10: ladder: expected an array of rungs, { id = ..., when = ..., then = ... })~"},
        {{{"ladder", "ladder = []"}},
         R"~(x:7:10: ladder: expected an array of rungs, { id = ..., when = ..., then = ... })~"},
        {{{"ladder", R"~(ladder = ["a", { id = "C", when = "true", then = "c" }])~"}},
         R"~(x:7:11: ladder: expected a rung, { id = ..., when = ..., then = ... })~"},
        {{{"ladder", R"~(ladder = [{ }, { id = "C", when = "true", then = "c" }])~"}},
         R"~(x:7:11: a rung without id
x:7:11: a rung without when
x:7:11: a rung without then)~"},
        {{{"ladder",
           R"~(ladder = [{ id = 1, when = 2, then = 3, why = 4 }, { id = "C", when = "true", then = "c" }])~"}},
         R"~(x:7:18: id: expected a string
x:7:28: when: expected a string
x:7:38: then: expected a string
x:7:47: why: expected a string)~"},
        {{{"ladder",
           R"~(ladder = [{ id = "", when = "any(a)", then = "a" }, { id = "A B", when = "any(b)", then = "a" }, { id = "C", when = "true", then = "c" }])~"}},
         R"~(x:7:18: id: expected a text without blanks, not empty
x:7:60: id: expected a text without blanks, not empty)~"},
        {{{"ladder", R"~(ladder = [{ id = "D", when = "true", then = "base" }])~"},
          {"before the ladder", R"~(base = [{ id = "C", when = "true", then = "base" }])~"}},
         R"~(x:7:43: then = "base": only the ladder of a file with a base ladder answers what the base does)~"},
        {{{"ladder", R"~(ladder = [{ id = "D", when = "true", then = "base" }])~"},
          {"before the ladder", R"~(base = [{ id = "C", when = "any(a)", then = "c" }])~"}},
         R"~(x:7:9: base: the last rung is not when = "true", so some list may have no answer)~"},
        {{{"at the end", R"~(cases = "a -> a")~"}}, R"~(x:8:9: cases: expected an array of strings)~"},
        {{{"at the end",
           R"~(cases = ["a", "a ->", "-> a", "a -> a A B", "d -> a", "a+g -> a", "a+a -> a", "a:v -> a", "a -> f", "a -> d", "a -> a D", "released: -> a", "p -> a"]
[predicates]
p = "a")~"}},
         R"~(x:8:10: a case without '->': expected as failed:continue running -> running
x:8:15: a case: expected as failed:continue running -> running ID, `none` for the empty list, the ID if it matters
x:8:23: a case: expected as failed:continue running -> running ID, `none` for the empty list, the ID if it matters
x:8:31: a case: expected as failed:continue running -> running ID, `none` for the empty list, the ID if it matters
x:8:45: 'd': no state; there are a, b, c
x:8:55: 'g': no flag; there are f
x:8:67: 'a': no flag; there are f
x:8:79: 'v': no word that sets a flag; (other) stands for such a word; there are w
x:8:91: 'f' is a flag, and here a state is wanted
x:8:101: 'd': no state; there are a, b, c
x:8:111: 'D': no rung; there are A, C
x:8:123: a case: expected as failed:continue running -> running ID, `none` for the empty list, the ID if it matters
x:8:141: 'p' is a set, and here a state is wanted)~"},
        {{{"before the ladder", R"~(laws = "a")~"}}, R"~(x:7:8: laws: expected a table)~"},
        {{{"at the end", R"~([laws]
success = "live"
failure = ["d"]
terminal = 7
waived = "x")~"}},
         R"~(x:9:11: 'live': no set; there is none
x:10:12: 'd': no state; there are a, b, c
x:11:12: terminal: expected an array of strings
x:12:10: waived: expected an array of strings)~"},
        {{{"at the end", R"~([sets]
live = ["a"]
[laws]
success = "lives"
succes = []
waivd = [])~"}},
         R"~(x:11:11: 'lives': no set; did you mean live?
x:12:1: 'succes': no name that a law has for states; did you mean success?
x:13:1: 'waivd': no name that a law has for states; did you mean waived?)~"},
        {{{"at the end", R"~([predicates]
p = "a & f"
[laws]
success = "p")~"}},
         R"~(x:11:11: 'p': no set; there is none)~"},
        {{{"ladder", R"~(ladder = [{ id = "A", when = """any(a) |
 any(d)""", then = "a" }, { id = "C", when = "true", then = "c" }])~"}},
         R"~(x:7:30: 'd': no state, set, flag or predicate; there are a, b, c, f)~"},
    };
    for (const ChangedFile& each : wrong) {
        const std::string text = file_with(each.parts);
        EXPECT_EQ(problems_of(text), each.problems) << text;
    }
}

TEST(RuleReader, ReportsWhereAPredicateIsWrong) {
    const std::vector<WrongText> wrong{
        {R"~(a)~", R"~(31: 'a' asks one element; of a list, ask any(a), all(a) or none(a))~"},
        {R"~(any(a)~", R"~(36: expected ')', not the end)~"},
        {R"~(any a))~", R"~(35: expected '(', not 'a')~"},
        {R"~(any(a)))~", R"~(37: expected '&', '|' or the end, not ')')~"},
        {R"~(any())~", R"~(35: expected a state, a set, a flag or a predicate, not ')')~"},
        {R"~(any(a,b))~", R"~(36: expected ')', not ',')~"},
        {R"~(any_before(a))~", R"~(43: expected ',', not ')')~"},
        {R"~(any_before(a b))~", R"~(44: expected ',', not 'b')~"},
        {R"~(at_least(a, b))~", R"~(40: 'a': expected a whole number from 1 to 1000)~"},
        {R"~(at_least(1001, a))~", R"~(40: '1001': expected a whole number from 1 to 1000)~"},
        {R"~(at_least(2 a))~", R"~(42: expected ',', not 'a')~"},
        {R"~(at_least(1x, a))~", R"~(40: '1x': expected a whole number from 1 to 1000)~"},
        {R"~(at_least(, a))~", R"~(40: expected a whole number, not ',')~"},
        {R"~(!)~", R"~(32: expected 'true', 'empty' or a question as any(...), not the end)~"},
        {R"~(any(!))~", R"~(36: expected a state, a set, a flag or a predicate, not ')')~"},
        {R"~(any(a &))~", R"~(38: expected a state, a set, a flag or a predicate, not ')')~"},
        {R"~(any(a | ))~", R"~(39: expected a state, a set, a flag or a predicate, not ')')~"},
        {R"~(any(a) any(b))~", R"~(38: expected '&', '|' or the end, not 'any')~"},
        {R"~(any(a) & )~", R"~(40: expected 'true', 'empty' or a question as any(...), not the end)~"},
        {R"~(&)~", R"~(31: expected 'true', 'empty' or a question as any(...), not '&')~"},
        {R"~(any(\"a\"))~",
         R"~(35: '"' has no meaning here; a name with other bytes than letters, digits, '_', '-' and '.' stands between single quotes)~"},
        {R"~(any('a))~", R"~(35: a quoted name does not end)~"},
        {R"~(any(''))~", R"~(35: '': no state, set, flag or predicate; there are a, b, c, f, p)~"},
        {R"~(any(a)@)~",
         R"~(37: '@' has no meaning here; a name with other bytes than letters, digits, '_', '-' and '.' stands between single quotes)~"},
        {R"~(true(a))~", R"~(35: expected '&', '|' or the end, not '(')~"},
        {R"~(empty())~", R"~(36: expected '&', '|' or the end, not '(')~"},
        {R"~(tru)~", R"~(31: 'tru': no question of a list; did you mean true?)~"},
        {R"~(any(empty))~", R"~(35: 'empty': no state, set, flag or predicate; there are a, b, c, f, p)~"},
        {R"~(at_least(2, a)~", R"~(44: expected ')', not the end)~"},
        {R"~(any(p) | (true)~", R"~(45: expected ')', not the end)~"},
        {R"~(f)~", R"~(31: 'f' asks one element; of a list, ask any(f), all(f) or none(f))~"},
        {R"~(p)~", R"~(31: 'p' asks one element; of a list, ask any(p), all(p) or none(p))~"},
        {R"~(any(zz))~", R"~(35: 'zz': no state, set, flag or predicate; there are a, b, c, f, p)~"},
        {R"~(none(at_least))~", R"~(36: 'at_least' asks a list, and here one element is asked)~"},
        {"((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((true)))))))))))))))))))))))))))))))))))))))))"
         ")))))))))))))))))))))))",
         "95: nested deeper than 64"},
        {"(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((true))))))))))))))))))))))))))))))))))))))))))"
         ")))))))))))))))))))))",
         ""},
    };
    for (const WrongText& each : wrong) {
        const bool is_right = *each.problems == '\0';
        const std::string problems = problems_of(file_with(
            {{"ladder",
              fmt::format(
                  R"~(ladder = [{{ id = "A", when = "{}", then = "{}" }}, {{ id = "C", when = "true", then = "c" }}])~",
                  each.text, is_right ? "c" : "a")},
             {"at the end", "[predicates]\np = \"a\""}}));
        EXPECT_EQ(problems, is_right ? "" : "x:7:" + std::string(each.problems)) << each.text;
    }
}

const rules::Names names{
    .states = {"a", "b.1", "odd name", "aA0zZ9-_."},
    .flags = {"f", "g-2"},
    .defined = {{"over", {.kind = rules::ElementPredicate::Kind::states, .states = {true, true, false, false}}}}};

bool is_over(Element element) { return element.state <= 1; }
bool has_f(Element element) { return (element.flags & 1U) != 0; }
bool has_g(Element element) { return (element.flags & 2U) != 0; }

/// Returns every element: four states, two flags.
std::vector<Element> every_element() {
    std::vector<Element> elements;
    for (std::uint16_t state = 0; state < 4; ++state) {
        for (std::uint16_t flags = 0; flags < 4; ++flags) {
            elements.push_back({state, flags});
        }
    }
    return elements;
}

TEST(Predicates, OfElementsMeanWhatThePageSays) {
    const std::vector<std::pair<const char*, bool (*)(Element)>> meanings{
        {"true", [](Element) { return true; }},
        {"a", [](Element element) { return element.state == 0; }},
        {"'odd name'", [](Element element) { return element.state == 2; }},
        {"aA0zZ9-_.", [](Element element) { return element.state == 3; }},
        {"over", is_over},
        {" \tf\r\n", has_f},
        {"!f", [](Element element) { return !has_f(element); }},
        {"!!f", has_f},
        {"! ! !f", [](Element element) { return !has_f(element); }},
        {"f&g-2", [](Element element) { return has_f(element) && has_g(element); }},
        {"f && g-2", [](Element element) { return has_f(element) && has_g(element); }},
        {"f|g-2", [](Element element) { return has_f(element) || has_g(element); }},
        {"f || g-2", [](Element element) { return has_f(element) || has_g(element); }},
        {"a | f & g-2", [](Element element) { return element.state == 0 || (has_f(element) && has_g(element)); }},
        {"(a | f) & g-2", [](Element element) { return (element.state == 0 || has_f(element)) && has_g(element); }},
        {"!(a | f) & b.1 | !over & g-2",
         [](Element element) {
             return (element.state == 1 && !has_f(element)) || (!is_over(element) && has_g(element));
         }},
        {"a | b.1 | f", [](Element element) { return is_over(element) || has_f(element); }},
        {"over & f & g-2", [](Element element) { return is_over(element) && has_f(element) && has_g(element); }},
    };
    for (const auto& [text, meaning] : meanings) {
        const auto read = read_element_predicate(text, names);
        const auto* predicate = std::get_if<rules::ElementPredicate>(&read);
        ASSERT_NE(predicate, nullptr) << text << std::get<rules::PredicateProblem>(read).message;
        for (const Element element : every_element()) {
            EXPECT_EQ((*predicate)(element), meaning(element))
                << text << " of " << element.state << "+" << element.flags;
        }
    }
}

using List = std::span<const Element>;

std::ptrdiff_t count_of(List list, bool (*holds)(Element)) { return std::count_if(list.begin(), list.end(), holds); }

TEST(Predicates, OfListsMeanWhatThePageSays) {
    const auto any_f_before_g = [](List list) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (has_f(list[i]) && count_of(list.subspan(i + 1), has_g) > 0) {
                return true;
            }
        }
        return false;
    };
    const std::vector<std::pair<const char*, std::function<bool(List)>>> meanings{
        {"true", [](List) { return true; }},
        {"empty", [](List list) { return list.empty(); }},
        {"!empty", [](List list) { return !list.empty(); }},
        {"any(f)", [](List list) { return count_of(list, has_f) > 0; }},
        {"all(f)", [](List list) { return count_of(list, has_f) == std::ssize(list); }},
        {"none(f)", [](List list) { return count_of(list, has_f) == 0; }},
        {"at_least(1, f)", [](List list) { return count_of(list, has_f) >= 1; }},
        {"at_least(2,f)", [](List list) { return count_of(list, has_f) >= 2; }},
        {"at_least(3, true)", [](List list) { return list.size() >= 3; }},
        {"any_before(f, g-2)", any_f_before_g},
        {"!any_before(f, g-2)", [&](List list) { return !any_f_before_g(list); }},
        {"any(f) & any(g-2)", [](List list) { return count_of(list, has_f) > 0 && count_of(list, has_g) > 0; }},
        {"any(f) | any(g-2)", [](List list) { return count_of(list, has_f) > 0 || count_of(list, has_g) > 0; }},
        {"any(f & g-2)",
         [](List list) {
             return count_of(list, [](Element element) { return has_f(element) && has_g(element); }) > 0;
         }},
        {"empty | any(f) & !all(over)",
         [](List list) {
             return list.empty() || (count_of(list, has_f) > 0 && count_of(list, is_over) < std::ssize(list));
         }},
        {"(empty | any(f)) & !all(over)",
         [](List list) { return count_of(list, has_f) > 0 && count_of(list, is_over) < std::ssize(list); }},
    };
    for (const auto& each : meanings) {
        const auto read = read_list_predicate(each.first, names);
        const auto* predicate = std::get_if<rules::ListPredicate>(&read);
        ASSERT_NE(predicate, nullptr) << each.first << std::get<rules::PredicateProblem>(read).message;
        const std::vector<Element> elements = every_element();
        analysis::any_list(std::span<const Element>(elements), 3, [&](List list) {
            EXPECT_EQ((*predicate)(list), each.second(list)) << each.first;
            return testing::Test::HasFailure();
        });
    }
}

TEST(RuleReader, ReadsCasesAsTheyAreWritten) {
    const auto read = Loaded::of(R"~(edition = "x"
states = ["a", "b", "unheard_of", "c+d"]
unlisted = "b"
empty = "b"
flags = { f = ["w"], g = ["v"] }
released = { f = ["w"], g = ["w"] }
other_words = "none"
ladder = [{ id = "A", when = "any(a & f & g)", then = "a" }, { id = "B", when = "true", then = "b" }]
cases = ["a:w b -> b", "released:\ta:w -> a A", "a+g+f b:w -> a", "none -> b B", "(unlisted) a:(other) -> b", "c+d -> b",
    "released: none -> b"]
)~",
                                 "x");
    ASSERT_TRUE(std::holds_alternative<std::shared_ptr<const Loaded>>(read)) << std::get<std::string>(read);
    const auto& rule = std::get<std::shared_ptr<const Loaded>>(read)->rule();
    std::vector<std::string> cases;
    for (const rules::CaseLine& line : rule.cases) {
        const std::vector<Element> elements = elements_of(rule, line.list);
        EXPECT_EQ(decide(rule, elements).state, line.expected) << line.text;
        cases.push_back(text_of(rule, line.list) + " -> " + rule.names.states[line.expected] + " " + line.clause);
    }
    EXPECT_EQ(cases, (std::vector<std::string>{"a:w b -> b ", "released: a:w -> a A", "children: a+f+g b+f -> a ",
                                               "none -> b B", "unheard_of_ a:unheard_of -> b ", "\"c+d\" -> b ",
                                               "none -> b "}));
    EXPECT_EQ(rule.cases[1].place.line, 9U);
    EXPECT_EQ(rule.cases[1].place.column, 24U);
}

TEST(RuleReader, KeepsWhatARungSays) {
    const auto read = Loaded::of(
        file_with({{"ladder", R"~(ladder = [{ id = "A", when = "any( a )", then = "a", why = "a comes first" },
          { id = "C", when = "true", then = "c" }])~"}}),
        "x");
    ASSERT_TRUE(std::holds_alternative<std::shared_ptr<const Loaded>>(read)) << std::get<std::string>(read);
    const rules::Rung& rung = std::get<std::shared_ptr<const Loaded>>(read)->rule().ladder.front();
    EXPECT_EQ(rung.id + "; " + rung.when + "; " + rung.why, "A; any( a ); a comes first");
}

TEST(RuleReader, KnowsAWordThatOnlyTheReleasedLatchLists) {
    const auto read = Loaded::of(file_with({{"before the ladder", R"~(released = { f = ["v"] })~"}}), "x");
    ASSERT_TRUE(std::holds_alternative<std::shared_ptr<const Loaded>>(read)) << std::get<std::string>(read);
    const rules::Rule& rule = std::get<std::shared_ptr<const Loaded>>(read)->rule();
    EXPECT_EQ(rule.policy_words(), (std::vector<std::string>{"v", "w"}));
    EXPECT_EQ(rule.flags("v", false) + 2 * rule.flags("w", false), 2);
    EXPECT_EQ(rule.flags("v", true) + 2 * rule.flags("w", true), 1);
    EXPECT_TRUE(rule.has_latch());
}

TEST(RuleReader, TakesNamesOfOneLine) {
    const auto named = [](const std::string& name) {
        return problems_of(
            "edition = \"" + name +
            "\"\nstates = [\"a\"]\nunlisted = \"a\"\nempty = \"a\"\nladder = [{ id = \"A\", when = \"true\", "
            "then = \"a\" }]\n");
    };
    const std::string problem = "x:1:11: edition: expected a text of one line, without control characters";
    EXPECT_EQ(named("a name, \\u00e9"), "");
    for (const char* name : {"a\\nb", "\\u0000", "a\\u001f", "\\u007f"}) {
        EXPECT_EQ(named(name), problem);
    }
}

TEST(RuleReader, RefusesTheFirstByteBeyondAscii) {
    const std::string problem = ": a letter beyond ASCII; in a string it is written as \\uXXXX";
    EXPECT_EQ(problems_of("# \x7F\n# a \x80\n# \xC3\xA9\n"), "x:2:5" + problem);
    EXPECT_EQ(problems_of("# \xFF\n"), "x:1:3" + problem);
}

TEST(RuleReader, BoundsWhatItReads) {
    const auto file = [](std::size_t states, std::size_t rungs) {
        std::string text = "edition = \"x\"\nunlisted = \"s0\"\nempty = \"s0\"\nstates = [";
        for (std::size_t state = 0; state < states; ++state) {
            text += fmt::format("\"s{}\",", state);
        }
        text += "]\nladder = [\n";
        for (std::size_t rung = 1; rung < rungs; ++rung) {
            text += fmt::format("{{ id = \"R{}\", when = \"any(s1)\", then = \"s1\" }},\n", rung);
        }
        return text + "{ id = \"R\", when = \"true\", then = \"s0\" }]\n";
    };
    EXPECT_EQ(problems_of(file(200, 200)), "");
    EXPECT_EQ(problems_of(file(201, 2)), "x:4:10: states: 201 of them; at most 200");
    // What is beyond the bound is no state.
    std::string beyond = file(201, 2);
    beyond.replace(beyond.find("unlisted = \"s0\""), 15, "unlisted = \"s200\"");
    EXPECT_EQ(problems_of(beyond),
              "x:2:12: 's200': no state; did you mean s20?\nx:4:10: states: 201 of them; at most 200");
    EXPECT_EQ(problems_of(file(2, 201)), "x:5:10: more than 200 rungs");
    const std::string fill(rules::file_bytes_max - file(2, 2).size() - 2, 'x');
    EXPECT_EQ(problems_of("#" + fill + "\n" + file(2, 2)), "");
    EXPECT_EQ(problems_of("#x" + fill + "\n" + file(2, 2)), "x:1:1: 1000001 bytes; a rule file has at most 1000000");
}

rules::Rule rule_of(const std::string& text) {
    auto read = rules::read_rule(text);
    if (const auto* problems = std::get_if<std::vector<rules::Problem>>(&read)) {
        throw std::runtime_error(problems->front().message);
    }
    return std::get<rules::Rule>(std::move(read));
}

/// Returns a rule with that many facts: whether each of so many states was seen.
std::string file_of_facts(std::size_t facts) {
    std::string states = "\"s\"";
    std::string ladder;
    for (std::size_t fact = 0; fact < facts; ++fact) {
        states += fmt::format(", \"s{}\"", fact);
        ladder += fmt::format("{{ id = \"R{0}\", when = \"any(s{0})\", then = \"s{0}\" }},\n", fact);
    }
    return fmt::format(
        "edition = \"x\"\nunlisted = \"s\"\nempty = \"s\"\nstates = [{}]\nladder = [\n{}{{ id = \"R\", when = "
        "\"true\", then = \"s\" }}]\n",
        states, ladder);
}

TEST(Quotients, HaveFactsOf64Bits) {
    const rules::Rule most = rule_of(file_of_facts(64));
    const auto quotient = rules::Quotient::of(most);
    ASSERT_TRUE(std::holds_alternative<rules::Quotient>(quotient));
    EXPECT_EQ(std::get<rules::Quotient>(quotient).class_count(), 65U);
    EXPECT_EQ(std::get<rules::Quotient>(quotient).decide(std::uint64_t{1} << 63).state, 64);
    const rules::Rule too_many = rule_of(file_of_facts(65));
    EXPECT_EQ(std::get<std::string>(rules::Quotient::of(too_many)),
              "the predicates need 65 bits of facts, and there are 64: 65 facts, the largest of any(s0) (2 values); "
              "any(s1) (2 "
              "values); any(s2) (2 values); any(s3) (2 values); any(s4) (2 values)");
}

TEST(Quotients, NameTheirLargestFactsFirst) {
    const rules::Rule rule = rule_of(R"~(edition = "x"
states = ["a", "b"]
unlisted = "a"
empty = "a"
ladder = [{ id = "1", when = "any(a) & at_least(7, a) & any(b) & at_least(900, a)", then = "a" },
          { id = "2", when = "at_least(7, b) & at_least(3, b) & any_before(a, b) & at_least(8, b)", then = "a" },
          { id = "3", when = "true", then = "a" }]
)~");
    EXPECT_EQ(
        std::get<rules::Quotient>(rules::Quotient::of(rule)).facts_text(),
        "8 facts, the largest of at_least(900, a) (901 values); at_least(8, b) (9 values); at_least(7, a) (8 values); "
        "at_least(7, b) (8 values); at_least(3, b) (4 values)");
}

// Rungs may change places where both hold and answer alike, the base's answer included; a shortest list keeps its
// order.
TEST(Lint, KnowsWhatTheBaseAnswersAndTheOrderOfALists) {
    const auto loaded = std::get<std::shared_ptr<const Loaded>>(Loaded::of(R"~(edition = "x"
states = ["a", "b", "c"]
unlisted = "a"
empty = "a"
base = [{ id = "B0", when = "any(c)", then = "c" }, { id = "B1", when = "any(b)", then = "b" }, { id = "B2", when = "true", then = "a" }]
ladder = [{ id = "L1", when = "any(a) & any(b) & none(c)", then = "base" },
          { id = "L2", when = "any(b) & none(c)", then = "b" },
          { id = "L3", when = "any_before(c, a)", then = "c" },
          { id = "L4", when = "any_before(a, c)", then = "a" },
          { id = "L5", when = "true", then = "base" }]
)~",
                                                                           "x"));
    std::vector<std::string> rungs;
    for (const rules::RungReport& rung : lint(*loaded).rungs) {
        rungs.push_back(rung.rung->id + " " + (rung.list ? loaded->rule().text(*rung.list) : "dead") +
                        (rung.may_be_swapped ? " swaps" : ""));
    }
    EXPECT_EQ(rungs, (std::vector<std::string>{"B0 c", "B1 b", "B2 none", "L1 a b swaps", "L2 b swaps", "L3 c a",
                                               "L4 a c", "L5 none"}));
}

}  // namespace
}  // namespace rollout::tests
