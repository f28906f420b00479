(* The induction that the lemmas leave out: from one step, of which Z3 and cvc5 prove what it does, to every list, every
   tree of merges, every sequence of changes and every number of steps. `induction_tables` is made of what ships. `run`
   has Coq check both files, and sees that the theorems assume nothing but what they say. *)
From Coq Require Import Arith Bool Lia List NArith Relations ZArith.
Require Import induction_tables.
Import ListNotations.
Local Open Scope bool_scope.

(* A child: its state, and the number of its combination of flags. *)
Definition child : Set := state * nat.
Definition children : Set := list child.

(* Words of facts, bit by bit. *)

Definition has (facts fact : N) : bool := N.testbit facts fact.

Lemma meets_one_fact facts fact : negb (N.land facts (2 ^ fact) =? 0)%N = has facts fact.
Proof.
  unfold has. destruct (N.testbit facts fact) eqn:held.
  - apply negb_true_iff, N.eqb_neq. intro none.
    apply (f_equal (fun word => N.testbit word fact)) in none.
    rewrite N.land_spec, held, N.pow2_bits_true, N.bits_0 in none. discriminate.
  - apply negb_false_iff, N.eqb_eq, N.bits_inj. intro other.
    rewrite N.land_spec, N.bits_0, N.pow2_bits_eqb.
    destruct (N.eqb_spec fact other) as [<- | ]; [now rewrite held | apply andb_false_r].
Qed.

Lemma has_order_if (truth : bool) fact :
  has (if truth then 2 ^ pausing_before_a_hold else 0)%N fact = (fact =? pausing_before_a_hold)%N && truth.
Proof.
  unfold has. rewrite N.eqb_sym. destruct truth.
  - now rewrite N.pow2_bits_eqb, andb_true_r.
  - now rewrite N.bits_0, andb_false_r.
Qed.

Lemma has_joined left right fact :
  has (joined left right) fact =
  has left fact || has right fact ||
  (fact =? pausing_before_a_hold)%N && (has left failed_pausing && has right holds).
Proof.
  rewrite <- has_order_if, <- (meets_one_fact left failed_pausing), <- (meets_one_fact right holds).
  unfold has. rewrite <- 2 N.lor_spec. reflexivity.
Qed.

Lemma has_with_order facts first last fact :
  has (with_order facts first last) fact =
  has facts fact ||
  (fact =? pausing_before_a_hold)%N && (has facts failed_pausing && has facts holds && (first <? last)).
Proof.
  rewrite <- has_order_if, <- (meets_one_fact facts failed_pausing), <- (meets_one_fact facts holds).
  unfold has. rewrite <- N.lor_spec. reflexivity.
Qed.

(* Whether some member of a list meets `earlier`, and one after it `later`. *)
Fixpoint some_before {A} (earlier later : A -> bool) (list : list A) : bool :=
  match list with
  | [] => false
  | first :: rest => earlier first && existsb later rest || some_before earlier later rest
  end.

Lemma some_before_app {A} (earlier later : A -> bool) left right :
  some_before earlier later (left ++ right) =
  some_before earlier later left || some_before earlier later right || existsb earlier left && existsb later right.
Proof.
  induction left as [| first rest step]; simpl; [now rewrite orb_false_r |].
  rewrite step, existsb_app. destruct (earlier first), (existsb later rest), (existsb later right),
    (some_before earlier later rest), (some_before earlier later right), (existsb earlier rest); reflexivity.
Qed.

Section AnEdition.

Variable e : edition.
Hypothesis it_ships : In e editions.

Definition letter (c : child) : N := nth (snd c) (letters e (fst c)) 0%N.

(* The summary of a list, by definition: L1 is about it. *)
Definition in_summary (list : children) (fact : N) : bool :=
  if (fact =? pausing_before_a_hold)%N
  then some_before (fun c => has (letter c) failed_pausing) (fun c => has (letter c) holds) list
  else existsb (fun c => has (letter c) fact) list.

Definition fold (list : children) : N := fold_left (fun facts c => extended e facts (letter c)) list 0%N.

(* What the tables say of letters and of the step, in each edition. *)

Ltac in_each_edition :=
  let ships := fresh in
  pose proof it_ships as ships; simpl in ships;
  repeat (destruct ships as [is | ships]; [rewrite <- is |]); try contradiction.

Definition letter_fits (in_order : bool) (letter : N) : bool :=
  (letter <? 2 ^ pausing_before_a_hold)%N && (in_order || negb (has letter failed_pausing)).

