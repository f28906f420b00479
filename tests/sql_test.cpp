// Goal: the query that is exported answers what its rule answers, by the same clause. Method: in SQLite, on every short
// rollout, on random rows that relate to each other, and by random rule files, against the reference and the ladders'
// definition. Whole engines are judged as testees, and so are the mistakes that databases make.
#include <fmt/format.h>

#include <random>

#include "query.hpp"
#include "rollout.hpp"
#include "shortest.hpp"
#include "support/gtest.hpp"
#include "support/guide.hpp"
#include "support/judged.hpp"
#include "support/rules.hpp"
#include "support/sqlite.hpp"

#include <rapidcheck/gtest.h>

namespace rollout::tests {
namespace {

using oracle::Rollout;
using oracle::WrittenRow;
using Value = Sqlite::Value;

std::string query(const Rule& rule, const sql::QueryOptions& options = {}) {
    auto made = sql::query_of(rule, options, "a query");
    if (const auto* none = std::get_if<sql::NoQuery>(&made)) {
        throw std::runtime_error(none->why);
    }
    return std::get<std::string>(made);
}

std::shared_ptr<const Loaded> rule_of(Edition edition) {
    return loaded_file(root / "spec/editions" / fmt::format("{}.toml", name(edition)));
}

/// The tables that a query reads by default, and its answers `STATE CLAUSE`, in the order of the rollouts.
class Fleet {
public:
    /// `of_text`: what is added to each column of text.
    explicit Fleet(const std::string& of_text = "") {
        database_.run(fmt::format(
            "create table rollouts (id integer primary key, released integer);"
            "create table operations (rollout integer, position integer, state text {0}, on_failure text {0}, "
            "deployment text {0}, key text {0}, kind text {0}, started integer, step integer, given integer);"
            "create index of_rollout on operations (rollout); begin;",
            of_text));
    }

    void add(const Rollout& rollout) {
        const auto id = static_cast<std::int64_t>(size_++);
        database_.insert("insert into rollouts values (?, ?)", {{id, rollout.latch == Latch::released ? 1 : 0}});
        std::int64_t position = 0;
        for (const WrittenRow& row : std::get<std::vector<WrittenRow>>(rollout.elements)) {
            const auto text_or_null = [](const std::string& text) { return text.empty() ? Value() : Value(text); };
            const Value started = row.started ? Value(std::int64_t{*row.started}) : Value();
            const Value kind = row.kind == Kind::work ? Value() : Value(std::string(oracle::kind_words[1]));
            insert({id, position++, row.state, policy_of(row.on_failure), text_or_null(row.deployment),
                    text_or_null(row.key), kind, started, row.step == 0 ? Value() : Value(std::int64_t{row.step}),
                    Value()});
        }
    }

    /// Adds rows in a rule's words; flags that no word sets are bits of the column `given`.
    void add(const std::vector<rules::WrittenElement>& list, bool is_released) {
        const auto id = static_cast<std::int64_t>(size_++);
        database_.insert("insert into rollouts values (?, ?)", {{id, is_released ? 1 : 0}});
        std::int64_t position = 0;
        for (const rules::WrittenElement& element : list) {
            insert({id, position++, element.state, policy_of(element.on_failure), Value(), Value(), Value(), Value(),
                    Value(), std::int64_t{element.flags}});
        }
    }

    std::vector<std::string> answers(const std::string& query) {
        std::vector<std::string> answers(size_, "none");
        for (const std::vector<std::string>& row : database_.rows(query)) {
            answers.at(std::stoul(row.at(0))) = row.at(1) + " " + row.at(2);
        }
        return answers;
    }

    Sqlite& database() { return database_; }

private:
    static Value policy_of(const oracle::PolicyWord& policy) {
        return policy.is == oracle::PolicyWord::Is::text ? Value(policy.text) : Value();
    }

    void insert(std::vector<Value> row) {
        database_.insert("insert into operations values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", {std::move(row)});
    }

