// SHA-256, by Nettle.
#pragma once

#include <nettle/sha2.h>

#include <string>
#include <string_view>

namespace rollout::oracle {

class Sha256 {
public:
    Sha256() { sha256_init(&context_); }
    void add(std::string_view bytes);

    /// Returns the hash of what was added, as 64 small hexadecimal digits. Begins anew.
    std::string hex();

private:
    sha256_ctx context_;
};

}  // namespace rollout::oracle
