// A fuzz target of no subject: what its file is called decides what it does. `faulty` and `canary` differ on "bug",
// `hanging` never ends there, `clean` has no fault.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <unistd.h>

namespace {

bool differs = false;
bool hangs = false;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char*** argv) {
    const std::string_view path((*argv)[0]);
    const std::string_view name = path.substr(path.rfind('/') + 1);
    differs = name.starts_with("faulty") || name.starts_with("canary");
    hangs = name.starts_with("hanging");
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (std::getenv("ROLLOUT_FUZZ_SHOW") != nullptr) {
        std::fprintf(stderr, "INPUT: b2 failed:continue -> failed ROLL-3\n");
    }
    // One condition each, for the engine to find its way by coverage.
    if (size > 2 && bytes[0] == 'b') {
        if (bytes[1] == 'u') {
            if (bytes[2] == 'g') {
                if (differs) {
                    std::fprintf(stderr, "DIFFERENCE: stand-in\n");
                    std::abort();
                }
                while (hangs) {
                    ::sleep(1);
                }
            }
        }
    }
    return 0;
}
