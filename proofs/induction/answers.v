(* That the tables are those of the compiled library: what Coq computes of them is what it answered. *)
From Coq Require Import Bool List NArith.
Require Import induction_tables lists.
Import ListNotations.

Scheme Equality for state.

(* Of words of facts: what each rule requires, alone and with each other fact. *)
Definition finishes_as_compiled (e : edition) : bool :=
  forallb (fun asked => state_beq (finish e (fst asked)) (snd asked)) (answers e).

Definition projects (e : edition) (list : children) (answer : state) : bool := state_beq (finish e (fold e list)) answer.

(* Whether both lists are as long, and each two of their members agree. *)
Fixpoint agree {A B} (of : A -> B -> bool) (asked : list A) (answered : list B) : bool :=
  match asked, answered with
  | [], [] => true
  | question :: asked, answer :: answered => of question answer && agree of asked answered
  | _, _ => false
  end.

(* Of each child: alone, before and after each of a few others. *)
Definition projects_as_compiled (e : edition) (of : state) : bool :=
  let each_flags := seq 0 (length (letters e of)) in
  agree (fun flags => projects e [(of, flags)]) each_flags (alone e of) &&
  agree (fun flags => agree (fun other => projects e [(of, flags); other]) (others e)) each_flags (before_each e of) &&
  agree (fun flags => agree (fun other => projects e [other; (of, flags)]) (others e)) each_flags (after_each e of).

Theorem what_ships_answers_as_compiled :
  Forall (fun e => finishes_as_compiled e = true /\ forall of, projects_as_compiled e of = true) editions.
Proof. repeat constructor; intros []; vm_compute; reflexivity. Qed.
