(* A finalizer among its rows: to search the failed work, sorted, is to look at every row. *)
From Coq Require Import Bool List Permutation.
Import ListNotations.
Local Open Scope bool_scope.

Section Rows.

Variable row : Type.
Variables is_failed_work waits : row -> bool. (* L4-finalizers-rows is about both *)
Variable covers : row -> row -> bool. (* a finalizer, a failed work of its deployment *)

Variable sorted : list row -> list row.
Hypothesis sorting_keeps : forall rows, Permutation rows (sorted rows).

(* As L4-finalizers-orphaned says that two searches of sorted work answer. *)
Variable search : list row -> row -> bool.
Hypothesis search_is_a_look : forall rows finalizer,
  search (sorted rows) finalizer = existsb (covers finalizer) (sorted rows).

(* As `build` marks a row: with no failed work, or no finalizer that waits, it does not search. *)
Definition orphaned (rows : list row) (finalizer : row) : bool :=
  let failed := filter is_failed_work rows in
  if match failed with [] => true | _ => false end || negb (existsb waits rows) then false
  else waits finalizer && search (sorted failed) finalizer.

Theorem searching_is_looking rows finalizer : In finalizer rows ->
  orphaned rows finalizer =
  waits finalizer && existsb (fun other => is_failed_work other && covers finalizer other) rows.
Proof.
  intro member. unfold orphaned.
  assert (looks : existsb (fun other => is_failed_work other && covers finalizer other) rows =
    existsb (covers finalizer) (filter is_failed_work rows)).
  { clear member. induction rows as [| other rest step]; [reflexivity |].
    simpl. rewrite step. now destruct (is_failed_work other). }
  rewrite looks. destruct (filter is_failed_work rows) as [| first rest] eqn:failed; [now rewrite andb_false_r |].
  rewrite orb_false_l. destruct (existsb waits rows) eqn:some_wait; cbn [negb].
  - f_equal. rewrite search_is_a_look. apply eq_true_iff_eq. rewrite !existsb_exists.
    split; intros (other & among & is_covered); exists other; (split; [| exact is_covered]).
    + now apply Permutation_in with (1 := Permutation_sym (sorting_keeps _)).
    + now apply Permutation_in with (1 := sorting_keeps _).
  - replace (waits finalizer) with false; [reflexivity |]. symmetry. apply not_true_is_false. intro it_waits.
    rewrite <- not_true_iff_false, existsb_exists in some_wait. apply some_wait. now exists finalizer.
Qed.

End Rows.
