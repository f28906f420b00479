#include <rollout/parse.hpp>
#include <rollout/reference/token.hpp>

#include "lemma.hpp"
#include "spelling.hpp"
#include "symbolic_bytes.hpp"

namespace rollout::proofs {
namespace {

/// The implementation's reading of a token, as parse_state does it.
auto state_of(const Spellings& spellings, const auto& token) {
    const auto without_prefix = [&](const auto& text) {
        return choose(text.size() == std::size_t{0}, lift(text, State::unrecognized), state_in_slot(spellings, text));
    };
    return choose(begins_with_spelling(token, lower_case_prefix),
                  without_prefix(without_first(token, lower_case_prefix.size())), without_prefix(token));
}

/// The same on machine text, which must not be read beyond its end.
State state_of_text(const Spellings& spellings, std::string_view token) {
    if (begins_with_spelling(token, lower_case_prefix)) {
        token.remove_prefix(lower_case_prefix.size());
    }
    return token.empty() ? State::unrecognized : state_in_slot(spellings, token);
}

constexpr int readable_size = 64;  // longer witnesses are not asked for

Obligation obligation(const Terms& terms, const Spellings& spellings) {
    z3::context& context = terms.context();
    const z3::sort byte = context.bv_sort(8);
    const z3::expr size = context.bv_const("size of the token", 64);
    const z3::func_decl byte_at = context.function("byte of the token", context.bv_sort(64), byte);
    const z3::func_decl folding = context.function("folded", byte, byte);
    const SymbolicBytes token(terms, context.bv_val(0, 64), size, byte_at, folding);
    const PlainByte plain{context.bv_const("byte", 8)};
    const auto read = [=](const z3::model& model) {
        Witness witness{.texts = {""}};
        const std::uint64_t length = model.eval(size, true).get_numeral_uint64();
        for (std::uint64_t i = 0; i < length && i < readable_size; ++i) {
            const z3::expr index = byte_at.ctx().bv_val(i, 64);
            witness.texts.front() += static_cast<char>(model.eval(folding(byte_at(index)), true).get_numeral_uint());
        }
        return witness;
    };
    return {.questions = {{"one folding: the reference's and the implementation's, of every byte",
                           {},
                           reference::ascii_lower(plain).bits == rollout::lower(plain).bits},
                          {"every spelling, and the one in its slot; the folding is any",
                           {},
                           reference::state_named(token) == state_of(spellings, token)}},
            .read = read};
}

bool differs(const Spellings& spellings, const Witness& witness) {
    const std::string& token = witness.texts.front();
    return state_of_text(spellings, token) != reference::parse_state(token) &&
           parse_state(token) == reference::parse_state(token);
}

Twin twin(const std::string& broken, const Spellings& spellings) {
    return {broken, [spellings](const Terms& terms) { return obligation(terms, spellings); },
            [spellings](const Witness& witness) { return differs(spellings, witness); }};
}

std::vector<Twin> spelling_twins() {
    std::vector<Twin> twins;
    for (std::size_t slot = 0; slot < slot_count; ++slot) {
        Spellings spellings = spellings_by_slot();
        const std::string spelling(spellings[slot].token);
        if (!spelling.empty()) {
            spellings[slot] = {"", State::unrecognized};
            twins.push_back(twin("the spelling " + spelling + " is lost", spellings));
            spellings[slot] = {spellings_by_slot()[slot].token, State::unrecognized};
            twins.push_back(twin("the spelling " + spelling + " is unrecognized", spellings));
        }
    }
    return twins;
}

}  // namespace

std::vector<Lemma> a_token_means_what_the_reference_reads() {
    Spellings broken = spellings_by_slot();
    for (StateAlias& spelling : broken) {
        spelling.state = spelling.state == State::completed ? State::failed : spelling.state;
    }
    return comparing(
        {"reference/include/rollout/reference/token.hpp", "impl/library/projection/spelling.hpp",
         "impl/library/projection/parse.cpp"},
        {{.id = "L4-any-token",
          .statement = "a token means the state that the reference reads in it, by one look-up as by comparing every "
                       "spelling",
          .clauses = {"TOKEN-1", "TOKEN-2", "TOKEN-3", "TOKEN-4"},
          .subject =
              "source instantiated: the hash, the table of spellings and the comparison that ship, reference templates",
          .inputs = "tokens of any bytes, of any size that 64 bits can say",
          .assumptions = {"A-3"},
          .alone = true,
          .obligation = [](const Terms& terms) { return obligation(terms, spellings_by_slot()); },
          .holds =
              [](const Witness& witness) {
                  return parse_state(witness.texts.front()) == reference::parse_state(witness.texts.front());
              },
          .twin = twin("completed means failed", broken),
          .twins = spelling_twins}});
}

}  // namespace rollout::proofs
