// Goal: the audit names exactly the stored parents that disagree with their rows, each with what explains it, from
// every source, and says what it could not read. Method: fleets with planted disagreements of every kind; hostile
// files, each with all that is printed.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>

#include "cause.hpp"
#include "loaded.hpp"
#include "projector.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/guide.hpp"
#include "support/program.hpp"
#include "support/sqlite.hpp"
#include "support/tree.hpp"

namespace rollout::tests {
namespace {

/// A rollout whose stored state disagrees, and what must be said of it in edition settled.
struct Planted {
    const char* kind;
    const char* stored;
    bool is_released;
    std::vector<std::pair<const char*, const char*>> rows;  // state and policy
    const char* projected;
    const char* clause;
    const char* explanation;
};

const std::vector<Planted> planted_kinds{
    {"no_state",
     "finished",
     false,
     {{"completed", "halt"}},
     "completed",
     "BASE-7",
     "the stored word is no state: finished"},
    {"no_rows", "running", false, {}, "pending", "BASE-0", "there are no rows, and then no writer writes"},
    {"latch",
     "paused",
     true,
     {{"failed", "pause"}, {"running", "pause"}},
     "running_degraded",
     "ROLL-6",
     "the stored state is right under the other latch: not released"},
    {"collation",
     "running_degraded",
     false,
     {{"failed", "Continue "}, {"pending", "halt"}},
     "failed",
     "ROLL-7",
     "it is right where case and blanks around words are ignored: \"Continue \" as continue"},
    {"unknown_word",
     "completed",
     false,
     {{"completed", "halt"}, {"succeeded", "halt"}},
     "pending",
     "BASE-18",
     "it is right if an unknown word is read as a known one: row 2: succeeded as completed"},
    {"edition",
     "failed",
     false,
     {{"running", "halt"}, {"failed", "halt"}},
     "running_degraded",
     "ROLL-9",
     "it is right in another edition: b1, b2, b3, b4, pause"},
    {"guard",
     "completed",
     false,
     {{"completed", "halt"}, {"running", "halt"}},
     "running",
     "BASE-13",
     "the guard refuses to write over the stored state: GUARD-2"},
    {"own_result",
     "failed_retryable",
     false,
     {{"failed", "continue"}, {"failed_retryable", "continue"}},
     "running_degraded",
     "ROLL-6",
     "it is the state of one row, as a driver writes its own result: row 2"},
    {"order",
     "paused",
     false,
     {{"running", "pause"}, {"failed", "pause"}},
     "running_degraded",
     "ROLL-6",
     "it is right in another order of two neighbours: rows 1 and 2"},
    {"extra_row",
     "pending",
     false,
     {{"pending", "halt"}, {"running", "halt"}},
     "running",
     "BASE-13",
     "it is right without one of the rows: row 2, running"},
    {"missing_row",
     "running",
     false,
     {{"completed", "halt"}, {"completed", "halt"}},
     "completed",
     "BASE-7",
     "it is right with one more row: running:halt at the end"},
    {"stale_row",
     "waiting_for_deploy",
     false,
     {{"completed", "halt"}, {"running", "halt"}},
     "running",
     "BASE-13",
     "it is right if one row is in another state: row 2, waiting_for_deploy in place of running"},
    {"unexplained",
     "reverted",
     false,
     {{"failed", "halt"}, {"failed", "halt"}},
     "failed",
     "ROLL-7",
     "nothing that was tried explains it"},
};

TEST(Causes, OfEachKindAreTold) {
    const audit::Projector settled{Edition::settled};
    ASSERT_EQ(planted_kinds.size(), audit::causes.size());
    for (std::size_t i = 0; i < planted_kinds.size(); ++i) {
        const Planted& planted = planted_kinds[i];
        std::vector<Row> rows;
        for (const auto& [state, policy] : planted.rows) {
            rows.push_back({.state = state, .on_failure = policy});
        }
        const Latch latch = planted.is_released ? Latch::released : Latch::unreleased;
        EXPECT_EQ(settled.state(rows, latch), planted.projected);
        EXPECT_EQ(settled.clause(rows, latch), planted.clause);
        const auto found = explanations(settled, planted.stored, rows, latch);
        ASSERT_FALSE(found.empty());
        const audit::CauseFacts& facts = audit::causes[static_cast<std::size_t>(found.front().cause)];
        EXPECT_EQ(facts.name, planted.kind);
        EXPECT_EQ(found.front().cause, audit::causes[i].cause);
        EXPECT_EQ(std::string(facts.sentence) + (found.front().text.empty() ? "" : ": " + found.front().text),
                  planted.explanation);
        for (std::size_t later = 1; later < found.size(); ++later) {
            EXPECT_LT(found[later - 1].cause, found[later].cause) << planted.kind;
        }
    }
}

/// Returns every cause that is told of a disagreement, in order: `guard: GUARD-2`.
std::vector<std::string> told(const audit::Projector& projector, const char* stored,
                              const std::vector<std::pair<const char*, const char*>>& rows,
                              Latch latch = Latch::unreleased) {
    std::vector<Row> read;
    for (const auto& [state, policy] : rows) {
        read.push_back({.state = state, .on_failure = policy});
    }
    std::vector<std::string> texts;
    for (const audit::Explanation& each : explanations(projector, stored, read, latch)) {
        texts.push_back(fmt::format("{}: {}", audit::causes[static_cast<std::size_t>(each.cause)].name, each.text));
    }
    return texts;
}
using Told = std::vector<std::string>;

TEST(Causes, AreToldWhereTheyExplainAndNowhereElse) {
    const audit::Projector settled{Edition::settled};
    const audit::Projector pause{Edition::pause};
    // Under the other latch, either way.
    EXPECT_EQ(told(settled, "paused", {{"failed", "pause"}, {"running", "halt"}}, Latch::released),
              Told{"latch: not released"});
    EXPECT_EQ(told(settled, "running_degraded", {{"failed", "pause"}, {"running", "halt"}}).front(), "latch: released");
    // A word in capitals that explains nothing.
    EXPECT_EQ(told(settled, "reverted", {{"Running", "halt"}}),
              (Told{"guard: GUARD-2", "missing_row: reverted:halt at the end",
                    "stale_row: row 1, reverted in place of Running"}));
    // A policy that nobody knows; one that is known.
    EXPECT_EQ(told(settled, "paused", {{"failed", "hold"}, {"running", "halt"}}),
              Told{"unknown_word: row 1: policy hold as pause"});
    EXPECT_EQ(told(pause, "running_degraded", {{"failed", "halt"}, {"running", "halt"}}),
              Told{"edition: settled, finalizers, steps"});
    // An unknown word is not read as a known one together with another policy.
    EXPECT_EQ(told(pause, "paused", {{"zzz", "hold"}, {"running", "halt"}}), Told{"unexplained: "});
    // The state of one row, if it is an engine's result.
    for (const char* state : {"completed", "failed", "failed_retryable", "stopped", "cancelled", "running"}) {
        const bool is_live = std::string_view(state) == "running";
        const Told causes = told(
            settled, state, {{is_live ? "completed" : "running", "halt"}, {"failed", "continue"}, {state, "halt"}});
        const std::string row = std::string_view(state) == "failed" ? "own_result: row 2" : "own_result: row 3";
        const bool is_result = !is_live && std::string_view(state) != "cancelled";
        EXPECT_EQ(std::count(causes.begin(), causes.end(), row), is_result ? 1 : 0) << state;
    }
}

TEST(Causes, OfARuleFileAreItsOwnWords) {
    const auto loaded = std::get<std::shared_ptr<const rules::Loaded>>(rules::Loaded::of(R"~(edition = "jobs"
states = ["idle", "busy", "failed"]
unlisted = "idle"
empty = "idle"
ladder = [
  { id = "J-1", when = "any(failed) & any(busy)", then = "busy", why = "-" },
  { id = "J-2", when = "true", then = "idle", why = "-" },
]
)~",
                                                                                         "jobs.toml"));
    const audit::Projector jobs{loaded};
    const std::string all = "edition: b1, b2, b3, b4, pause, settled, finalizers, steps";
    // Of a single row the state is the rule's to say.
    EXPECT_EQ(told(jobs, "failed", {{"failed", ""}}), Told{all});
    EXPECT_EQ(told(jobs, "failed", {{"failed", ""}, {"failed", ""}}), (Told{all, "own_result: row 1"}));
}

TEST(Causes, OfSingleRowsAreTriedInShortListsAlone) {
    const audit::Projector settled{Edition::settled};
    for (const auto& [size, expected] : std::map<std::size_t, audit::Cause>{
             {audit::tried_rows_max, audit::Cause::unknown_word}, {audit::tried_rows_max + 1, audit::Cause::guard}}) {
        std::vector<Row> rows(size, Row{.state = "completed", .on_failure = "halt"});
        rows.back().state = "succeeded";
        EXPECT_EQ(explanations(settled, "cancelled", rows, Latch::unreleased).front().cause, expected);
    }
    // A hostile list: this ends.
    const std::vector<Row> many(1'000'000, Row{.state = "succeeded", .on_failure = "go"});
    EXPECT_EQ(explanations(settled, "completed", many, Latch::unreleased).front().cause, audit::Cause::guard);
}

/// A fleet as files: parents that are right, and among them planted ones, a line of JSON expected for each.
class PlantedFleet {
public:
    PlantedFleet(std::size_t size, std::size_t planted) : expected_(planted) {
        std::mt19937_64 random(25);
        const audit::Projector settled{Edition::settled};
        constexpr std::array states{"completed", "completed", "running", "pending",     "failed",
                                    "stopped",   "cancelled", "no such", "cutting_over"};
        constexpr std::array policies{"halt", "continue", "pause", "Pause"};
        for (std::size_t number = 0; number < size; ++number) {
            const std::size_t every = size / planted;
            if (number % every == every / 2 && number / every < planted) {
                const Planted& kind = planted_kinds[number / every % planted_kinds.size()];
                expected_[number / every] = fmt::format(
                    R"({{"id":"r,{}","stored":"{}","projected":"{}","clause":"{}","kind":"{}","explanations":[{{"kind":"{}",)",
                    number, kind.stored, kind.projected, kind.clause, kind.kind, kind.kind);
                add(number, kind.stored, kind.is_released, kind.rows);
                continue;
            }
            const bool is_released = random() % 4 == 0;
            std::vector<std::pair<const char*, const char*>> rows(random() % 8);
            std::vector<Row> as_rows;
            for (auto& [state, policy] : rows) {
                state = states[random() % states.size()];
                policy = policies[random() % policies.size()];
                as_rows.push_back({.state = state, .on_failure = policy});
            }
            add(number, settled.state(as_rows, is_released ? Latch::released : Latch::unreleased), is_released, rows);
        }
    }