Lemma every_letter_fits c : letter_fits (ordered e) (letter c) = true.
Proof.
  assert (fits_in_table : forallb (letter_fits (ordered e)) (letters e (fst c)) = true).
  { in_each_edition; destruct (fst c); reflexivity. }
  unfold letter. destruct (nth_in_or_default (snd c) (letters e (fst c)) 0%N) as [found | ->].
  - rewrite forallb_forall in fits_in_table. now apply fits_in_table.
  - unfold letter_fits. simpl. apply orb_true_r.
Qed.

Lemma no_letter_has_order c fact : (pausing_before_a_hold <= fact)%N -> has (letter c) fact = false.
Proof.
  intro beyond. pose proof (every_letter_fits c) as fits. apply andb_true_iff in fits as [small _].
  apply N.ltb_lt in small. unfold has. destruct (N.eq_dec (letter c) 0) as [-> | not_empty]; [apply N.bits_0 |].
  apply N.bits_above_log2. apply N.log2_lt_pow2 in small; lia.
Qed.

Lemma without_order_none_pauses c : ordered e = false -> has (letter c) failed_pausing = false.
Proof.
  intro unordered. pose proof (every_letter_fits c) as fits. apply andb_true_iff in fits as [_ fits].
  rewrite unordered in fits. now apply negb_true_iff in fits.
Qed.

Lemma extended_is : extended e = if ordered e then joined else N.lor.
Proof. in_each_edition; reflexivity. Qed.

Lemma no_list_pauses list : ordered e = false -> existsb (fun c => has (letter c) failed_pausing) list = false.
Proof.
  intro unordered. induction list as [| c rest step]; [reflexivity |].
  simpl. now rewrite without_order_none_pauses.
Qed.

Lemma in_summary_app left right fact :
  in_summary (left ++ right) fact =
  in_summary left fact || in_summary right fact ||
  (fact =? pausing_before_a_hold)%N && (in_summary left failed_pausing && in_summary right holds).
Proof.
  unfold in_summary. simpl. destruct (fact =? pausing_before_a_hold)%N.
  - apply some_before_app.
  - now rewrite existsb_app, orb_false_r.
Qed.

Lemma in_summary_of_one c fact : in_summary [c] fact = has (letter c) fact.
Proof.
  unfold in_summary. destruct (N.eqb_spec fact pausing_before_a_hold) as [-> | ].
  - rewrite no_letter_has_order by reflexivity. simpl. now rewrite andb_false_r.
  - apply orb_false_r.
Qed.

(* Any length: the fold computes the summary, fact by fact. *)
Theorem the_fold_is_the_summary list fact : has (fold list) fact = in_summary list fact.
Proof.
  revert fact. induction list as [| c list step] using rev_ind; intro fact.
  - unfold in_summary. change (has (fold []) fact) with (N.testbit 0 fact). rewrite N.bits_0. now destruct (fact =? pausing_before_a_hold)%N.
  - unfold fold. rewrite fold_left_app. simpl. fold (fold list). rewrite in_summary_app, in_summary_of_one, extended_is.
    destruct (ordered e) eqn:in_order.
    + now rewrite has_joined, !step, in_summary_of_one.
    + unfold has. rewrite N.lor_spec. fold (has (fold list) fact). rewrite step.
      replace (in_summary list failed_pausing) with false by (symmetry; now apply no_list_pauses).
      now rewrite andb_false_r, orb_false_r.
Qed.

(* Any tree of merges: the parts of a list, combined in order, are the fold of the whole. *)

Inductive parts : Set := part (list : children) | merge (before after : parts).

Fixpoint whole (tree : parts) : children :=
  match tree with part list => list | merge before after => whole before ++ whole after end.
Fixpoint merged (tree : parts) : N :=
  match tree with part list => fold list | merge before after => joined (merged before) (merged after) end.

Theorem merged_parts_are_the_fold tree : merged tree = fold (whole tree).
Proof.
  induction tree as [list | before before_is after after_is]; [reflexivity |].
  simpl. rewrite before_is, after_is. apply N.bits_inj. intro fact.
  change (has (joined (fold (whole before)) (fold (whole after))) fact = has (fold (whole before ++ whole after)) fact).
  now rewrite has_joined, !the_fold_is_the_summary, in_summary_app.
Qed.

(* A block of letters that are absorbed changes nothing, whatever the word of facts. *)
Theorem an_absorbed_block_changes_nothing facts block :
  Forall (fun letter => extended e facts letter = facts) block -> fold_left (extended e) block facts = facts.
Proof. induction 1 as [| letter block absorbed _ step]; [reflexivity |]. simpl. now rewrite absorbed. Qed.

