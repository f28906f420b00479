// The entry of a target whose subject is asked by bytes.
#include "entries.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    rollout::fuzz::fuzz_raw({bytes, size});
    return 0;
}
