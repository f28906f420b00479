// Goal: the packages for npm, installed from their files alone, say what the native program says. Method: the same
// commands to both, byte by byte; then the functions. tests/package/try_npm copies this next to the installed packages.
// Usage: node npm_test.mjs NATIVE_PROGRAM SOURCE_FOLDER
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import * as oracle from 'rollout-oracle';

const [native, source] = process.argv.slice(2);
const environment = { ...process.env };
delete environment.ROLLOUT_ORACLE;

function run(command, args, input = '', env = environment) {
  const { status, stdout, stderr } = spawnSync(command, args, { input, encoding: 'utf8', env, maxBuffer: 1 << 28 });
  return { status, stdout, stderr };
}
const ours = (args, input, env) => run('node_modules/.bin/rollout-oracle', args, input, env);

function same(...args) {
  const [input, words] = typeof args[0] === 'object' ? [args[0].input, args.slice(1)] : ['', args];
  const found = ours(words, input);
  const expected = run(native, words, input);
  assert.equal(found.stdout, expected.stdout, words.join(' '));
  assert.equal(found.status, expected.status, found.stderr);
}

const file = (...path) => join(source, ...path);

test('the type of editions names each edition, and no other', () => {
  const types = readFileSync('node_modules/rollout-oracle/index.d.ts', 'utf8');
  const [, union] = types.match(/^export type Edition = (.*);$/m);
  assert.deepEqual(union.split(' | ').map((name) => name.slice(1, -1)), oracle.editions);
});

test('project prints what the native program prints', () => {
  for (const edition of oracle.editions) {
    same('project', '--edition', edition, '--explain', 'failed:pause', 'running', 'no_state:Halt', 'STATE_STOPPED');
    same('project', '--edition', edition, '--released', '--explain', 'failed:pause', 'stopped');
  }
  same('project');
  same('project', '--explain');
  same('project', 'failed:continue', 'running:continue');
  same('project', '--format', 'json', 'failed');
  same('project', '--edition', 'steps', '--explain', '{"operations":[{"state":"failed","step":1},{"state":"stopped","step":2}]}');
  same('project', '--explain', '{"children":[{"state":"failed","continue_on_failure":true},{"state":"running"}]}');
  same('project', '--released', '--edition', 'pause', '{"operations":[{"state":"failed","on_failure":"pause"},{"state":"running"}]}');
  same('project', '--explain', '{"edition":"b4","operations":[{"state":"failed"}]}');
  same('project', '--explain', ...Array(100).fill('completed'), 'failed');
  same('project', '--edition', file('tests/testees/own_rule/ours.toml'), '--explain', 'completed', 'running');
  same('project', '--edition', file('spec/editions/settled.toml'), '--explain', 'failed:pause', 'running');
  same('project', '--edition', file('spec/editions/settled.toml'), '--explain', 'failed+pause_on_failure', 'running');
});

test('project --jsonl answers lines as the native program does', () => {
  const lines = Array.from({ length: 20_000 }, (_, number) =>
    JSON.stringify({ id: number, operations: [{ state: ['failed', 'running', 'x', 7][number % 4], on_failure: 'continue' }] }));
  same({ input: lines.join('\n') }, 'project', '--jsonl');
  same({ input: lines.filter((line) => !line.includes(':7')).join('\r\n') }, 'project', '--edition', 'pause', '--jsonl');
  same('project', '--jsonl', file('tests/demo/rollouts.jsonl'));
  same({ input: Buffer.from([...Buffer.from('{"operations":[{"state":"a'), 0xff, ...Buffer.from('"}]}\n{}\n')]) }, 'project', '--jsonl');
});

test('explain prints the section, without witnesses and lemmas', () => {
  for (const id of ['ROLL-4', 'BASE-0', 'POLICY-2', 'F-1', 'REG-1', 'LIFE-3']) {
    const { stdout } = run(native, ['explain', id]);
    const expected = stdout.split('\n').filter((line) => !/^(witness|lemma)\b/.test(line)).join('\n');
    assert.equal(ours(['explain', id]).stdout, expected, id);
  }
});

test('diff prints what the native program prints', () => {
  same('diff', 'b2', 'b4');
  same('diff', 'b2', 'b3');
  same('diff', 'pause', 'settled');
  same('diff', 'settled', 'finalizers');
  same('diff', 'b2', file('spec/editions/b4.toml'));
  same('diff', file('spec/foreign/gitea-32860.toml'), file('spec/foreign/gitea-34823.toml'));
});

test('what is wrong is named, with status 2', () => {
  for (const [args, message] of [
    [['project', '--edition', 'b9'], /"b9" is not an edition; use one of b1/],
    [['project', '--nope'], /--nope/],
    [['project', '{'], /not JSON/],
    [['project', '{"operatoins":[]}'], /unknown field/],
    [['project', '{"operations":[{"state":"failed","state":"running"}]}'], /state.* twice|twice/],
    [['project', '--jsonl', './none.jsonl'], /cannot read \.\/none\.jsonl/],
    [['project', '--format', 'xml', 'failed'], /expected text or json/],
    [['diff', 'b2', file('tests/demo/rollouts.jsonl')], /rollouts\.jsonl:1:1/],
    [['project', '--edition', './none.toml', 'failed'], /cannot read \.\/none\.toml/],
    [['explain', 'ROLL-99'], /ROLL-99/],
    [['diff', 'b2'], /BEFORE and AFTER/],
  ]) {
    const { status, stderr } = ours(args);
    assert.match(stderr, message);
    assert.equal(status, 2, stderr);
  }
});

test('other verbs are the native program of the other package', () => {
  same('list', 'editions');
  const { status, stdout } = ours(['test', '--suite', 'smoke', '--', 'node', file('tests/testees/node/testee.mjs')]);
  assert.match(stdout, /^passed smoke/m);
  assert.equal(status, 0);
  const broken = ours(['list', 'editions'], '', { ...environment, ROLLOUT_ORACLE: '/nowhere' });
  assert.match(broken.stderr, /cannot run \/nowhere/);
  assert.equal(broken.status, 4);
});

test('functions answer', async () => {
  const rollout = { operations: [{ state: 'failed', on_failure: 'continue' }, { state: 'running' }] };
  assert.deepEqual(await oracle.project(rollout), { state: 'running', clause: 'ROLL-5' });
  assert.deepEqual(await oracle.project({ ...rollout, id: 7 }, { edition: 'b1' }), { id: 7, state: 'failed', clause: 'BASE-1' });
  assert.equal((await oracle.explain(rollout)).rollout.rungs.at(-1).clause, 'ROLL-5');
  assert.equal((await oracle.explain({ ...rollout, edition: 'b1' })).clause, 'BASE-1');
  assert.equal(oracle.section('ROLL-5').sentence, 'Otherwise: running.');
  assert.equal((await oracle.diff('b2', 'b4')).kinds.length, 1);
  assert.deepEqual((await oracle.diff('b4', 'b2')).kinds.map(({ before, after }) => [before, after]), [['running_degraded', 'running']]);
  assert.equal((await oracle.lint('b2')).clean, true);
  assert.equal((await oracle.machine('b2')).states.length, 19);
  await assert.rejects(oracle.project({ operations: [{}] }), { name: 'Error', message: /state/ });
  await assert.rejects(oracle.project(rollout, { edition: 'b9' }), oracle.RolloutError);
  await assert.rejects(oracle.lint('edition = 1'), /draft\.toml:1:1/);
});
