(* Any number of steps: what one step keeps, all of them keep. Lemmas of L5 are about one step from any state. *)
From Coq Require Import Relations.

Theorem what_a_step_keeps_is_kept {Situation} (step : Situation -> Situation -> Prop) (kept : Situation -> Prop) :
  (forall before after, step before after -> kept before -> kept after) ->
  forall first last, clos_refl_trans_1n Situation step first last -> kept first -> kept last.
Proof. intro keeps. induction 1 as [| first second last taken _ rest]; [trivial | eauto]. Qed.
