# WebAssembly by Debian's clang-16, lld-16, libc++-16-dev-wasm32 and wasi-libc.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_CXX_COMPILER clang++-16)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_EXECUTABLE_SUFFIX_CXX .wasm)
set(CMAKE_CXX_FLAGS_INIT "-nostdinc++ -Wno-unused-command-line-argument -isystem /usr/include/wasm32-wasi/c++/v1")
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE NEVER)
