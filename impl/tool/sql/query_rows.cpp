#include "query_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include <rollout/vocabulary/state.hpp>

#include "ascii.hpp"

namespace rollout::sql {
namespace {

constexpr std::string_view finalizer = "/group_finalizer";
constexpr std::string_view waits = "state in ('pending', 'stopped')";

/// A text that is never null, compared byte by byte. BUILD says what an absent one is.
std::string text(const QueryOptions& options, const std::string& name, std::string_view absent = "") {
    return fmt::format("coalesce({}, {})", in_bytes(*options.dialect, column("r", name)), literal(absent));
}

/// The spellings of a token in small letters, each a literal (TOKEN-1 to TOKEN-3).
std::vector<std::string> spellings(std::string_view canonical) {
    const std::string prefix = oracle::in_small_letters(std::string(state_prefix));
    std::vector<std::string> written{literal(canonical), literal(prefix + std::string(canonical))};
    for (const StateAlias& alias : state_aliases) {
        if (token(alias.state) == canonical) {
            written.push_back(literal(alias.token));
            written.push_back(literal(prefix + std::string(alias.token)));
        }
    }
    return written;
}

/// The text of a row's state, of which a token has the spellings above if every one is read.
std::string written_state(const QueryOptions& options) {
    const std::string written = text(options, options.tables.state);
    return options.reads_every_spelling ? in_small_letters(*options.dialect, written) : written;
}

/// The row's state by its canonical token.
std::string state(const rules::Rule& rule, const QueryOptions& options) {
    const std::string written = written_state(options);
    if (!options.reads_every_spelling) {
        return written;
    }
    std::string canonical = fmt::format("case {}", written);
    for (const std::string& known : rule.names.states) {
        for (const std::string& spelling : spellings(known)) {
            canonical += fmt::format("\n            when {} then {}", spelling, literal(known));
        }
    }
    return canonical + fmt::format("\n            else {} end", literal(rule.names.states[rule.unlisted]));
}

/// Whether a row that the builder looks up is in one of the states.
std::string is_in(const QueryOptions& options, std::initializer_list<State> states) {
    std::vector<std::string> written;
    for (const State wanted : states) {
        for (const std::string& spelling :
             options.reads_every_spelling ? spellings(token(wanted)) : std::vector{literal(token(wanted))}) {
            written.push_back(spelling);
        }
    }
    return fmt::format("{} in ({})", written_state(options), fmt::join(written, ", "));
}

/// Whether the policy word sets the flag, under the latch where there is one.
std::string word_sets(const rules::Rule& rule, std::uint16_t flag) {
    const std::uint16_t bit = static_cast<std::uint16_t>(1U << flag);
    std::vector<std::string> always;
    std::vector<std::string> locked;
    std::vector<std::string> released;
    for (const std::string& word : rule.policy_words()) {
        const bool is_locked = (rule.flags(word, false) & bit) != 0;
        const bool is_released = (rule.flags(word, true) & bit) != 0;
        if (is_locked || is_released) {
            (is_locked && is_released ? always : is_locked ? locked : released).push_back(literal(word));
        }
    }
    std::vector<std::string> either;
    const auto add = [&](const std::vector<std::string>& words, std::string_view latch) {
        if (!words.empty()) {
            either.push_back(fmt::format("{}policy in ({})", latch, fmt::join(words, ", ")));
        }
    };
    add(always, "");
    add(locked, "released = 0 and ");
    add(released, "released = 1 and ");
    return fmt::format("{}", fmt::join(either, " or "));
}

/// Whether a row that has not ended will never run, for work of its deployment ended (BUILD-3, BUILD-6).
std::string is_orphaned(const QueryOptions& options) {
    const Tables& tables = options.tables;
    const std::string work = fmt::format(
        "exists (\n                select 1 from {} r\n                where {} = named.rollout and {} = "
        "named.deployment and {} = 'work'\n                    and ",
        tables.rows, column("r", tables.rollout), text(options, tables.deployment), text(options, tables.kind, "work"));
    const std::string key = text(options, tables.key);
    std::string ended = fmt::format(
        "scope is not null and {}{}\n                    and ({} = substr(named.scope, 1, length(named.scope) - 1)\n"
        "                        or substr({}, 1, length(named.scope)) = named.scope))",
        work, is_in(options, {State::failed}), key, key);
    if (*options.edition >= Edition::steps) {
        ended += fmt::format(
            "\n            or step > 0 and {0}{1}\n                    and {2} > 0 and {2} < named.step)", work,
            is_in(options, {State::failed, State::cancelled, State::reverted}), column("r", tables.step));
    }
    return fmt::format("{} and ({})", waits, ended);
}

/// The columns that the builder reads. The scope of a finalizer keeps the slash at its end.
std::string builder_columns(const QueryOptions& options) {
    const Tables& tables = options.tables;
    const std::string key = text(options, tables.key);
    std::string columns = fmt::format(
        ",\n        {} as deployment,\n        case when {} = 'group_finalizer' and length({}) > {} and substr({}, "
        "length({}) - {}) = '{}'\n            then substr({}, 1, length({}) - {}) end as scope,\n        case when not "
        "{} "
        "then 0 else 1 end as started",
        text(options, tables.deployment), text(options, tables.kind, "work"), key, finalizer.size(), key, key,
        finalizer.size() - 1, finalizer, key, key, finalizer.size() - 1, column("r", tables.started));
    if (*options.edition >= Edition::steps) {
        columns += fmt::format(",\n        coalesce({}, 0) as step", column("r", tables.step));
    }
    return columns;
}

}  // namespace

bool has_builder(const QueryOptions& options) { return options.edition && *options.edition >= Edition::finalizers; }

std::string part_of_name(std::string_view text) {
    static const std::map<char, std::string_view> words{
        {'!', "_not_"}, {'&', "_and_"}, {'|', "_or_"}, {',', "_before_"}};
    std::string name;
    for (const char byte : text) {
        const auto word = words.find(byte);
        const bool is_plain = std::isalnum(static_cast<unsigned char>(byte)) != 0;
        for (const char part :
             word != words.end() ? std::string(word->second) : std::string(1, is_plain ? byte : '_')) {
            if (part != '_' || (!name.empty() && name.back() != '_')) {
                name += part;
            }
        }
    }
    name = oracle::in_small_letters(name.substr(0, 40));
    return name.substr(0, name.find_last_not_of('_') + 1);
}

std::string unlike(const std::vector<std::string>& taken, const std::string& name) {
    std::string unlike = name;
    for (std::size_t number = 2; std::find(taken.begin(), taken.end(), unlike) != taken.end(); ++number) {
        unlike = fmt::format("{}_{}", name, number);
    }
    return unlike;
}

std::string flag_column(const rules::Rule& rule, std::size_t flag) {
    std::vector<std::string> columns;
    for (const std::string& name : rule.names.flags) {
        columns.push_back(unlike(columns, "flag_" + part_of_name(name)));
    }
    return columns[flag];
}

std::vector<std::string> given_flags(const rules::Rule& rule) {
    std::vector<std::string> given;
    for (std::size_t flag = 0; flag < rule.names.flags.size(); ++flag) {
        if (word_sets(rule, static_cast<std::uint16_t>(flag)).empty()) {
            given.push_back(rule.names.flags[flag]);
        }
    }
    return given;
}

std::string column(std::string_view alias, const std::string& text) {
    const auto is_part = [](unsigned char byte) { return byte == '_' || byte >= 0x80 || std::isalnum(byte) != 0; };
    const bool is_name = !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
                         std::all_of(text.begin(), text.end(), is_part);
    return is_name ? fmt::format("{}.{}", alias, text) : fmt::format("({})", text);
}

std::string rows_text(const rules::Rule& rule, const QueryOptions& options) {
    const Tables& tables = options.tables;
    const std::string rollout = column("r", tables.rollout);
    std::vector<std::string> order;
    for (const std::string& position : tables.position) {
        order.push_back(column("r", position));
    }
    const std::string place = order.size() == 1 ? order.front()
                                                : fmt::format("row_number() over (partition by {} order by {})",
                                                              rollout, fmt::join(order, ", "));
    std::string named = fmt::format("        {} as rollout,\n        {} as place,\n        {} as state", rollout, place,
                                    state(rule, options));
    std::string seen = "    select rollout, place, state";
    std::string from = fmt::format("    from {} r", tables.rows);
    bool reads_policy = false;
    for (std::size_t flag = 0; flag < rule.names.flags.size(); ++flag) {
        const std::string& name = rule.names.flags[flag];
        const std::string as = flag_column(rule, flag);
        std::string holds = word_sets(rule, static_cast<std::uint16_t>(flag));
        reads_policy = reads_policy || !holds.empty();
        if (holds.empty() && !has_builder(options)) {
            const auto stated = tables.flags.find(name);
            named += fmt::format(",\n        case when {} then 1 else 0 end as {}",
                                 column("r", stated != tables.flags.end() ? stated->second : name), as);
            seen += fmt::format(", {}", as);
            continue;
        }
        if (holds.empty()) {
            holds = name == "orphaned" ? is_orphaned(options) : fmt::format("started = 0 and {}", waits);
        }
        seen += fmt::format(",\n        case when {} then 1 else 0 end as {}", holds, as);
    }
    if (reads_policy) {
        named += fmt::format(",\n        {} as policy", in_bytes(*options.dialect, column("r", tables.policy)));
    }
    if (rule.has_latch()) {
        named += fmt::format(",\n        case when {} then 1 else 0 end as released", column("p", tables.released));
        from += fmt::format(" join {} p on {} = {}", tables.parents, column("p", tables.id), rollout);
    }
    if (has_builder(options)) {
        named += builder_columns(options);
    }
    return fmt::format("named as (\n    select\n{}\n{}\n),\nseen as (\n{}\n    from named\n)", named, from, seen);
}

}  // namespace rollout::sql
