// What the WebAssembly module exports, and what becomes of a throw in it. The caller writes into memory that it has
// allocated here, and reads an answer where `answer_begin` says; the memory of an answer is the module's, until the
// next call.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <typeinfo>

#include "engine.hpp"
#include "line_answers.hpp"
#include "rule_file.hpp"

namespace {

std::string kept;  // the last answer
rollout::oracle::Engine engine;

/// Given to the module by whoever loads it. It throws, which ends the call; the module is then not to be used again.
extern "C" [[noreturn]] void rollout_stopped(const char* begin, std::size_t size)
    __attribute__((import_module("rollout"), import_name("stopped")));

[[noreturn]] void stop(const char* message) { rollout_stopped(message, std::strlen(message)); }

std::size_t keep(std::string answer) {
    kept = std::move(answer);
    return kept.size();
}

}  // namespace

extern "C" {

[[clang::export_name("allocate")]] char* rollout_allocate(std::size_t size) {
    auto* memory = static_cast<char*>(std::malloc(size));
    return memory != nullptr ? memory : (stop("out of memory"), nullptr);
}

[[clang::export_name("release")]] void rollout_release(char* memory) { std::free(memory); }

[[clang::export_name("answer_begin")]] const char* rollout_answer_begin() { return kept.data(); }

/// Returns how many bytes the answer to a request has (engine.hpp).
[[clang::export_name("answer")]] std::size_t rollout_answer(const char* request, std::size_t size) {
    return keep(engine.answer({request, size}));
}

/// Returns how many bytes the answers have to lines as `project --jsonl` reads them. `first` is the number of the first
/// line, counted from 1.
[[clang::export_name("project")]] std::size_t rollout_project(std::uint32_t edition, std::uint32_t is_released,
                                                              const char* lines, std::size_t size, std::size_t first) {
    if (edition >= rollout::editions.size()) {
        stop("no edition has that number");
    }
    rollout::oracle::EditionAnswers answers(rollout::editions[edition].edition,
                                            is_released != 0 ? rollout::Latch::released : rollout::Latch::unreleased);
    std::string out;
    answers.answer({lines, size}, first, out);
    return keep(std::move(out));
}

// The two functions that a compiled `throw` calls.

void* __cxa_allocate_exception(std::size_t size) noexcept { return rollout_allocate(size); }

[[noreturn]] void __cxa_throw(void* thrown, std::type_info* type, void (*)(void*)) {
    if (*type == typeid(rollout::rules::MalformedText)) {
        stop((std::string("draft.toml:1:1: ") + rollout::rules::MalformedText::message).c_str());
    }
    if (*type == typeid(rollout::oracle::Disagreement)) {
        stop(static_cast<const rollout::oracle::Disagreement*>(thrown)->what());
    }
    stop(type->name());
}
}
