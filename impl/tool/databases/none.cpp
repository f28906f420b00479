// The static program: no library of an engine of databases is part of it.
#include "source.hpp"

namespace rollout::audit {
namespace {

[[noreturn]] void refuse() {
    throw Unreadable("this program is the static one, which reads no databases; ./dev build makes one that does");
}

}  // namespace

void read_sqlite(const std::string&, const Store&, Fleet&, Problems&) { refuse(); }
void read_postgresql(const std::string&, const Store&, Fleet&, Problems&) { refuse(); }
void read_mysql(const std::string&, const Store&, Fleet&, Problems&) { refuse(); }

}  // namespace rollout::audit
