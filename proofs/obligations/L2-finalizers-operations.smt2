; L2-finalizers-operations: an operation's letter is the letter of the child that the reference makes of it, whatever the latch.
(set-logic ALL)
(declare-datatypes ((State 0)) (((pending) (running) (resuming) (waiting_for_deploy) (waiting_for_cutover) (recovering) (cutting_over) (revert_window) (completed) (failed) (failed_retryable) (stopped) (cancelled) (reverted) (preparing_branch) (applying_branch_changes) (creating_deploy_request) (validating_branch) (validating_deploy_request) (running_degraded) (paused) (catching_up) (checksumming) (post_checksum) (reverting) (skipping_revert) (unrecognized))))
(declare-fun |operation state| () State)
(declare-datatypes ((Policy 0)) (((halt) (continue) (pause) (unknown))))
(declare-fun |operation on_failure| () Policy)
; resuming: also preparing_branch, applying_branch_changes, creating_deploy_request, skipping_revert, unrecognized
; validating_branch: also validating_deploy_request, running_degraded, paused
; 
(push 1)
(define-fun shared_1 () Bool (= |operation state| failed))
(define-fun shared_2 () Bool (and shared_1 (or (= |operation on_failure| halt) (= |operation on_failure| unknown))))
(define-fun shared_3 () Bool (= |operation on_failure| pause))
(define-fun shared_4 () Bool (and shared_3 true))
(define-fun shared_5 () Bool (or false shared_4))
(define-fun shared_6 () Bool (= |operation on_failure| continue))
(define-fun shared_7 () Bool (and shared_3 false))
(define-fun shared_8 () Bool (or false (or shared_6 shared_7)))
(define-fun shared_9 () Bool (or false shared_7))
(define-fun shared_10 () Bool (or false (or shared_6 shared_4)))
(assert (not (and (and (= shared_2 (and shared_1 (or (and shared_5 shared_8) (and (not shared_5) (not shared_8))))) (= (and shared_1 shared_6) (and shared_1 (and (not shared_5) shared_8))) (= (and shared_1 shared_3) (and shared_1 (and shared_5 (not shared_8))))) (and (= shared_2 (and shared_1 (or (and shared_9 shared_10) (and (not shared_9) (not shared_10))))) (= (and shared_1 (or shared_6 shared_3)) (and shared_1 (and (not shared_9) shared_10))) (= false (and shared_1 (and shared_9 (not shared_10))))))))
(set-info :status unsat)
(check-sat)
(pop 1)
