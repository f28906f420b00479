// Makes what the page and the package for npm carry next to the engine, by the native program.
// Usage: node data.js --program ROLLOUT_ORACLE --out FILE
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { optionsOf } from './options.js';

const spec = join(dirname(fileURLToPath(import.meta.url)), '../../spec');
const options = optionsOf(['program', 'out']);

/** Returns what the native program prints. Differences end with status 1. */
function printed(...command) {
  return new Promise((resolve, reject) => {
    execFile(options.program, command, { maxBuffer: 1 << 26 }, (error, out) => {
      if (error && (error.code !== 1 || out === '')) {
        reject(error);
      } else {
        resolve(out);
      }
    });
  });
}

/** Returns what `make` promises of each item, with one at work per core. */
async function all(items, make) {
  const results = [];
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await make(items[at]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

const catalog = JSON.parse(await printed('export', 'catalog'));
const names = catalog.editions.map(({ edition }) => edition);
const pairs = names.flatMap((before, at) => names.slice(at + 1).map((after) => [before, after]));
const differences = await all(pairs, async (pair) => JSON.parse(await printed('diff', ...pair, '--format', 'json')));
const read = (...path) => JSON.parse(readFileSync(join(spec, ...path), 'utf8'));
const data = {
  catalog,
  machines: Object.fromEntries(names.map((name) => [name, read('machines', `${name}.json`)])),
  differences: Object.fromEntries(pairs.map((pair, at) => [pair.join('..'), differences[at]])),
  traces: read('evidence', 'traces.json'),
};
writeFileSync(options.out, JSON.stringify(data));
