// From operation rows to the children that the rule reads. Text: spec/rules/builder.md.
#pragma once

#include <span>
#include <vector>

#include <rollout/parse.hpp>

namespace rollout {

/// Returns the children that `rows` are to the rule of `edition`, in the same order. Ensures: BUILD-1 to BUILD-6;
/// equals reference::build (L4). From edition finalizers on placements are read. Cost: linear passes over the rows,
/// and, where work can orphan and a row waits for it, comparisons of keys or steps in the order of rows * log(such
/// work), whatever the bytes of the keys. Memory: five bytes a row, up to 96 a work that orphans; for rows as text 64 a
/// row more. States are of the whole vocabulary, as `project` takes them. Throws std::bad_alloc.
std::vector<Child> build(Edition edition, std::span<const PlacedOperation> rows, Latch latch = Latch::unreleased);
std::vector<Child> build(Edition edition, std::span<const Row> rows, Latch latch = Latch::unreleased);

/// Returns whether the finalizer whose key is `finalizer_key` covers the work whose key is `work_key`, both of one
/// deployment. Ensures: BUILD-4, BUILD-5.
bool covers(std::string_view finalizer_key, std::string_view work_key) noexcept;

}  // namespace rollout
