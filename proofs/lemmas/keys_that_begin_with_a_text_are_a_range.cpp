#include "questions.hpp"
#include "texts_in_order.hpp"

namespace rollout::proofs {
namespace {

using Text = TextsInOrder::Text;

/// Texts of any size, ordered by the first byte in which they differ; a text that another begins with stands before it.
struct Texts {
    explicit Texts(const Terms& terms)
        : context(terms.context()),
          sort(context.uninterpreted_sort("Bytes")),
          size(context.function("size", sort, context.int_sort())),
          byte(context.function("byte", sort, context.int_sort(), context.int_sort())),
          mismatch(context.function("mismatch", sort, sort, context.int_sort())) {}

    std::vector<z3::expr> premises() const {
        const z3::expr x = context.constant("x", sort);
        const z3::expr y = context.constant("y", sort);
        const z3::expr i = context.int_const("i");
        const z3::expr at = mismatch(x, y);
        return {z3::forall(x, size(x) >= 0),
                z3::forall(x, y,
                           at >= 0 && at <= size(x) && at <= size(y) &&
                               implies(at < size(x) && at < size(y), byte(x, at) != byte(y, at))),
                z3::forall(x, y, i, implies(i >= 0 && i < at, byte(x, i) == byte(y, i)))};
    }
    z3::expr not_after(const z3::expr& left, const z3::expr& right) const {
        const z3::expr at = mismatch(left, right);
        return at == size(left) || (at < size(right) && byte(left, at) < byte(right, at));
    }
    z3::expr starts(const z3::expr& text, const z3::expr& with) const {
        const z3::expr i = context.int_const("i");
        return size(with) <= size(text) &&
               z3::forall(i, implies(i >= 0 && i < size(with), byte(text, i) == byte(with, i)));
    }

    z3::context& context;
    z3::sort sort;
    z3::func_decl size;
    z3::func_decl byte;
    z3::func_decl mismatch;
};

/// The claim over texts of a table; the broken one does not ask that the text stands at or after the beginning.
Obligation finite(const Terms& terms, bool at_or_after) {
    const TextsInOrder texts = TextsInOrder::of_table(terms);
    const Text beginning = texts.constant("beginning");
    const Text text = texts.constant("text");
    const Text later = texts.constant("later text");
    const z3::expr in_range = terms.truth(!at_or_after) || !texts.before(text, beginning);
    const Entailment question{
        "the same, of the texts of a table, by their bytes",
        {texts.is_of_table(beginning), texts.is_of_table(text), texts.is_of_table(later)},
        implies(begins(later, beginning), !texts.before(later, beginning)) &&
            implies(in_range && !texts.before(later, text) && begins(later, beginning), begins(text, beginning))};
    return {.questions = {{question}}, .read = [=](const z3::model& model) {
                const auto text_in = [&](const Text& each) {
                    return std::string(table_of_texts[model.eval(each.term, true).get_numeral_uint()]);
                };
                return Witness{.texts = {text_in(beginning), text_in(text), text_in(later)}};
            }};
}

bool holds(const Witness& witness, bool at_or_after) {
    const std::string& beginning = witness.texts.at(0);
    const std::string& text = witness.texts.at(1);
    const std::string& later = witness.texts.at(2);
    return implies(later.starts_with(beginning), later >= beginning) &&
           implies((!at_or_after || beginning <= text) && text <= later && later.starts_with(beginning),
                   text.starts_with(beginning));
}

Twin twin() {
    return {"texts before the beginning count too", [](const Terms& terms) { return finite(terms, false); },
            [](const Witness& witness) { return !holds(witness, false) && holds(witness, true); }};
}

Obligation of_any_size(const Terms& terms) {
    const Texts texts(terms);
    const z3::expr beginning = terms.context().constant("the beginning", texts.sort);
    const z3::expr text = terms.context().constant("a text", texts.sort);
    const z3::expr later = terms.context().constant("a later text", texts.sort);
    std::vector<z3::expr> starting = texts.premises();
    starting.push_back(texts.starts(later, beginning));
    std::vector<z3::expr> before = starting;
    before.push_back(texts.not_after(text, later));
    std::vector<z3::expr> between = before;
    between.push_back(texts.not_after(beginning, text));
    Obligation obligation = finite(terms, true);
    obligation.questions.insert(
        obligation.questions.begin(),
        {{{"a text stands at or after what it begins with", starting, texts.not_after(beginning, later)},
          Entailment{"a text stands before what it begins with", starting, !texts.not_after(beginning, later)}},
         {{"a text between a beginning and a text that begins so begins so too", between,
           texts.starts(text, beginning)},
          Entailment{"a text before a text that begins so begins so too", before, texts.starts(text, beginning)}}});
    obligation.fresh = true;
    return obligation;
}

}  // namespace

std::vector<Lemma> keys_that_begin_with_a_text_are_a_range() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::finalizers, newest_edition)) {
        lemmas.push_back({.id = "L4-" + std::string(name(edition)) + "-range",
                          .statement = "in byte order the texts that begin with a text are a range that begins at it",
                          .edition = edition,
                          .subject = "model: texts as sizes and bytes, ordered by the first byte in which they differ",
                          .inputs = "texts of any size",
                          .alone = true,
                          .obligation = of_any_size,
                          .holds = [](const Witness& witness) { return holds(witness, true); },
                          .twin = twin(),
                          .twins = [] { return std::vector{twin()}; }});
    }
    return lemmas;
}

}  // namespace rollout::proofs
