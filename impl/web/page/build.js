// Puts the page together: program, style, engine and data in one file that asks no server for anything.
// Usage: node build.js --packages FOLDER --engine rollout.wasm --data FILE --out FILE [--specification ADDRESS]
//
// FOLDER has the node_modules of ../package.json. ../data.js makes the data. At ADDRESS are the pages of spec/, which ../site
// renders; clauses link them.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { optionsOf } from '../options.js';

const here = dirname(fileURLToPath(import.meta.url));
const options = optionsOf(['packages', 'engine', 'data', 'out'], { specification: '' });
const packages = resolve(options.packages, 'node_modules');
const { build } = createRequire(join(packages, 'here.js'))('esbuild');

/** Returns the bundle of a source, as text. */
async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    nodePaths: [packages],
    legalComments: 'inline',
    plugins: [workers],
  });
  return outputFiles[0].text;
}

/** `import source from 'worker:./file.js'` is the bundle of that file, as text. */
const workers = {
  name: 'workers',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice('worker:'.length)),
      namespace: 'worker',
    }));
    onLoad({ filter: /.*/, namespace: 'worker' }, async ({ path }) => ({ contents: await bundled(path), loader: 'text' }));
  },
};

const packed = (bytes) => gzipSync(bytes, { level: 9 }).toString('base64');
const parts = {
  STYLE: ['../look.css', 'style.css'].map((name) => readFileSync(join(here, name), 'utf8')).join(''),
  SPECIFICATION: options.specification,
  DATA: packed(readFileSync(options.data)),
  ENGINE: packed(readFileSync(options.engine)),
  PROGRAM: (await bundled(join(here, 'src/main.jsx'))).replaceAll('</script', '<\\/script'),
};
const page = readFileSync(join(here, 'index.html'), 'utf8').replace(/\/\*([A-Z]+)\*\//g, (_, name) => parts[name]);
writeFileSync(options.out, page);
console.log(`${options.out}: ${page.length} bytes`);
