#include "document.hpp"

#include <fmt/format.h>

namespace rollout::oracle {

Document::Document(Format format, std::string_view title, bool is_good)
    : format_(format),
      text_(fmt::format("{}{}\n", format == Format::markdown ? "# " : "", title)),
      page_(title, is_good) {}

void Document::heading(std::string_view text) {
    if (is_html()) {
        page_.heading(text);
    } else {
        add(fmt::format("{}{}\n", format_ == Format::markdown ? "## " : "", text));
    }
}

void Document::paragraph(std::string_view text) {
    if (is_html()) {
        page_.paragraph(text);
    } else {
        add(fmt::format("{}\n", text));
    }
}

void Document::code(const std::vector<std::string>& lines, std::string_view language) {
    if (is_html()) {
        page_.code(lines);
    } else {
        const std::string typed = fmt::format("{}\n", fmt::join(lines, "\n"));
        add(format_ == Format::markdown ? fmt::format("```{}\n{}```\n", language, typed) : typed);
    }
}

void Document::table(const Table& table) {
    if (is_html()) {
        table.add_to(page_);
    } else {
        add(table.text(format_));
    }
}

void Document::add(std::string_view part) { text_.append("\n").append(part); }

void Document::print() const { fmt::print("{}", is_html() ? page_.text() : text_); }

}  // namespace rollout::oracle
