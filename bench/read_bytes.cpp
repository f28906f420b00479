#include "read_bytes.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "read_bytes.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rollout_bench::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

std::uint64_t read_all(const std::uint64_t* words, std::size_t count) {
    const hn::ScalableTag<std::uint64_t> tag;
    const std::size_t lanes = hn::Lanes(tag);
    auto first = hn::Zero(tag);
    auto second = hn::Zero(tag);
    auto third = hn::Zero(tag);
    auto fourth = hn::Zero(tag);
    std::size_t i = 0;
    for (; i + 4 * lanes <= count; i += 4 * lanes) {
        first = hn::Or(first, hn::LoadU(tag, words + i));
        second = hn::Or(second, hn::LoadU(tag, words + i + lanes));
        third = hn::Or(third, hn::LoadU(tag, words + i + 2 * lanes));
        fourth = hn::Or(fourth, hn::LoadU(tag, words + i + 3 * lanes));
    }
    std::uint64_t all = hn::GetLane(hn::MaxOfLanes(tag, hn::Or(hn::Or(first, second), hn::Or(third, fourth))));
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