    Sqlite database_;
    std::size_t size_ = 0;
};

std::string decided(Edition edition, const Rollout& rollout) {
    const reference::Decision decision = oracle::decision_of(edition, rollout);
    return fmt::format("{} {}", token(decision.state), reference::id(decision.clause));
}

/// Expects the reference's answers of these rollouts, by both dialects that SQLite reads.
void expect_answers(Edition edition, const std::vector<Rollout>& rollouts, bool reads_every_spelling) {
    Fleet fleet;
    for (const Rollout& rollout : rollouts) {
        fleet.add(rollout);
    }
    for (const sql::Dialect& dialect : sql::dialects) {
        // Of the portable query that reads every spelling SQLite says that its brackets are too deep.
        if (dialect.name != "sqlite" && (dialect.name != "portable" || reads_every_spelling)) {
            continue;
        }
        const std::vector<std::string> answers = fleet.answers(
            query(rule_of(edition)->rule(),
                  {.dialect = &dialect, .edition = edition, .reads_every_spelling = reads_every_spelling}));
        for (std::size_t i = 0; i < rollouts.size(); ++i) {
            ASSERT_EQ(answers[i], decided(edition, rollouts[i]))
                << oracle::text_of(rollouts[i]) << " in " << name(edition) << ", " << dialect.name;
        }
    }
}

TEST(Queries, AnswerEveryShortRolloutByItsClause) {
    std::vector<WrittenRow> rows;
    for (const StateFacts& facts : states) {
        for (const oracle::PolicyWord& policy :
             {oracle::null_policy, oracle::policy_word("halt"), oracle::policy_word("continue"),
              oracle::policy_word("pause"), oracle::policy_word("Continue")}) {
            rows.push_back({.state = std::string(facts.token), .on_failure = policy});
        }
    }
    for (const EditionFacts& facts : editions) {
        // A pair without a failed child is the base's alone; one policy of it is enough.
        std::vector<Rollout> rollouts;
        analysis::any_list(std::span<const WrittenRow>(rows), 2, [&](std::span<const WrittenRow> list) {
            const bool has_failed =
                std::any_of(list.begin(), list.end(), [](const WrittenRow& row) { return row.state == "failed"; });
            const bool is_plain = std::all_of(list.begin(), list.end(),
                                              [](const WrittenRow& row) { return row.on_failure.text == "halt"; });
            for (const Latch latch : {Latch::unreleased, Latch::released}) {
                if (has_failed || is_plain) {
                    rollouts.push_back({std::vector<WrittenRow>(list.begin(), list.end()), latch});
                }
            }
            return false;
        });
        expect_answers(facts.edition, rollouts, false);
    }
}

TEST(Queries, AnswerRowsThatRelateToEachOther) {
    std::mt19937_64 random(25);
    const auto one_of = [&](const std::vector<std::string>& words) { return any_of(random, words); };
    for (const Edition edition : {Edition::settled, Edition::finalizers, Edition::steps}) {
        std::vector<Rollout> rollouts;
        for (int round = 0; round < 6000; ++round) {
            std::vector<WrittenRow> rows(1 + random() % 6);
            for (WrittenRow& row : rows) {
                row.state = one_of({"pending", "stopped", "failed", "failed", "cancelled", "reverted", "completed",
                                    "running", "failed_retryable"});
                row.on_failure = oracle::policy_word(one_of({"halt", "continue", "pause"}));
                row.deployment = one_of({"", "d", "D", "d "});
                row.key = one_of({"", "a", "a/b", "A/b", "a/", "a/b/group_finalizer", "a/group_finalizer",
                                  "/group_finalizer", "group_finalizer", "a/bc", "a%/group_finalizer", "ab/c"});
                row.kind = random() % 2 == 0 ? Kind::work : Kind::group_finalizer;
                if (random() % 2 == 0) {
                    row.started = random() % 2 == 0;
                }
                row.step = edition == Edition::steps ? static_cast<std::uint32_t>(random() % 4) : 0;
            }
            rollouts.push_back({std::move(rows), random() % 4 == 0 ? Latch::released : Latch::unreleased});
        }
        expect_answers(edition, rollouts, false);
        rollouts.resize(500);
        expect_answers(edition, rollouts, true);
    }
}

TEST(Queries, ReadEverySpellingWhereTheyAreToldTo) {
    std::vector<Rollout> rollouts;
    for (const std::string token : {"completed",
                                    "COMPLETED",
                                    "STATE_completed",
                                    "state_Complete",
                                    "complete",
                                    "STATE_STATE_COMPLETED",
                                    "STATE_",
                                    "STATE_RECOVERING_CUTOVER",
                                    "recovering_cutover",
                                    " completed",
                                    "completed ",
                                    "failed",
                                    "Failed",
                                    "state_FAILED",
                                    "rever\xE2\x84\xAA"
                                    "ing",
                                    "s\xC5\xA3opped",
                                    "unrecognized",
                                    "catching_up",
                                    "paused",
                                    "",
                                    "skipping_revert",
                                    "s\xE2\x84\xAAipping_revert"}) {
        for (const char* policy : {"continue", "Continue", " continue", "", "pause"}) {
            rollouts.push_back({std::vector<WrittenRow>{{.state = token, .on_failure = oracle::policy_word(policy)},
                                                        {.state = "STATE_Running"}},
                                Latch::unreleased});
            rollouts.push_back({std::vector<WrittenRow>{{.state = token, .on_failure = oracle::policy_word(policy)}},
                                Latch::unreleased});
        }
    }
    for (const EditionFacts& facts : editions) {
        expect_answers(facts.edition, rollouts, true);
    }
}

TEST(Queries, CompareBytesWhateverTheColumnsSay) {
    for (const char* collation : {"collate nocase", "collate rtrim"}) {
        Fleet fleet(collation);
        const std::vector<Rollout> rollouts{
            {std::vector<WrittenRow>{{.state = "failed", .on_failure = oracle::policy_word("Continue")},
                                     {.state = "running"}},
             Latch::unreleased},
            {std::vector<WrittenRow>{{.state = "failed", .on_failure = oracle::policy_word("continue ")},
                                     {.state = "running"}},
             Latch::unreleased},
            {std::vector<WrittenRow>{{.state = "COMPLETED"}}, Latch::unreleased},
            {std::vector<WrittenRow>{{.state = "completed "}}, Latch::unreleased},
        };
        for (const Rollout& rollout : rollouts) {
            fleet.add(rollout);
        }
        const auto loaded = rule_of(Edition::b2);
        const std::vector<std::string> told =
            fleet.answers(query(loaded->rule(), {.dialect = &sql::dialects.back(), .edition = Edition::b2}));
        EXPECT_EQ(told,
                  (std::vector<std::string>{"failed ROLL-3", "failed ROLL-3", "pending BASE-18", "pending BASE-18"}))
            << collation;
        EXPECT_NE(fleet.answers(query(loaded->rule(), {.edition = Edition::b2})), told) << collation;
    }
}

/// Compares a rule's query with its definition on random lists. Returns the difference; empty: none.
std::string difference(const Rule& rule, std::mt19937_64& random, std::size_t rounds) {
    sql::QueryOptions options;
    std::uint16_t given = 0;
    for (const std::string& flag : sql::given_flags(rule)) {
        const auto bit = static_cast<std::uint16_t>(1U << *rule.names.flag(flag));
        options.tables.flags[flag] = fmt::format("r.given & {} <> 0", bit);
        given |= bit;
    }
    const std::vector<std::string> words = rule.policy_words();
    Fleet fleet;
    std::vector<std::vector<Element>> lists;
    for (std::size_t round = 0; round < rounds; ++round) {
        rules::WrittenList list{.is_released = random() % 2 == 0, .elements = {}};
        list.elements.resize(random() % 6);
        std::vector<Element>& elements = lists.emplace_back();
        for (rules::WrittenElement& element : list.elements) {
            element.state = random() % 8 == 0 ? "no state" : any_of(random, rule.names.states);
            element.on_failure =
                words.empty() || random() % 3 == 0 ? oracle::null_policy : oracle::policy_word(any_of(random, words));
            element.flags = static_cast<std::uint16_t>(random() & given);
            elements.push_back(element_of(rule, element, list.is_released));
            elements.back().flags |= element.flags;
        }
        fleet.add(list.elements, list.is_released);
    }
    const std::vector<std::string> answers = fleet.answers(query(rule, options));
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const rules::Decision decision = decide(rule, lists[i]);
        const std::string expected =
            fmt::format("{} {}", rule.names.states[decision.state], deciding_rung(rule, decision).id);
        if (answers[i] != expected) {
            return fmt::format("{} is {} by the query and {} by the ladder", rule.text(lists[i]), answers[i], expected);
        }
    }
    return "";
}

RC_GTEST_PROP(Queries, OfRandomRulesAnswerAsDefined, (std::uint64_t seed)) {
    std::mt19937_64 random(seed);
    const std::string text = random_rule(random);
    const std::string found = difference(with_empty(text)->rule(), random, 40);
    RC_ASSERT(found == "");
}

TEST(Queries, OfOtherSystemsAnswerAsDefined) {
    std::mt19937_64 random(24);
    std::size_t files = 0;
    for (const auto& file : rule_files()) {
        const auto rule = loaded_file(file);
        EXPECT_EQ(difference(rule->rule(), random, 500), "") << shown(file);
        ++files;
    }
    EXPECT_GE(files, 18U);
}

TEST(Queries, AreOverTheTablesThatOneNames) {
    Sqlite database;
    database.run(
        "create table applies (uuid text, latch text); create table steps (apply text, made integer, id integer, info "
        "text, "
        "word text);"
        "insert into applies values ('x', 'yes'), ('y', null), ('z', 'yes');"
        "insert into steps values ('x', 7, 2, 'running!', null), ('x', 7, 1, 'failed!', 'pause'),"
        "('y', 1, 9, 'failed!', 'pause'), ('y', 2, 3, 'running!', ''), ('gone', 1, 1, 'failed!', '');");
    const sql::QueryOptions options{.edition = Edition::pause,
                                    .tables = {.parents = "applies",
                                               .id = "uuid",
                                               .released = "p.latch = 'yes'",
                                               .rows = "steps",
                                               .rollout = "apply",
                                               .position = {"made", "id"},
                                               .state = "rtrim(r.info, '!')",
                                               .policy = "word"}};
    auto rows = database.rows(query(rule_of(Edition::pause)->rule(), options));
    std::sort(rows.begin(), rows.end());
    EXPECT_EQ(rows, (std::vector<std::vector<std::string>>{
                        {"x", "running_degraded", "ROLL-6"}, {"y", "paused", "ROLL-8"}, {"z", "pending", "BASE-0"}}));
}

TEST(Queries, SpellWordsOfEveryKindOrSayWhyNot) {
    const auto rule = [](const std::string& state, const std::string& word) {
        return loaded(fmt::format(R"~(edition = "x"
states = ["{0}", "b", "any b", "ANY-B"]
unlisted = "b"
empty = "b"
flags = {{ a-b = ["{1}"], a_b = ["w"] }}
other_words = "none"
ladder = [{{ id = "A", when = "any('{0}' & a-b)", then = "{0}" }},
          {{ id = "B", when = "any('any b') & any(ANY-B) & any(b) & !at_least(2, a_b)", then = "any b" }},
          {{ id = "C", when = "true", then = "b" }}]
)~",
                                  state, word));
    };
    const auto answers = [&](const std::string& state, const std::string& written, const std::string& word) {
        Fleet fleet;
        fleet.add({{.state = state, .on_failure = oracle::policy_word(word)}}, false);
        fleet.add({{.state = "any b"}, {.state = "ANY-B"}, {.state = "b", .on_failure = oracle::policy_word("w")}},
                  false);
        fleet.add({}, false);
        return fleet.answers(query(rule(written, word)->rule()));
    };
    EXPECT_EQ(answers("a", "a", "it's"), (std::vector<std::string>{"a A", "any b B", "b C"}));
    EXPECT_EQ(answers("\xC3\xA9 -- ;", "\\u00e9 -- ;", "").front(), "\xC3\xA9 -- ; A");
    const auto problem = [&](const std::string& state, const std::string& word, const sql::QueryOptions& options) {
        const auto made = sql::query_of(rule(state, word)->rule(), options, "x");
        const auto* none = std::get_if<sql::NoQuery>(&made);
        return none == nullptr ? "" : none->why;
    };
    for (const sql::Dialect& dialect : sql::dialects) {
        const bool has_backslash = dialect.name == "postgresql" || dialect.name == "sqlite";
        EXPECT_EQ(problem("a", "back\\\\slash", {.dialect = &dialect}),
                  has_backslash
                      ? ""
                      : fmt::format("the word \"back\\\\slash\" has a backslash, which engines of the dialect {} "
                                    "read in two ways",
                                    dialect.name));
        EXPECT_EQ(problem("a\\u0007", "w2", {.dialect = &dialect}),
                  "the word \"a\\u0007\" has a control character, which not every engine stores");
    }
    const auto of_id = sql::query_of(loaded(R"~(edition = "x"
states = ["a"]
unlisted = "a"
empty = "a"
flags = {}
other_words = "none"
ladder = [{ id = "A\u0007", when = "true", then = "a" }]
)~")
                                         ->rule(),
                                     {}, "x");
    EXPECT_EQ(std::get<sql::NoQuery>(of_id).why,
              "the word \"A\\u0007\" has a control character, which not every engine stores");
    EXPECT_EQ(problem("a", "w2", {.tables = {.rows = "Facts"}}),
              "the query has a table facts of its own; name yours with its schema, as public.Facts");
    EXPECT_EQ(problem("a", "w2", {.tables = {.parents = "named"}}),
              "the query has a table named of its own; name yours with its schema, as public.named");
}

