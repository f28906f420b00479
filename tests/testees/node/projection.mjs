// The file to replace: the edition that your controller follows, and its projection function. The one that stands here
// is edition b2, written for reading.

// The rule that project follows.
export const edition = "b2";

/**
 * Returns the parent state of a rollout's operations, which come in (created_at, id) order.
 * Their words are as they are stored: onFailure is null where the column is; a row that was stored without a policy has
 * the default, "halt". The release latch is read by no edition before pause.
 *
 * @param {{state: string, onFailure: string | null}[]} operations
 * @param {boolean} released
 * @returns {string}
 */
export function project(operations, released) {
  const states = operations.map((operation) => canonical(operation.state));
  const base = aggregate(states);
  if (base !== "failed") return base;
  // Compared exactly: a word that is not known, or null, is no permission.
  const failsClosed = operations.some(({ onFailure }, i) => states[i] === "failed" && onFailure !== "continue");
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
