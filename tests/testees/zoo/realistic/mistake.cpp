#include "mistake.hpp"

#include <algorithm>

namespace rollout::zoo {

const std::vector<Mistake>& realistic_mistakes() {
    static const std::vector<Mistake> all = [] {
        std::vector<Mistake> mistakes;
        add_policy_mistakes(mistakes);
        add_state_mistakes(mistakes);
        add_rule_mistakes(mistakes);
        add_row_mistakes(mistakes);
        add_size_mistakes(mistakes);
        return mistakes;
    }();
    return all;
}

Mistake& MistakesOfKind::added(std::string name, std::string description) {
    mistakes_.push_back({kind_, prefix_ + std::move(name), std::move(description), first_, last_edition, nullptr});
    return mistakes_.back();
}

void MistakesOfKind::add(std::string name, std::string description, Answer answer, std::optional<Edition> first,
                         Edition last) {
    Mistake& mistake = added(std::move(name), std::move(description));
    mistake.answer = std::move(answer);
    mistake.first = first.value_or(first_);
    mistake.last = last;
}

void MistakesOfKind::add_change(std::string name, std::string description,
                                std::function<void(std::vector<Child>&)> change, std::optional<Edition> first) {
    Mistake& mistake = added(std::move(name), std::move(description));
    mistake.change = std::move(change);
    mistake.first = first.value_or(first_);
}

State right(Edition edition, const Rollout& rollout) { return oracle::decision_of(edition, rollout).state; }

Rows* rows_of(Rollout& rollout) { return std::get_if<Rows>(&rollout.elements); }
const Rows* rows_of(const Rollout& rollout) { return std::get_if<Rows>(&rollout.elements); }

Answer after(std::function<void(Edition, Rollout&)> change) {
    return [change = std::move(change)](Edition edition, const Rollout& rollout) {
        Rollout changed = rollout;
        change(edition, changed);
        return right(edition, changed);
    };
}

Answer with_states(std::function<std::string(const std::string&)> read) {
    return after([read = std::move(read)](Edition, Rollout& rollout) {
        std::visit(
            [&](auto& list) {
                for (auto& element : list) {
                    element.state = read(element.state);
                }
            },
            rollout.elements);
    });
}

Answer with_rows(std::function<void(Edition, Rows&)> change) {
    return after([change = std::move(change)](Edition edition, Rollout& rollout) {
        if (Rows* rows = rows_of(rollout)) {
            change(edition, *rows);
        }
    });
}

Answer with_each_row(std::function<void(WrittenRow&)> change) {
    return with_rows([change = std::move(change)](Edition, Rows& rows) {
        for (WrittenRow& row : rows) {
            change(row);
        }
    });
}

Answer with_policies(std::function<std::string(const std::string&)> read) {
    return with_each_row([read = std::move(read)](WrittenRow& row) {
        if (row.on_failure.is == PolicyWord::Is::text) {
            row.on_failure.text = read(row.on_failure.text);
        }
    });
}

Answer with_children(std::function<void(Edition, std::vector<Child>&)> change) {
    return [change = std::move(change)](Edition edition, const Rollout& rollout) {
        std::vector<Child> children = oracle::children_of(edition, rollout);
        change(edition, children);
        return reference::project(edition, std::span<const Child>(children));
    };
}

std::string trimmed(std::string text, std::string_view blanks, bool left, bool right) {
    if (right) {
        text.erase(text.find_last_not_of(blanks) + 1);
    }
    if (left) {
        text.erase(0, text.find_first_not_of(blanks));
    }
    return text;
}

std::string replaced_all(std::string text, std::string_view old, std::string_view with) {
    for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at + with.size())) {
        text.replace(at, old.size(), with);
    }
    return text;
}

std::string unicode_lower(std::string text) {
    return oracle::in_small_letters(replaced_all(replaced_all(std::move(text), "\xC4\xB0", "i"), "\xE2\x84\xAA", "k"));
}
std::string unicode_upper(std::string text) {
    return oracle::in_capitals(replaced_all(replaced_all(std::move(text), "\xC4\xB1", "I"), "\xC5\xBF", "S"));
}

std::string without_invisible(std::string text) {
    for (const std::string_view hidden : {"\xE2\x80\x8B", "\xE2\x80\x8D", "\xEF\xBB\xBF", "\xC2\xAD"}) {
        text = replaced_all(std::move(text), hidden, "");
    }
    return text;
}

std::string nfkc(std::string text) {
    for (int letter = 'a'; letter <= 'z'; ++letter) {
        const std::string wide{'\xEF', '\xBD', static_cast<char>(0x81 + letter - 'a')};
        text = replaced_all(std::move(text), wide, std::string(1, static_cast<char>(letter)));
    }
    for (const std::string_view blank : {"\xC2\xA0", "\xE2\x80\x83", "\xE3\x80\x80"}) {
        text = replaced_all(std::move(text), blank, " ");
    }
    return replaced_all(std::move(text), "\xC5\xBF", "s");
}

std::string without_homoglyphs(std::string text) {
    text = replaced_all(std::move(text), "\xD0\xB0", "a");
    text = replaced_all(std::move(text), "\xD1\x81", "c");
    return replaced_all(std::move(text), "\xD0\xB5", "e");
}

std::string chosen(const std::string& text, const std::vector<std::string_view>& words,
                   const std::function<bool(std::string_view word)>& is_it) {
    const auto found = std::find_if(words.begin(), words.end(), is_it);
    const bool is_word = std::find(words.begin(), words.end(), text) != words.end();
    return is_word || found == words.end() ? text : std::string(*found);
}

bool differ_by_one(std::string_view one, std::string_view other) {
    if (one.size() > other.size()) {
        std::swap(one, other);
    }
    if (other.size() - one.size() > 1) {
        return false;
    }
    const auto [left, right] = std::mismatch(one.begin(), one.end(), other.begin());
    const std::string_view rest(left, one.end());
    const std::string_view other_rest(right, other.end());
    if (one.size() == other.size()) {
        return rest.size() > 0 && rest.substr(1) == other_rest.substr(1);
    }
    return rest == other_rest.substr(1);
}

}  // namespace rollout::zoo
