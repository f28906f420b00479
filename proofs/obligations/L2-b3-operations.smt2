; L2-b3-operations: an operation's letter is the letter of the child that the reference makes of it, whatever the latch.
(set-logic ALL)
(declare-datatypes ((State 0)) (((pending) (running) (resuming) (waiting_for_deploy) (waiting_for_cutover) (recovering) (cutting_over) (revert_window) (completed) (failed) (failed_retryable) (stopped) (cancelled) (reverted) (preparing_branch) (applying_branch_changes) (creating_deploy_request) (validating_branch) (validating_deploy_request) (running_degraded) (paused) (catching_up) (checksumming) (post_checksum) (reverting) (skipping_revert) (unrecognized))))
(declare-fun |operation state| () State)
(declare-datatypes ((Policy 0)) (((halt) (continue) (pause) (unknown))))
(declare-fun |operation on_failure| () Policy)
; pending: also resuming, preparing_branch, applying_branch_changes, creating_deploy_request, validating_branch, validating_deploy_request, running_degraded, paused, catching_up, checksumming, post_checksum, reverting, skipping_revert, unrecognized
; 
(push 1)
(define-fun shared_1 () Bool (= |operation state| failed))
(define-fun shared_2 () Bool (= |operation on_failure| pause))
(define-fun shared_3 () Bool (= |operation on_failure| continue))
(define-fun shared_4 () Bool (or false (or shared_3 (and shared_2 false))))
(define-fun shared_5 () Bool (and (= (and shared_1 (or (= |operation on_failure| halt) shared_2 (= |operation on_failure| unknown))) (and shared_1 (not shared_4))) (= (and shared_1 shared_3) (and shared_1 shared_4))))
(assert (not (and shared_5 shared_5)))
(set-info :status unsat)
(check-sat)
(pop 1)
