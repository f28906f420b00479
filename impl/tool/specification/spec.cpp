#include "spec.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rollout::oracle {
namespace {

constexpr Edition editions_first = editions.front().edition;
constexpr Edition editions_last = editions.back().edition;
constexpr EditionRange no_editions{editions_last, editions_first};

/// Returns whether a heading is an ID, such as ROLL-4, and not the title of a paragraph.
bool is_id(std::string_view heading) {
    const std::size_t capitals = heading.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return capitals != 0 && capitals < heading.size() && heading[capitals] == '-' && heading.find(' ') == heading.npos;
}

/// If `line` begins with `start`, returns what follows it.
std::optional<std::string> after(std::string_view line, std::string_view start) {
    if (!line.starts_with(start)) {
        return std::nullopt;
    }
    return std::string(line.substr(start.size()));
}

}  // namespace

std::vector<Section> read_sections(const Page& page) {
    std::vector<Section> read;
    std::string* field = nullptr;  // what a continuation line belongs to
    bool in_section = false;
    bool in_cases = false;
    int number = 0;
    const auto end_section = [&] {
        if (in_section && read.back().editions.first > read.back().editions.last) {
            fail_spec(page.file, read.back().line, "the section names no editions");
        }
        field = nullptr;
    };
    for (std::size_t start = 0; start < page.text.size();) {
        const std::size_t end = std::min(page.text.find('\n', start), page.text.size());
        const std::string_view line = page.text.substr(start, end - start);
        start = end + 1;
        ++number;
        if (const auto id = after(line, "### "); id && is_id(*id)) {
            end_section();
            in_section = true;
            read.push_back({.id = *id,
                            .editions = no_editions,
                            .sentence = {},
                            .not_when = {},
                            .why = {},
                            .origin = std::nullopt,
                            .wrong_answer = {},
                            .fixed_rule = {},
                            .name = {},
                            .cases = {},
                            .file = std::string(page.file),
                            .line = number});
        } else if (line.starts_with("## ") || line.starts_with("### ")) {
            end_section();
            in_section = false;
        } else if (!in_section) {
            continue;
        } else if (in_cases) {
            in_cases = line != "```";
            if (in_cases) {
                read.back().cases.push_back(read_case_line(line, page.file, number));
            }
        } else if (line == "```cases") {
            in_cases = true;
        } else if (const auto editions = after(line, "- Editions: ")) {
            read.back().editions = read_editions(*editions, page.file, number);
            field = nullptr;
        } else if (const auto origin = after(line, "- Origin: ")) {
            read.back().editions = {editions_first, editions_last};
            read.back().origin = read_editions(*origin, page.file, number).first;
            field = nullptr;
        } else if (const auto wrong_answer = after(line, "- Wrong answer: ")) {
            read.back().wrong_answer = *wrong_answer;
            field = nullptr;
        } else if (const auto name = after(line, "- Name: ")) {
            read.back().name = *name;
            field = nullptr;
        } else if (const auto not_when = after(line, "- Not when: ")) {
            read.back().not_when = *not_when;
            field = &read.back().not_when;
        } else if (const auto why = after(line, "- Why: ")) {
            read.back().why = *why;
            field = &read.back().why;
        } else if (const auto fixed_rule = after(line, "- Fixed rule: ")) {
            read.back().fixed_rule = *fixed_rule;
            field = &read.back().fixed_rule;
        } else if (line.starts_with("- ") && read.back().editions.first > read.back().editions.last) {
            read.back().sentence += " " + std::string(line.substr(2));  // one of several conditions
            field = &read.back().sentence;
        } else if (line.empty() || line.starts_with("<!--") || line.starts_with("|")) {
            field = nullptr;  // a generated table says nothing that the program does not know
        } else if (field != nullptr) {
            *field += " " + std::string(line.substr(std::min(line.find_first_not_of(' '), line.size())));
        } else if (read.back().sentence.empty()) {
            read.back().sentence = line;
            field = &read.back().sentence;
        } else {
            fail_spec(page.file, number, "a section holds one sentence, its conditions, its fields and its cases");
        }
    }
    end_section();
    if (in_cases) {
        fail_spec(page.file, number, "the last block of cases does not end");
    }
    return read;
}

namespace {

/// Every section of every page, by kind.
struct Sections {
    std::vector<Section> clauses;
    std::vector<Section> regressions;
    std::vector<Section> findings;
    std::vector<Section> life_properties;
};

const Sections& sections() {
    static const Sections all = [] {
        Sections made;
        for (const Page& page : pages()) {
            for (Section& section : read_sections(page)) {
                (section.id.starts_with("REG-")    ? made.regressions
                 : section.id.starts_with("F-")    ? made.findings
                 : section.id.starts_with("LIFE-") ? made.life_properties
                                                   : made.clauses)
                    .push_back(std::move(section));
            }
        }
        return made;
    }();
    return all;
}

}  // namespace

const std::vector<Section>& clauses() { return sections().clauses; }
const std::vector<Section>& regressions() { return sections().regressions; }
const std::vector<Section>& findings() { return sections().findings; }
const std::vector<Section>& life_properties() { return sections().life_properties; }

const Section* find_section(std::string_view id) {
    for (const auto* kind : {&clauses(), &regressions(), &findings(), &life_properties()}) {
        for (const Section& section : *kind) {
            if (section.id == id) {
                return &section;
            }
        }
    }
    return nullptr;
}

std::string_view rule_file_of(Edition edition) {
    const std::span<const Page> files = edition_files();
    const auto found = std::find_if(files.begin(), files.end(), [&](const Page& page) {
        return page.file == fmt::format("{}.toml", name(edition));
    });
    assert(found != files.end());
    return found->text;
}

}  // namespace rollout::oracle
