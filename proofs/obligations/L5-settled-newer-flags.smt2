; L5-settled-newer-flags: a flag that is newer than the edition changes no letter.
(set-logic ALL)
; resuming: also preparing_branch, applying_branch_changes, creating_deploy_request, skipping_revert, unrecognized
; validating_branch: also validating_deploy_request, running_degraded, paused
; 
(push 1)
(assert (not true))
(set-info :status unsat)
(check-sat)
(pop 1)
