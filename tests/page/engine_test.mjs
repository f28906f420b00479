// Goal: the WebAssembly core answers as the native one. Method: the same lines to both, byte by byte: a list of each
// reachable summary of b2, and random rollouts of each edition; then what ends a call, and the call after it.
// Usage: node engine_test.mjs --engine rollout.wasm --program ROLLOUT_ORACLE --lists SUMMARY_LISTS [--rollouts N]
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseArgs } from 'node:util';

import { load } from '../../impl/web/engine/engine.js';

const { values: options } = parseArgs({
  options: {
    engine: { type: 'string' },
    program: { type: 'string' },
    lists: { type: 'string' },
    rollouts: { type: 'string', default: '1000000' },
  },
});
const native = (args, input = '') => {
  try {
    return execFileSync(options.program, args, { input, maxBuffer: 1 << 30 }).toString();
  } catch (error) {
    return error.stdout.toString();  // a bad line, or a difference
  }
};
const catalog = JSON.parse(native(['export', 'catalog']));
const engine = await load(readFileSync(options.engine));

/** xorshift32: the same numbers on every machine. */
function dice(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Returns a rollout as a line: rows with and without a place, or children; known words, and words that are none. */
function randomLine(roll) {
  const one = (words) => words[roll(words.length)];
  const states = [...catalog.states.map(({ state }) => state), 'Failed', 'STATE_RUNNING', 'canceled', ''];
  const policies = ['halt', 'continue', 'pause', 'Continue', '', null];
  const row = () => {
    const made = { state: one(states) };
    if (roll(3) > 0) made.on_failure = one(policies);
    if (roll(6) === 0) {
      made.deployment = one(['', 'a', 'b']);
      made.key = one(['', 'a/b', 'a/c', 'finalizer:a']);
      made.kind = one(['work', 'group_finalizer']);
      made.started = roll(2) === 0;
      made.step = roll(4);
    }
    return made;
  };
  const child = () => {
    const made = { state: one(states) };
    for (const { name } of catalog.flags) if (roll(3) === 0) made[name] = true;
    return made;
  };
  const length = roll(8);
  const isOfRows = roll(4) > 0;
  const elements = Array.from({ length }, isOfRows ? row : child);
  const rollout = { [isOfRows ? 'operations' : 'children']: elements };
  if (roll(4) === 0) rollout.released = true;
  return JSON.stringify(rollout);
}

/** Compares the answers to the lines, in blocks. */
async function compare(edition, lines) {
  const block = 100_000;
  for (let at = 0; at < lines.length; at += block) {
    const text = `${lines.slice(at, at + block).join('\n')}\n`;
    const expected = native(['project', '--jsonl', '--edition', catalog.editions[edition].edition], text);
    const found = await engine.project(edition, text);
    if (found !== expected) {
      const differs = found.split('\n').findIndex((line, number) => line !== expected.split('\n')[number]);
      assert.fail(`${lines[at + differs]}: ${found.split('\n')[differs]}, natively ${expected.split('\n')[differs]}`);
    }
    assert.equal(expected.split('\n').length - 1, Math.min(block, lines.length - at));
  }
}

test('a list of every reachable summary of b2', async () => {
  const lines = execFileSync(options.lists, ['b2'], { maxBuffer: 1 << 26 }).toString().trimEnd().split('\n');
  assert.equal(lines.length, 2 ** 14);  // impl/library/projection/README.md
  await compare(1, lines);
  console.log(`# b2: ${lines.length} lists, one of each reachable summary`);
});

catalog.editions.forEach(({ edition }, number) => {
  test(`random rollouts in ${edition}`, async () => {
    const roll = dice(337 + number);
    const count = Number(options.rollouts);
    for (let left = count; left > 0; left -= 100_000) {
      await compare(number, Array.from({ length: Math.min(left, 100_000) }, () => randomLine(roll)));
    }
    console.log(`# ${edition}: ${count} random rollouts`);
  });
});

test('bad lines are answered in place, as natively', async () => {
  const text = ['{"operations":[]}', '{"opertions":[]}', '', 'a: b', '{"id":7,"operations":[{"state":1}]}', ''].join('\n');
  assert.equal(await engine.project(1, text), native(['project', '--jsonl'], text));
});

test('the questions of rule files are answered as natively', async () => {
  const rules = [...catalog.editions, ...catalog.foreign].map(({ rule }) => rule);
  for (const rule of rules.slice(0, 6)) {
    const found = await engine.ask({ ask: 'lint', rule });
    assert.equal(found.error, undefined);
    assert.ok(found.rungs.length > 0);
  }
  const [b2, b4] = [1, 3].map((number) => catalog.editions[number].rule);
  const { kinds } = await engine.ask({ ask: 'diff', before: b2, after: b4 });
  assert.deepEqual(kinds.map(({ before, after }) => [before, after]), [['running', 'running_degraded']]);
});

test('a text that ends the engine has an answer, and so has the next one', async () => {
  const rule = catalog.editions[1].rule;
  const { error } = await engine.ask({ ask: 'lint', rule: `${rule}\nx = [1, ]]\n` });
  assert.match(error, /TOML|draft\.toml/);
  const malformed = await engine.ask({ ask: 'lint', rule: 'a = { b = }' });
  assert.match(malformed.error, /TOML|draft\.toml/);
  assert.equal((await engine.ask({ ask: 'lint', rule })).edition, 'b2');
  await assert.rejects(engine.project(99, '{"operations":[]}'), /no edition has that number/);
  assert.match(await engine.project(1, '{"operations":[]}'), /"state":"pending"/);
  // So it is for a question that does not wait for the answer to the one before.
  const [bad, good] = await Promise.all([engine.ask({ ask: 'lint', rule: 'live = [}' }), engine.ask({ ask: 'lint', rule })]);
  assert.match(bad.error, /^draft\.toml:1:1: no TOML/);
  assert.equal(good.edition, 'b2');
  // What a call that ends leaves behind goes with its module: 300 times 16 MiB do not fit into one.
  const large = ' '.repeat(2 ** 24);
  for (let i = 0; i < 300; i += 1) {
    await assert.rejects(engine.project(99, large), /no edition has that number/);
  }
});
