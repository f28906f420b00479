// A zoo of bad testees: a right one that misbehaves in exactly one way, which `--as NAME` chooses. `--list` says which
// there are: name, nature, description. `--seed N` and `--after N` are for those that a number says something to.
#include <cstdlib>
#include <iostream>
#include <string>

#include "member.hpp"

namespace rollout::zoo {
namespace {

std::string results(const Member& member, Session& session, const rapidjson::Value& request) {
    const auto edition = edition_named(request["edition"].GetString());
    std::string text;
    for (const rapidjson::Value& rollout : request["cases"].GetArray()) {
        text += text.empty() ? "" : ",";
        if (request.HasMember("subject") || !edition) {
            text += error_result("only projections, and only of editions that were offered");
        } else {
            text += member.result(session, *edition, rollout);
        }
    }
    return text;
}

int run(const Member& member, Session session) {
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
            member.write(session, member.offer() + "\n");
            continue;
        }
        ++session.requests;
        member.before_run(session);
        const std::string right = "{\"seq\":" + std::to_string(request["seq"].GetUint64()) + ",\"results\":[" +
                                  results(member, session, request) + "]}";
        member.write(session, member.reply(session, right));
    }
    return 0;
}

int usage() {
    std::cerr << "usage: testee_zoo --list | [--as NAME] [--seed N] [--after N]\n";
    return 2;
}

}  // namespace
}  // namespace rollout::zoo

int main(int count, char** words) {
    using namespace rollout::zoo;
    std::string_view name = "right";
    Session session;
    for (int i = 1; i < count; i += 2) {
        const std::string_view option = words[i];
        if (option == "--list") {
            for (const Member& member : members()) {
                std::cout << member.name << " " << word(member.nature) << " " << member.description << "\n";
            }
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
        } else {
            return usage();
        }
    }
    for (const Member& member : members()) {
        if (member.name == name) {
            return run(member, session);
        }
    }
    return usage();
}
