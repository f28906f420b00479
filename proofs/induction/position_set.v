(* A set of positions, with any number of levels: whatever is inserted and erased, a bit of a level is set exactly where
   the word below is not empty; so it has the positions that it should, and knows its first and last. *)
From Coq Require Import Bool Lia List NArith.
Require Import induction_tables.
Import ListNotations.
Local Open Scope bool_scope.
Local Open Scope N_scope.

(* A level: its words, by index. The lowest level first; beyond its end a level is empty. *)
Definition level : Set := N -> N.

Definition bit_in (low : level) (position : N) : bool :=
  N.testbit (low (word_index position)) (position mod bits_of_a_word).

Definition stored (low : level) (index word : N) : level := fun other => if other =? index then word else low other.

Fixpoint insert (levels : list level) (position : N) : list level :=
  match levels with
  | [] => []
  | low :: above =>
    let word := low (word_index position) in
    stored low (word_index position) (inserted word position) ::
    if is_empty word then insert above (word_index position) else above
  end.

Fixpoint erase (levels : list level) (position : N) : list level :=
  match levels with
  | [] => []
  | low :: above =>
    let word := erased (low (word_index position)) position in
    stored low (word_index position) word ::
    if is_empty word then erase above (word_index position) else above
  end.

(* Searches begin at the highest level. *)
Fixpoint found (bit_of : N -> N) (levels : list level) : N :=
  match levels with
  | [] => 0
  | low :: above => let word := found bit_of above in position_of word (bit_of (low word))
  end.

(* The set is what the lowest level says. *)
Definition has (levels : list level) (position : N) : bool :=
  match levels with [] => false | low :: _ => bit_in low position end.

Definition fits (low : level) : Prop :=
  forall index bit, N.testbit (low index) bit = true -> bit < bits_of_a_word.

Fixpoint sound (levels : list level) : Prop :=
  match levels with
  | [] => True
  | low :: above =>
    fits low /\ sound above /\
    match above with
    | [] => forall index, index <> 0 -> is_empty (low index) = true
    | high :: _ => forall index, bit_in high index = negb (is_empty (low index))
    end
  end.

Lemma splits position other :
  word_index position = word_index other -> position mod bits_of_a_word = other mod bits_of_a_word ->
  position = other.
Proof.
  unfold word_index, bits_of_a_word. intros same_word same_bit.
  now rewrite (N.div_mod position 64), (N.div_mod other 64), same_word, same_bit.
Qed.

Lemma bit_inserted word position bit :
  N.testbit (inserted word position) bit = if bit =? position mod bits_of_a_word then true else N.testbit word bit.
Proof.
  unfold inserted. rewrite N.lor_spec, N.shiftl_1_l, N.pow2_bits_eqb, N.eqb_sym. apply orb_comm.
Qed.

Lemma bit_erased word position bit :
  N.testbit (erased word position) bit = if bit =? position mod bits_of_a_word then false else N.testbit word bit.
Proof.
  unfold erased. rewrite N.ldiff_spec, N.shiftl_1_l, N.pow2_bits_eqb, N.eqb_sym.
  now destruct (bit =? position mod _), (N.testbit word bit).
Qed.

Lemma empty_has_no_bit word bit : is_empty word = true -> N.testbit word bit = false.
Proof. unfold is_empty. rewrite N.eqb_eq. intros ->. apply N.bits_0. Qed.

Lemma not_empty_if_bit word bit : N.testbit word bit = true -> is_empty word = false.
Proof. intro set. apply not_true_is_false. intro empty. now rewrite (empty_has_no_bit _ bit empty) in set. Qed.

Lemma has_bit word : is_empty word = false -> exists bit, N.testbit word bit = true.
Proof.
  unfold is_empty. rewrite N.eqb_neq. intro not_zero. exists (N.log2 word). now apply N.bit_log2.
Qed.

Lemma bit_in_stored low index word position :
  bit_in (stored low index word) position =
  if word_index position =? index then N.testbit word (position mod bits_of_a_word) else bit_in low position.
Proof. unfold bit_in, stored. now destruct (word_index position =? index). Qed.

(* A word that is what it was but for the bit of one position. *)
Definition is_with (truth : bool) (position was word : N) : Prop :=
  forall bit, N.testbit word bit = if bit =? position mod bits_of_a_word then truth else N.testbit was bit.

