// The differences of two editions, of which the data have those of each pair in the order of the editions.

/**
 * Returns the differences, as `rollout-oracle diff --format json` prints them; undefined where one is no edition.
 * @param {object} differences by `BEFORE..AFTER`
 */
export function differencesOf(differences, before, after) {
  const found = differences[`${before}..${after}`];
  const reversed = differences[`${after}..${before}`];
  if (found || !reversed) {
    return found;
  }
  return {
    ...reversed,
    before,
    after,
    kinds: reversed.kinds.map((kind) => ({
      ...kind,
      before: kind.after,
      after: kind.before,
      clause_before: kind.clause_after,
      clause_after: kind.clause_before,
    })),
  };
}
