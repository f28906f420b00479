; L4-any-policy-word: a stored word names the policy that the reference reads in it; every other string is unknown.
(set-logic ALL)
(declare-datatypes ((Policy 0)) (((halt) (continue) (pause) (unknown))))
(declare-fun word () String)
; the absent word, asked of the compiled code
(push 1)
(assert (not true))
(set-info :status unsat)
(check-sat)
(pop 1)
; 
(push 1)
(define-fun shared_1 () Bool (= word "halt"))
(define-fun shared_2 () Bool (= word "continue"))
(define-fun shared_3 () Bool (= word "pause"))
(assert (not (= (ite shared_1 halt (ite shared_2 continue (ite shared_3 pause (ite (= word "unknown") unknown unknown)))) (ite shared_1 halt (ite shared_2 continue (ite shared_3 pause unknown))))))
(set-info :status unsat)
(check-sat)
(pop 1)
