#include "written_list.hpp"

#include <algorithm>

#include "json_writer.hpp"
#include "nearest.hpp"
#include "rule.hpp"
#include "spelled.hpp"

namespace rollout::rules {
namespace {

using oracle::PolicyWord;

void append_json(const Rule& rule, const WrittenElement& element, bool is_of_children, std::string& json) {
    json += "{\"state\":";
    oracle::append_json_string(json, element.state);
    if (is_of_children) {
        for (const std::string& flag : flag_names(rule, element.flags)) {
            json += ',';
            oracle::append_json_string(json, flag);
            json += ":true";
        }
    } else if (element.on_failure.is != PolicyWord::Is::absent) {
        json += ",\"on_failure\":";
        if (element.on_failure.is == PolicyWord::Is::null) {
            json += "null";
        } else {
            oracle::append_json_string(json, element.on_failure.text);
        }
    }
    json += '}';
}

/// Returns `word`, longer if it must be, so that `is_taken` does not hold of it.
std::string free_word(std::string word, const auto& is_taken) {
    while (is_taken(word)) {
        word += '_';
    }
    return word;
}

}  // namespace

Element element_of(const Rule& rule, const WrittenElement& element, bool is_released) {
    const bool has_word = element.on_failure.is == PolicyWord::Is::text;
    const std::uint16_t of_word = has_word ? rule.flags(element.on_failure.text, is_released) : std::uint16_t{0};
    return {rule.state(element.state), static_cast<std::uint16_t>(of_word | element.flags)};
}

std::vector<Element> elements_of(const Rule& rule, const WrittenList& list) {
    std::vector<Element> elements;
    elements.reserve(list.elements.size());
    for (const WrittenElement& element : list.elements) {
        elements.push_back(element_of(rule, element, list.is_released));
    }
    return elements;
}

std::string text_of(const Rule& rule, const WrittenElement& element) {
    std::string text = oracle::quoted_unless_plain(element.state);
    if (element.on_failure.is != PolicyWord::Is::absent) {
        text += ':';
        text += element.on_failure.is == PolicyWord::Is::null ? "(null)"
                                                              : oracle::quoted_unless_plain(element.on_failure.text);
    }
    for (const std::string& flag : flag_names(rule, element.flags)) {
        text += '+' + flag;
    }
    return text;
}

std::string text_of(const Rule& rule, const WrittenList& list) {
    std::string text = list.is_of_children ? "children: " : "";
    text += list.is_released ? "released: " : "";
    for (std::size_t i = 0; i < list.elements.size(); ++i) {
        text += (i == 0 ? "" : " ") + text_of(rule, list.elements[i]);
    }
    return text + (list.elements.empty() ? "none" : "");
}

std::string members_of(const Rule& rule, const WrittenList& list) {
    std::string json = list.is_of_children ? "\"children\":[" : "\"operations\":[";
    std::string last;
    for (std::size_t i = 0; i < list.elements.size(); ++i) {
        json += i == 0 ? "" : ",";
        // Long lists are of few elements, many times.
        if (i == 0 || list.elements[i] != list.elements[i - 1]) {
            last.clear();
            append_json(rule, list.elements[i], list.is_of_children, last);
        }
        json += last;
    }
    return json + (list.is_released ? "],\"released\":true" : "]");
}

std::variant<SpelledElement, std::string> read_element(const Rule& rule, std::string_view text) {
    const std::size_t end = rule.names.state(text) ? text.npos : text.find_first_of(":+");
    SpelledElement read{{.state = std::string(text.substr(0, end))}};
    if (end == text.npos) {
        return read;
    }
    if (text[end] == ':') {
        read.element.on_failure = oracle::policy_word(text.substr(end + 1));
        return read;
    }
    read.has_flags = true;
    for (std::size_t at = end; at != text.npos;) {
        const std::size_t next = text.find('+', at + 1);
        const std::string_view flag = text.substr(at + 1, next == text.npos ? next : next - at - 1);
        const auto number = rule.names.flag(flag);
        if (!number) {
            return oracle::unknown_name(flag, rule.names.flags, "no flag");
        }
        read.element.flags = static_cast<std::uint16_t>(read.element.flags | 1U << *number);
        at = next;
    }
    return read;
}

WrittenList list_of(const Rule& rule, const std::vector<SpelledElement>& elements, bool is_released) {
    WrittenList list{.is_of_children = std::any_of(elements.begin(), elements.end(),
                                                   [](const SpelledElement& each) { return each.has_flags; }),
                     .is_released = is_released};
    for (const SpelledElement& each : elements) {
        list.elements.push_back(each.element);
        if (list.is_of_children) {
            WrittenElement& child = list.elements.back();
            child.flags = element_of(rule, child, is_released).flags;
            child.on_failure = oracle::absent_policy;
        }
    }
    list.is_released = is_released && !list.is_of_children;  // of children the flags say all
    return list;
}

std::vector<std::string> flag_names(const Rule& rule, std::uint16_t flags) {
    std::vector<std::string> names;
    for (std::size_t flag = 0; flag < rule.names.flags.size(); ++flag) {
        if ((flags >> flag & 1U) != 0) {
            names.push_back(rule.names.flags[flag]);
        }
    }
    return names;
}

std::string unlisted_state(const Rule& rule) {
    return free_word("unheard_of", [&](const std::string& word) { return rule.names.state(word).has_value(); });
}

std::string unlisted_word(const Rule& rule) {
    return free_word("unheard_of", [&](const std::string& word) { return rule.words.contains(word); });
}

}  // namespace rollout::rules
