#include "rule_file.hpp"

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
// What version 3.3 asserts of a text, it asserts of some malformed ones too, such as a value that begins with a bracket
// that closes. Here that is an error in every build.
#undef NDEBUG
#define TOML_ASSERT(expr) ((expr) ? void() : rollout::rules::refuse_text())
namespace rollout::rules {
[[noreturn]] static void refuse_text() { throw MalformedText{}; }
}  // namespace rollout::rules
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "case_reader.hpp"
#include "laws.hpp"
#include "nearest.hpp"

namespace rollout::rules {
namespace {

Place place_of(const toml::source_region& source) { return {source.begin.line, source.begin.column}; }
Place place_of(const toml::node& node) { return place_of(node.source()); }

/// One file, read key by key. What is wrong is kept, and reading goes on.
class Reader {
public:
    explicit Reader(const toml::table& file) : file_(file) {}

    Rule take() {
        check_keys();
        rule_.edition = text("edition", true);
        rule_.source = text("source", false);
        read_states();
        read_flags();
        read_sets();
        read_predicates();
        rule_.unlisted = state("unlisted");
        const std::uint16_t empty = state("empty");
        rule_.base = ladder("base", false);
        rule_.ladder = ladder("ladder", true);
        if (const toml::node* cases = file_.get("cases")) {
            for (const Text& line : texts(*cases, "cases")) {
                add(line);
            }
        }
        read_laws();
        if (problems_.empty()) {
            check_empty(empty);
        }
        return std::move(rule_);
    }

    std::vector<Problem> take_problems() {
        std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& one, const Problem& other) {
            return std::pair(one.place.line, one.place.column) < std::pair(other.place.line, other.place.column);
        });
        return std::move(problems_);
    }

private:
    struct Text {
        std::string text;
        Place place;
    };

    void add(Place place, std::string message) { problems_.push_back({place, std::move(message)}); }
    void add(const toml::node& node, std::string message) { add(place_of(node), std::move(message)); }

    /// Tells of a word that is none of `words`.
    void add_unknown(Place place, std::string_view wrong, const std::vector<std::string>& words,
                     std::string_view what) {
        add(place, oracle::unknown_name(wrong, words, what));
    }

