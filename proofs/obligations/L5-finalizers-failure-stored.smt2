; L5-finalizers-failure-stored: a driver that holds its lease and whose own result is failed writes failed in its row.
(set-logic ALL)
(declare-datatypes ((State 0)) (((pending) (running) (resuming) (waiting_for_deploy) (waiting_for_cutover) (recovering) (cutting_over) (revert_window) (completed) (failed) (failed_retryable) (stopped) (cancelled) (reverted) (preparing_branch) (applying_branch_changes) (creating_deploy_request) (validating_branch) (validating_deploy_request) (running_degraded) (paused) (catching_up) (checksumming) (post_checksum) (reverting) (skipping_revert) (unrecognized))))
(declare-fun own () State)
(declare-fun |lease is held| () Bool)
; 
(push 1)
(define-fun shared_1 () Bool (= own failed))
(assert (not (=> (and shared_1 |lease is held|) (and (and (or (= own completed) shared_1 (= own failed_retryable) (= own stopped) (= own cancelled) (= own reverted)) (or false |lease is held|)) shared_1))))
(set-info :status unsat)
(check-sat)
(pop 1)