    const std::vector<std::string>& expected() const { return expected_; }
    std::string parents_csv() const { return "id,state,released\n" + parents_; }
    std::string rows_csv() const { return "on_failure,position,rollout,state\n" + rows_; }
    /// The same rows in another order.
    std::string shuffled_csv() const {
        std::vector<std::string> lines = lines_of(rows_);
        std::shuffle(lines.begin(), lines.end(), std::mt19937_64(1));
        return fmt::format("on_failure,position,rollout,state\n{}\n", fmt::join(lines, "\n"));
    }
    const std::string& json_lines() const { return json_lines_; }

private:
    void add(std::size_t number, std::string_view stored, bool is_released,
             const std::vector<std::pair<const char*, const char*>>& rows) {
        parents_ += fmt::format("\"r,{}\",{},{}\n", number, stored, is_released ? 1 : 0);
        json_lines_ +=
            fmt::format(R"({{"id":"r,{}","stored":"{}","released":{},"operations":[)", number, stored, is_released);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows_ += fmt::format("\"{}\",{},\"r,{}\",{}\n", rows[i].second, i + 1, number, rows[i].first);
            json_lines_ += fmt::format(R"({}{{"state":"{}","on_failure":"{}"}})", i == 0 ? "" : ",", rows[i].first,
                                       rows[i].second);
        }
        json_lines_ += "]}\n";
    }

