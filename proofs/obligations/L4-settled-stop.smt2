; L4-settled-stop: a stop request is met exactly where the reference says.
(set-logic ALL)
(declare-fun |every row is terminal| () Bool)
; 
(push 1)
(assert (not (= |every row is terminal| |every row is terminal|)))
(set-info :status unsat)
(check-sat)
(pop 1)
