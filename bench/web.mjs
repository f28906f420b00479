// Measures the page, the site and the core as WebAssembly: sizes, start-up times, and lines per second next to the
// native program.
//
// Usage: node web.mjs --table FILE    print the table of README.md from such figures
//        node web.mjs --web FOLDER --program ROLLOUT_ORACLE [--out FILE] [--commit NAME] [--lines N]
// FOLDER is what impl/web/make has made. Times are medians of nine, in milliseconds, except for lines: the best of three.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

const { values: options } = parseArgs({
  options: {
    table: { type: 'string' },
    web: { type: 'string' },
    program: { type: 'string' },
    out: { type: 'string' },
    commit: { type: 'string', default: '' },
    lines: { type: 'string', default: '300000' },
  },
});

function tableOf({ machine, commit, sizes, node, browser, lines }) {
  const kb = (bytes) => `${Math.round(bytes / 1000)} kB`;
  const ms = (time) => `${time.toFixed(1)} ms`;
  return [
    `${machine}; Node ${node.version}, ${browser.version}; commit ${commit}`,
    '',
    '| figure | value |',
    '|---|--:|',
    `| the module of WebAssembly, and by gzip | ${kb(sizes.engine)}, ${kb(sizes.engine_gzip)} |`,
    `| the page, one file | ${kb(sizes.page)} |`,
    `| the site, all files; what a search loads | ${kb(sizes.site)}, ${kb(sizes.site_search)} |`,
    `| Node: compile the module and answer the first rollout in every edition | ${ms(node.first_answer_ms)} |`,
    `| Node: explain one rollout in every edition | ${ms(node.explain_ms)} |`,
    `| Chromium: from opening the file to the answers of a rollout | ${ms(browser.open_ms)} |`,
    `| Chromium: from the first key in an empty search of the site to the results | ${ms(browser.search_ms)} |`,
    `| lines of \`project --jsonl\`: WebAssembly in Node, the native program, ratio | ` +
      `${lines.wasm_ns.toFixed(0)} ns, ${lines.native_ns.toFixed(0)} ns, ${(lines.wasm_ns / lines.native_ns).toFixed(1)} |`,
  ].join('\n');
}

const median = (times) => [...times].sort((one, other) => one - other)[times.length >> 1];
const now = () => performance.now();
const sizeOf = (path) => (statSync(path).isFile() ? statSync(path).size : 0);

async function timed(count, run) {
  const times = [];
  for (let i = 0; i < count; i += 1) {
    const start = now();
    await run();
    times.push(now() - start);
  }
  return times;
}

async function measure() {
  const { load } = await import('../impl/web/engine/engine.js');
  const bytes = readFileSync(join(options.web, 'engine/rollout.wasm'));
  const page = resolve(options.web, 'rollout-oracle.html');
  const site = resolve(options.web, 'site');
  const sum = (names) => names.reduce((total, name) => total + sizeOf(join(site, name)), 0);
  const rollout = '{"operations":[{"state":"failed","on_failure":"continue"},{"state":"running"}]}';
  const request = { ask: 'explain', rollout };

  const first = await timed(9, async () => (await load(bytes)).ask(request));
  const engine = await load(bytes);
  await timed(200, () => engine.ask(request));
  const explain = await timed(9, () => engine.ask(request));

  const states = ['completed', 'running', 'failed', 'pending'];
  const text = Array.from({ length: Number(options.lines) }, (_, number) => {
    const operations = Array.from({ length: number % 8 }, (_, i) => ({ state: states[(number >> i) % 4], on_failure: 'continue' }));
    return `${JSON.stringify({ id: number, operations })}\n`;
  }).join('');
  const native = () => execFileSync(options.program, ['project', '--jsonl'], { input: text, maxBuffer: 1 << 30 }).toString();
  if ((await engine.project(1, text)) !== native()) {
    throw new Error('WebAssembly and the native program answer differently');
  }
  const wasmTimes = await timed(3, () => engine.project(1, text));
  const nativeTimes = await timed(3, native);
  const nanoseconds = (times) => (Math.min(...times) * 1e6) / Number(options.lines);

  const { chromium } = createRequire(join(resolve(options.web), 'here.js'))('playwright-core');
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  /** Returns the median time of `use` on a fresh page, of nine times after a first one. */
  const onFreshPages = async (prepare, use) => {
    const times = [];
    for (let i = 0; i < 10; i += 1) {
      const context = await browser.newContext();
      const opened = await context.newPage();
      await prepare(opened);
      times.push(...(await timed(1, () => use(opened))));
      await context.close();
    }
    return median(times.slice(1));
  };
  const open_ms = await onFreshPages(() => {}, async (opened) => {
    await opened.goto(pathToFileURL(page).href);
    await opened.locator('.answers li').first().waitFor();
  });
  const search_ms = await onFreshPages(
    (opened) => opened.goto(pathToFileURL(join(site, 'index.html')).href),
    async (opened) => {
      await opened.getByRole('searchbox').fill('policy');
      await opened.locator('#found a').first().waitFor();
    },
  );
  const version = `Chromium ${browser.version()}`;
  await browser.close();
  return {
    machine: `${cpus()[0].model}, ${cpus().length} cores`,
    commit: options.commit,
    sizes: { engine: bytes.length, engine_gzip: gzipSync(bytes, { level: 9 }).length, page: statSync(page).size,
      site: sum(readdirSync(site, { recursive: true })), site_search: sum(['search.js', 'sections.js']) },
    node: { version: process.versions.node, first_answer_ms: median(first), explain_ms: median(explain) },
    browser: { version, open_ms, search_ms },
    lines: { count: Number(options.lines), wasm_ns: nanoseconds(wasmTimes), native_ns: nanoseconds(nativeTimes) },
  };
}

if (options.table) {
  console.log(tableOf(JSON.parse(readFileSync(options.table))));
} else {
  const figures = await measure();
  if (options.out) {
    writeFileSync(options.out, `${JSON.stringify(figures, null, 2)}\n`);
  }
  console.log(tableOf(figures));
}
