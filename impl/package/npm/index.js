// The projection of rollouts for JavaScript: the C++ core as WebAssembly, and the sentences of its specification.
import { readFileSync } from 'node:fs';

import { differencesOf } from './differences.js';
import { load } from './engine.js';

const here = (name) => readFileSync(new URL(name, import.meta.url));
const { catalog, differences, machines } = JSON.parse(here('data.json'));
const engine = await load(here('rollout.wasm'));

export const version = catalog.version;
export const editions = catalog.editions.map(({ edition }) => edition);

export { Stopped } from './engine.js';

/** What cannot be answered, and why. */
export class RolloutError extends Error {}

function numberOf(edition) {
  const number = editions.indexOf(edition);
  if (number < 0) {
    throw new RolloutError(`${JSON.stringify(edition)} is not an edition; use one of ${editions.join(', ')}`);
  }
  return number;
}

/** Returns the text of a rule file: the text itself, or that of the edition with this name. */
const ruleOf = (rule) => (/[\n=]/.test(rule) ? rule : catalog.editions[numberOf(rule)].rule);

async function asked(request) {
  const { error, ...answer } = await engine.ask(request);
  if (error !== undefined) {
    throw new RolloutError(error);
  }
  return answer;
}

export async function project(rollout, { edition = 'b2' } = {}) {
  const lines = await projectLines(`${JSON.stringify(rollout)}\n`, { edition });
  const { error, line, ...answer } = JSON.parse(lines);
  if (error !== undefined) {
    throw new RolloutError(error);
  }
  return answer;
}

export async function projectLines(lines, { edition = 'b2', released = false, first = 1 } = {}) {
  return engine.project(numberOf(edition), lines, { released, first });
}

export async function explain(rollout, { edition = 'b2', rule } = {}) {
  return explainLine(JSON.stringify(rollout), { edition: rollout.edition ?? edition, rule });
}

export async function explainLine(line, { edition = 'b2', rule } = {}) {
  if (rule !== undefined) {
    return (await asked({ ask: 'explain', rollout: line, rule })).explanations[0];
  }
  const number = numberOf(edition);
  return (await asked({ ask: 'explain', rollout: line })).explanations[number];
}

export async function diff(before, after) {
  if (before === after && editions.includes(before)) {
    return { before, after, equal: true, kinds: [] };
  }
  return differencesOf(differences, before, after) ?? asked({ ask: 'diff', before: ruleOf(before), after: ruleOf(after) });
}

export const lint = (rule) => asked({ ask: 'lint', rule: ruleOf(rule) });

export async function machine(rule) {
  return Object.hasOwn(machines, rule) ? machines[rule] : asked({ ask: 'machine', rule: ruleOf(rule) });
}

export function section(id) {
  return ['clauses', 'findings', 'regressions', 'properties']
    .flatMap((kind) => catalog[kind])
    .find((each) => each.id === id);
}