    std::vector<std::string> expected_;
    std::string parents_;
    std::string rows_;
    std::string json_lines_;
};

void expect_planted(const PlantedFleet& fleet, const std::vector<std::string>& source) {
    std::vector<std::string> words{"audit", "--edition", "settled", "--format", "jsonl"};
    words.insert(words.end(), source.begin(), source.end());
    const ProgramRun run = run_oracle(words);
    EXPECT_EQ(run.status, 1) << run.err;
    EXPECT_EQ(run.err, "");
    const std::vector<std::string> lines = lines_of(run.out);
    ASSERT_EQ(lines.size(), fleet.expected().size()) << source[0];
    for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_TRUE(lines[i].starts_with(fleet.expected()[i])) << lines[i] << "\n" << fleet.expected()[i];
    }
}

TEST(Audit, FindsExactlyWhatWasPlantedInEverySource) {
    const PlantedFleet fleet(whole_bounds() ? 1'000'000 : 10'000, 104);
    const ScratchFolder folder;
    const std::string parents = folder.with("parents.csv", fleet.parents_csv());
    const std::string rows = folder.with("rows.csv", fleet.rows_csv());
    expect_planted(fleet, {"--csv", parents, rows});
    expect_planted(fleet, {"--csv", parents, folder.with("shuffled.csv", fleet.shuffled_csv())});
    expect_planted(fleet, {"--jsonl", folder.with("fleet.jsonl", fleet.json_lines())});
    const std::string database = folder.file("fleet.db");
    output_of(
        fmt::format("cd '{}' && sqlite3 fleet.db 'create table applies (uuid text, status text, latch integer)' "
                    "'create table steps (on_failure text, made integer, apply text, state text)' "
                    "'.import --csv --skip 1 parents.csv applies' '.import --csv --skip 1 shuffled.csv steps'",
                    std::filesystem::path(database).parent_path().string()));
    expect_planted(fleet, {"--sqlite", database, "--parents", "applies", "--id", "uuid", "--stored", "status",
                           "--released", "p.latch = 1", "--rows", "steps", "--rollout", "apply", "--position", "made"});
}

ProgramRun run_csv(const std::string& parents, const std::string& rows, std::vector<std::string> more = {}) {
    const ScratchFolder folder;
    std::vector<std::string> words{"audit", "--csv", folder.with("p.csv", parents), folder.with("r.csv", rows)};
    words.insert(words.end(), more.begin(), more.end());
    ProgramRun run = run_oracle(words);
    // Names of scratch folders are of one run.
    const std::string path = folder.file("");
    for (std::size_t at = 0; (at = run.err.find(path)) != std::string::npos;) {
        run.err.erase(at, path.size());
    }
    return run;
}

TEST(Audit, NamesWhatItCannotReadAndAnswersTheRest) {
    const ProgramRun run = run_csv(
        "id,state,released\na,running,0\nb,running,maybe\nc,running,0\nc,failed,0\nd,running,1\ne,running,\n,x,0\n",
        "rollout,position,state,on_failure,kind,started,step\na,1,running,halt,work,1,0\nb,1,running,halt,,,\n"
        "c,1,running,halt,,,\nd,1,running,halt,worker,,\nd,x,running,halt,,,\nd,2,running,halt,,perhaps,\n"
        "d,3,running,halt,,,-1\ne,1,failed,halt,group_finalizer,0,4294967295\ngone,1,running,,,,\n",
        {"--format", "json"});
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.err,
              R"~(rollout-oracle: audit: p.csv: record 3: id "b": released: expected 0 or 1, got "maybe"
rollout-oracle: audit: p.csv: record 5: id "c": there is a rollout of that ID already
rollout-oracle: audit: p.csv: record 8: id: is missing
rollout-oracle: audit: r.csv: record 5: rollout "d": kind: expected work or group_finalizer, got "worker"
rollout-oracle: audit: r.csv: record 6: rollout "d": position: expected a whole number; without that column rows stand as they come, got "x"
rollout-oracle: audit: r.csv: record 7: rollout "d": started: expected 0 or 1, got "perhaps"
rollout-oracle: audit: r.csv: record 8: rollout "d": step: expected a whole number from 0 to 4294967295, got "-1"
)~");
    EXPECT_TRUE(run.out.starts_with(
        R"({"edition":"b2","rollouts":2,"rows":4,"unreadable":3,"rows_without_parent":1,"disagreements":[{"id":"e",)"))
        << run.out;
    const ProgramRun text =
        run_csv("id,state\na,running\nb,pending\n", "rollout,state,on_failure\na,running,\nx,running,\nx,y,\n");
    EXPECT_EQ(text.status, 0);
    EXPECT_TRUE(
        text.out.starts_with("2 rollouts with 1 row: every stored state is that of edition b2; 2 rows without a "
                             "parent, the first of \"x\"\n"))
        << text.out;
}

