(* That the tables are those of the compiled library: what Coq computes of them is what it answered. *)
From Coq Require Import Bool List NArith.
Require Import induction_tables.

Scheme Equality for state.

(* Of words of facts: what each rule requires, alone and with each other fact. *)
Definition finishes_as_compiled (e : edition) : bool :=
  forallb (fun asked => state_beq (finish e (fst asked)) (snd asked)) (answers e).

(* Of each child alone. *)
Definition projects_as_compiled (e : edition) (of : state) : bool :=
  forallb (fun asked => state_beq (finish e (extended e 0 (fst asked))) (snd asked)) (combine (letters e of) (alone e of)) &&
  Nat.eqb (length (letters e of)) (length (alone e of)).

Theorem what_ships_answers_as_compiled :
  Forall (fun e => finishes_as_compiled e = true /\ forall of, projects_as_compiled e of = true) editions.
Proof. repeat constructor; intros []; reflexivity. Qed.
