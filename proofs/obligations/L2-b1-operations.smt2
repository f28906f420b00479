; L2-b1-operations: an operation's letter is the letter of the child that the reference makes of it, whatever the latch.
(set-logic ALL)
; pending: also resuming, preparing_branch, applying_branch_changes, creating_deploy_request, validating_branch, validating_deploy_request, running_degraded, paused, catching_up, checksumming, post_checksum, reverting, skipping_revert, unrecognized
; 
(push 1)
(assert (not (and true true)))
(set-info :status unsat)
(check-sat)
(pop 1)
