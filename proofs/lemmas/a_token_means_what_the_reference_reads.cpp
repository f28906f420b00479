#include <rollout/parse.hpp>
#include <rollout/reference/token.hpp>

#include <algorithm>

#include "lemma.hpp"
#include "spelling.hpp"
#include "symbolic_bytes.hpp"

namespace rollout::proofs {
namespace {

/// What a token is looked up in: the shipped tables, or one of them broken.
struct Tables {
    ShortTokens short_ones = short_tokens;
    Spellings all = spellings_by_slot();
};

/// The half of the look-up that a question is about.
enum class Half { by_its_words, by_its_slot };

/// Returns the bytes that short tokens are made of: those that no folding may change.
std::string bytes_of_short_tokens() {
    std::string bytes;
    for (const StateFacts& facts : states) {
        for (const char byte : has_short_size(facts.token) ? facts.token : "") {
            if (bytes.find(byte) == std::string::npos) {
                bytes += byte;
            }
        }
    }
    return bytes;
}

constexpr int readable_size = 64;  // longer witnesses are not asked for

/// Any token: its bytes and its size. Its bytes are folded by any folding that keeps those of short tokens.
class AnyToken {
public:
    explicit AnyToken(const Terms& terms)
        : terms_(terms),
          size_(context().bv_const("size of the token", 64)),
          byte_at_(context().function("byte of the token", context().bv_sort(64), context().bv_sort(8))),
          folding_(context().function("folded", context().bv_sort(8), context().bv_sort(8))),
          token_(terms, context().bv_val(0, 64), size_, byte_at_, folding_) {}

    /// Returns the questions about foldings: the two there are, and what is taken for granted of any.
    std::vector<Question> of_foldings() const {
        const PlainByte byte{context().bv_const("byte", 8)};
        const auto folded = [](const PlainByte& each) { return reference::ascii_lower(each).bits; };
        std::vector<z3::expr> kept;
        for (const char each : bytes_of_short_tokens()) {
            kept.push_back(folded(constant(each)) == constant(each));
        }
        return {{{"one folding: the reference's and the implementation's, of every byte",
                  {},
                  folded(byte) == rollout::lower(byte).bits},
                 Entailment{"no folding", {}, folded(byte) == byte.bits}},
                {{"the bytes of short tokens are their own folding", {}, terms_.every(kept)},
                 Entailment{"every byte is its own folding", {}, folded(byte) == byte.bits}}};
    }
    /// Returns the question whether a short token that is found is the token, byte for byte; or whether each token in
    /// its slot is what the reference reads.
    Entailment of_half(Half half, const Tables& tables) const {
        if (half == Half::by_its_slot) {
            return {"every spelling, and the one in its slot; the folding is any",
                    {},
                    expected() == state_of_any_token(tables.all, token_)};
        }
        const SymbolicState found = short_token_state(tables.short_ones, token_);
        return {"a short token that its words find is that token, byte for byte",
                {},
                found == State::unrecognized || of_some_short_token([&](const StateFacts& facts) {
                    return found == facts.state && is(facts.token);
                })};
    }
    /// Returns the other questions: what a short token means to the reference, and what both halves make.
    std::vector<Question> of_the_rest(const Tables& tables, const Tables& broken) const {
        const z3::expr as_expected =
            !of_some_short_token([&](const StateFacts& facts) { return is(facts.token) && expected() != facts.state; });
        const std::string means = "a short token means to the reference what it says";
        const std::string whole = "so the whole look-up, which asks the one and then the other";
        const std::vector<z3::expr> halves{of_half(Half::by_its_words, tables).goal,
                                           of_half(Half::by_its_slot, tables).goal, as_expected};
        const auto looked_up_in = [&](const Tables& each) {
            return state_of_token(each.short_ones, each.all, token_) == expected();
        };
        return {{{means, keeps_short_tokens(), as_expected}, Entailment{means + ", by any folding", {}, as_expected}},
                {{whole, halves, looked_up_in(tables)},
                 Entailment{whole + ", in broken tables", halves, looked_up_in(broken)}}};
    }

    Witness read(const z3::model& model, Half half) const {
        Witness witness{.texts = {""}};
        const std::uint64_t length = model.eval(size_, true).get_numeral_uint64();
        for (std::uint64_t i = 0; i < length && i < readable_size; ++i) {
            const z3::expr byte = byte_at_(byte_at_.ctx().bv_val(i, 64));
            const z3::expr seen = half == Half::by_its_slot ? folding_(byte) : byte;
            witness.texts.front() += static_cast<char>(model.eval(seen, true).get_numeral_uint());
        }
        return witness;
    }

private:
    SymbolicState expected() const { return reference::state_named(token_); }
    /// Returns whether the token is `text`, byte for byte; whether some short token meets `predicate`.
    z3::expr is(std::string_view text) const {
        std::vector<z3::expr> same{token_.size() == text.size()};
        for (std::size_t i = 0; i < text.size(); ++i) {
            same.push_back(token_[i].bits == constant(text[i]));
        }
        return terms_.every(same);
    }
    z3::expr of_some_short_token(const auto& predicate) const {
        std::vector<z3::expr> met;
        for (const StateFacts& facts : states) {
            if (facts.state != State::unrecognized && has_short_size(facts.token)) {
                met.push_back(predicate(facts));
            }
        }
        return terms_.some(met);
    }
    z3::context& context() const { return terms_.context(); }
    z3::expr constant(char byte) const { return context().bv_val(static_cast<unsigned char>(byte), 8); }
    std::vector<z3::expr> keeps_short_tokens() const {
        std::vector<z3::expr> kept;
        for (const char byte : bytes_of_short_tokens()) {
            kept.push_back(folding_(constant(byte)) == constant(byte));
        }
        return kept;
    }

