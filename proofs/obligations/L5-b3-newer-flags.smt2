; L5-b3-newer-flags: a flag that is newer than the edition changes no letter.
(set-logic ALL)
; pending: also resuming, preparing_branch, applying_branch_changes, creating_deploy_request, validating_branch, validating_deploy_request, running_degraded, paused, catching_up, checksumming, post_checksum, reverting, skipping_revert, unrecognized
; 
(push 1)
(assert (not true))
(set-info :status unsat)
(check-sat)
(pop 1)
