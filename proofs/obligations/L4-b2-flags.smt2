; L4-b2-flags: an operation becomes a child with the flags that the reference gives its policy, whatever the latch.
(set-logic ALL)
(declare-datatypes ((Policy 0)) (((halt) (continue) (pause) (unknown))))
(declare-fun |operation on_failure| () Policy)
; pending: also resuming, preparing_branch, applying_branch_changes, creating_deploy_request, validating_branch, validating_deploy_request, running_degraded, paused, catching_up, checksumming, post_checksum, reverting, skipping_revert, unrecognized
; 
(push 1)
(define-fun shared_1 () Bool (= |operation on_failure| continue))
(define-fun shared_2 () Bool (and (= |operation on_failure| pause) false))
(define-fun shared_3 () Bool (and (= shared_1 (or shared_1 shared_2)) (= false shared_2)))
(assert (not (and shared_3 shared_3)))
(set-info :status unsat)
(check-sat)
(pop 1)