    const Terms& terms_;
    z3::expr size_;
    z3::func_decl byte_at_;
    z3::func_decl folding_;
    SymbolicBytes token_;
};

Obligation obligation_of_half(const Terms& terms, Half half, const Tables& tables) {
    const AnyToken token(terms);
    return {.questions = {{token.of_half(half, tables)}},
            .read = [token, half](const z3::model& model) { return token.read(model, half); }};
}

/// Completed means failed in them: found by its words, and in its slot.
Tables broken_tables() {
    const auto wrong = [](State state) { return state == State::completed ? State::failed : state; };
    Tables broken;
    for (State& state : broken.short_ones.states) {
        state = wrong(state);
    }
    for (StateAlias& spelling : broken.all) {
        spelling.state = wrong(spelling.state);
    }
    return broken;
}

Obligation obligation_of_any_token(const Terms& terms) {
    const AnyToken token(terms);
    const Tables shipped;
    const Tables broken = broken_tables();
    Obligation made = obligation_of_half(terms, Half::by_its_slot, shipped);
    std::vector<Question> before = token.of_foldings();
    before.push_back({token.of_half(Half::by_its_words, shipped), token.of_half(Half::by_its_words, broken)});
    const std::vector<Question> rest = token.of_the_rest(shipped, broken);
    before.insert(before.end(), rest.begin(), rest.end());
    made.questions.insert(made.questions.begin(), before.begin(), before.end());
    return made;
}

bool same(std::string_view token) { return parse_state(token) == reference::parse_state(token); }

Twin twin(const std::string& broken, Half half, const Tables& tables) {
    return {broken, [half, tables](const Terms& terms) { return obligation_of_half(terms, half, tables); },
            [tables](const Witness& witness) {
                const std::string_view token = witness.texts.front();
                return state_of_token(tables.short_ones, tables.all, token) != reference::parse_state(token) &&
                       same(token);
            }};
}

/// Each spelling lost, and each unrecognized; of all that are not found by their words.
std::vector<Twin> slot_twins() {
    std::vector<Twin> twins;
    for (std::size_t slot = 0; slot < slot_count; ++slot) {
        Tables tables;
        const std::string spelling(tables.all[slot].token);
        if (!spelling.empty()) {
            tables.short_ones = {};
            tables.all[slot] = {"", State::unrecognized};
            twins.push_back(twin("the spelling " + spelling + " is lost", Half::by_its_slot, tables));
            tables.all[slot] = {spellings_by_slot()[slot].token, State::unrecognized};
            twins.push_back(twin("the spelling " + spelling + " is unrecognized", Half::by_its_slot, tables));
        }
    }
    return twins;
}

/// Each short token that means another state, and each that is found by another middle word.
std::vector<Twin> short_token_twins() {
    std::vector<Twin> twins;
    for (std::size_t slot = 0; slot < short_slot_count; ++slot) {
        const State state = short_tokens.states[slot];
        if (short_tokens.texts[slot].size == 0) {
            continue;
        }
        const auto add = [&](const std::string& what, const auto& breaks) {
            Tables tables;
            breaks(tables.short_ones.texts[slot], tables.short_ones.states[slot]);
            twins.push_back(
                twin("the short token " + std::string(token(state)) + " " + what, Half::by_its_words, tables));
        };
        add("means another state",
            [](ShortText&, State& of) { of = of == State::completed ? State::failed : State::completed; });
        add("has another middle", [](ShortText& text, State&) { text.middle ^= 1; });
    }
    return twins;
}

std::vector<Twin> token_twins() {
    std::vector<Twin> twins = slot_twins();
    const std::vector<Twin> of_words = short_token_twins();
    twins.insert(twins.end(), of_words.begin(), of_words.end());
    return twins;
}

}  // namespace

std::vector<Lemma> a_token_means_what_the_reference_reads() {
    return comparing(
        {"reference/include/rollout/reference/token.hpp", "impl/library/projection/short_token.hpp",
         "impl/library/projection/spelling.hpp", "impl/library/projection/parse.cpp"},
        {{.id = "L4-any-token",
          .statement = "a token means the state that the reference reads in it, by its words or by one look-up as by "
                       "comparing every spelling",
          .clauses = {"TOKEN-1", "TOKEN-2", "TOKEN-3", "TOKEN-4"},
          .subject = "source instantiated: parse_state, with the words of short tokens, the hashes, the tables and the "
                     "comparisons that ship, reference templates",
          .inputs = "tokens of any bytes, of any size that 64 bits can say",
          .assumptions = {"A-3"},
          .alone = true,
          .obligation = obligation_of_any_token,
          .holds = [](const Witness& witness) { return same(witness.texts.front()); },
          .twin = twin("completed means failed", Half::by_its_slot, broken_tables()),
          .twins = token_twins}});
}

}  // namespace rollout::proofs
