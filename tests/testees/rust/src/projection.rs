//! The file to replace: the edition that your controller follows, and its projection, of rows and of children. Both
//! functions here follow edition b2 and are written for reading. They read no more of a row or a child than that edition
//! does; the other fields are there for later editions.

#![allow(dead_code)]

/// The rule that `project` and `project_children` follow.
pub const EDITION: &str = "b2";

/// One stored row, its words as they are stored. `on_failure` is `None` where the column is null; a row that was stored
/// without a policy has the default, `halt`.
pub struct Operation<'a> {
    pub state: &'a str,
    pub on_failure: Option<&'a str>,
    // Read from edition finalizers on.
    pub deployment: &'a str,
    pub key: &'a str,
    /// `work` or `group_finalizer`
    pub kind: &'a str,
    pub started: bool,
    // Read in edition steps; the target only by claims.
    /// Of its change, from 1 on; 0 where the row is the whole change.
    pub step: u32,
    pub target: &'a str,
}

/// A row whose policy has been resolved to flags.
pub struct Child<'a> {
    pub state: &'a str,
    pub continue_on_failure: bool,
    /// Read from edition pause on.
    pub pause_on_failure: bool,
    // Read from edition finalizers on.
    pub orphaned: bool,
    pub never_started: bool,
}

/// The parent state of a rollout's operations, which come in (created_at, id) order. The release latch is read by no
/// edition before pause.
pub fn project(operations: &[Operation], _released: bool) -> &'static str {
    let children: Vec<Child> = operations
        .iter()
        .map(|each| Child {
            state: each.state,
            continue_on_failure: may_continue(each),
            pause_on_failure: false,
            orphaned: false,
            never_started: false,
        })
        .collect();
    project_children(&children)
}

/// The parent state of children in the same order.
pub fn project_children(children: &[Child]) -> &'static str {
    let states: Vec<State> = children
        .iter()
        .map(|each| State::parse(each.state))
        .collect();
    let base = aggregate(&states);
    if base != "failed" {
        return base;
    }
    let mut failed = children
        .iter()
        .zip(&states)
        .filter(|(_, &state)| state == State::Failed);
    if failed.any(|(child, _)| !child.continue_on_failure)
        || states.iter().all(|state| state.is_terminal())
    {
        "failed"
    } else {
        "running"
    }
}

/// Compares byte for byte: a word that it does not know, or null, is no permission.
fn may_continue(operation: &Operation) -> bool {
    operation.on_failure == Some("continue")
}

/// What the parent would be without policies: the first line that holds decides.
fn aggregate(states: &[State]) -> &'static str {
    let any = |wanted: State| states.contains(&wanted);
    let all_completed_or = |wanted: State| {
        states
            .iter()
            .all(|&state| state == wanted || state == State::Completed)
    };
    if states.is_empty() {
        "pending"
    } else if any(State::Failed) {
        "failed"
    } else if any(State::FailedRetryable) {
        "failed_retryable"
    } else if any(State::Cancelled) {
        "cancelled"
    } else if any(State::Stopped) {
        "stopped"
    } else if any(State::Reverted) {
        "reverted"
    } else if all_completed_or(State::Completed) {
        "completed"
    } else if any(State::Recovering) {
        "recovering"
    } else if any(State::CuttingOver) {
        "cutting_over"
    } else if all_completed_or(State::WaitingForCutover) {
        "waiting_for_cutover"
    } else if all_completed_or(State::WaitingForDeploy) {
        "waiting_for_deploy"
    } else if any(State::RevertWindow) {
        "revert_window"
    } else if any(State::Running) {
        "running"
    } else {
        "pending"
    }
}

/// A state as far as edition b2 tells it from others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Running,
    WaitingForDeploy,
    WaitingForCutover,
    Recovering,
    CuttingOver,
    RevertWindow,
    Completed,
    Failed,
    FailedRetryable,
    Stopped,
    Cancelled,
    Reverted,
    /// pending, resuming, the set-up and validation phases, and every token that the edition does not know.
    Other,
}

impl State {
    /// Folds ASCII only, so that look-alikes stay unknown.
    fn parse(token: &str) -> State {
        let folded = token.to_ascii_lowercase();
        match folded.strip_prefix("state_").unwrap_or(&folded) {
            "running" => State::Running,
            "waiting_for_deploy" => State::WaitingForDeploy,
            "waiting_for_cutover" => State::WaitingForCutover,
            "recovering" | "recovering_cutover" => State::Recovering,
            "cutting_over" => State::CuttingOver,
            "revert_window" => State::RevertWindow,
            "completed" | "complete" => State::Completed,
            "failed" => State::Failed,
            "failed_retryable" => State::FailedRetryable,
            "stopped" => State::Stopped,
            "cancelled" => State::Cancelled,
            "reverted" => State::Reverted,
            _ => State::Other,
        }
    }

    fn is_terminal(self) -> bool {
        matches!(
            self,
            State::Completed | State::Failed | State::Stopped | State::Cancelled | State::Reverted
        )
    }
}