Lemma bit_in_replaced truth low position word other : is_with truth position (low (word_index position)) word ->
  bit_in (stored low (word_index position) word) other = if other =? position then truth else bit_in low other.
Proof.
  intro is. rewrite bit_in_stored, is. destruct (N.eqb_spec other position) as [-> | another].
  - now rewrite !N.eqb_refl.
  - destruct (N.eqb_spec (word_index other) (word_index position)) as [same | _]; [| reflexivity].
    unfold bit_in. rewrite same.
    destruct (N.eqb_spec (other mod bits_of_a_word) (position mod bits_of_a_word)); [| reflexivity].
    exfalso. now apply another, splits.
Qed.

Lemma has_inserted levels position other : levels <> [] ->
  has (insert levels position) other = if other =? position then true else has levels other.
Proof. destruct levels; [easy |]. intros _. apply bit_in_replaced. intro. apply bit_inserted. Qed.

Lemma has_erased levels position other : levels <> [] ->
  has (erase levels position) other = if other =? position then false else has levels other.
Proof. destruct levels; [easy |]. intros _. apply bit_in_replaced. intro. apply bit_erased. Qed.

Lemma replaced_fits truth low position word : fits low -> is_with truth position (low (word_index position)) word ->
  fits (stored low (word_index position) word).
Proof.
  intros low_fits is other bit. unfold stored. destruct (other =? word_index position); [| apply low_fits].
  rewrite is. destruct (N.eqb_spec bit (position mod bits_of_a_word)) as [-> | _]; [now intros; apply N.mod_lt | apply low_fits].
Qed.

Lemma inserted_fits low position : fits low ->
  fits (stored low (word_index position) (inserted (low (word_index position)) position)).
Proof. intro low_fits. apply replaced_fits with true; [exact low_fits |]. intro. apply bit_inserted. Qed.

Lemma erased_fits low position : fits low ->
  fits (stored low (word_index position) (erased (low (word_index position)) position)).
Proof. intro low_fits. apply replaced_fits with false; [exact low_fits |]. intro. apply bit_erased. Qed.

(* The highest level has one word: a position is below what so many levels can say. *)
Fixpoint below_size (levels : nat) (position : N) : Prop :=
  match levels with
  | S (S _ as above) => below_size above (word_index position)
  | _ => word_index position = 0
  end.

Lemma inserted_is_not_empty word position : is_empty (inserted word position) = false.
Proof. apply (not_empty_if_bit _ (position mod bits_of_a_word)). now rewrite bit_inserted, N.eqb_refl. Qed.

Lemma is_empty_stored low index word other :
  is_empty (stored low index word other) = if other =? index then is_empty word else is_empty (low other).
Proof. unfold stored. now destruct (other =? index). Qed.

Lemma insertion_keeps_sound levels position :
  sound levels -> below_size (length levels) position -> sound (insert levels position).
Proof.
  revert position. induction levels as [| low above step]; [trivial |].
  intros position (low_fits & above_sound & linked) below. cbn [insert].
  destruct above as [| high higher].
  - assert (only_level : (if is_empty (low (word_index position)) then insert [] (word_index position) else []) = [])
      by now destruct (is_empty (low (word_index position))).
    rewrite only_level. split; [now apply inserted_fits |]. split; [exact I |].
    intros index not_first. rewrite is_empty_stored. cbn [length below_size] in below. rewrite below.
    rewrite (proj2 (N.eqb_neq index 0) not_first). now apply linked.
  - change (below_size (length (high :: higher)) (word_index position)) in below.
    destruct (is_empty (low (word_index position))) eqn:was_empty.
    + split; [now apply inserted_fits |]. split; [now apply step |]. intro index.
      change (has (insert (high :: higher) (word_index position)) index =
        negb (is_empty (stored low (word_index position) (inserted (low (word_index position)) position) index))).
      rewrite has_inserted, is_empty_stored by discriminate.
      destruct (index =? word_index position); [now rewrite inserted_is_not_empty | apply linked].
    + split; [now apply inserted_fits |]. split; [exact above_sound |]. intro index.
      rewrite is_empty_stored. destruct (N.eqb_spec index (word_index position)) as [-> | ]; [| apply linked].
      now rewrite inserted_is_not_empty, linked, was_empty.
Qed.

Lemma erasure_keeps_sound levels position :
  sound levels -> below_size (length levels) position -> sound (erase levels position).
