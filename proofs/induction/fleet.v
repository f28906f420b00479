(* A fleet that is cut into shares, wherever the cuts fall: what the threads leave combines to the state of each rollout
   that is complete. The last cut is at the end of the fleet, so that all are. *)
From Coq Require Import Bool List NArith.
Require Import induction_tables lists.
Import ListNotations.

Section AnEdition.

Variable e : edition.
Hypothesis it_ships : In e editions.

Definition projection (rollout : children) : state := finish e (fold e rollout).

(* A share: a piece inside one rollout; or the end of a rollout, whole ones, and the beginning of another. *)
Inductive share : Set :=
  | inside (piece : children)
  | across (head : children) (between : list children) (tail : children).

(* The rollout that the last cut leaves open, and those before it. *)
Definition rollouts_after (so_far : children * list children) (next : share) : children * list children :=
  let (begun, complete) := so_far in
  match next with
  | inside piece => (begun ++ piece, complete)
  | across head between tail => (tail, complete ++ (begun ++ head) :: between)
  end.

(* The same of summaries and states, as `project` combines what each thread leaves. *)
Definition states_after (so_far : N * list state) (next : share) : N * list state :=
  let (begun, states) := so_far in
  match next with
  | inside piece => (joined begun (fold e piece), states)
  | across head between tail =>
    (fold e tail, states ++ finish e (joined begun (fold e head)) :: map projection between)
  end.

Lemma joined_folds before after : joined (fold e before) (fold e after) = fold e (before ++ after).
Proof. exact (merged_parts_are_the_fold e it_ships (merge (part before) (part after))). Qed.

Theorem shares_project_as_the_fleet shares :
  fold_left states_after shares (0%N, []) =
  let (begun, complete) := fold_left rollouts_after shares ([], []) in (fold e begun, map projection complete).
Proof.
  enough (step : forall begun complete,
    fold_left states_after shares (fold e begun, map projection complete) =
    let (begun, complete) := fold_left rollouts_after shares (begun, complete) in (fold e begun, map projection complete))
    by exact (step [] []).
  induction shares as [| next shares step]; intros begun complete; [reflexivity |].
  destruct next as [piece | head between tail]; cbn [fold_left states_after rollouts_after].
  - now rewrite joined_folds, step.
  - rewrite joined_folds, <- step, map_app. reflexivity.
Qed.

End AnEdition.
