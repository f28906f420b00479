// The static program: no library of an engine of databases is part of it.
#include "source.hpp"

namespace rollout::audit {

void read_sqlite(const std::string&, const Store&, Fleet&, Problems&) {
    throw Unreadable("this program is the static one, which reads no databases; ./dev build makes one that does");
}

}  // namespace rollout::audit