// Each rollout is failed because of one column: a finalizer's scope, a start that was not made, a step.
TEST(Audit, ReadsWhereRowsStand) {
    const std::string parents = "id,state\nscope,failed\nstart,failed\nstep,failed\n";
    const std::string head = "rollout,position,state,on_failure,deployment,key,kind,started,step\n";
    const std::string rows =
        "scope,1,failed,continue,d,a/t,work,1,0\nscope,2,pending,continue,d,a/group_finalizer,group_finalizer,1,0\n"
        "start,1,failed,halt,d,a,work,t,\nstart,2,stopped,halt,d,b,,false,\n"
        "step,1,failed,continue,d,a,work,1,1\nstep,2,pending,continue,d,a,work,true,2\n";
    EXPECT_EQ(run_csv(parents, head + rows, {"--edition", "steps", "--format", "jsonl"}).status, 0);
    const std::vector<std::pair<std::string, std::string>> changes{
        {"pending,continue,d,a/group", "pending,continue,e,a/group"},
        {"a/t", "b/t"},
        {"group_finalizer,1", "work,1"},
        {"false", "1"},
        {"true,2", "true,1"}};
    for (const auto& [from, to] : changes) {
        std::string changed = rows;
        changed.replace(changed.find(from), from.size(), to);
        const ProgramRun run = run_csv(parents, head + changed, {"--edition", "steps", "--format", "jsonl"});
        EXPECT_EQ(lines_of(run.out).size(), 1U) << from << run.out << run.err;
    }
    const ScratchFolder folder;
    folder.with("p.csv", parents);
    folder.with("r.csv", head + rows);
    output_of(
        fmt::format("cd '{}' && sqlite3 fleet.db '.import --csv p.csv rollouts' '.import --csv r.csv operations' "
                    "\"update operations set started = started in ('1', 't', 'true')\"",
                    folder.file("")));
    const auto audited = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"audit", "--edition", "steps", "--sqlite", folder.file("fleet.db")});
        return run_oracle(more).status;
    };
    EXPECT_EQ(audited({}), 0);
    for (const char* column : {"--deployment", "--key", "--kind", "--started", "--step"}) {
        EXPECT_EQ(audited({column, column == std::string("--started") ? "1" : "(null)"}),
                  column == std::string("--deployment") ? 0 : 1)
            << column;
    }
}

