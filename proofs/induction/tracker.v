(* Any sequence of changes: a tracker's facts are the fold of its list. *)
From Coq Require Import Bool Lia List NArith ZArith.
Require Import induction_tables lists.
Require position_set.
Import ListNotations.
Local Open Scope bool_scope.

Fixpoint changed (list : children) (index : nat) (c : child) : children :=
  match list, index with
  | [], _ => []
  | _ :: rest, O => c :: rest
  | first :: rest, S index => first :: changed rest index c
  end.

Definition one_if (truth : bool) : Z := if truth then 1%Z else 0%Z.
Definition stored (count : Z) : Z := (count mod 2 ^ count_bits)%Z.

(* The order of positions, of which a tracker keeps the first and the last. *)

Definition at_position (is : child -> bool) (list : children) (position : nat) : Prop :=
  exists c, nth_error list position = Some c /\ is c = true.

Lemma some_is_at_a_position is list : existsb is list = true <-> exists position, at_position is list position.
Proof.
  rewrite existsb_exists. split.
  - intros (c & member & holds_of_c). apply In_nth_error in member as [position there]. now exists position, c.
  - intros (position & c & there & holds_of_c). exists c. split; [now apply nth_error_In in there | exact holds_of_c].
Qed.

Lemma some_before_is_by_positions earlier later list :
  some_before earlier later list = true <->
  exists i j, i < j /\ at_position earlier list i /\ at_position later list j.
Proof.
  induction list as [| c rest step]; simpl.
  - split; [discriminate |]. intros (i & _ & _ & (d & there & _) & _). now destruct i.
  - rewrite orb_true_iff, andb_true_iff, some_is_at_a_position, step. split.
    + intros [[begins (j & there)] | (i & j & less & at_i & at_j)].
      * exists 0, (S j). split; [lia |]. split; [now exists c | exact there].
      * exists (S i), (S j). split; [lia |]. now split.
    + intros ([| i] & [| j] & less & at_i & at_j); try lia.
      * left. split; [| now exists j]. destruct at_i as (d & [= ->] & begins). exact begins.
      * right. exists i, j. split; [lia |]. now split.
Qed.

Definition is_first (is : child -> bool) (list : children) (first : N) : Prop :=
  existsb is list = true ->
  at_position is list (N.to_nat first) /\
  forall position, at_position is list position -> (first <= N.of_nat position)%N.
Definition is_last (is : child -> bool) (list : children) (last : N) : Prop :=
  existsb is list = true ->
  at_position is list (N.to_nat last) /\
  forall position, at_position is list position -> (N.of_nat position <= last)%N.

Lemma some_before_is_first_before_last earlier later list first last :
  is_first earlier list first -> is_last later list last ->
  some_before earlier later list = existsb earlier list && existsb later list && (first <? last)%N.
Proof.
  intros first_is last_is. apply eq_true_iff_eq.
  rewrite some_before_is_by_positions, !andb_true_iff, N.ltb_lt. split.
  - intros (i & j & less & at_i & at_j).
    assert (some_earlier : existsb earlier list = true) by (apply some_is_at_a_position; now exists i).
    assert (some_later : existsb later list = true) by (apply some_is_at_a_position; now exists j).
    apply first_is in some_earlier as first_at. apply last_is in some_later as last_at.
    apply first_at in at_i. apply last_at in at_j. repeat split; trivial; lia.
  - intros [[some_earlier some_later] less]. exists (N.to_nat first), (N.to_nat last).
    split; [lia |]. split; [now apply first_is | now apply last_is].
Qed.

Section AnEdition.

Variable e : edition.
Hypothesis it_ships : In e editions.
Variable levels : nat. (* of the sets of positions *)

Definition has_fact (fact : N) (c : child) : bool := has (letter e c) fact.

Record tracked := {
  tracked_list : children;
  count : N -> Z;
  pausing : list position_set.level;
  holding : list position_set.level
}.

(* A set of positions where the child at `index` goes from one letter to another. *)
Definition moved (fact : N) (set : list position_set.level) (index : nat) (from to : N) : list position_set.level :=
  if xorb (has from fact) (has to fact)
  then position_set.changed set
    (if has to fact then position_set.insertion (N.of_nat index) else position_set.erasure (N.of_nat index))
  else set.

Definition nothing_tracked : tracked := {|
  tracked_list := []; count := fun _ => stored 0;
  pausing := position_set.nothing levels; holding := position_set.nothing levels
|}.

(* One child more, when a tracker begins. *)
Definition begun (kept : tracked) (c : child) : tracked :=
  let index := length (tracked_list kept) in {|
    tracked_list := tracked_list kept ++ [c];
    count := fun fact => stored (recounted (count kept fact) 0 (one_if (has_fact fact c)));
    pausing := moved failed_pausing (pausing kept) index 0 (letter e c);
    holding := moved holds (holding kept) index 0 (letter e c)
  |}.

(* A change of one child, as L4-any-recount says that the tracker's four steps make it. *)
Definition set (kept : tracked) (change : nat * child) : tracked :=
  let (index, to) := change in
  match nth_error (tracked_list kept) index with
  | None => kept
  | Some from => {|
      tracked_list := changed (tracked_list kept) index to;
      count := fun fact =>
        stored (recounted (count kept fact) (one_if (has_fact fact from)) (one_if (has_fact fact to)));
      pausing := moved failed_pausing (pausing kept) index (letter e from) (letter e to);
      holding := moved holds (holding kept) index (letter e from) (letter e to)
    |}
  end.

(* What stays so. *)

Definition number (list : children) (fact : N) : Z :=
  fold_right (fun c sum => (one_if (has_fact fact c) + sum)%Z) 0%Z list.

Definition fact_at (fact : N) (list : children) (index : nat) : bool :=
  match nth_error list index with Some c => has_fact fact c | None => false end.

Definition set_is (fact : N) (set : list position_set.level) (list : children) : Prop :=
  length set = levels /\ position_set.sound set /\
  forall position, position_set.has set position = fact_at fact list (N.to_nat position).

Definition is_right (kept : tracked) : Prop :=
  (forall fact, count kept fact = stored (number (tracked_list kept) fact)) /\
  (forall index, index < length (tracked_list kept) -> position_set.below_size levels (N.of_nat index)) /\
  set_is failed_pausing (pausing kept) (tracked_list kept) /\
  set_is holds (holding kept) (tracked_list kept).

Lemma length_changed list index c : length (changed list index c) = length list.
Proof. revert index. induction list as [| first rest step]; intros [| index]; simpl; [easy .. |]. now rewrite step. Qed.

Lemma nth_changed list index c other : index < length list ->
  nth_error (changed list index c) other = if other =? index then Some c else nth_error list other.
Proof.
  revert index other. induction list as [| first rest step]; intros [| index] [| other] within; simpl in *; try lia; try easy.
  apply step. lia.
Qed.

Lemma moved_is fact set list next index from to :
  levels <> 0 -> position_set.below_size levels (N.of_nat index) ->
  set_is fact set list -> fact_at fact list index = has from fact ->
  (forall other, fact_at fact next other = if other =? index then has to fact else fact_at fact list other) ->
  set_is fact (moved fact set index from to) next.
Proof.
  intros some_levels below (same_levels & so_far & set_has) from_is next_is.
  assert (not_none : set <> []) by (intros ->; now apply some_levels).
  unfold moved. destruct (xorb (has from fact) (has to fact)) eqn:moves.
  - split; [now rewrite position_set.same_levels |]. rewrite <- same_levels in below.
    split; [destruct (has to fact); [now apply position_set.insertion_keeps_sound | now apply position_set.erasure_keeps_sound] |].
    intro position. rewrite next_is.
    assert (same_place : (position =? N.of_nat index)%N = (N.to_nat position =? index)).
    { apply eq_true_iff_eq. rewrite N.eqb_eq, Nat.eqb_eq. lia. }
    destruct (has to fact); cbn [position_set.changed].
    + rewrite position_set.has_inserted, same_place, set_has by exact not_none. now destruct (N.to_nat position =? index).
    + rewrite position_set.has_erased, same_place, set_has by exact not_none. now destruct (N.to_nat position =? index).
  - split; [exact same_levels |]. split; [exact so_far |]. intro position. rewrite set_has, next_is.
    destruct (Nat.eqb_spec (N.to_nat position) index) as [-> | ]; [| reflexivity].
    rewrite from_is. apply xorb_eq in moves. exact moves.
Qed.

Lemma number_app left right fact : number (left ++ right) fact = (number left fact + number right fact)%Z.
Proof. induction left as [| c rest step]; simpl; [reflexivity | rewrite step; lia]. Qed.

Lemma number_changed list index from to fact : nth_error list index = Some from ->
  number (changed list index to) fact =
  (number list fact - one_if (has_fact fact from) + one_if (has_fact fact to))%Z.
Proof.
  revert index. induction list as [| first rest step]; intros [| index] there; try discriminate; simpl in *.
  - injection there as ->. lia.
  - rewrite (step _ there). lia.
Qed.

Lemma recounted_is count had has : stored (recounted (stored count) had has) = stored (count - had + has).
Proof. unfold stored, recounted. now rewrite <- Zplus_mod_idemp_l, Zminus_mod_idemp_l, Zplus_mod_idemp_l. Qed.

Lemma nothing_is_right : is_right nothing_tracked.
Proof.
  assert (empty : forall fact, set_is fact (position_set.nothing levels) []).
  { intro fact. split; [apply repeat_length |]. split; [apply position_set.nothing_is_sound |].
    intro position. unfold fact_at. rewrite (proj2 (nth_error_None _ _)) by (simpl; lia). now destruct levels. }
  split; [reflexivity |]. split; [simpl; lia | now split].
Qed.

Lemma fact_at_next fact list c other :
  fact_at fact (list ++ [c]) other = if other =? length list then has_fact fact c else fact_at fact list other.
Proof.
  unfold fact_at. destruct (Nat.eqb_spec other (length list)) as [-> | another].
  { now rewrite nth_error_app2, Nat.sub_diag by reflexivity. }
  destruct (Nat.lt_ge_cases other (length list)) as [within | beyond]; [now rewrite nth_error_app1 |].
  assert (none : nth_error (list ++ [c]) other = None) by (apply nth_error_None; rewrite app_length; simpl; lia).
  apply nth_error_None in beyond. now rewrite none, beyond.
Qed.

Lemma begun_is_right kept c : levels <> 0 ->
  position_set.below_size levels (N.of_nat (length (tracked_list kept))) ->
  is_right kept -> is_right (begun kept c).
Proof.
  intros some_levels below (counts & within & pauses & hold). split; [| split; [| split]].
  - intro fact. simpl. rewrite counts, recounted_is, number_app. f_equal. simpl. lia.
  - intro index. simpl. rewrite app_length. simpl. intro small.
    destruct (Nat.eq_dec index (length (tracked_list kept))) as [-> | ]; [exact below | apply within; lia].
  - apply moved_is with (tracked_list kept); try assumption; [| intro other; apply fact_at_next].
    unfold fact_at. now rewrite (proj2 (nth_error_None _ _)).
  - apply moved_is with (tracked_list kept); try assumption; [| intro other; apply fact_at_next].
    unfold fact_at. now rewrite (proj2 (nth_error_None _ _)).
Qed.

Lemma set_is_right kept change : levels <> 0 -> is_right kept -> is_right (set kept change).
Proof.
  destruct change as [index to]. intros some_levels (counts & within & pauses & hold). unfold set.
  destruct (nth_error (tracked_list kept) index) as [from |] eqn:there; [| now split].
  assert (inside : index < length (tracked_list kept)) by (apply nth_error_Some; congruence).
  assert (next_is : forall fact other, fact_at fact (changed (tracked_list kept) index to) other =
    if other =? index then has_fact fact to else fact_at fact (tracked_list kept) other).
  { intros fact other. unfold fact_at. rewrite nth_changed by exact inside. now destruct (other =? index). }
  split; [| split; [| split]]; cbn [tracked_list count pausing holding].
  - intro fact. now rewrite counts, recounted_is, (number_changed _ _ _ _ _ there).
  - intro other. rewrite length_changed. apply within.
  - apply moved_is with (tracked_list kept); try assumption; [now apply within | | intro; apply next_is].
    unfold fact_at. now rewrite there.
  - apply moved_is with (tracked_list kept); try assumption; [now apply within | | intro; apply next_is].
    unfold fact_at. now rewrite there.
Qed.

Lemma number_of_one_more c rest fact :
  number (c :: rest) fact = (one_if (has_fact fact c) + number rest fact)%Z.
Proof. reflexivity. Qed.

Lemma number_is_positive_if_some list fact :
  (0 <= number list fact <= Z.of_nat (length list))%Z /\
  existsb (has_fact fact) list = negb (number list fact =? 0)%Z.
Proof.
  induction list as [| c rest [bounds step]]; [now split |].
  rewrite number_of_one_more. cbn [length existsb]. rewrite step, Nat2Z.inj_succ. unfold one_if.
  destruct (has_fact fact c), (Z.eqb_spec (number rest fact) 0); cbn [orb negb]; (split; [lia |]);
    symmetry; (apply negb_true_iff, Z.eqb_neq || apply negb_false_iff, Z.eqb_eq); lia.
Qed.


Lemma seen_by_its_count kept fact : is_right kept ->
  (Z.of_nat (length (tracked_list kept)) < 2 ^ count_bits)%Z ->
  negb (count kept fact =? 0)%Z = existsb (has_fact fact) (tracked_list kept).
Proof.
  intros [counts _] short. destruct (number_is_positive_if_some (tracked_list kept) fact) as [bounds ->].
  rewrite counts. unfold stored. rewrite Z.mod_small; [reflexivity | lia].
Qed.

Lemma at_position_is_fact_at fact list index : at_position (has_fact fact) list index <-> fact_at fact list index = true.
Proof.
  unfold at_position, fact_at. split; [now intros (c & -> & holds_of_c) |].
  destruct (nth_error list index) as [c |]; [| discriminate]. intro holds_of_c. now exists c.
Qed.

Lemma first_of_set bit_of fact set list :
  position_set.finds_least bit_of -> set_is fact set list ->
  is_first (has_fact fact) list (position_set.found bit_of set).
Proof.
  intros finds (_ & so_far & set_has) some. apply some_is_at_a_position in some as [position there].
  rewrite at_position_is_fact_at, <- (Nat2N.id position), <- set_has in there.
  destruct (position_set.first_is_the_least bit_of set _ finds so_far there) as [found least].
  rewrite at_position_is_fact_at, <- set_has. split; [exact found |]. intros other at_other. apply least.
  now rewrite set_has, Nat2N.id, <- at_position_is_fact_at.
Qed.

Lemma last_of_set bit_of fact set list :
  position_set.finds_greatest bit_of -> set_is fact set list ->
  is_last (has_fact fact) list (position_set.found bit_of set).
Proof.
  intros finds (_ & so_far & set_has) some. apply some_is_at_a_position in some as [position there].
  rewrite at_position_is_fact_at, <- (Nat2N.id position), <- set_has in there.
  destruct (position_set.last_is_the_greatest bit_of set _ finds so_far there) as [found greatest].
  rewrite at_position_is_fact_at, <- set_has. split; [exact found |]. intros other at_other. apply greatest.
  now rewrite set_has, Nat2N.id, <- at_position_is_fact_at.
Qed.

(* Whatever a tracker begins with, and whatever has changed. A list has fewer members than a count can say, and no more
   than the levels of a set. The facts that are seen are those whose counts are not zero. *)
Theorem a_tracker_sees_the_fold list changes seen least greatest :
  let kept := fold_left set changes (fold_left begun list nothing_tracked) in
  (Z.of_nat (length list) < 2 ^ count_bits)%Z ->
  levels <> 0 -> (forall index, index < length list -> position_set.below_size levels (N.of_nat index)) ->
  (forall fact, has seen fact = (fact <? pausing_before_a_hold)%N && negb (count kept fact =? 0)%Z) ->
  position_set.finds_least least -> position_set.finds_greatest greatest ->
  (if ordered e
   then with_order seen (position_set.found least (pausing kept)) (position_set.found greatest (holding kept))
   else seen) = fold e (tracked_list kept).
Proof.
  intros kept short some_levels below seen_is least_finds greatest_finds.
  assert (right : is_right kept /\ length (tracked_list kept) = length list).
  { subst kept. assert (at_first : forall rest so_far, tracked_list so_far ++ rest = list -> is_right so_far ->
      is_right (fold_left begun rest so_far) /\ tracked_list (fold_left begun rest so_far) = list).
    { induction rest as [| c rest step]; intros so_far whole right; simpl.
      - rewrite app_nil_r in whole. now split.
      - apply step; [simpl; now rewrite <- app_assoc |]. apply begun_is_right; [assumption | | assumption].
        apply below. rewrite <- whole, app_length. simpl. lia. }
    destruct (at_first list nothing_tracked eq_refl nothing_is_right) as [right is_list].
    replace (length list) with (length (tracked_list (fold_left begun list nothing_tracked))) by now rewrite is_list.
    clear is_list seen_is. revert right. generalize (fold_left begun list nothing_tracked).
    induction changes as [| change changes step]; intros so_far right; [now split |].
    simpl. destruct (step (set so_far change)) as [still same_length]; [now apply set_is_right |].
    split; [exact still |]. rewrite same_length. destruct change as [index to]. unfold set.
    destruct (nth_error _ _); [apply length_changed | reflexivity]. }
  destruct right as [right same_length]. rewrite <- same_length in short.
  assert (sees : forall fact, (fact < pausing_before_a_hold)%N -> has seen fact = in_summary e (tracked_list kept) fact).
  { intros fact small. rewrite seen_is, (seen_by_its_count kept fact right short). unfold in_summary.
    rewrite (proj2 (N.ltb_lt _ _) small). replace (fact =? pausing_before_a_hold)%N with false; [reflexivity |].
    symmetry. apply N.eqb_neq. lia. }
  assert (sees_no_more : forall fact, (pausing_before_a_hold <= fact)%N -> has seen fact = false).
  { intros fact large. rewrite seen_is. now rewrite (proj2 (N.ltb_ge _ _) large). }
  destruct right as (_ & _ & pauses & hold).
  pose proof (first_of_set _ _ _ _ least_finds pauses) as first_is.
  pose proof (last_of_set _ _ _ _ greatest_finds hold) as last_is.
  apply N.bits_inj. intro fact.
  match goal with |- N.testbit ?left _ = N.testbit ?right _ => change (has left fact = has right fact) end.
  rewrite the_fold_is_the_summary by exact it_ships.
  destruct (N.eqb_spec fact pausing_before_a_hold) as [-> | another].
  - change (in_summary e (tracked_list kept) pausing_before_a_hold)
      with (some_before (has_fact failed_pausing) (has_fact holds) (tracked_list kept)).
    rewrite (some_before_is_first_before_last _ _ _ _ _ first_is last_is).
    destruct (ordered e) eqn:in_order.
    + now rewrite has_with_order, sees_no_more, !sees by reflexivity.
    + rewrite sees_no_more by reflexivity. unfold has_fact. now rewrite no_list_pauses.
  - match goal with |- has ?facts fact = _ => replace (has facts fact) with (has seen fact) end.
    + destruct (N.ltb_spec fact pausing_before_a_hold) as [small | large]; [now apply sees |].
      rewrite sees_no_more by exact large. unfold in_summary. apply N.eqb_neq in another as ->.
      symmetry. apply not_true_is_false. rewrite existsb_exists. intros (c & _ & holds_of_c).
      now rewrite no_letter_has_order in holds_of_c.
    + destruct (ordered e); [| reflexivity]. rewrite has_with_order. apply N.eqb_neq in another as ->.
      now rewrite orb_false_r.
Qed.

End AnEdition.
