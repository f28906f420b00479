// What a verb tells people, part by part, in whatever format they read: text, Markdown or a page of HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html.hpp"
#include "table.hpp"

namespace rollout::oracle {

class Document {
public:
    /// Requires: not JSON. A good title is green in HTML, another one red.
    Document(Format format, std::string_view title, bool is_good);

    /// Returns whether it is a page of HTML, which has room for more.
    bool is_html() const { return format_ == Format::html; }

    void heading(std::string_view text);
    void paragraph(std::string_view text);
    /// Adds lines as they are typed, in `language`.
    void code(const std::vector<std::string>& lines, std::string_view language);
    void table(const Table& table);

    /// Prints it on standard output.
    void print() const;

private:
    void add(std::string_view part);

    Format format_;
    std::string text_;  // of text and Markdown
    HtmlPage page_;     // of HTML
};

}  // namespace rollout::oracle
