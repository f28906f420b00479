(* Lists of any length: the fold computes the summary, fact by fact, and so do parts that are merged. The induction over
   lists, from what Z3 and cvc5 prove of one step. `induction_tables` is made of what ships (run). *)
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
  (fact =? pausing_before_a_hold)%N && (has facts failed_pausing && has facts holds && (first <? last)%N).
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

Lemma no_list_has_order list fact :
  (pausing_before_a_hold <= fact)%N -> existsb (fun c => has (letter c) fact) list = false.
Proof.
  intro beyond. apply not_true_is_false. rewrite existsb_exists. intros (c & _ & held).
  now rewrite no_letter_has_order in held.
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

(* Letters that are combined one by one, as the C interface does. *)
Theorem combined_letters_are_the_fold list :
  fold_left (fun facts c => joined facts (letter c)) list 0%N = fold list.
Proof.
  induction list as [| c list step] using rev_ind; [reflexivity |].
  rewrite fold_left_app. cbn [fold_left]. rewrite step. apply N.bits_inj. intro fact.
  change (has (joined (fold list) (letter c)) fact = has (fold (list ++ [c])) fact).
  now rewrite has_joined, !the_fold_is_the_summary, in_summary_app, !in_summary_of_one.
Qed.

(* From L1, of lists by definition: the projection of any list of children, and of any tree of merges, is the
   reference's. *)

Definition is_child (c : child) : Prop := snd c < length (letters e (fst c)).
Definition L1 (reference : children -> state) : Prop :=
  forall list facts, Forall is_child list -> (forall fact, has facts fact = in_summary list fact) ->
  finish e facts = reference list.

Theorem the_projection_is_the_reference reference list :
  L1 reference -> Forall is_child list -> finish e (fold list) = reference list.
Proof. intros holds_of_lists real. apply holds_of_lists; [exact real | apply the_fold_is_the_summary]. Qed.

Theorem merged_parts_project_as_the_whole reference tree :
  L1 reference -> Forall is_child (whole tree) -> finish e (merged tree) = reference (whole tree).
Proof. rewrite merged_parts_are_the_fold. apply the_projection_is_the_reference. Qed.

(* L1 can hold. *)
Example L1_of_some_reference : L1 (fun list => finish e (fold list)).
Proof.
  intros list facts _ is. f_equal. apply N.bits_inj. intro fact.
  change (has facts fact = has (fold list) fact). now rewrite is, the_fold_is_the_summary.
Qed.

End AnEdition.

(* Words without the fact about order, of which none pauses: their union is their fold. *)
Theorem without_a_pause_union_is_the_fold words :
  Forall (fun word => has word pausing_before_a_hold = false) words ->
  existsb (fun word => has word failed_pausing) words = false ->
  fold_left joined words 0%N = fold_left N.lor words 0%N.
Proof.
  intros fit none_pauses.
  enough (same : forall facts, has facts failed_pausing = false ->
    fold_left joined words facts = fold_left N.lor words facts) by now apply same.
  revert none_pauses. induction fit as [| word words _ _ step]; intros none_pauses facts not_yet; [reflexivity |].
  apply orb_false_iff in none_pauses as [not_now none_pauses]. cbn [fold_left].
  replace (joined facts word) with (N.lor facts word).
  - apply step; [exact none_pauses |]. unfold has in *. now rewrite N.lor_spec, not_yet, not_now.
  - apply N.bits_inj. intro fact. change (has (N.lor facts word) fact = has (joined facts word) fact).
    rewrite has_joined, not_yet. unfold has. now rewrite N.lor_spec, !andb_false_r, orb_false_r.
Qed.
