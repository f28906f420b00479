// The rollouts of a store: parents with their stored states, and rows, in whatever order they come. Each text is kept
// once. Memory: 16 bytes a parent, 24 a row, and each text and each place once, some 100 bytes in addition to its
// bytes.
#pragma once

#include <map>
#include <span>
#include <tuple>
#include <vector>

#include "row.hpp"
#include "texts.hpp"

namespace rollout::audit {

/// A row as a source has it. An absent policy is halt, and null is an unknown word.
struct SourceRow {
    std::string_view rollout;
    std::string_view state;
    std::optional<std::string_view> on_failure = "halt";  // absent: null
    Placement placement = {};
    std::int64_t order = 0;  // among the rows of its rollout; rows of one order stand as they come
};

class Fleet {
public:
    /// Adds a parent. Returns whether its ID is new; another one of the same ID is not taken.
    bool add_parent(std::string_view id, std::string_view stored, bool is_released);

    /// Adds a row. Requires: every parent was added before. A row without a parent is counted, and not kept.
    void add_row(const SourceRow& row);

    /// What is wrong with a row of that rollout is known: it is not answered.
    void mark_unreadable(std::string_view id);

    /// Sorts the rows. Nothing is added afterwards.
    void finish();

    std::size_t size() const { return parents_.size(); }
    std::size_t row_count() const { return rows_.size(); }
    std::size_t rows_without_parent() const { return rows_without_parent_; }
    /// Returns the first ID of a row without a parent.
    const std::string& first_without_parent() const { return first_without_parent_; }

    std::string_view id(std::size_t parent) const { return ids_[static_cast<std::uint32_t>(parent)]; }
    std::string_view stored(std::size_t parent) const { return texts_[parents_[parent].stored]; }
    Latch latch(std::size_t parent) const { return parents_[parent].is_released ? Latch::released : Latch::unreleased; }
    bool is_unreadable(std::size_t parent) const { return parents_[parent].is_unreadable; }
    /// Writes the rows of a parent to `rows`, in order. They point into the fleet.
    void rows_of(std::size_t parent, std::vector<Row>& rows) const;

private:
    struct Parent {
        std::uint32_t stored;
        bool is_released;
        bool is_unreadable = false;
    };
    struct StoredRow {
        std::int64_t order;
        std::uint32_t parent;
        std::uint32_t state;
        std::uint32_t policy;
        std::uint32_t place;
    };
    static constexpr std::uint32_t null_policy = ~std::uint32_t{0};
    using PlaceKey = std::tuple<std::uint32_t, std::uint32_t, Kind, bool, std::uint32_t>;

    std::uint32_t place(const Placement& placement);

    Texts ids_;
    Texts texts_;
    std::vector<Parent> parents_;
    std::vector<StoredRow> rows_;
    std::vector<std::size_t> first_row_;  // by parent, and one more
    std::map<PlaceKey, std::uint32_t> place_numbers_;
    std::vector<Placement> places_{Placement{}};  // the first one: none
    std::size_t rows_without_parent_ = 0;
    std::string first_without_parent_;
};

}  // namespace rollout::audit