TEST(Audit, ReadsFilesOfCsvAsTheyAre) {
    const std::string head = "rollout,state,on_failure\n";
    const auto answer = [&](const std::string& parents, const std::string& rows) {
        const ProgramRun run = run_csv(parents, rows, {"--format", "jsonl"});
        return run.out + run.err;
    };
    EXPECT_EQ(answer("\xEF\xBB\xBFid,state\r\na,running\r\n", "rollout,state,on_failure\r\na,running,halt\r\n"), "");
    // Quotes, line feeds and NUL are parts of a field; so are blanks.
    EXPECT_EQ(answer("id,state\n\"a \"\"b\"\"\nc\",running\n", head + "\"a \"\"b\"\"\nc\",running,halt"), "");
    EXPECT_TRUE(
        answer("id,state\na,completed\n", head + "a, completed,halt\n")
            .starts_with(
                R"({"id":"a","stored":"completed","projected":"pending","clause":"BASE-18","kind":"collation",)"));
    const std::string with_nul("a\0b", 3);
    EXPECT_EQ(answer("id,state\n" + with_nul + ",running\n", head + with_nul + ",running,halt\n"), "");
    EXPECT_EQ(answer("id,state\n\xFF\xFE,running\n", head + "\xFF\xFE,failed,halt\n").substr(0, 33),
              "{\"id\":\"\xEF\xBF\xBD\xEF\xBF\xBD\",\"stored\":\"running\"");
    const std::string large(3'000'000, 'x');
    EXPECT_EQ(answer("id,state\n" + large + ",pending\n", head + large + ",\"" + large + "\",halt\n"), "");
    const std::vector<std::pair<std::pair<std::string, std::string>, std::string>> wrong{
        {{"", head}, "p.csv: is empty; the first record names the columns"},
        {{"\xFF\xFEi\0d\0", head}, "p.csv: is UTF-16; iconv -f UTF-16 -t UTF-8 makes it readable"},
        {{"id,stat\na,b\n", head}, "p.csv: 'state': no column; did you mean stat?"},
        {{"id,state\na\n", head}, "p.csv: record 2 has 1 fields, and the first one 2"},
        {{"id,state\na,b,c\n", head}, "p.csv: record 2 has 3 fields, and the first one 2"},
        {{"id,state\n\"a,b\n", head}, "p.csv: record 2: a quoted field does not end"},
        {{"id,state\n\"a\"x,b\n", head}, "p.csv: record 2: error parsing data while strict checking enabled"},
        {{"id,state\n", "rollout,state\n"}, "r.csv: 'on_failure': no column; there are rollout, state"},
    };
    for (const auto& [files, problem] : wrong) {
        const ProgramRun run = run_csv(files.first, files.second);
        EXPECT_EQ(run.status, 2);
        EXPECT_EQ(run.err, "rollout-oracle: audit: " + problem + "\n");
    }
}