TEST(Queries, NameFactsAndFlagsUnlikeEachOther) {
    // Without their signs the names are alike, and so are the names that a number would make.
    const std::string text = query(loaded(R"~(edition = "x"
states = ["a-b", "a_b_2", "a_b"]
unlisted = "a_b"
empty = "a_b"
flags = { f-g = ["v"], f_g_2 = ["w"], f_g = ["x"] }
other_words = "none"
ladder = [{ id = "A", when = "any(a-b & f-g)", then = "a-b" },
          { id = "B", when = "any(a_b_2) & any(f_g_2)", then = "a_b_2" },
          { id = "C", when = "any(a-b) & any(a_b) & any(f_g)", then = "a_b" },
          { id = "D", when = "any(a-b)", then = "a-b" },
          { id = "E", when = "any(f_g_2)", then = "a_b_2" },
          { id = "F", when = "true", then = "a_b" }]
)~")
                                       ->rule());
    for (const char* name : {"flag_f_g", "flag_f_g_2", "flag_f_g_3", "any_a_b", "any_a_b_2", "any_a_b_3", "any_f_g"}) {
        EXPECT_NE(text.find(fmt::format(" as {}", name)), std::string::npos) << name << "\n" << text;
    }
    const auto row = [](const char* state, const char* policy) {
        return rules::WrittenElement{.state = state, .on_failure = oracle::policy_word(policy)};
    };
    Fleet fleet;
    fleet.add({row("a-b", "v")}, false);
    fleet.add({row("a_b_2", "w")}, false);
    fleet.add({row("a-b", "w"), row("a_b", "x")}, false);
    fleet.add({row("a-b", "x")}, false);
    fleet.add({row("a_b", "w")}, false);
    fleet.add({row("a_b_2", "v"), row("a_b", "x")}, false);
    EXPECT_EQ(fleet.answers(text),
              (std::vector<std::string>{"a-b A", "a_b_2 B", "a_b C", "a-b D", "a_b_2 E", "a_b F"}));
}

