#include "row_source.hpp"

#include "row_cases.hpp"
#include "spec.hpp"

namespace rollout::oracle {
namespace {

/// Rows whose order decides, with places that a reader could sort or group by; and rows that a reader could leave out.
void add_order(RowCases& suite) {
    const std::array places{Placement{"b", "k1"}, Placement{"a", "k3"}, Placement{"c", "k2"}};
    const std::array<const char*, 4> siblings{"pending", "running", "completed", "stopped"};
    for (const char* third : siblings) {
        for (const char* second : siblings) {
            std::array<std::size_t, 3> order{0, 1, 2};
            do {
                for (const std::size_t finalizers : {0U, 1U, 2U, 4U}) {  // which of the rows are finalizers, as bits
                    Rows rows;
                    const std::array list{"failed", second, third};
                    for (std::size_t i = 0; i < list.size(); ++i) {
                        WrittenRow row =
                            work(list[i], std::string(places[order[i]].key), std::string(places[order[i]].deployment));
                        row.on_failure = policy_word("pause");
                        row.kind = (finalizers >> i & 1) != 0 ? Kind::group_finalizer : Kind::work;
                        rows.push_back(std::move(row));
                    }
                    suite.add(rows);
                    std::swap(rows[0], rows[1]);
                    suite.add(rows);
                    suite.add(rows, Latch::released);
                }
            } while (std::next_permutation(order.begin(), order.end()));
        }
    }
    for (const StateFacts& facts : states) {
        for (const bool started : {false, true}) {
            for (const Kind kind : {Kind::work, Kind::group_finalizer}) {
                WrittenRow row = finalizer(std::string(facts.token), "");
                row.kind = kind;
                row.started = started;
                suite.add({row});
                suite.add({{"completed"}, row});
                suite.add({{"failed", policy_word("continue")}, row});
                suite.add({{"failed"}, row});
                WrittenRow same_place = work("completed", "");
                same_place.kind = kind;
                suite.add({same_place, row});
                suite.add({row, same_place});
            }
        }
    }
}

/// The case lines of the builder's page.
void add_case_lines(RowCases& suite, Edition edition) {
    for (const Section& clause : clauses()) {
        for (const CaseLine& line : clause.cases) {
            if (!line.editions.contains(edition)) {
                continue;
            }
            if (line.kind == CaseLine::Kind::covers) {
                suite.add({work("failed", *line.texts[1]), finalizer("pending", *line.texts[0])});
            } else if (line.kind == CaseLine::Kind::build) {
                suite.add(std::get<Rows>(line.rollout.elements), line.rollout.latch);
            }
        }
    }
}

}  // namespace

Source row_source(Edition edition, const Vocabulary& vocabulary) {
    RowCases suite(edition, vocabulary);
    if (edition >= Edition::finalizers) {
        add_case_lines(suite, edition);
        add_finalizers(suite);
    }
    if (edition >= Edition::steps) {
        add_steps(suite);
    }
    add_order(suite);
    return suite.source(
        edition >= Edition::steps
            ? "The builder relates rows as BUILD-1, 2 and 4 to 6 say: every relation of a table of keys, deployments "
              "and steps, every state, several works, finalizers and steps in every order."
        : edition >= Edition::finalizers
            ? "The builder relates rows as BUILD-1 to BUILD-5 say: every relation of a table of keys and "
              "deployments, every state, several works and finalizers in every order."
            : "Where a row stands changes nothing: the edition does not read it.");
}

Source row_case_lines(Edition edition, const Vocabulary& vocabulary) {
    RowCases suite(edition, vocabulary);
    add_case_lines(suite, edition);
    return suite.source("");
}

}  // namespace rollout::oracle
