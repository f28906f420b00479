// HTML, written: texts made safe, and a page that asks for nothing from outside of itself.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "fact.hpp"

namespace rollout::oracle {

/// One page, put together part by part. Every text is made safe.
class HtmlPage {
public:
    /// A good title is green, another one red.
    HtmlPage(std::string_view title, bool is_good);

    void heading(std::string_view text);
    void paragraph(std::string_view text);
    /// Adds lines as they are typed.
    void code(const std::vector<std::string>& lines);
    /// Adds a list of names and what they are. A fact of more than one line stands as typed; so does one whose name is
    /// in `as_code`.
    void facts(const std::vector<Fact>& facts, const std::set<std::string>& as_code = {});
    /// Adds a table with a row for each of `rows`; those at `bad_rows` are red, and the columns in `as_code` stand as
    /// typed. A column of empty cells is left out.
    void table(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows,
               const std::set<std::size_t>& bad_rows, const std::set<std::string>& as_code);

    /// Returns the whole page, which is well-formed XML as well.
    std::string text() const;

private:
    std::string title_;
    std::string body_;
};

}  // namespace rollout::oracle
