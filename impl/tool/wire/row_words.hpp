// Rows that own their words, as they were spelled: a policy that is no word's, a state that nobody knows, stay what
// they are.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <rollout/vocabulary/child.hpp>

namespace rollout::oracle {

/// The words of a kind, in its order.
inline constexpr std::array<std::string_view, 2> kind_words{"work", "group_finalizer"};

struct RowWords {
    std::string state;
    std::optional<std::string> on_failure = std::nullopt;
    std::string deployment = {};
    std::string key = {};
    Kind kind = Kind::work;
    bool started = true;

    friend bool operator==(const RowWords&, const RowWords&) = default;
};

/// Returns the row, its words resolved. It points into `row`.
PlacedOperation resolved(const RowWords& row);

/// Returns the rows of an array as a rollout has them under `operations`; a policy that is null becomes the empty word,
/// which is as unknown. Errors: names the place below the array, as in `[0].state: is required`.
std::variant<std::vector<RowWords>, std::string> read_rows(const rapidjson::Value& array);

/// Returns the rows that `STATE[:POLICY],...` or a JSON array spells. Errors: as above.
std::variant<std::vector<RowWords>, std::string> read_rows(std::string_view text);

/// Returns the text from which these rows are read: the short form if they have one. Requires: there is a row.
std::string spelled(std::span<const RowWords> rows);

/// Returns the rows as a JSON array: every field, but a policy that is absent.
std::string json_of(std::span<const RowWords> rows);

}  // namespace rollout::oracle