TEST(Audit, ReadsLinesAsTheyAre) {
    const auto answer = [](const std::string& lines) {
        return run_oracle({"audit", "--jsonl", "-", "--format", "jsonl", "--edition", "finalizers"}, lines);
    };
    const ProgramRun right = answer(
        "\xEF\xBB\xBF{\"id\":7,\"stored\":\"failed\",\"operations\":[{\"state\":\"failed\"},"
        "{\"state\":\"pending\",\"started\":false}]}\r\n"
        "{\"operations\":[],\"id\":[1],\"stored\":\"STATE_Pending\"}");
    EXPECT_EQ(right.out + right.err, "");
    EXPECT_EQ(right.status, 0);
    const ProgramRun wrong = answer(R"~({"id":1,"stored":"running","operations":[{"state":"running"}]}
{"id":1,"stored":"running","operations":[]}
{"id":2,"operations":[]}
{"stored":"x","operations":[]}
{"id":3,"stored":"x"}
{"id":4,"stored":"x","operations":[{"stat":"x"}]}
{"id":5,"stored":7,"operations":[]}
{"id":6,"stored":"x","released":1,"operations":[]}
{"id":7,"stored":"x","operations":{}}
{"id":8,"stored":"x","children":[]}
[]
{
)~");
    EXPECT_EQ(wrong.status, 2);
    EXPECT_EQ(wrong.out, "");
    EXPECT_EQ(wrong.err, R"~(rollout-oracle: audit: -: line 2: id "1": there is a rollout of that ID already
rollout-oracle: audit: -: line 3: stored: is required
rollout-oracle: audit: -: line 4: id: is required
rollout-oracle: audit: -: line 5: operations: is required
rollout-oracle: audit: -: line 6: id "4": operations, row 1: unknown field "stat"
rollout-oracle: audit: -: line 7: stored: expected a string, got a number
rollout-oracle: audit: -: line 8: released: expected a boolean, got a number
rollout-oracle: audit: -: line 9: operations: expected an array, got an object
rollout-oracle: audit: -: line 10: unknown field "children"
rollout-oracle: audit: -: line 11: expected an object, got an array
rollout-oracle: audit: -: line 12: byte 1: not JSON: Missing a name for object member
)~");
}

TEST(Audit, SaysWhichEditionExplainsMost) {
    const auto first_lines = [](const std::string& lines) {
        return run_oracle({"audit", "--jsonl", "-", "--edition", "auto"}, lines).out.substr(0, 120);
    };
    const std::string held =
        R"({"id":"a","stored":"running","operations":[{"state":"failed","on_failure":"continue"},{"state":"running"}]})";
    EXPECT_TRUE(
        first_lines(held).starts_with("1 rollout with 2 rows: every stored state is that of edition b2\n\n"
                                      "edition b2 explains most, and so do b3\n"))
        << first_lines(held);
    const ProgramRun file = run_oracle(
        {"audit", "--jsonl", "-", "--edition", (root / "spec/editions/b4.toml").string(), "--format", "markdown"},
        held);
    EXPECT_EQ(file.status, 1);
    EXPECT_EQ(file.out, R"~(# 1 rollout with 2 rows: 0 follow edition b4, 1 do not

## Disagreements

| rollout | stored | projected | clause | kind | what explains it |
|---|---|---|---|---|---|
| `a` | running | running_degraded | `ROLL-6` | edition | it is right in another edition: b2, b3 |
|  |  |  |  | extra_row | it is right without one of the rows: row 1, failed |
|  |  |  |  | stale_row | it is right if one row is in another state: row 1, pending in place of failed |

## Kinds

| kind | rollouts |
|---|---|
| edition | 1 |

## Editions: how many stored states are theirs

| edition | agree | disagree |
|---|---|---|
| b1 | 0 | 1 |
| b2 | 1 | 0 |
| b3 | 1 | 0 |
| b4 | 0 | 1 |
| pause | 0 | 1 |
| settled | 0 | 1 |
| finalizers | 0 | 1 |
| steps | 0 | 1 |
)~");
}

TEST(AuditGuide, ItsPathPrintsWhatItShows) {
    const std::string guide = read_file((root / "spec/guides/audit.md").string());
    const std::vector<Block> blocks = blocks_below(guide, "## Five minutes");
    ASSERT_EQ(blocks.size(), 2U);
    std::string command =
        "cd '" + root.string() + "' && " + std::string(ROLLOUT_ORACLE_PROGRAM) + blocks[0].text.substr(14);
    command.back() = ' ';
    const std::string printed = output_of(command + "|| [ $? = 1 ]");
    EXPECT_TRUE(printed.starts_with(blocks[1].text)) << printed;
    std::string table = "| kind | what explains the stored state |\n|---|---|\n";
    for (const audit::CauseFacts& facts : audit::causes) {
        table += fmt::format("| {} | {} |\n", facts.name, facts.sentence);
    }
    EXPECT_NE(guide.find("<!-- causes -->\n" + table + "<!-- end of causes -->"), std::string::npos);
}

TEST(Audit, WritesNothingIntoADatabase) {
    const ScratchFolder folder;
    const std::string file = folder.with("empty.db", "");
    const ProgramRun empty = run_oracle({"audit", "--sqlite", file});
    EXPECT_EQ(empty.status, 2);
    EXPECT_EQ(empty.err, fmt::format("rollout-oracle: audit: {}: no such table: rollouts\n", file));
    EXPECT_EQ(std::filesystem::file_size(file), 0U);
    EXPECT_EQ(run_oracle({"audit", "--sqlite", folder.file("none.db")}).err,
              fmt::format("rollout-oracle: audit: {}: unable to open database file\n", folder.file("none.db")));
    EXPECT_FALSE(std::filesystem::exists(folder.file("none.db")));
    EXPECT_EQ(run_oracle({"audit", "--sqlite", folder.with("text.db", "no database, but a text")}).err,
              fmt::format("rollout-oracle: audit: {}: file is not a database\n", folder.file("text.db")));
    output_of(
        fmt::format("sqlite3 '{}' 'create table rollouts (id, state); create table operations (rollout, position, "
                    "state, on_failure, step)' \"insert into rollouts values ('a', 'running'); insert into operations "
                    "values ('a', 1, 'running', null, 'x')\"",
                    file));
    const std::string before = read_file(file);
    const ProgramRun run = run_oracle({"audit", "--sqlite", file});
    EXPECT_EQ(
        run.err,
        fmt::format("rollout-oracle: audit: {}: row 1 of operations: rollout \"a\": step: expected a whole number "
                    "from 0 to 4294967295, got \"x\"\n",
                    file));
    EXPECT_EQ(run_oracle({"audit", "--sqlite", file, "--step", "0"}).status, 0);
    EXPECT_EQ(run_oracle({"audit", "--sqlite", file, "--released", "p.delete_all()"}).status, 2);
    EXPECT_EQ(read_file(file), before);
    EXPECT_EQ(run_oracle({"audit"}).status, 2);
    EXPECT_EQ(run_oracle({"audit", "--sqlite", file, "--jsonl", "-"}).status, 2);
}

}  // namespace
}  // namespace rollout::tests
