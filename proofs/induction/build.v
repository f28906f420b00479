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

(* As L4-finalizers-orphaned and L4-finalizers-covers say that two searches of sorted work answer. *)
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

(* Rows become children one by one: what `build` gives them, if each row's own flags are the reference's (L4-*-flags,
   L4-finalizers-rows). *)

Variable flags : Type.
Variables own_flags reference_flags : row -> flags.
Hypothesis own_flags_are_the_references : forall each, own_flags each = reference_flags each.

Definition built (rows : list row) : list (flags * bool) :=
  map (fun each => (own_flags each, orphaned rows each)) rows.

Theorem rows_are_built_as_the_reference_says rows :
  built rows =
  map (fun each => (reference_flags each,
    waits each && existsb (fun other => is_failed_work other && covers each other) rows)) rows.
Proof.
  apply map_ext_in. intros each member. now rewrite own_flags_are_the_references, searching_is_looking.
Qed.

End Rows.

(* Such a search, and such a sorting, there are. *)
Example a_look_is_a_search row is_failed_work waits covers (rows : list row) finalizer : In finalizer rows ->
  orphaned row is_failed_work waits (fun rows => rows) (fun rows finalizer => existsb (covers finalizer) rows) rows finalizer =
  waits finalizer && existsb (fun other => is_failed_work other && covers finalizer other) rows.
Proof. apply searching_is_looking; [apply Permutation_refl | reflexivity]. Qed.