TEST(Queries, SayInCommentsWhatTheyTakeForGranted) {
    const auto says = [](Edition edition, const sql::QueryOptions& options, const std::string& line) {
        return query(rule_of(edition)->rule(), options).find("\n-- " + line + "\n") != std::string::npos;
    };
    const std::string position = "No two rows of a rollout stand at one position.";
    EXPECT_TRUE(says(Edition::pause, {.edition = Edition::pause}, position));
    EXPECT_FALSE(says(Edition::pause, {.edition = Edition::pause, .tables = {.position = {"made", "id"}}}, position));
    const std::string index = "Rows are looked up by their rollout: an index is needed.";
    EXPECT_TRUE(says(Edition::finalizers, {.edition = Edition::finalizers}, index));
    EXPECT_FALSE(says(Edition::settled, {.edition = Edition::settled}, index));
    const std::string latch = "A rollout whose release latch is null is not released.";
    EXPECT_TRUE(says(Edition::pause, {.edition = Edition::pause}, latch));
    EXPECT_FALSE(says(Edition::b4, {.edition = Edition::b4}, latch));
}

TEST(ExportSql, ChecksItsOptions) {
    const auto problem = [](std::vector<std::string> words) {
        words.insert(words.begin(), "export");
        const ProgramRun run = run_oracle(words);
        EXPECT_EQ(run.status, 2);
        EXPECT_EQ(run.out, "");
        return run.err;
    };
    const std::string steps = (root / "spec/editions/steps.toml").string();
    EXPECT_EQ(problem({"machine", "--rows", "x"}),
              "rollout-oracle: --rows: is of export sql alone; see rollout-oracle export --help\n");
    EXPECT_EQ(problem({"sql", "--flag", "x"}),
              "rollout-oracle: --flag: \"x\": expected NAME=CONDITION; see rollout-oracle export --help\n");
    EXPECT_EQ(problem({"sql", "--edition", steps, "--flag", "orphand=1 = 1"}),
              "rollout-oracle: export sql: --flag: 'orphand': no flag that no word sets; did you mean orphaned?\n");
    EXPECT_EQ(problem({"sql", "--edition", "steps", "--flag", "orphaned=1 = 1"}),
              "rollout-oracle: export sql: --flag: 'orphaned': no flag that no word sets; there is none\n");
    EXPECT_EQ(problem({"sql", "--edition", steps, "--tokens", "any"}),
              "rollout-oracle: export sql: --tokens any: the words of a rule file have one spelling each\n");
    EXPECT_EQ(problem({"sql", "--rows", "seen"}),
              "rollout-oracle: export sql: the query has a table seen of its own; name yours with its schema, as "
              "public.seen\n");
    EXPECT_NE(problem({"sql", "--dialect", "oracle"}).find("--dialect"), std::string::npos);
}