    void check_keys() {
        static const std::vector<std::string> known{"edition",    "source",      "states", "unlisted", "empty",
                                                    "flags",      "other_words", "given",  "released", "sets",
                                                    "predicates", "base",        "ladder", "cases",    "laws"};
        check_keys(file_, known, "key of a rule file");
    }
    void check_keys(const toml::table& table, const std::vector<std::string>& known, std::string_view what) {
        for (const auto& [key, value] : table) {
            if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
                add_unknown(place_of(key.source()), key.str(), known, fmt::format("no {}", what));
            }
        }
    }

    const toml::node* required(std::string_view key, std::string_view why) {
        const toml::node* node = file_.get(key);
        if (node == nullptr) {
            add(place_of(file_), fmt::format("{} is missing: {}", key, why));
        }
        return node;
    }

    std::optional<Text> text_of(const toml::node& node, std::string_view what) {
        const auto* value = node.as_string();
        if (value == nullptr) {
            add(node, fmt::format("{}: expected a string", what));
            return std::nullopt;
        }
        return Text{value->get(), place_of(node)};
    }

    std::vector<Text> texts(const toml::node& node, std::string_view what) {
        std::vector<Text> read;
        const toml::array* array = node.as_array();
        if (array == nullptr) {
            add(node, fmt::format("{}: expected an array of strings", what));
            return read;
        }
        for (const toml::node& each : *array) {
            if (auto one = text_of(each, what)) {
                read.push_back(*std::move(one));
            }
        }
        return read;
    }

    std::string text(std::string_view key, bool is_required) {
        const toml::node* node = is_required ? required(key, "the name of the rule") : file_.get(key);
        if (node == nullptr) {
            return "";
        }
        const auto read = text_of(*node, key);
        const auto is_control = [](unsigned char byte) { return byte < ' ' || byte == 0x7F; };
        if (read && read->text.empty()) {
            add(read->place, fmt::format("{}: expected a text that is not empty", key));
        } else if (read && std::any_of(read->text.begin(), read->text.end(), is_control)) {
            add(read->place, fmt::format("{}: expected a text of one line, without control characters", key));
        }
        return read ? read->text : "";
    }

    /// Adds a name to those that are taken; tells where it is one already.
    bool is_new_name(const Text& name, std::string_view what) {
        static const std::set<std::string, std::less<>> reserved{"true", "empty", "base",       "any",
                                                                 "all",  "none",  "any_before", "at_least"};
        if (name.text.empty() || name.text.find('\'') != std::string::npos) {
            add(name.place, fmt::format("{} '{}': expected a text without single quotes, not empty", what, name.text));
        } else if (reserved.contains(name.text)) {
            add(name.place, fmt::format("{} '{}': the word has a meaning of its own in rules", what, name.text));
        } else if (!taken_.emplace(name.text, what).second) {
            add(name.place,
                fmt::format("{} '{}': there is a {} of that name already", what, name.text, taken_.at(name.text)));
        } else {
            return true;
        }
        return false;
    }

    void read_states() {
        const toml::node* node = required("states", "the words that children and answers can have");
        if (node == nullptr) {
            return;
        }
        for (const Text& state : texts(*node, "states")) {
            if (is_new_name(state, "state")) {
                rule_.names.states.push_back(state.text);
            }
        }
        if (rule_.names.states.empty()) {
            add(*node, "states: expected one state at least");
        }
        if (rule_.names.states.size() > states_max) {
            add(*node, fmt::format("states: {} of them; at most {}", rule_.names.states.size(), states_max));
            rule_.names.states.resize(states_max);
        }
    }

    /// Returns the members of a table in the order in which they stand.
    std::vector<std::pair<Text, const toml::node*>> members(const toml::node& node, std::string_view what) {
        std::vector<std::pair<Text, const toml::node*>> read;
        const toml::table* table = node.as_table();
        if (table == nullptr) {
            add(node, fmt::format("{}: expected a table", what));
            return read;
        }
        for (const auto& [key, value] : *table) {
            read.push_back({{std::string(key.str()), place_of(key.source())}, &value});
        }
        std::sort(read.begin(), read.end(), [](const auto& one, const auto& other) {
            return std::pair(one.first.place.line, one.first.place.column) <
                   std::pair(other.first.place.line, other.first.place.column);
        });
        return read;
    }

    void add_flag(const Text& flag) {
        if (is_new_name(flag, "flag")) {
            rule_.names.flags.push_back(flag.text);
        }
    }

    void read_flags() {
        const toml::node* flags = file_.get("flags");
        const auto table =
            flags == nullptr ? std::vector<std::pair<Text, const toml::node*>>() : members(*flags, "flags");
        for (const auto& [flag, words] : table) {
            add_flag(flag);
        }
        if (const toml::node* given = file_.get("given")) {
            for (const Text& flag : texts(*given, "given")) {
                add_flag(flag);
            }
        }
        if (rule_.names.flags.size() > flags_max) {
            add(*(flags != nullptr ? flags : file_.get("given")),
                fmt::format("{} flags; at most {}", rule_.names.flags.size(), flags_max));
            rule_.names.flags.resize(flags_max);
        }
        for (const auto& [flag, words] : table) {
            if (add_words(flag, *words, rule_.words) == 0) {
                add(flag.place,
                    fmt::format("flag '{0}': no word sets it; where the caller does, it stands in given = [\"{0}\"]",
                                flag.text));
            }
        }
        check_other_words(flags);
        read_released(table);
    }

    /// Adds the words that set a flag. Returns how many there are.
    std::size_t add_words(const Text& flag, const toml::node& node, FlagsOfWords& words) {
        const auto number = rule_.names.flag(flag.text);
        const std::vector<Text> read = texts(node, flag.text);
        for (const Text& word : read) {
            if (number) {
                words[word.text] |= static_cast<std::uint16_t>(1U << *number);
            }
        }
        return read.size();
    }

    void check_other_words(const toml::node* flags) {
        const toml::node* other = file_.get("other_words");
        if (flags == nullptr) {
            if (other != nullptr) {
                add(*other, "other_words: there are no flags that a word could set");
            }
            return;
        }
        if (other == nullptr) {
            add(*flags, "other_words is missing: other_words = \"none\" states that every other word sets no flag");
        } else if (const auto read = text_of(*other, "other_words"); read && read->text != "none") {
            add(read->place, "other_words: expected \"none\": a word that is not listed sets no flag");
        }
    }

    void read_released(const std::vector<std::pair<Text, const toml::node*>>& flags) {
        rule_.released = rule_.words;
        const toml::node* released = file_.get("released");
        if (released == nullptr) {
            return;
        }
        rule_.released.clear();
        std::set<std::string> stated;
        std::vector<std::string> names;
        for (const auto& [flag, words] : flags) {
            names.push_back(flag.text);
        }
        for (const auto& [flag, words] : members(*released, "released")) {
            if (std::find(names.begin(), names.end(), flag.text) == names.end()) {
                add_unknown(flag.place, flag.text, names, "no flag that words set");
                continue;
            }
            stated.insert(flag.text);
            add_words(flag, *words, rule_.released);
        }
        for (const std::string& flag : names) {
            if (!stated.contains(flag)) {
                add(*released,
                    fmt::format("released: flag '{0}' is missing; {0} = [] states that no word sets it then", flag));
            }
        }
        // A word that is listed for the released latch alone is a policy's word, too.
        for (const auto& [word, set] : rule_.released) {
            rule_.words.try_emplace(word, std::uint16_t{0});
        }
    }

    /// Returns which states an array names.
    std::vector<bool> states(const toml::node& node, std::string_view what) {
        std::vector<bool> members(rule_.state_count(), false);
        for (const Text& member : texts(node, what)) {
            if (const auto state = state_named(member)) {
                members[*state] = true;
            }
        }
        return members;
    }

    void read_sets() {
        const toml::node* sets = file_.get("sets");
        if (sets == nullptr) {
            return;
        }
        for (const auto& [name, node] : members(*sets, "sets")) {
            ElementPredicate set{.kind = ElementPredicate::Kind::states, .states = states(*node, name.text)};
            if (is_new_name(name, "set")) {
                set_names_.push_back(name.text);
                rule_.names.defined.emplace(name.text, std::move(set));
            }
        }
    }

    /// Adds what is wrong with a predicate, at its place in the string.
    void add(const Text& text, const PredicateProblem& problem) {
        const bool is_of_one_line = text.text.find('\n') == std::string::npos;
        add({text.place.line, text.place.column + (is_of_one_line ? 1 + problem.offset : 0)}, problem.message);
    }

    void read_predicates() {
        const toml::node* predicates = file_.get("predicates");
        if (predicates == nullptr) {
            return;
        }
        for (const auto& [name, node] : members(*predicates, "predicates")) {
            const auto text = text_of(*node, name.text);
            if (!text) {
                continue;
            }
            auto read = read_element_predicate(text->text, rule_.names);
            if (const auto* problem = std::get_if<PredicateProblem>(&read)) {
                add(*text, *problem);
            }
            if (is_new_name(name, "predicate")) {
                auto* predicate = std::get_if<ElementPredicate>(&read);
                rule_.names.defined.emplace(name.text,
                                            predicate != nullptr ? std::move(*predicate) : ElementPredicate());
            }
        }
    }

    /// Returns the state of that name; tells where there is none.
    std::optional<std::uint16_t> state_named(const Text& name) {
        if (const auto state = rule_.names.state(name.text)) {
            return state;
        }
        add(name.place, no_state(rule_.names, name.text));
        return std::nullopt;
    }

    std::uint16_t state(std::string_view key) {
        const toml::node* node =
            required(key, key == "empty" ? "the answer of the empty list" : "the state that any other word is seen as");
        const auto read = node != nullptr ? text_of(*node, key) : std::nullopt;
        return read ? state_named(*read).value_or(0) : std::uint16_t{0};
    }

    std::vector<Rung> ladder(std::string_view key, bool is_required) {
        std::vector<Rung> rungs;
        const toml::node* node =
            is_required ? required(key, "the rungs, of which the first that holds decides") : file_.get(key);
        if (node == nullptr) {
            return rungs;
        }
        const toml::array* array = node->as_array();
        if (array == nullptr || array->empty()) {
            add(*node, fmt::format("{}: expected an array of rungs, {{ id = ..., when = ..., then = ... }}", key));
            return rungs;
        }
        for (const toml::node& each : *array) {
            if (const toml::table* table = each.as_table()) {
                rungs.push_back(rung(*table, key == "ladder"));
            } else {
                add(each, fmt::format("{}: expected a rung, {{ id = ..., when = ..., then = ... }}", key));
            }
        }
        if ((rung_count_ += rungs.size()) > rungs_max) {
            add(*node, fmt::format("more than {} rungs", rungs_max));
        }
        if (!rungs.empty() && rungs.back().holds.kind != ListPredicate::Kind::always) {
            add(rungs.back().place,
                fmt::format("{}: the last rung is not when = \"true\", so some list may have no answer", key));
        }
        return rungs;
    }

    Rung rung(const toml::table& table, bool may_answer_base) {
        check_keys(table, {"id", "when", "then", "why"}, "key of a rung");
        Rung made{.id = "", .when = "", .holds = {}, .then = std::uint16_t{0}, .place = place_of(table)};
        const auto part = [&](std::string_view key, bool is_required) -> std::optional<Text> {
            const toml::node* node = table.get(key);
            if (node != nullptr) {
                return text_of(*node, key);
            }
            if (is_required) {
                add(table, fmt::format("a rung without {}", key));
            }
            return std::nullopt;
        };
        if (const auto id = part("id", true)) {
            made.id = id->text;
            if (made.id.empty() || made.id.find_first_of(" \t\r\n") != std::string::npos) {
                add(id->place, "id: expected a text without blanks, not empty");
            }
            const auto [known, is_new] = ids_.emplace(made.id, id->place);
            if (!is_new) {
                add(id->place, fmt::format("id '{}': the rung of line {} has it already", made.id, known->second.line));
            }
        }
        if (const auto when = part("when", true)) {
            made.when = when->text;
            auto read = read_list_predicate(when->text, rule_.names);
            if (const auto* problem = std::get_if<PredicateProblem>(&read)) {
                add(*when, *problem);
            } else {
                made.holds = std::get<ListPredicate>(std::move(read));
            }
        }
        if (const auto then = part("then", true)) {
            if (then->text == "base" && may_answer_base && file_.contains("base")) {
                made.then = std::nullopt;
            } else if (then->text == "base") {
                add(then->place,
                    "then = \"base\": only the ladder of a file with a base ladder answers what the base does");
            } else {
                made.then = state_named(*then).value_or(0);
            }
        }
        if (const auto why = part("why", false)) {
            made.why = why->text;
        }
        return made;
    }

    void add(const Text& line) {
        CaseReader reader(rule_);
        rule_.cases.push_back(reader.read(line.text));
        rule_.cases.back().place = line.place;
        for (std::string& problem : reader.take_problems()) {
            add(line.place, std::move(problem));
        }
    }

    void read_laws() {
        const toml::node* laws_node = file_.get("laws");
        if (laws_node == nullptr) {
            return;
        }
        for (const auto& [name, node] : members(*laws_node, "laws")) {
            if (name.text == "waived") {
                read_waived(*node);
            } else if (!is_law_set(name.text)) {
                std::vector<std::string> known = law_sets();
                known.emplace_back("waived");
                add_unknown(name.place, name.text, known, "no name that a law has for states");
            } else if (const auto* set = node->as_string()) {
                const auto found = rule_.names.defined.find(set->get());
                if (found == rule_.names.defined.end() || found->second.kind != ElementPredicate::Kind::states) {
                    add_unknown(place_of(*node), set->get(), set_names_, "no set");
                } else {
                    rule_.law_sets.emplace(name.text, found->second.states);
                }
            } else {
                rule_.law_sets.emplace(name.text, states(*node, name.text));
            }
        }
    }

    static std::vector<std::string> law_sets() {
        std::vector<std::string> names;
        for (const Law& law : laws()) {
            for (const std::string_view set : law.sets) {
                if (std::find(names.begin(), names.end(), set) == names.end()) {
                    names.emplace_back(set);
                }
            }
        }
        return names;
    }
    static bool is_law_set(std::string_view name) {
        const std::vector<std::string> names = law_sets();
        return std::find(names.begin(), names.end(), name) != names.end();
    }

    void read_waived(const toml::node& waived) {
        std::vector<std::string> known;
        for (const Law& law : laws()) {
            known.emplace_back(law.id);
        }
        for (const Text& law : texts(waived, "waived")) {
            if (std::find(known.begin(), known.end(), law.text) == known.end()) {
                add_unknown(law.place, law.text, known, "no law");
            }
            rule_.waived.push_back(law.text);
        }
    }

    void check_empty(std::uint16_t stated) {
        const Decision decision = decide(rule_, {});
        if (decision.state != stated) {
            add(*file_.get("empty"), fmt::format("empty: {} is stated, and the ladder answers {} by {}; a first rung "
                                                 "{{ id = ..., when = \"empty\", then = \"{}\" "
                                                 "}} makes it so",
                                                 rule_.names.states[stated], rule_.names.states[decision.state],
                                                 deciding_rung(rule_, decision).id, rule_.names.states[stated]));
        }
    }

    const toml::table& file_;
    Rule rule_;
    std::vector<Problem> problems_;
    std::map<std::string, std::string, std::less<>> taken_;  // by name, what it is of
    std::map<std::string, Place, std::less<>> ids_;          // of rungs
    std::vector<std::string> set_names_;
    std::size_t rung_count_ = 0;
};

