(* Any list, and any sequence of changes: a tracker's facts are the fold of its list. *)
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

(* A position beyond which, on one side, no other is. *)
Definition is_end (no_further : N -> N -> Prop) (is : child -> bool) (list : children) (found : N) : Prop :=
  existsb is list = true ->
  at_position is list (N.to_nat found) /\
  forall position, at_position is list position -> no_further found (N.of_nat position).
Definition is_first : (child -> bool) -> children -> N -> Prop := is_end N.le.
Definition is_last : (child -> bool) -> children -> N -> Prop := is_end N.ge.

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
  seen : N;
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
  tracked_list := []; count := fun _ => stored 0; seen := 0%N;
  pausing := position_set.nothing levels; holding := position_set.nothing levels
|}.

(* One child more, when a tracker begins. *)
Definition begun (kept : tracked) (c : child) : tracked :=
  let index := length (tracked_list kept) in {|
    tracked_list := tracked_list kept ++ [c];
    count := fun fact => stored (recounted (count kept fact) 0 (one_if (has_fact fact c)));
    seen := N.lor (seen kept) (letter e c);
    pausing := moved failed_pausing (pausing kept) index 0 (letter e c);
    holding := moved holds (holding kept) index 0 (letter e c)
  |}.

(* The facts whose counts are not zero. *)
Definition seen_by (count : N -> Z) : N :=
  fold_right (fun fact seen => if (count fact =? 0)%Z then seen else N.setbit seen fact) 0%N
    (map N.of_nat (seq 0 (N.to_nat pausing_before_a_hold))).

