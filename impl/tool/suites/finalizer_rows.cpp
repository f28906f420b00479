// The part of the suite of rows that asks about group finalizers (BUILD-1 to BUILD-3, BUILD-5).
#include "row_cases.hpp"

namespace rollout::oracle {
namespace {

using namespace std::string_literals;

void add_coverage(RowCases& suite) {
    for (const std::string& scope : scopes) {
        for (const std::string& key : keys_near(scope)) {
            suite.add({work("failed", key), finalizer("pending", scope + ending)});
        }
        for (const std::string& end : endings) {
            for (const std::string& key : {scope, scope + "/t", scope + end, "t"s}) {
                if (scope.size() < 10) {
                    suite.add({work("failed", key), finalizer("pending", scope + end)});
                    suite.add({finalizer("stopped", scope + end), work("failed", key)});
                }
            }
        }
    }
    for (const std::string& end : endings) {  // without a scope
        for (const std::string& key : {""s, "/"s, "/t"s, "t"s, "/group_finalizer"s, "group_finalizer"s}) {
            suite.add({work("failed", key), finalizer("pending", end)});
        }
    }
    for (const std::string& one : deployments) {
        for (const std::string& other : deployments) {
            suite.add({work("failed", "a/t", one), finalizer("pending", "a" + ending, other)});
        }
    }
    // Deployment and key side by side must not be one text.
    suite.add({work("failed", "b/c", "a"), finalizer("pending", "a/b" + ending, "")});
    suite.add({work("failed", "a/b", ""), finalizer("pending", "b" + ending, "a")});
    suite.add({work("failed", "a", "d/"), finalizer("pending", "/a" + ending, "d")});
}

void add_states(RowCases& suite) {
    // So that the base is failed, whatever the others are.
    const WrittenRow held = work("failed", "x", "other");
    WrittenRow pausing = held;
    pausing.on_failure = policy_word("pause");
    WrittenRow halting = held;
    halting.on_failure = policy_word("halt");
    for (const StateFacts& facts : states) {
        const std::string state(facts.token);
        for (const char* waiting : {"pending", "stopped"}) {
            for (const std::optional<bool> started :
                 {std::optional<bool>(), std::optional(true), std::optional(false)}) {
                WrittenRow ended = finalizer(waiting, "a" + ending);
                WrittenRow covered = work(state, "a/t");
                ended.started = started;
                suite.add({held, covered, ended});
                suite.add({ended, covered});
                // A pause looks at what is behind it: there the finalizer decides, whatever the work still holds.
                suite.add({covered, pausing, ended});
                suite.add({covered, halting, ended});
                covered.started = started;
                suite.add({covered, finalizer(waiting, "a" + ending)});
                suite.add({halting, covered, finalizer(waiting, "a" + ending)});
            }
        }
        for (const std::optional<bool> started : {std::optional<bool>(), std::optional(true), std::optional(false)}) {
            WrittenRow ended = finalizer(state, "a" + ending);
            ended.started = started;
            WrittenRow row = work(state, "b");
            row.started = started;
            for (const char* policy : {"halt", "continue", "pause", "unheard_of"}) {
                WrittenRow covered = work("failed", "a/t");
                covered.on_failure = policy_word(policy);
                suite.add({covered, ended});
                suite.add({covered, row});
            }
            suite.add({row, held});
            suite.add({ended, held});
        }
    }
    for (const Kind kind_of_first : {Kind::work, Kind::group_finalizer}) {
        for (const Kind kind_of_second : {Kind::work, Kind::group_finalizer}) {
            for (const char* key : {"a", "a/t", "a/group_finalizer", "a/b/group_finalizer"}) {
                WrittenRow first = work("failed", key);
                WrittenRow second = finalizer("pending", "a" + ending);
                first.kind = kind_of_first;
                second.kind = kind_of_second;
                suite.add({first, second});
                suite.add({second, first});
            }
        }
    }
    for (const char* spelling : {"FAILED", "STATE_FAILED", "Failed"}) {
        suite.add({work(spelling, "a/t"), finalizer("pending", "a" + ending)});
    }
    for (const char* spelling : {"PENDING", "STATE_STOPPED", "Stopped"}) {
        WrittenRow ended = finalizer(spelling, "a" + ending);
        suite.add({work("failed", "a/t"), ended});
        ended.started = false;
        suite.add({halting, ended});
    }
}

void add_several(RowCases& suite) {
    for (const char* waiting : {"pending", "stopped"}) {
        const WrittenRow of_a = finalizer(waiting, "a" + ending);
        const WrittenRow of_b = finalizer(waiting, "a/b" + ending);
        for (const char* other : {"completed", "cancelled", "failed", "pending"}) {
            suite.add_in_every_order({work("failed", "a/t"), work(other, "a/u"), of_a});
            suite.add_in_every_order({work("failed", "a/t"), work(other, "a/t"), of_a});  // one key twice
            suite.add_in_every_order({work("failed", "b/t"), work(other, "a/t"), of_a});
            suite.add_in_every_order({work("failed", "a/t", "e"), work(other, "a/t"), of_a});
            suite.add_in_every_order({work("failed", "a/t"), finalizer(other, "a" + ending), of_a});
            suite.add_in_every_order({work("failed", "a/b/t"), finalizer(other, "a" + ending), of_b});
        }
        suite.add_in_every_order({work("failed", "a/t"), of_a, of_a});
        suite.add_in_every_order({work("failed", "a/t"), of_a, of_b});
        suite.add_in_every_order({work("failed", "a/b/t"), of_a, of_b});
        suite.add_in_every_order({work("failed", "a/t"), of_a, finalizer(waiting, "b" + ending)});
        suite.add_in_every_order({work("failed", "a/t"), of_a, finalizer(waiting, "a" + ending, "e")});
        suite.add_in_every_order(
            {work("failed", "a/t"), work("completed", "a/t", "e"), of_a, finalizer(waiting, "a" + ending, "e")});
        suite.add_in_every_order(
            {work("failed", "a/t"), work("failed", "a/t", "e"), of_a, finalizer(waiting, "a" + ending, "e")});
        suite.add_in_every_order(
            {work("failed", "b/t"), work("completed", "a/t"), of_a, finalizer(waiting, "b" + ending)});
        for (std::size_t failing = 0; failing < 9; ++failing) {
            Rows rows(9, work("completed", "a/t"));
            rows[failing] = work("failed", "a/t");
            rows.push_back(of_a);
            suite.add(rows);
            std::reverse(rows.begin(), rows.end());
            suite.add(rows);
        }
    }
}

}  // namespace

void add_finalizers(RowCases& suite) {
    add_coverage(suite);
    add_states(suite);
    add_several(suite);
}

}  // namespace rollout::oracle
