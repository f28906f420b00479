; L4-b3-lands: a write lands exactly where the reference lets it.
(set-logic ALL)
(declare-datatypes ((State 0)) (((pending) (running) (resuming) (waiting_for_deploy) (waiting_for_cutover) (recovering) (cutting_over) (revert_window) (completed) (failed) (failed_retryable) (stopped) (cancelled) (reverted) (preparing_branch) (applying_branch_changes) (creating_deploy_request) (validating_branch) (validating_deploy_request) (running_degraded) (paused) (catching_up) (checksumming) (post_checksum) (reverting) (skipping_revert) (unrecognized))))
(declare-fun read () State)
(declare-fun stored () State)
; 
(push 1)
(define-fun shared_1 () Bool (or false (= read stored)))
(assert (not (= shared_1 shared_1)))
(set-info :status unsat)
(check-sat)
(pop 1)
