// RapidJSON counts bytes and elements in 32 bits by default; a line may be longer. Include before any RapidJSON header,
// in every file that includes one.
#pragma once

#include <cstddef>

#define RAPIDJSON_NO_SIZETYPEDEFINE
namespace rapidjson {
using SizeType = std::size_t;
}
