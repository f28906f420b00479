; L4-finalizers-flags: an operation becomes a child with the flags that the reference gives its policy, whatever the latch.
(set-logic ALL)
(declare-datatypes ((Policy 0)) (((halt) (continue) (pause) (unknown))))
(declare-fun |operation on_failure| () Policy)
; resuming: also preparing_branch, applying_branch_changes, creating_deploy_request, skipping_revert, unrecognized
; validating_branch: also validating_deploy_request, running_degraded, paused
; 
(push 1)
(define-fun shared_1 () Bool (= |operation on_failure| continue))
(define-fun shared_2 () Bool (= |operation on_failure| pause))
(define-fun shared_3 () Bool (and shared_2 false))
(define-fun shared_4 () Bool (and shared_2 true))
(assert (not (and (and (= shared_1 (or shared_1 shared_3)) (= shared_2 shared_4)) (and (= (or shared_1 shared_2) (or shared_1 shared_4)) (= false shared_3)))))
(set-info :status unsat)
(check-sat)
(pop 1)