(* From L1, of lists by definition: the projection of any list, and of any tree of merges, is the reference's. *)

Variable reference : children -> state.
Hypothesis L1 : forall list facts, (forall fact, has facts fact = in_summary list fact) ->
  finish e facts = reference list.

Theorem the_projection_is_the_reference list : finish e (fold list) = reference list.
Proof. apply L1, the_fold_is_the_summary. Qed.

Theorem merged_parts_project_as_the_whole tree : finish e (merged tree) = reference (whole tree).
Proof. rewrite merged_parts_are_the_fold. apply the_projection_is_the_reference. Qed.

(* Any sequence of changes: what a tracker keeps. *)

Fixpoint changed (list : children) (index : nat) (c : child) : children :=
  match list, index with
  | [], _ => []
  | _ :: rest, O => c :: rest
  | first :: rest, S index => first :: changed rest index c
  end.

Definition one_if (truth : bool) : Z := if truth then 1%Z else 0%Z.
Definition number (list : children) (fact : N) : Z :=
  fold_right (fun c sum => (one_if (has (letter c) fact) + sum)%Z) 0%Z list.
Definition stored (count : Z) : Z := (count mod 2 ^ count_bits)%Z.

Record tracked := { tracked_list : children; count : N -> Z }.

(* A change of one child, as L4-any-recount says that the tracker's four steps make it. *)
Definition set (kept : tracked) (change : nat * child) : tracked :=
  let (index, to) := change in
  match nth_error (tracked_list kept) index with
  | None => kept
  | Some from => {|
      tracked_list := changed (tracked_list kept) index to;
      count := fun fact =>
        stored (recounted (count kept fact) (one_if (has (letter from) fact)) (one_if (has (letter to) fact)))
    |}
  end.

Definition counts_right (kept : tracked) : Prop :=
  forall fact, count kept fact = stored (number (tracked_list kept) fact).

Lemma number_changed list index from to fact : nth_error list index = Some from ->
  number (changed list index to) fact =
  (number list fact - one_if (has (letter from) fact) + one_if (has (letter to) fact))%Z.
Proof.
  revert index. induction list as [| first rest step]; intros [| index] there; try discriminate; simpl in *.
  - injection there as ->. lia.
  - rewrite (step _ there). lia.
Qed.

Lemma a_change_counts_right kept change : counts_right kept -> counts_right (set kept change).
Proof.
  destruct change as [index to]. intros so_far fact. simpl.
  destruct (nth_error (tracked_list kept) index) as [from |] eqn:there; [simpl | apply so_far].
  rewrite (number_changed _ _ _ _ _ there), so_far. unfold stored, recounted.
  now rewrite <- Zplus_mod_idemp_l, Zminus_mod_idemp_l, Zplus_mod_idemp_l.
Qed.

Theorem counts_stay_right kept changes : counts_right kept -> counts_right (fold_left set changes kept).
Proof.
  revert kept. induction changes as [| change changes step]; intros kept so_far; [exact so_far |].
  apply step, a_change_counts_right, so_far.
Qed.

Lemma number_of_one_more c rest fact :
  number (c :: rest) fact = (one_if (has (letter c) fact) + number rest fact)%Z.
Proof. reflexivity. Qed.

Lemma number_is_positive_if_some list fact :
  (0 <= number list fact <= Z.of_nat (length list))%Z /\
  existsb (fun c => has (letter c) fact) list = negb (number list fact =? 0)%Z.
Proof.
  induction list as [| c rest [bounds step]]; [now split |].
  rewrite number_of_one_more. cbn [length existsb]. rewrite step, Nat2Z.inj_succ. unfold one_if.
  destruct (has (letter c) fact), (Z.eqb_spec (number rest fact) 0); cbn [orb negb]; (split; [lia |]);
    symmetry; (apply negb_true_iff, Z.eqb_neq || apply negb_false_iff, Z.eqb_eq); lia.
Qed.

(* A fact is seen exactly where its count is not zero: a list has fewer members than a count can say. *)
Lemma seen_by_its_count kept fact : counts_right kept ->
  (Z.of_nat (length (tracked_list kept)) < 2 ^ count_bits)%Z ->
  negb (count kept fact =? 0)%Z = existsb (fun c => has (letter c) fact) (tracked_list kept).
Proof.
  intros so_far short. destruct (number_is_positive_if_some (tracked_list kept) fact) as [bounds ->].
  rewrite so_far. unfold stored. rewrite Z.mod_small; [reflexivity | lia].
Qed.

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

Definition is_first (is : child -> bool) (list : children) (first : nat) : Prop :=
  existsb is list = true ->
  at_position is list first /\ forall position, at_position is list position -> first <= position.
Definition is_last (is : child -> bool) (list : children) (last : nat) : Prop :=
  existsb is list = true ->
  at_position is list last /\ forall position, at_position is list position -> position <= last.

Lemma some_before_is_first_before_last earlier later list first last :
  is_first earlier list first -> is_last later list last ->
  some_before earlier later list = existsb earlier list && existsb later list && (first <? last).
Proof.
  intros first_is last_is. apply eq_true_iff_eq.
  rewrite some_before_is_by_positions, !andb_true_iff, Nat.ltb_lt. split.
  - intros (i & j & less & at_i & at_j).
    assert (some_earlier : existsb earlier list = true) by (apply some_is_at_a_position; now exists i).
    assert (some_later : existsb later list = true) by (apply some_is_at_a_position; now exists j).
    apply first_is in some_earlier as first_at. apply last_is in some_later as last_at.
    apply first_at in at_i. apply last_at in at_j. repeat split; trivial; lia.
  - intros [[some_earlier some_later] less]. exists first, last.
    split; [exact less |]. split; [now apply first_is | now apply last_is].
Qed.

(* Whatever has changed, a tracker's facts are the fold of its list. *)
Theorem a_tracker_sees_the_fold kept seen first last :
  counts_right kept -> (Z.of_nat (length (tracked_list kept)) < 2 ^ count_bits)%Z ->
  (forall fact, has seen fact = (fact <? pausing_before_a_hold)%N && negb (count kept fact =? 0)%Z) ->
  is_first (fun c => has (letter c) failed_pausing) (tracked_list kept) first ->
  is_last (fun c => has (letter c) holds) (tracked_list kept) last ->
  (if ordered e then with_order seen first last else seen) = fold (tracked_list kept).
Proof.
  intros so_far short seen_is first_is last_is.
  assert (sees : forall fact, (fact < pausing_before_a_hold)%N -> has seen fact = in_summary (tracked_list kept) fact).
  { intros fact small. rewrite seen_is, (seen_by_its_count kept fact so_far short). unfold in_summary.
    rewrite (proj2 (N.ltb_lt _ _) small). replace (fact =? pausing_before_a_hold)%N with false; [reflexivity |].
    symmetry. apply N.eqb_neq. lia. }
  assert (sees_no_more : forall fact, (pausing_before_a_hold <= fact)%N -> has seen fact = false).
  { intros fact large. rewrite seen_is. now rewrite (proj2 (N.ltb_ge _ _) large). }
  apply N.bits_inj. intro fact.
  change (has (if ordered e then with_order seen first last else seen) fact = has (fold (tracked_list kept)) fact).
  rewrite the_fold_is_the_summary.
  destruct (N.eqb_spec fact pausing_before_a_hold) as [-> | another].
  - unfold in_summary. rewrite N.eqb_refl, (some_before_is_first_before_last _ _ _ first last first_is last_is).
    destruct (ordered e) eqn:in_order.
    + now rewrite has_with_order, sees_no_more, !sees by reflexivity.
    + rewrite sees_no_more by reflexivity. now rewrite no_list_pauses.
  - replace (has (if ordered e then with_order seen first last else seen) fact) with (has seen fact).
    + destruct (N.ltb_spec fact pausing_before_a_hold) as [small | large]; [now apply sees |].
      rewrite sees_no_more by exact large. unfold in_summary. apply N.eqb_neq in another as ->.
      symmetry. apply not_true_is_false. rewrite existsb_exists. intros (c & _ & holds_of_c).
      now rewrite no_letter_has_order in holds_of_c.
    + destruct (ordered e); [| reflexivity]. rewrite has_with_order. apply N.eqb_neq in another as ->.
      now rewrite orb_false_r.
Qed.

End AnEdition.

(* Any number of steps: what one step keeps, all of them keep. Lemmas of L5 are about one step from any state. *)
Theorem what_a_step_keeps_is_kept {Situation} (step : Situation -> Situation -> Prop) (kept : Situation -> Prop) :
  (forall before after, step before after -> kept before -> kept after) ->
  forall first last, clos_refl_trans_1n Situation step first last -> kept first -> kept last.
Proof. intro keeps. induction 1 as [| first second last taken _ rest]; [trivial | eauto]. Qed.

Print Assumptions the_fold_is_the_summary.
Print Assumptions merged_parts_are_the_fold.
Print Assumptions an_absorbed_block_changes_nothing.
Print Assumptions the_projection_is_the_reference.
Print Assumptions merged_parts_project_as_the_whole.
Print Assumptions counts_stay_right.
Print Assumptions a_tracker_sees_the_fold.
Print Assumptions what_a_step_keeps_is_kept.
