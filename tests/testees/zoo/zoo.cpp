// A zoo of bad testees: a right one that misbehaves in exactly one way, which `--as NAME` chooses. `--list` says which
// there are: name, nature, description. `--seed N` and `--after N` are for those that a number says something to.
// `--mistake NAME` is one of the realistic mistakes that `--list-mistakes` lists as JSON Lines.
// `--without CLAUSE` is another kind: it follows the reference without that clause. `--editions`, `--states`,
// `--policies`, `--flags`, `--levels` and `--words`, each with names separated by commas, make it offer less.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>

#include <rollout/build.hpp>
#include <rollout/project.hpp>

#include "json_writer.hpp"
#include "member.hpp"
#include "mistakes.hpp"
#include "offered.hpp"
#include "realistic/mistake.hpp"

namespace rollout::zoo {
namespace {

const Member without_a_clause{.name = "without",
                              .nature = Nature::wrong,
                              .description = "follows the reference without one clause",
                              .result = without_the_clause};

/// Returns the children of the case, as the library builds them.
std::vector<Child> built(Edition edition, const rapidjson::Value& rollout) {
    return rollout.HasMember("operations") ? rollout::build(edition, rows_in(*elements_of(rollout)), latch_in(rollout))
                                           : children_in(*elements_of(rollout));
}

std::string results(const Member& member, const Offered& offered, Session& session, const rapidjson::Value& request) {
    const auto edition = edition_named(request["edition"].GetString());
    std::string text;
    for (const rapidjson::Value& rollout : request["cases"].GetArray()) {
        text += text.empty() ? "" : ",";
        if (request.HasMember("subject") || !edition) {
            text += error_result("only projections, and only of editions that were offered");
        } else if (const std::string problem = offered.problem(*edition, rollout); !problem.empty()) {
            text += error_result(problem);
        } else if (session.mistake != nullptr && session.mistake->change) {
            std::vector<Child> children = built(*edition, rollout);
            session.mistake->change(children);
            text += state_result(token(rollout::project(*edition, std::span<const Child>(children))));
        } else if (session.mistake != nullptr) {
            text += state_result(token(session.mistake->answer(*edition, oracle::read_rollout(rollout))));
        } else {
            text += member.result(session, *edition, rollout);
        }
    }
    return text;
}

int run(const Member& member, const Offered& offered, Session session) {
    for (std::string line; std::getline(std::cin, line);) {
        rapidjson::Document request;
        request.Parse(line.data(), line.size());
        if (!request.IsObject() || !request.HasMember("cmd") || !request["cmd"].IsString()) {
            std::cerr << "this is no request: " << line << "\n";
            return 2;
        }
        const std::string command = request["cmd"].GetString();
        if (command == "stop") {
            member.at_stop(session);
            return 0;
        }
        if (command == "start") {
            member.before_start(session);
            member.write(session, offered.in(member.offer()) + "\n");
            continue;
        }
        ++session.requests;
        member.before_run(session);
        const std::string right = "{\"seq\":" + std::to_string(request["seq"].GetUint64()) + ",\"results\":[" +
                                  results(member, offered, session, request) + "]}";
        member.write(session, member.reply(session, right));
    }
    return 0;
}

void list_mistakes() {
    for (const Mistake& mistake : realistic_mistakes()) {
        std::cout << "{\"name\":\"" << mistake.name << "\",\"kind\":\"" << mistake.kind << "\",\"first\":\""
                  << rollout::name(mistake.first) << "\",\"last\":\"" << rollout::name(mistake.last)
                  << "\",\"description\":" << oracle::json_string(mistake.description) << "}\n";
    }
}

int usage() {
    std::cerr << "usage: testee_zoo --list | --list-mistakes\n"
                 "       testee_zoo [--as NAME | --mistake NAME | --without CLAUSE] [--seed N] [--after N]\n"
                 "                  [--editions|--states|--policies|--flags|--levels|--words NAME,...]\n";
    return 2;
}

}  // namespace
}  // namespace rollout::zoo

int main(int count, char** words) {
    using namespace rollout::zoo;
    std::string_view name = "right";
    Session session;
    Offered offered;
    for (int i = 1; i < count; i += 2) {
        const std::string_view option = words[i];
        if (option == "--list") {
            for (const Member& member : members()) {
                std::cout << member.name << " " << word(member.nature) << " " << member.description << "\n";
            }
            return 0;
        }
        if (option == "--list-mistakes") {
            list_mistakes();
            return 0;
        }
        if (i + 1 == count) {
            return usage();
        }
        if (option == "--as") {
            name = words[i + 1];
        } else if (option == "--seed") {
            session.random = std::strtoull(words[i + 1], nullptr, 10) * 2 + 1;
        } else if (option == "--after") {
            session.after = static_cast<unsigned>(std::strtoul(words[i + 1], nullptr, 10));
        } else if (option == "--mistake") {
            const auto& all = realistic_mistakes();
            const auto found = std::find_if(all.begin(), all.end(),
                                            [&](const Mistake& mistake) { return mistake.name == words[i + 1]; });
            if (found == all.end()) {
                return usage();
            }
            session.mistake = &*found;
        } else if (option == "--without") {
            const auto& ids = rollout::reference::clause_ids;
            const auto found = std::find(ids.begin(), ids.end(), words[i + 1]);
            if (found == ids.end()) {
                return usage();
            }
            session.without = static_cast<rollout::reference::Clause>(found - ids.begin());
        } else if (!option.starts_with("--") || !offered.take(option.substr(2), words[i + 1])) {
            return usage();
        }
    }
    if (session.without) {
        return run(without_a_clause, offered, session);
    }
    for (const Member& member : members()) {
        if (member.name == name) {
            return run(member, offered, session);
        }
    }
    return usage();
}