/// Returns where the first byte is that is not ASCII; nothing where all are. Such letters are written as \uXXXX:
/// version 3.3 does not tell all of them from blanks.
std::optional<Place> first_beyond_ascii(std::string_view text) {
    Place place{1, 1};
    for (const char byte : text) {
        if (static_cast<unsigned char>(byte) >= 0x80) {
            return place;
        }
        place = byte == '\n' ? Place{place.line + 1, 1} : Place{place.line, place.column + 1};
    }
    return std::nullopt;
}

}  // namespace

std::variant<Rule, std::vector<Problem>> read_rule(std::string_view text) {
    if (text.size() > file_bytes_max) {
        return std::vector{
            Problem{{1, 1}, fmt::format("{} bytes; a rule file has at most {}", text.size(), file_bytes_max)}};
    }
    if (const auto place = first_beyond_ascii(text)) {
        return std::vector{Problem{*place, "a letter beyond ASCII; in a string it is written as \\uXXXX"}};
    }
    toml::parse_result parsed;
    try {
        parsed = toml::parse(text);
    } catch (const MalformedText&) {
        return std::vector{Problem{{1, 1}, MalformedText::message}};
    }
    if (parsed.failed()) {
        return std::vector{Problem{place_of(parsed.error().source()), std::string(parsed.error().description())}};
    }
    Reader reader(parsed.table());
    Rule rule = reader.take();
    std::vector<Problem> problems = reader.take_problems();
    if (!problems.empty()) {
        return problems;
    }
    return rule;
}

}  // namespace rollout::rules
