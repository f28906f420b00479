// Testees that keep the protocol and are mistaken about the rule: each as a real controller was, or might be, and one
// for each clause that it leaves out. Usage: testee_mistaken --list | --mistake NAME | --without CLAUSE
#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <iostream>
#include <string>

#include <rollout/project.hpp>

#include "isolating.hpp"
#include "rollout_case.hpp"

namespace rollout::mistaken {
namespace {

using conformance::Rollout;

/// Answers the rollout of a case, whose words may have been changed before they were read.
struct Mistake {
    std::string_view name;
    std::string_view description;
    State (*answer)(Edition edition, const std::vector<Child>& children);
    void (*read_word)(std::string& word, bool is_policy) = [](std::string&, bool) {};
};

State right(Edition edition, const std::vector<Child>& children) {
    return project(edition, std::span<const Child>(children));
}

std::size_t count_failed(const std::vector<Child>& children) {
    return static_cast<std::size_t>(std::count_if(children.begin(), children.end(),
                                                  [](const Child& child) { return child.state == State::failed; }));
}

constexpr std::array mistakes{
    Mistake{"first-failure-ends-all", "one failure ends the rollout under live siblings",
            [](Edition, const std::vector<Child>& children) { return right(Edition::b1, children); }},
    Mistake{"no-hard-failure", "every failure may continue, whatever its policy",
            [](Edition edition, const std::vector<Child>& children) {
                std::vector<Child> lenient = children;
                for (Child& child : lenient) {
                    child.continue_on_failure = !child.pause_on_failure;
                }
                return right(edition, lenient);
            }},
    Mistake{"only-completed-is-over", "a cancelled or stopped sibling holds the rollout open",
            [](Edition edition, const std::vector<Child>& children) {
                std::vector<Child> held = children;
                for (Child& child : held) {
                    const bool seems_live = child.state == State::cancelled || child.state == State::stopped;
                    child.state = count_failed(children) > 0 && seems_live ? State::running : child.state;
                }
                return right(edition, held);
            }},
    Mistake{"forgets-the-first", "forgets the first child of a long list",
            [](Edition edition, const std::vector<Child>& children) {
                const bool is_long = children.size() > 300;
                return right(edition, {children.begin() + (is_long ? 1 : 0), children.end()});
            }},
    Mistake{"counts-in-eight-bits", "loses count of 256 failed children",
            [](Edition edition, const std::vector<Child>& children) {
                std::vector<Child> seen = children;
                if (count_failed(children) % 256 == 0) {
                    std::erase_if(seen, [](const Child& child) { return child.state == State::failed; });
                }
                return right(edition, seen);
            }},
    Mistake{"one-class-more", "is wrong about one list: two recovering children, then a stopped one",
            [](Edition edition, const std::vector<Child>& children) {
                constexpr std::array wrong{State::recovering, State::recovering, State::stopped};
                const bool is_wrong = std::equal(children.begin(), children.end(), wrong.begin(), wrong.end(),
                                                 [](const Child& child, State state) { return child.state == state; });
                return is_wrong ? State::recovering : right(edition, children);
            }},
    Mistake{"case-blind-policies", "takes Continue for continue", right,
            [](std::string& word, bool is_policy) {
                if (is_policy) {
                    std::transform(word.begin(), word.end(), word.begin(),
                                   [](unsigned char byte) { return static_cast<char>(std::tolower(byte)); });
                }
            }},
    Mistake{"trims", "takes white space from the ends of a word", right,
            [](std::string& word, bool) {
                const auto is_space = [](unsigned char byte) { return std::isspace(byte) != 0; };
                while (!word.empty() && is_space(static_cast<unsigned char>(word.back()))) {
                    word.pop_back();
                }
                word.erase(word.begin(), std::find_if_not(word.begin(), word.end(), is_space));
            }},
    Mistake{"case-sensitive", "knows states in small letters only", right,
            [](std::string& word, bool is_policy) {
                if (!is_policy &&
                    std::any_of(word.begin(), word.end(), [](unsigned char byte) { return std::isupper(byte) != 0; })) {
                    word = "unheard_of";
                }
            }},
};

/// Changes the words of the case's elements.
void read_words(rapidjson::Value& asked, rapidjson::Document& document, const Mistake& mistake) {
    for (const char* level : {"operations", "children"}) {
        const auto list = asked.FindMember(level);
        if (list == asked.MemberEnd()) {
            continue;
        }
        for (rapidjson::Value& element : list->value.GetArray()) {
            for (const char* field : {"state", "on_failure"}) {
                const auto found = element.FindMember(field);
                if (found != element.MemberEnd() && found->value.IsString()) {
                    std::string word(found->value.GetString(), found->value.GetStringLength());
                    mistake.read_word(word, field == std::string_view("on_failure"));
                    found->value.SetString(word.data(), word.size(), document.GetAllocator());
                }
            }
        }
    }
}

std::string result(rapidjson::Value& asked, rapidjson::Document& document, Edition edition, const Mistake& mistake,
                   const std::function<State(Edition, const std::vector<Child>&)>& answer) {
    read_words(asked, document, mistake);
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    asked.Accept(writer);
    const std::string_view object(buffer.GetString(), buffer.GetSize());
    const auto rollout = conformance::rollout_of({"", std::string(object.substr(1, object.size() - 2)), ""});
    if (!rollout) {
        return R"({"error":"no rollout"})";
    }
    return "{\"state\":\"" + std::string(token(answer(edition, conformance::children_of(edition, *rollout)))) + "\"}";
}

int run(const Mistake& mistake, const std::function<State(Edition, const std::vector<Child>&)>& answer) {
    for (std::string line; std::getline(std::cin, line);) {
        rapidjson::Document request;
        request.Parse(line.data(), line.size());
        const std::string command = request["cmd"].GetString();
        if (command == "stop") {
            break;
        }
        if (command == "start") {
            std::cout << R"({"version":1,"implementation":{"name":"mistaken","version":"1","language":"C++"},)"
                      << R"("editions":["b1","b2","b3","b4","pause","settled","finalizers"]})" << std::endl;
            continue;
        }
        const Edition edition = *edition_named(request["edition"].GetString());
        std::string results;
        for (rapidjson::Value& asked : request["cases"].GetArray()) {
            results += (results.empty() ? "" : ",") + result(asked, request, edition, mistake, answer);
        }
        std::cout << "{\"seq\":" << request["seq"].GetUint64() << ",\"results\":[" << results << "]}" << std::endl;
    }
    return 0;
}

int main(std::span<char*> words) {
    const std::string_view option = words.size() > 1 ? words[1] : "";
    if (option == "--list") {
        for (const Mistake& mistake : mistakes) {
            std::cout << mistake.name << " " << mistake.description << "\n";
        }
        return 0;
    }
    const std::string_view value = words.size() == 3 ? words[2] : "";
    if (option == "--without") {
        for (std::size_t i = 0; i < reference::clause_ids.size(); ++i) {
            if (reference::clause_ids[i] == value) {
                return run({"without", "", right}, [=](Edition edition, const std::vector<Child>& children) {
                    return conformance::answer_without(reference::Clause(i), edition, children)
                        .value_or(State::unrecognized);
                });
            }
        }
    }
    for (const Mistake& mistake : mistakes) {
        if (option == "--mistake" && mistake.name == value) {
            return run(mistake, mistake.answer);
        }
    }
    std::cerr << "usage: testee_mistaken --list | --mistake NAME | --without CLAUSE\n";
    return 2;
}

}  // namespace
}  // namespace rollout::mistaken

int main(int count, char** words) { return rollout::mistaken::main({words, static_cast<std::size_t>(count)}); }
