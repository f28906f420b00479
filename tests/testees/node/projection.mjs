// The file to replace: the edition that your controller follows, and its projection, of rows and of children. Both
// functions here follow edition b2 and are written for reading. They read no more of a row or a child than that edition
// does; the other members are there for later editions.

// The rule that project and projectChildren follow.
export const edition = "b2";

/**
 * Returns the parent state of a rollout's operations, which come in (created_at, id) order.
 * Their words are as they are stored: onFailure is null where the column is; a row that was stored without a policy has
 * the default, "halt". The release latch is read by no edition before pause, where a row stands by none before
 * finalizers, and its step by none before steps.
 *
 * @param {{state: string, onFailure: string | null, deployment: string, key: string, kind: string, started: boolean,
 *   step: number, target: string}[]} operations kind is "work" or "group_finalizer"; step counts from 1, 0 where the row
 *   is the whole change
 * @param {boolean} released
 * @returns {string}
 */
export function project(operations, released) {
  // Compared exactly: a word that is not known, or null, is no permission.
  return projectChildren(
    operations.map(({ state, onFailure }) => ({ state, continueOnFailure: onFailure === "continue" })),
  );
}

/**
 * Returns the parent state of children, which are rows whose policies have been resolved to flags.
 * The pause flag is read from edition pause on, the last two from finalizers on.
 *
 * @param {{state: string, continueOnFailure: boolean, pauseOnFailure: boolean, orphaned: boolean,
 *   neverStarted: boolean}[]} children
 * @returns {string}
 */
export function projectChildren(children) {
  const states = children.map((child) => canonical(child.state));
  const base = aggregate(states);
  if (base !== "failed") return base;
  const failsClosed = children.some(({ continueOnFailure }, i) => states[i] === "failed" && !continueOnFailure);
  return failsClosed || states.every((state) => terminal.has(state)) ? "failed" : "running";
}

// What the parent would be without policies: the first line that holds decides.
function aggregate(states) {
  const any = (wanted) => states.includes(wanted);
  const allCompletedOr = (wanted) => states.every((state) => state === wanted || state === "completed");
  if (states.length === 0) return "pending";
  if (any("failed")) return "failed";
  if (any("failed_retryable")) return "failed_retryable";
  if (any("cancelled")) return "cancelled";
  if (any("stopped")) return "stopped";
  if (any("reverted")) return "reverted";
  if (allCompletedOr("completed")) return "completed";
  if (any("recovering")) return "recovering";
  if (any("cutting_over")) return "cutting_over";
  if (allCompletedOr("waiting_for_cutover")) return "waiting_for_cutover";
  if (allCompletedOr("waiting_for_deploy")) return "waiting_for_deploy";
  if (any("revert_window")) return "revert_window";
  if (any("running")) return "running";
  return "pending";
}

const terminal = new Set(["completed", "failed", "stopped", "cancelled", "reverted"]);

const aliases = new Map([
  ["complete", "completed"],
  ["recovering_cutover", "recovering"],
]);

// Spells a stored token as the rule does. A token that this edition does not know comes back as something that no rule
// asks about: it is never terminal, and seen as pending. Folds ASCII only, so that look-alikes stay unknown.
function canonical(token) {
  let state = token.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  if (state.startsWith("state_")) state = state.slice("state_".length);
  return aliases.get(state) ?? state;
}
