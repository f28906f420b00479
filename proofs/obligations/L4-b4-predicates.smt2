; L4-b4-predicates: the predicates terminal and in_running_family are the reference's.
(set-logic ALL)
(declare-datatypes ((State 0)) (((pending) (running) (resuming) (waiting_for_deploy) (waiting_for_cutover) (recovering) (cutting_over) (revert_window) (completed) (failed) (failed_retryable) (stopped) (cancelled) (reverted) (preparing_branch) (applying_branch_changes) (creating_deploy_request) (validating_branch) (validating_deploy_request) (running_degraded) (paused) (catching_up) (checksumming) (post_checksum) (reverting) (skipping_revert) (unrecognized))))
(declare-fun |child state| () State)
; pending: also resuming, preparing_branch, applying_branch_changes, creating_deploy_request, validating_branch, validating_deploy_request, running_degraded, paused, catching_up, checksumming, post_checksum, reverting, skipping_revert, unrecognized
; 
(push 1)
(define-fun shared_1 () Bool (or (= |child state| completed) (= |child state| failed) (= |child state| stopped) (= |child state| cancelled) (= |child state| reverted)))
(define-fun shared_2 () Bool (or (= |child state| running) (= |child state| running_degraded)))
(assert (not (and (= shared_1 shared_1) (= shared_2 shared_2))))
(set-info :status unsat)
(check-sat)
(pop 1)