TEST(SqlGuide, ItsPathPrintsWhatItShows) {
    const std::vector<Block> blocks =
        blocks_below(read_file((root / "spec/guides/sql.md").string()), "## Five minutes");
    ASSERT_EQ(blocks.size(), 5U);
    const ScratchFolder folder;
    const std::string bin = std::filesystem::path(ROLLOUT_ORACLE_PROGRAM).parent_path().string();
    const std::string before =
        fmt::format("export PATH='{}':$PATH; cd '{}'; ln -sfn '{}/tests' tests; ", bin,
                    std::filesystem::path(folder.file("x")).parent_path().string(), root.string());
    const auto printed = [&](const Block& block) {
        EXPECT_EQ(block.language, "sh");
        return output_of(before + block.text);
    };
    EXPECT_EQ(printed(blocks[0]), "");
    EXPECT_EQ(printed(blocks[1]), blocks[2].text);
    EXPECT_EQ(printed(blocks[3]), blocks[4].text);
}

// Engines, judged as testees

/// Returns a testee in front of a database.
Words database(const Words& options) {
    Words command{"env", std::string("ROLLOUT_DUCKDB=") + ROLLOUT_BUILT_TESTEES + "/duckdb",
                  std::string(ROLLOUT_SOURCE_DIR) + "/tests/testees/sql/testee.py", "--program",
                  ROLLOUT_ORACLE_PROGRAM};
    command.insert(command.end(), options.begin(), options.end());
    return command;
}

