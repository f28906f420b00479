// Goal: the machine as data is all that an implementation needs. Method: a walker that knows nothing of the rule runs
// the file beside the reference, and checks with its words alone that it is minimal.

#include <numeric>

#include <rollout/vocabulary/text.hpp>

#include "json_document.hpp"
#include "machine_json.hpp"
#include "spec.hpp"
#include "support/gtest.hpp"
#include "support/machine_walker.hpp"
#include "support/machines.hpp"

#include <rapidjson/schema.h>

namespace rollout::tests {
namespace {

void expect_words_that_identify(Walker& walker) {
    const rapidjson::Document& file = walker.document();
    const auto& words = file["words"];
    for (unsigned state = 0; state < file["states"].Size(); ++state) {
        EXPECT_EQ(walker.after(walker.initial(), file["states"][state]["access"]), state);
        for (unsigned other = 0; other < state; ++other) {
            const unsigned number = file["separated_by"][state][other].GetUint();
            EXPECT_NE(walker.output(walker.after(state, words[number])),
                      walker.output(walker.after(other, words[number])));
            for (const unsigned of : {state, other}) {
                const auto identifiers = file["identifiers"][of].GetArray();
                EXPECT_NE(std::find(identifiers.begin(), identifiers.end(), rapidjson::Value(number)),
                          identifiers.end());
            }
        }
    }
    for (unsigned number = 0; number < file["classes"].Size(); ++number) {
        const auto& letter = file["classes"][number];
        const std::string token(oracle::text_of(letter[0]));
        EXPECT_EQ(file["letters"][token.c_str()][letter[1].GetUint()].GetUint(), number);
    }
}

void expect_every_state_drawn(Edition edition, Walker& walker) {
    const std::string graph = oracle::machine_dot(edition);
    for (unsigned state = 0; state < walker.document()["states"].Size(); ++state) {
        const std::string number = std::to_string(state);
        const std::string node =
            "  " + number + " [label=\"" + number + ": " + std::string(walker.output(state)) + "\"];\n";
        EXPECT_NE(graph.find(node), std::string::npos) << node;
        EXPECT_NE(graph.find("-> " + number + (state == 0 ? ";" : " [label=")), std::string::npos) << node;
    }
    EXPECT_EQ(graph.find("label=\"\""), std::string::npos);
}

const rapidjson::Document& schema_of_machines() {
    static const rapidjson::Document made = [] {
        rapidjson::Document document;
        for (const oracle::Page& schema : oracle::schemas()) {
            if (schema.file == "machine.schema.json") {
                EXPECT_FALSE(oracle::parse_json(schema.text, document).has_value());
            }
        }
        return document;
    }();
    return made;
}

bool is_valid(const rapidjson::Document& document) {
    static const rapidjson::SchemaDocument schema(schema_of_machines());
    rapidjson::SchemaValidator validator(schema);
    return document.Accept(validator);
}

TEST(MachineFiles, AreOfTheSchemaAndRunAloneAsTheReference) {
    std::mt19937_64 random(7);
    for (const Edition edition : tested_editions()) {
        SCOPED_TRACE(name(edition));
        Walker walker(oracle::machine_json(edition));
        EXPECT_TRUE(is_valid(walker.document()));
        EXPECT_EQ(oracle::text_of(walker.document()["edition"]), name(edition));
        expect_words_that_identify(walker);
        if (edition <= Edition::settled) {
            expect_every_state_drawn(edition, walker);
        }
        for (int i = 0; i < 2000; ++i) {
            // A few letters fill the list, so that it is not failed by its first dozen.
            std::vector<Child> filling;
            std::vector<Operation> words;
            for (std::uint32_t kinds = 1 + below(random, 5); kinds > 0; --kinds) {
                const State state = below(random, 3) == 0 ? State::failed : State(below(random, state_count));
                filling.push_back(child_with(state, below(random, flags_count)));
                words.push_back({state, Policy(below(random, policy_count))});
            }
            std::vector<Child> children;
            std::vector<Operation> operations;
            for (std::uint32_t length = below(random, 20); length > 0; --length) {
                children.push_back(filling[below(random, filling.size())]);
                operations.push_back(words[below(random, words.size())]);
            }
            EXPECT_EQ(walker.project(children), token(reference::project(edition, std::span<const Child>(children))))
                << text_of(std::span<const Child>(children));
            const Latch latch = latches[below(random, latches.size())];
            EXPECT_EQ(walker.project(operations, latch),
                      token(reference::project(edition, std::span<const Operation>(operations), latch)))
                << text_of(std::span<const Operation>(operations));
        }
    }
}

TEST(MachineFiles, ThatLackAMemberAreNotOfTheSchema) {
    Walker walker(oracle::machine_json(Edition::b1));
    EXPECT_EQ(walker.document().MemberCount(), schema_of_machines()["required"].Size());
    for (const rapidjson::Value& member : schema_of_machines()["required"].GetArray()) {
        rapidjson::Document less;
        less.CopyFrom(walker.document(), less.GetAllocator());
        less.RemoveMember(member);
        EXPECT_FALSE(is_valid(less)) << member.GetString();
    }
}

}  // namespace
}  // namespace rollout::tests
