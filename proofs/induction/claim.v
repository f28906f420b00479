(* What a pass over rows keeps of those that may block: asked of it, a candidate is blocked exactly where one of the rows
   blocks it. *)
From Coq Require Import Bool Btauto List String.
Require Import induction_tables.
Import ListNotations.
Local Open Scope bool_scope.

(* A row, as far as it may block: its member, and whether it is far enough and whether it failed. Before edition steps the
   target of every member is empty. *)
Record row := { of : member; far_enough : bool; failed : bool }.

(* Of one row, by definition: L4-*-blocks is about the first part, L4-*-deployments and L4-steps-members about the
   second. *)
Definition is_same (one other : member) : bool :=
  ((deployment one =? deployment other) && (target one =? target other))%string.
Definition of_another (own other : member) : bool := (deployment other =? "")%string || negb (is_same own other).
Definition blocks (passes_failures : bool) (own : member) (seen : row) : bool :=
  negb (far_enough seen) && negb (failed seen && passes_failures) && of_another own (of seen).

(* As `Seen` keeps rows: those that failed, and the others. *)
Definition add (kept : blockers * blockers) (seen : row) : blockers * blockers :=
  if far_enough seen then kept
  else if failed seen then (with_blocker (fst kept) (of seen), snd kept)
  else (fst kept, with_blocker (snd kept) (of seen)).

Definition block (kept : blockers * blockers) (passes_failures : bool) (own : member) : bool :=
  some_block (snd kept) own || some_block (fst kept) own && negb passes_failures.

(* What is kept has a first name or says that there are more; where there is none there are no more. *)
Definition well_kept (kept : blockers) : Prop :=
  (any kept = false -> more kept = false) /\
  (any kept = true -> more kept = false -> (deployment (first kept) =? "")%string = false).

Lemma one_more_well_kept kept one_more : well_kept kept -> well_kept (with_blocker kept one_more).
Proof.
  intros [_ named]. split; cbn; [discriminate |]. intros _. rewrite !orb_false_iff.
  intros [[no_more another] same]. destruct (any kept); [now apply named | exact another].
Qed.

(* Two names are equal or not: every comparison of `own`, `one_more` and the first that was kept is decided. *)
Ltac compare_names :=
  repeat match goal with |- context [String.eqb ?one ?other] => destruct (String.eqb_spec one other) end;
  cbn; try reflexivity; congruence.

Lemma one_more_blocks kept one_more own : well_kept kept ->
  some_block (with_blocker kept one_more) own = some_block kept own || of_another own one_more.
Proof.
  destruct own as [own_deployment own_target], one_more as [new_deployment new_target],
    kept as [some_one several [first_deployment first_target]].
  intros [none named]. unfold some_block, of_another, is_same. cbn in *.
  destruct some_one, several; cbn; try (now rewrite none by reflexivity); try specialize (named eq_refl eq_refl);
    try (now specialize (none eq_refl)).
  - reflexivity.
  - revert named. compare_names.
  - compare_names.
Qed.

(* Of the rows that were seen: those of each of the two kinds, and what is kept of them. *)
Lemma kept_of_both own rows :
  let kept := fold_left add rows (no_blockers, no_blockers) in
  let of_kind (kind : row -> bool) := existsb (fun seen => negb (far_enough seen) && kind seen && of_another own (of seen)) rows in
  well_kept (fst kept) /\ well_kept (snd kept) /\
  some_block (fst kept) own = of_kind failed /\ some_block (snd kept) own = of_kind (fun seen => negb (failed seen)).
Proof.
  induction rows as [| row rows (first_kept & second_kept & failures & others)] using rev_ind; cbn zeta in *.
  - repeat split; intros; cbn in *; congruence.
  - rewrite fold_left_app. cbn [fold_left]. set (kept := fold_left add rows (no_blockers, no_blockers)) in *.
    rewrite !existsb_app. cbn [existsb]. rewrite <- failures, <- others.
    unfold add. destruct (far_enough row), (failed row); cbn [fst snd negb andb]; rewrite ?orb_false_r;
      rewrite ?one_more_blocks by assumption; repeat split; try apply one_more_well_kept; assumption || apply first_kept || apply second_kept.
Qed.

Theorem rows_that_were_seen_block_one_by_one rows passes_failures own :
  block (fold_left add rows (no_blockers, no_blockers)) passes_failures own =
  existsb (blocks passes_failures own) rows.
Proof.
  destruct (kept_of_both own rows) as (_ & _ & failures & others). unfold block. rewrite failures, others.
  clear. induction rows as [| row rows step]; [reflexivity |].
  cbn [existsb]. rewrite <- step. unfold blocks.
  destruct (far_enough row), (failed row), passes_failures, (of_another own (of row)); cbn; btauto.
Qed.

(* As a pass asks whether a failure stops a candidate under `parallel`: of the rows that failed alone. *)
Theorem failures_that_were_seen_stop_one_by_one rows passes_failures own :
  some_block (fst (fold_left add rows (no_blockers, no_blockers))) own && negb passes_failures =
  existsb (fun seen => failed seen && blocks passes_failures own seen) rows.
Proof.
  destruct (kept_of_both own rows) as (_ & _ & failures & _). rewrite failures.
  clear. induction rows as [| row rows step]; [reflexivity |].
  cbn [existsb]. rewrite <- step. unfold blocks.
  destruct (far_enough row), (failed row), passes_failures, (of_another own (of row)); cbn; btauto.
Qed.