const std::string left_out = "not offered, so not asked: levels children; text with a NUL\n";

void expect_headline(const std::string& headline, const Words& options, const Words& command,
                     const std::string& reasons = left_out) {
    const Judged one = judged(options, command);
    EXPECT_EQ(one.run.status, 0) << testing::PrintToString(command) << one.printed();
    EXPECT_EQ(one.headline(), headline);
    EXPECT_EQ(one.lines("reasons"), reasons);
}

/// Expects that an engine follows b2 and the newest edition, or all. `options`: of the testee.
void expect_engine(const Words& options) {
    const Words command = database(options);
    for (const EditionFacts& facts : editions) {
        const std::string edition(facts.name);
        if (whole_bounds() || facts.edition == Edition::b2) {
            expect_headline("conformant", {"--edition", edition, "--suite", "complete", "--level", "operations"},
                            command);
        }
        if (whole_bounds() || facts.edition == newest_edition) {
            expect_headline("passed rows", {"--edition", edition, "--suite", "rows"}, command);
        }
        if (whole_bounds() && (facts.edition == Edition::b2 || facts.edition == Edition::settled)) {
            expect_headline("conformant", {"--edition", edition}, command);
        }
    }
}

TEST(Engine, SqliteIsConformant) { expect_engine({"--engine", "sqlite"}); }
TEST(Engine, PostgreSqlIsConformant) { expect_engine({"--engine", "postgresql"}); }
TEST(Engine, MariaDbIsConformantWithItsOwnCollation) {
    expect_engine({"--engine", "mariadb", "--columns", "case-blind"});
}

