(* A row among its rows: to search what orphans others, sorted, is to look at every row. *)
From Coq Require Import Bool List Permutation.
Import ListNotations.
Local Open Scope bool_scope.

Section Rows.

Variable row : Type.

(* One way in which rows orphan others: edition finalizers has one, edition steps two. *)
Record orphaning := {
  orphans_others : row -> bool;
  waits : row -> bool; (* L4-*-rows is about both *)
  reaches : row -> row -> bool; (* a row that waits, one of its deployment that orphans others *)
  sorted : list row -> list row;
  sorting_keeps : forall rows, Permutation rows (sorted rows);
  (* As L4-*-orphaned with L4-*-covers, and L4-steps-followed, say that searches of sorted work answer. *)
  search : list row -> row -> bool;
  search_is_a_look : forall rows waiting, search (sorted rows) waiting = existsb (reaches waiting) (sorted rows)
}.

(* As `mark_orphans` marks a row: where no row orphans others, or none waits, it does not search. *)
Definition marked (by_one : orphaning) (rows : list row) (waiting : row) : bool :=
  let work := filter (orphans_others by_one) rows in
  if match work with [] => true | _ => false end || negb (existsb (waits by_one) rows) then false
  else waits by_one waiting && search by_one (sorted by_one work) waiting.

(* As the reference says. *)
Definition looked_for (by_one : orphaning) (rows : list row) (waiting : row) : bool :=
  waits by_one waiting && existsb (fun other => orphans_others by_one other && reaches by_one waiting other) rows.

Theorem searching_is_looking by_one rows waiting : In waiting rows ->
  marked by_one rows waiting = looked_for by_one rows waiting.
Proof.
  intro member. unfold marked, looked_for.
  assert (looks : existsb (fun other => orphans_others by_one other && reaches by_one waiting other) rows =
    existsb (reaches by_one waiting) (filter (orphans_others by_one) rows)).
  { clear member. induction rows as [| other rest step]; [reflexivity |].
    simpl. rewrite step. now destruct (orphans_others by_one other). }
  rewrite looks. destruct (filter (orphans_others by_one) rows) as [| first rest] eqn:work; [now rewrite andb_false_r |].
  rewrite orb_false_l. destruct (existsb (waits by_one) rows) eqn:some_wait; cbn [negb].
  - f_equal. rewrite search_is_a_look. apply eq_true_iff_eq. rewrite !existsb_exists.
    split; intros (other & among & is_reached); exists other; (split; [| exact is_reached]).
    + now apply Permutation_in with (1 := Permutation_sym (sorting_keeps by_one _)).
    + now apply Permutation_in with (1 := sorting_keeps by_one _).
  - replace (waits by_one waiting) with false; [reflexivity |]. symmetry. apply not_true_is_false. intro it_waits.
    rewrite <- not_true_iff_false, existsb_exists in some_wait. apply some_wait. now exists waiting.
Qed.

(* Rows become children one by one: what `build` gives them, if each row's own flags are the reference's (L4-*-flags,
   L4-*-rows). *)

Variable flags : Type.
Variables own_flags reference_flags : row -> flags.
Hypothesis own_flags_are_the_references : forall each, own_flags each = reference_flags each.

Definition built (ways : list orphaning) (rows : list row) : list (flags * bool) :=
  map (fun each => (own_flags each, existsb (fun by_one => marked by_one rows each) ways)) rows.

Theorem rows_are_built_as_the_reference_says ways rows :
  built ways rows =
  map (fun each => (reference_flags each, existsb (fun by_one => looked_for by_one rows each) ways)) rows.
Proof.
  apply map_ext_in. intros each member. rewrite own_flags_are_the_references. f_equal.
  induction ways as [| by_one ways step]; [reflexivity |].
  cbn [existsb]. now rewrite step, searching_is_looking.
Qed.

End Rows.

(* Such a search, and such a sorting, there are. *)
Definition by_looking row (orphans_others waits : row -> bool) (reaches : row -> row -> bool) : orphaning row := {|
  orphans_others := orphans_others;
  waits := waits;
  reaches := reaches;
  sorted := fun rows => rows;
  sorting_keeps := @Permutation_refl row;
  search := fun rows waiting => existsb (reaches waiting) rows;
  search_is_a_look := fun rows waiting => eq_refl
|}.
