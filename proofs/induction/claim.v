(* What a pass over rows keeps of those that may block: asked of it, a candidate is blocked exactly where one of the rows
   blocks it. *)
From Coq Require Import Bool List String.
Require Import induction_tables.
Import ListNotations.
Local Open Scope bool_scope.

(* A row, as far as it may block: its deployment, and whether it is far enough and whether it failed. *)
Record row := { deployment : string; far_enough : bool; failed : bool }.

(* Of one row, by definition: L4-*-blocks is about the first part, L4-*-deployments about the second. *)
Definition of_another (own deployment : string) : bool :=
  (deployment =? "")%string || negb (own =? deployment)%string.
Definition blocks (passes_failures : bool) (own : string) (seen : row) : bool :=
  negb (far_enough seen) && negb (failed seen && passes_failures) && of_another own (deployment seen).

(* As `Seen` keeps rows: those that failed, and the others. *)
Definition add (kept : blockers * blockers) (seen : row) : blockers * blockers :=
  if far_enough seen then kept
  else if failed seen then (with_blocker (fst kept) (deployment seen), snd kept)
  else (fst kept, with_blocker (snd kept) (deployment seen)).

Definition block (kept : blockers * blockers) (passes_failures : bool) (own : string) : bool :=
  some_block (snd kept) own || some_block (fst kept) own && negb passes_failures.

(* What is kept has a first name or says that there are more; where there is none there are no more. *)
Definition well_kept (kept : blockers) : Prop :=
  (any kept = false -> more kept = false) /\
  (any kept = true -> more kept = false -> (first kept =? "")%string = false).

Lemma one_more_well_kept kept deployment : well_kept kept -> well_kept (with_blocker kept deployment).
Proof.
  intros [_ named]. split; cbn; [discriminate |]. intros _. rewrite !orb_false_iff.
  intros [[no_more another] same]. destruct (any kept); [now apply named | exact another].
Qed.

Lemma one_more_blocks kept deployment own : well_kept kept ->
  some_block (with_blocker kept deployment) own = some_block kept own || of_another own deployment.
Proof.
  intros [none named]. unfold some_block, of_another. cbn.
  destruct (any kept), (more kept); cbn; try (now rewrite none by reflexivity);
    try specialize (named eq_refl eq_refl).
  - reflexivity.
  - destruct (String.eqb_spec deployment ""), (String.eqb_spec own ""), (String.eqb_spec deployment (first kept)),
      (String.eqb_spec own (first kept)), (String.eqb_spec own deployment); subst; cbn; try reflexivity; try congruence.
  - now specialize (none eq_refl).
  - destruct (String.eqb_spec deployment ""), (String.eqb_spec own ""), (String.eqb_spec own deployment); subst; cbn;
      try reflexivity; congruence.
Qed.

Theorem rows_that_were_seen_block_one_by_one rows passes_failures own :
  block (fold_left add rows (no_blockers, no_blockers)) passes_failures own =
  existsb (blocks passes_failures own) rows.
Proof.
  enough (seen : let kept := fold_left add rows (no_blockers, no_blockers) in
    well_kept (fst kept) /\ well_kept (snd kept) /\
    forall passes_failures, block kept passes_failures own = existsb (blocks passes_failures own) rows) by apply seen.
  induction rows as [| row rows (first_kept & second_kept & step)] using rev_ind; cbn zeta in *.
  - repeat split; intros; cbn in *; try congruence. 
  - rewrite fold_left_app. cbn [fold_left]. set (kept := fold_left add rows (no_blockers, no_blockers)) in *.
    unfold add. destruct (far_enough row) eqn:far; [| destruct (failed row) eqn:is_failed]; cbn [fst snd].
    + split; [assumption |]. split; [assumption |]. intro passes. rewrite existsb_app, step. cbn. unfold blocks. rewrite far. cbn.
      now rewrite orb_false_r.
    + split; [now apply one_more_well_kept |]. split; [assumption |]. intro passes.
      rewrite existsb_app, <- step. unfold block. cbn [fst snd existsb]. rewrite one_more_blocks by assumption.
      unfold blocks. rewrite far, is_failed. destruct passes, (some_block (snd kept) own), (some_block (fst kept) own),
        (of_another own (deployment row)); reflexivity.
    + split; [assumption |]. split; [now apply one_more_well_kept |]. intro passes.
      rewrite existsb_app, <- step. unfold block. cbn [fst snd existsb]. rewrite one_more_blocks by assumption.
      unfold blocks. rewrite far, is_failed. destruct passes, (some_block (snd kept) own), (some_block (fst kept) own),
        (of_another own (deployment row)); reflexivity.
Qed.
