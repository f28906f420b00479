; L5-any-local-guard: the local writer, and a direct write, never overwrite a terminal parent, and any other they may, as the reference says.
(set-logic ALL)
(declare-datatypes ((State 0)) (((pending) (running) (resuming) (waiting_for_deploy) (waiting_for_cutover) (recovering) (cutting_over) (revert_window) (completed) (failed) (failed_retryable) (stopped) (cancelled) (reverted) (preparing_branch) (applying_branch_changes) (creating_deploy_request) (validating_branch) (validating_deploy_request) (running_degraded) (paused) (catching_up) (checksumming) (post_checksum) (reverting) (skipping_revert) (unrecognized))))
(declare-fun stored () State)
; 
(push 1)
(define-fun shared_1 () Bool (or (= stored completed) (= stored failed) (= stored stopped) (= stored cancelled) (= stored reverted)))
(assert (not (and (= (not shared_1) (not shared_1)) (not (and (not shared_1) shared_1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