Proof.
  revert position. induction levels as [| low above step]; [trivial |].
  intros position (low_fits & above_sound & linked) below. cbn [erase].
  destruct above as [| high higher].
  - assert (only_level : (if is_empty (erased (low (word_index position)) position) then erase [] (word_index position) else []) = [])
      by now destruct (is_empty (erased (low (word_index position)) position)).
    rewrite only_level. split; [now apply erased_fits |]. split; [exact I |].
    intros index not_first. rewrite is_empty_stored. cbn [length below_size] in below. rewrite below.
    rewrite (proj2 (N.eqb_neq index 0) not_first). now apply linked.
  - change (below_size (length (high :: higher)) (word_index position)) in below.
    destruct (is_empty (erased (low (word_index position)) position)) eqn:is_empty_now.
    + split; [now apply erased_fits |]. split; [now apply step |]. intro index.
      change (has (erase (high :: higher) (word_index position)) index =
        negb (is_empty (stored low (word_index position) (erased (low (word_index position)) position) index))).
      rewrite has_erased, is_empty_stored by discriminate.
      destruct (index =? word_index position); [now rewrite is_empty_now | apply linked].
    + split; [now apply erased_fits |]. split; [exact above_sound |]. intro index.
      rewrite is_empty_stored. destruct (N.eqb_spec index (word_index position)) as [-> | ]; [| apply linked].
      rewrite is_empty_now, linked. apply has_bit in is_empty_now as [bit set]. rewrite bit_erased in set.
      destruct (bit =? position mod bits_of_a_word); [discriminate |]. now rewrite (not_empty_if_bit _ _ set).
Qed.

(* Any sequence of changes, of a set that begins empty. *)

Inductive change : Set := insertion (position : N) | erasure (position : N).

Definition changed (levels : list level) (made : change) : list level :=
  match made with insertion position => insert levels position | erasure position => erase levels position end.
Definition place (made : change) : N := match made with insertion position | erasure position => position end.
Definition nothing (levels : nat) : list level := repeat (fun _ => 0) levels.

Lemma same_levels levels made : length (changed levels made) = length levels.
Proof.
  destruct made as [position | position]; simpl; revert position; induction levels as [| low above step];
    intro position; [reflexivity | | reflexivity |]; cbn [insert erase length]; f_equal.
  - destruct (is_empty _); [apply step | reflexivity].
  - destruct (is_empty _); [apply step | reflexivity].
Qed.

Lemma nothing_is_sound levels : sound (nothing levels).
Proof.
  induction levels as [| above step]; [exact I |]. split; [now intros index bit |]. split; [exact step |].
  now destruct above.
Qed.

Theorem a_set_stays_sound levels changes :
  Forall (fun made => below_size levels (place made)) changes ->
  sound (fold_left changed changes (nothing levels)).
Proof.
  intro below. enough (keeps : forall set, length set = levels -> sound set -> sound (fold_left changed changes set)).
  { apply keeps; [apply repeat_length | apply nothing_is_sound]. }
  induction below as [| made changes in_size _ step]; intros set same_length so_far; [exact so_far |].
  apply step; [now rewrite same_levels |]. rewrite <- same_length in in_size.
  destruct made; [now apply insertion_keeps_sound | now apply erasure_keeps_sound].
Qed.

Definition had (position : N) (held : bool) (made : change) : bool :=
  match made with
  | insertion other => if position =? other then true else held
  | erasure other => if position =? other then false else held
  end.

Theorem a_set_has_what_was_inserted levels changes position : levels <> O ->
  has (fold_left changed changes (nothing levels)) position = fold_left (had position) changes false.
Proof.
  intro some_levels. replace false with (has (nothing levels) position) by now destruct levels.
  enough (keeps : forall set, length set = levels -> has (fold_left changed changes set) position =
    fold_left (had position) changes (has set position)) by apply keeps, repeat_length.
  induction changes as [| made changes step]; intros set same_length; [reflexivity |].
  cbn [fold_left]. rewrite step by now rewrite same_levels. f_equal.
  assert (not_none : set <> []) by (intros ->; now apply some_levels).
  destruct made; [now apply has_inserted | now apply has_erased].
Qed.

