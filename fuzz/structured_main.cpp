// The entry of a target whose subject is asked by choices.
#include "entries.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    FuzzedDataProvider choices(bytes, size);
    rollout::fuzz::fuzz_structured(choices);
    return 0;
}
