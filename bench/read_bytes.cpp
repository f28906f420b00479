#include "read_bytes.hpp"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "read_bytes.cpp"
#include <hwy/foreach_target.h>

#include <hwy/aligned_allocator.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rollout_bench::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

std::uint64_t read_all(const std::uint64_t* words, std::size_t count) {
    const hn::ScalableTag<std::uint64_t> tag;
    const std::size_t lanes = hn::Lanes(tag);
    constexpr std::size_t parts = 8;
    std::array<hn::Vec<decltype(tag)>, parts> read;
    read.fill(hn::Zero(tag));
    // From the beginning of a cache line on, so that no load crosses into another one.
    std::size_t i =
        std::min<std::size_t>(count, -reinterpret_cast<std::uintptr_t>(words) % HWY_ALIGNMENT / sizeof(*words));
    for (; i + parts * lanes <= count; i += parts * lanes) {
        for (std::size_t part = 0; part < parts; ++part) {
            read[part] = hn::Or(read[part], hn::LoadU(tag, words + i + part * lanes));
        }
    }
    for (; i + lanes <= count; i += lanes) {
        read[0] = hn::Or(read[0], hn::LoadU(tag, words + i));
    }
    auto together = hn::Zero(tag);
    for (const auto& part : read) {
        together = hn::Or(together, part);
    }
    std::uint64_t all = hn::GetLane(hn::MaxOfLanes(tag, together));
    for (; i < count; ++i) {
        all |= words[i];
    }
    return all;
}

}  // namespace rollout_bench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rollout_bench {
namespace {
HWY_EXPORT(read_all);
std::uint64_t read_words(const std::uint64_t* words, std::size_t count) {
    return HWY_DYNAMIC_DISPATCH(read_all)(words, count);
}
}  // namespace
}  // namespace rollout_bench

std::uint64_t read_bytes(const void* bytes, std::size_t size) {
    return rollout_bench::read_words(static_cast<const std::uint64_t*>(bytes), size / sizeof(std::uint64_t));
}
#endif