(* A change of one child, as L4-any-recount says that the tracker's four steps make it. *)
Definition set (kept : tracked) (change : nat * child) : tracked :=
  let (index, to) := change in
  match nth_error (tracked_list kept) index with
  | None => kept
  | Some from =>
    let count_then := fun fact =>
      stored (recounted (count kept fact) (one_if (has_fact fact from)) (one_if (has_fact fact to))) in {|
      tracked_list := changed (tracked_list kept) index to;
      count := count_then;
      seen := seen_by count_then;
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
  (forall fact, has (seen kept) fact = existsb (has_fact fact) (tracked_list kept)) /\
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

Lemma has_seen_by count fact :
  has (seen_by count) fact = (fact <? pausing_before_a_hold)%N && negb (count fact =? 0)%Z.
Proof.
  assert (has_listed : forall facts, has (fold_right (fun fact seen => if (count fact =? 0)%Z then seen else N.setbit seen fact)
    0%N facts) fact = existsb (N.eqb fact) facts && negb (count fact =? 0)%Z).
  { unfold has. induction facts as [| other rest step]; [apply N.bits_0 |]. cbn [fold_right existsb].
    destruct (N.eqb_spec fact other) as [<- | another].
    - destruct (count fact =? 0)%Z eqn:zero; cbn [negb]; [rewrite step; apply andb_false_r | apply N.setbit_eq].
    - destruct (count other =? 0)%Z; [exact step |]. now rewrite N.setbit_neq by congruence. }
  unfold seen_by. rewrite has_listed. f_equal. apply eq_true_iff_eq. rewrite existsb_exists, N.ltb_lt. split.
  - intros (other & listed & same). apply N.eqb_eq in same as ->. apply in_map_iff in listed as (index & <- & within).
    apply in_seq in within. lia.
  - intro small. exists fact. split; [| apply N.eqb_refl]. apply in_map_iff. exists (N.to_nat fact).
    split; [apply N2Nat.id | apply in_seq; lia].
Qed.

(* A list has fewer members than a count can say: then a fact is seen exactly where some child has it. *)
Lemma seen_by_right_counts kept_count list fact :
  (forall fact, kept_count fact = stored (number list fact)) -> (Z.of_nat (length list) < 2 ^ count_bits)%Z ->
  has (seen_by kept_count) fact = existsb (has_fact fact) list.
Proof.
  intros counts short. rewrite has_seen_by. destruct (N.ltb_spec fact pausing_before_a_hold) as [small | large].
  - destruct (number_is_positive_if_some list fact) as [bounds ->]. rewrite counts. unfold stored.
    rewrite Z.mod_small; [reflexivity | lia].
  - symmetry. now apply no_list_has_order.
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
  split; [reflexivity |]. split; [reflexivity |]. split; [simpl; lia | now split].
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
  intros some_levels below (counts & sees & within & pauses & hold). split; [| split; [| split; [| split]]].
  - intro fact. simpl. rewrite counts, recounted_is, number_app. f_equal. simpl. lia.
  - intro fact. simpl. unfold has. rewrite N.lor_spec. fold (has (seen kept) fact).
    rewrite sees, existsb_app. simpl. now rewrite orb_false_r.
  - intro index. simpl. rewrite app_length. simpl. intro small.
    destruct (Nat.eq_dec index (length (tracked_list kept))) as [-> | ]; [exact below | apply within; lia].
  - apply moved_is with (tracked_list kept); try assumption; [| intro other; apply fact_at_next].
    unfold fact_at. now rewrite (proj2 (nth_error_None _ _)).
  - apply moved_is with (tracked_list kept); try assumption; [| intro other; apply fact_at_next].
    unfold fact_at. now rewrite (proj2 (nth_error_None _ _)).
Qed.

Lemma set_is_right kept change :
  levels <> 0 -> (Z.of_nat (length (tracked_list kept)) < 2 ^ count_bits)%Z -> is_right kept -> is_right (set kept change).
Proof.
  destruct change as [index to]. intros some_levels short (counts & sees & within & pauses & hold). unfold set.
  destruct (nth_error (tracked_list kept) index) as [from |] eqn:there; [| now split].
  assert (inside : index < length (tracked_list kept)) by (apply nth_error_Some; congruence).
  assert (next_is : forall fact other, fact_at fact (changed (tracked_list kept) index to) other =
    if other =? index then has_fact fact to else fact_at fact (tracked_list kept) other).
  { intros fact other. unfold fact_at. rewrite nth_changed by exact inside. now destruct (other =? index). }
  assert (counts_then : forall fact,
    stored (recounted (count kept fact) (one_if (has_fact fact from)) (one_if (has_fact fact to))) =
    stored (number (changed (tracked_list kept) index to) fact)).
  { intro fact. now rewrite counts, recounted_is, (number_changed _ _ _ _ _ there). }
  split; [| split; [| split; [| split]]]; cbn [tracked_list count seen pausing holding].
  - exact counts_then.
  - intro fact. apply seen_by_right_counts; [exact counts_then | now rewrite length_changed].
  - intro other. rewrite length_changed. apply within.
  - apply moved_is with (tracked_list kept); try assumption; [now apply within | | intro; apply next_is].
    unfold fact_at. now rewrite there.
  - apply moved_is with (tracked_list kept); try assumption; [now apply within | | intro; apply next_is].
    unfold fact_at. now rewrite there.
Qed.

Lemma at_position_is_fact_at fact list index : at_position (has_fact fact) list index <-> fact_at fact list index = true.
Proof.
  unfold at_position, fact_at. split; [now intros (c & -> & holds_of_c) |].
  destruct (nth_error list index) as [c |]; [| discriminate]. intro holds_of_c. now exists c.
Qed.

Lemma end_of_set (no_further : N -> N -> Prop) fact set list found :
  (forall position, position_set.has set position = true ->
    position_set.has set found = true /\ forall other, position_set.has set other = true -> no_further found other) ->
  set_is fact set list -> is_end no_further (has_fact fact) list found.
Proof.
  intros finds (_ & _ & set_has) some. apply some_is_at_a_position in some as [position there].
  rewrite at_position_is_fact_at, <- (Nat2N.id position), <- set_has in there.
  destruct (finds _ there) as [found_there no_other].
  rewrite at_position_is_fact_at, <- set_has. split; [exact found_there |]. intros other at_other. apply no_other.
  now rewrite set_has, Nat2N.id, <- at_position_is_fact_at.
Qed.

Lemma first_of_set fact set list : set_is fact set list -> is_first (has_fact fact) list (position_set.first set).
Proof.
  intro is. pose proof is as (_ & so_far & _). apply end_of_set with set; [| exact is].
  intro. now apply position_set.first_is_the_least.
Qed.

Lemma last_of_set fact set list : set_is fact set list -> is_last (has_fact fact) list (position_set.last set).
Proof.
  intro is. pose proof is as (_ & so_far & _). apply end_of_set with set; [| exact is].
  intro. now apply position_set.last_is_the_greatest.
Qed.

(* What a tracker answers from. *)
Definition facts_of (kept : tracked) : N :=
  if ordered e
  then with_order (seen kept) (position_set.first (pausing kept)) (position_set.last (holding kept))
  else seen kept.

Lemma right_facts_are_the_fold kept : is_right kept -> facts_of kept = fold e (tracked_list kept).
Proof.
  intros (_ & sees & _ & pauses & hold).
  pose proof (first_of_set _ _ _ pauses) as first_is. pose proof (last_of_set _ _ _ hold) as last_is.
  assert (no_order : has (seen kept) pausing_before_a_hold = false).
  { rewrite sees. now apply no_list_has_order. }
  apply N.bits_inj. intro fact. change (has (facts_of kept) fact = has (fold e (tracked_list kept)) fact).
  rewrite the_fold_is_the_summary by exact it_ships. unfold facts_of.
  destruct (N.eqb_spec fact pausing_before_a_hold) as [-> | another].
  - change (in_summary e (tracked_list kept) pausing_before_a_hold)
      with (some_before (has_fact failed_pausing) (has_fact holds) (tracked_list kept)).
    rewrite (some_before_is_first_before_last _ _ _ _ _ first_is last_is).
    destruct (ordered e) eqn:in_order.
    + now rewrite has_with_order, no_order, !sees.
    + rewrite no_order. unfold has_fact. now rewrite no_list_pauses.
  - unfold in_summary. apply N.eqb_neq in another as is. rewrite is.
    change (existsb (fun c => has (letter e c) fact) (tracked_list kept)) with (existsb (has_fact fact) (tracked_list kept)).
    rewrite <- sees. destruct (ordered e); [| reflexivity]. now rewrite has_with_order, is, orb_false_r.
Qed.

Lemma set_keeps_length kept change : length (tracked_list (set kept change)) = length (tracked_list kept).
Proof. destruct change. unfold set. destruct (nth_error _ _); [apply length_changed | reflexivity]. Qed.

Lemma set_changes_list kept change :
  tracked_list (set kept change) = changed (tracked_list kept) (fst change) (snd change).
Proof.
  destruct change as [index to]. unfold set. destruct (nth_error (tracked_list kept) index) eqn:there; [reflexivity |].
  cbn [fst snd]. revert index there. induction (tracked_list kept) as [| c rest step]; intros [| index] there; try easy.
  cbn [changed]. f_equal. now apply step.
Qed.

Lemma begun_is_right_all rest so_far : levels <> 0 -> is_right so_far ->
  (forall index, index < length (tracked_list so_far ++ rest) -> position_set.below_size levels (N.of_nat index)) ->
  is_right (fold_left begun rest so_far) /\ tracked_list (fold_left begun rest so_far) = tracked_list so_far ++ rest.
Proof.
  intro some_levels. revert so_far. induction rest as [| c rest step]; intros so_far right below.
  - rewrite app_nil_r. now split.
  - cbn [fold_left]. destruct (step (begun so_far c)) as [still is].
    + apply begun_is_right; [assumption | | assumption]. apply below. rewrite app_length. cbn [length]. lia.
    + cbn [begun tracked_list]. now rewrite <- app_assoc.
    + split; [exact still |]. rewrite is. cbn [begun tracked_list]. now rewrite <- app_assoc.
Qed.

Lemma set_is_right_all changes kept :
  levels <> 0 -> (Z.of_nat (length (tracked_list kept)) < 2 ^ count_bits)%Z -> is_right kept ->
  is_right (fold_left set changes kept) /\
  tracked_list (fold_left set changes kept) =
  fold_left (fun list change => changed list (fst change) (snd change)) changes (tracked_list kept).
Proof.
  intro some_levels. revert kept. induction changes as [| change changes step]; intros kept short right; [now split |].
  cbn [fold_left]. rewrite <- set_changes_list. apply step; [now rewrite set_keeps_length | now apply set_is_right].
Qed.

End AnEdition.

(* A tracker of a list: its sets of positions have the levels of its size. *)
Definition tracking (e : edition) (list : children) : tracked :=
  fold_left (begun e) list (nothing_tracked (position_set.levels_for (N.of_nat (length list)))).

(* Whatever a tracker begins with, and whichever of its children have changed. A list has fewer members than half of what
   a count can say. *)
Theorem a_tracker_sees_the_fold e list changes :
  In e editions -> (2 * Z.of_nat (length list) < 2 ^ count_bits)%Z ->
  facts_of e (fold_left (set e) changes (tracking e list)) =
  fold e (fold_left (fun list change => changed list (fst change) (snd change)) changes list).
Proof.
  intros ships short. set (levels := position_set.levels_for (N.of_nat (length list))).
  pose proof (position_set.levels_for_some (N.of_nat (length list)) : levels <> 0) as some_levels.
  destruct (begun_is_right_all e levels list (nothing_tracked levels)) as [begun_right begun_list];
    [exact some_levels | now apply nothing_is_right | |].
  { cbn [nothing_tracked tracked_list app]. intros index within. apply position_set.every_size_has_its_levels; [| lia].
    apply N2Z.inj_lt. rewrite nat_N_Z. change (Z.of_N (2 ^ 63)) with (2 ^ 63)%Z. unfold count_bits in short. lia. }
  cbn [nothing_tracked tracked_list app] in begun_list.
  change (fold_left (begun e) list (nothing_tracked levels)) with (tracking e list) in begun_right, begun_list.
  destruct (set_is_right_all e ships levels changes (tracking e list)) as [right is_list];
    [exact some_levels | rewrite begun_list; unfold count_bits in *; lia | exact begun_right |].
  rewrite (right_facts_are_the_fold e ships levels _ right). now rewrite is_list, begun_list.
Qed.
