// Goal: the types of the package for npm fit its use. Method: the compiler reads this, and refuses what is marked so.
import { diff, editions, explain, project, section, type Edition, type Rollout } from 'rollout-oracle';

const rows: Rollout = { operations: [{ state: 'failed', on_failure: null }, { state: 'running', started: true, step: 2 }] };
const children: Rollout = { children: [{ state: 'failed', continue_on_failure: true }], released: true };
const { state, clause } = await project(rows, { edition: 'settled' });
const texts: string[] = [state, clause, ...editions, ...(await explain(children)).rollout.rungs.map((rung) => rung.clause)];
const known: Edition[] = ['b1', 'b2', 'b3', 'b4', 'pause', 'settled', 'finalizers', 'steps'];
for (const { rollout, list } of (await diff('b2', 'b4')).kinds) {
  texts.push(rollout ?? list ?? '', section('ROLL-4')?.sentence ?? '', known[0]);
}

// @ts-expect-error: no edition
project(rows, { edition: 'b5' });
// @ts-expect-error: neither operations nor children
project({ released: true });
// @ts-expect-error: a row without a state
project({ operations: [{ on_failure: 'halt' }] });
// @ts-expect-error: a section may be absent
section('ROLL-4').sentence;
// @ts-expect-error: a promise
project(rows).state;