(* Every size has so many levels that its positions are below what they can say. `fuel` bounds the loop: 64^11 > 2^63.
   Below 2^63 no number of the library's wraps. *)
Fixpoint levels_of (fuel : nat) (size : N) : nat :=
  match fuel with
  | O => 1
  | S fuel => if 1 <? words_for size then S (levels_of fuel (words_for size)) else 1
  end.

Definition levels_for : N -> nat := levels_of 10.

Lemma levels_of_some fuel size : exists above, levels_of fuel size = S above.
Proof. destruct fuel; cbn; [| destruct (1 <? words_for size)]; eauto. Qed.

Lemma words_hold size : size <= 64 * words_for size /\ 64 * words_for size < size + 64.
Proof.
  unfold words_for. pose proof (N.div_mod' (size + 64 - 1) 64) as splits.
  pose proof (N.mod_lt (size + 64 - 1) 64 ltac:(discriminate)) as small.
  set (words := (size + 64 - 1) / 64) in *. set (rest := (size + 64 - 1) mod 64) in *. lia.
Qed.

Lemma word_in_size size position : position < size -> word_index position < words_for size.
Proof.
  intro less. pose proof (words_hold size) as [enough _]. set (words := words_for size) in *. unfold word_index.
  apply N.div_lt_upper_bound; [discriminate | lia].
Qed.

Lemma below_levels_of fuel size position :
  size <= 64 * 64 ^ N.of_nat fuel -> position < size -> below_size (levels_of fuel size) position.
Proof.
  revert size position. induction fuel as [| fuel step]; intros size position bound less.
  - cbn [levels_of below_size]. unfold word_index. change (64 ^ N.of_nat 0) with 1 in bound. apply N.div_small. lia.
  - cbn [levels_of]. pose proof (word_in_size size position less) as inside.
    destruct (N.ltb_spec 1 (words_for size)) as [more | one].
    + destruct (levels_of_some fuel (words_for size)) as [above is].
      specialize (step (words_for size) (word_index position)). rewrite is in *. cbn [below_size].
      apply step; [| exact inside]. rewrite Nat2N.inj_succ, N.pow_succ_r' in bound.
      pose proof (words_hold size) as [_ few]. set (words := words_for size) in *.
      set (power := 64 ^ N.of_nat fuel) in *. lia.
    + cbn [below_size]. lia.
Qed.

Theorem every_size_has_its_levels size position :
  size < 2 ^ 63 -> position < size -> below_size (levels_for size) position.
Proof.
  intro small. apply below_levels_of. apply N.lt_le_incl, (N.lt_le_trans _ _ _ small). vm_compute. discriminate.
Qed.

Lemma levels_for_some size : levels_for size <> O.
Proof. unfold levels_for. destruct (levels_of_some 10 size) as [above ->]. discriminate. Qed.

Global Opaque levels_for.

(* The search for the least bit of a word, and for the greatest: what std::countr_zero and std::bit_width say of a word
   that has a bit. *)
Fixpoint least_of (word : positive) : N :=
  match word with xO rest => N.succ (least_of rest) | _ => 0 end.
Definition least_bit (word : N) : N := match word with N0 => 0 | Npos word => least_of word end.
Definition greatest_bit : N -> N := N.log2.

Lemma least_bit_is_least word : is_empty word = false ->
  N.testbit word (least_bit word) = true /\ forall bit, N.testbit word bit = true -> least_bit word <= bit.
Proof.
  destruct word as [| word]; [discriminate |]. intros _. cbn [least_bit].
  induction word as [rest _ | rest [set least] |]; cbn [least_of].
  - split; [reflexivity | intros; lia].
  - change (Npos (xO rest)) with (2 * Npos rest). split.
    + now rewrite N.testbit_even_succ by lia.
    + intros bit. destruct (N.zero_or_succ bit) as [-> | [lower ->]]; [now rewrite N.testbit_even_0 |].
      rewrite N.testbit_even_succ by lia. intro there. apply least in there. lia.
  - split; [reflexivity | intros; lia].
Qed.

Lemma greatest_bit_is_greatest word : is_empty word = false ->
  N.testbit word (greatest_bit word) = true /\ forall bit, N.testbit word bit = true -> greatest_bit word >= bit.
Proof.
  unfold is_empty, greatest_bit. rewrite N.eqb_neq. intro not_zero. split; [now apply N.bit_log2 |].
  intros bit set. destruct (N.le_gt_cases bit (N.log2 word)) as [within | beyond]; [lia |].
  now rewrite N.bits_above_log2 in set.
Qed.

Lemma bit_in_position_of low word bit : bit < bits_of_a_word ->
  bit_in low (position_of word bit) = N.testbit (low word) bit.
Proof.
  intro small. unfold bit_in, word_index, position_of, bits_of_a_word in *.
  now rewrite N.mul_comm, N.div_add_l, N.div_small, N.add_0_r, N.add_comm, N.mod_add, N.mod_small by lia.
Qed.

Lemma position_splits position :
  position = position_of (word_index position) (position mod bits_of_a_word) /\
  position mod bits_of_a_word < bits_of_a_word.
Proof. unfold position_of, word_index, bits_of_a_word. split; [now apply N.div_mod | now apply N.mod_lt]. Qed.

Section Search.

Variable bit_of : N -> N.
Variable no_further : N -> N -> Prop. (* the first is at the second or on its side *)
Hypothesis finds : forall word, is_empty word = false ->
  N.testbit word (bit_of word) = true /\ forall bit, N.testbit word bit = true -> no_further (bit_of word) bit.
Hypothesis by_words : forall word bit other_word other_bit,
  bit < bits_of_a_word -> other_bit < bits_of_a_word ->
  (word <> other_word -> no_further word other_word) -> (word = other_word -> no_further bit other_bit) ->
  no_further (position_of word bit) (position_of other_word other_bit).

Lemma search_finds levels position : sound levels -> has levels position = true ->
  has levels (found bit_of levels) = true /\
  forall other, has levels other = true -> no_further (found bit_of levels) other.
Proof.
  revert position. induction levels as [| low above step]; [easy |].
  intros position (low_fits & above_sound & linked) some. cbn [found has] in *.
  assert (up : is_empty (low (found bit_of above)) = false /\
    forall other, bit_in low other = true -> found bit_of above <> word_index other ->
    no_further (found bit_of above) (word_index other)).
  { destruct above as [| high higher].
    - assert (only_word : forall other, bit_in low other = true -> word_index other = 0).
      { intros other set. destruct (N.eq_dec (word_index other) 0) as [| not_first]; [assumption |].
        apply linked in not_first. unfold bit_in in set. now rewrite (empty_has_no_bit _ _ not_first) in set. }
      cbn [found]. split.
      + rewrite <- (only_word position some). unfold bit_in in some. now apply not_empty_if_bit in some.
      + intros other set another. now rewrite (only_word other set) in another.
    - assert (word_set : forall other, bit_in low other = true -> has (high :: higher) (word_index other) = true).
      { intros other set. cbn [has]. rewrite linked. unfold bit_in in set. now rewrite (not_empty_if_bit _ _ set). }
      destruct (step (word_index position) above_sound (word_set position some)) as [found_set found_first].
      split.
      + cbn [has] in found_set. rewrite linked in found_set. now apply negb_true_iff in found_set.
      + intros other set _. now apply found_first, word_set. }
  destruct up as [not_empty no_word_further]. destruct (finds _ not_empty) as [set least].
  split.
  - rewrite bit_in_position_of; [exact set | now apply low_fits in set].
  - intros other other_set. destruct (position_splits other) as [is small]. rewrite is.
    apply by_words; [now apply low_fits in set | exact small | now apply no_word_further |].
    intro same. apply least. rewrite same. exact other_set.
Qed.

End Search.

Definition first : list level -> N := found least_bit.
Definition last : list level -> N := found greatest_bit.

Theorem first_is_the_least levels position : sound levels -> has levels position = true ->
  has levels (first levels) = true /\ forall other, has levels other = true -> first levels <= other.
Proof.
  apply search_finds; [exact least_bit_is_least |]. unfold position_of, bits_of_a_word.
  intros word bit other_word other_bit small other_small words bits.
  destruct (N.eq_dec word other_word) as [same | another]; [apply bits in same as ?; subst; lia |].
  apply words in another as ?. lia.
Qed.

Theorem last_is_the_greatest levels position : sound levels -> has levels position = true ->
  has levels (last levels) = true /\ forall other, has levels other = true -> last levels >= other.
Proof.
  apply (search_finds greatest_bit N.ge); [exact greatest_bit_is_greatest |].
  unfold position_of, bits_of_a_word. intros word bit other_word other_bit small other_small words bits.
  destruct (N.eq_dec word other_word) as [same | another]; [apply bits in same as ?; subst; lia |].
  apply words in another as ?. lia.
Qed.
