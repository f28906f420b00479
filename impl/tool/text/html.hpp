// HTML, written: texts made safe, and a page that asks for nothing from outside of itself.
#pragma once

#include <string>
#include <string_view>

namespace rollout::oracle {

/// Returns the text on one line, safe between tags and in a quoted attribute.
std::string html(std::string_view text);

/// Returns a whole page, which is well-formed XML as well. `title` is a text; `body` is HTML.
std::string html_page(std::string_view title, std::string_view body);

}  // namespace rollout::oracle