TEST(Engine, BuiltDuckDbIsConformant) { expect_engine({"--engine", "duckdb"}); }

TEST(Engine, ReadsThePortableQueryOfColumnsThatCompareByBytes) {
    for (const char* engine : {"sqlite", "postgresql", "mariadb"}) {
        expect_headline(
            "conformant", {"--edition", "settled", "--suite", "complete", "--level", "operations"},
            database({"--engine", engine, "--portable", "--canonical"}),
            "not offered, so not asked: levels children; states by other than canonical tokens; text with a NUL\n");
    }
    if (whole_bounds()) {
        for (const char* engine : {"postgresql", "mariadb"}) {
            expect_headline("passed tokens", {"--edition", "steps", "--suite", "tokens"},
                            database({"--engine", engine, "--portable"}));
        }
    }
}

TEST(Engine, OverrulesItsColumns) {
    for (const char* columns : {"case-blind", "padded"}) {
        for (const char* engine : {"sqlite", "mariadb"}) {
            if (whole_bounds() || engine == std::string("sqlite")) {
                expect_headline("passed tokens", {"--edition", "b2", "--suite", "tokens"},
                                database({"--engine", engine, "--columns", columns}));
            }
        }
    }
}

TEST(Engine, WhoseTrapsAreItsOwnIsNotConformant) {
    struct Trap {
        const char* name;
        std::vector<const char*> engines;
        const char* suite;
    };
    for (const Trap& trap :
         {Trap{"case-blind", {"mariadb", "sqlite"}, "tokens"}, Trap{"padded", {"sqlite", "mariadb"}, "tokens"},
          Trap{"three-valued", {"postgresql", "sqlite", "mariadb"}, "tokens"},
          Trap{"empty-is-null", {"sqlite", "postgresql", "mariadb"}, "smoke"}}) {
        for (const char* engine : trap.engines) {
            if (whole_bounds() || engine == trap.engines.front()) {
                const Judged one = judged({"--edition", "b2", "--suite", trap.suite, "--fail-fast"},
                                          database({"--engine", engine, "--trap", trap.name}));
                EXPECT_EQ(one.headline(), "not conformant") << trap.name << " in " << engine << one.printed();
            }
        }
    }
}

}  // namespace
}  // namespace rollout::tests
