// Renders the tree's texts, beginning with README.md and spec/, to pages that need no server. Each page lies where its text
// lies in the tree: spec/rules/rollout.md is spec/rules/rollout.html, and a README.md is an index.html. What a text links
// comes along. A link that leads nowhere is an error.
// Usage: node build.js --packages FOLDER --page FILE --out FOLDER [--tree FOLDER]
//
// FOLDER of packages has the node_modules of ../package.json. FILE is the page, which ../page/build.js has made.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { optionsOf } from '../options.js';
import { rolloutOf } from '../page/src/rollout.js';

const here = dirname(fileURLToPath(import.meta.url));
const options = optionsOf(['packages', 'page', 'out'], { tree: join(here, '../../..') });
const require = createRequire(join(resolve(options.packages), 'here.js'));
const { build } = require('esbuild');
const MarkdownIt = require('markdown-it');
const { default: anchors } = await import(require.resolve('markdown-it-anchor'));
const { slug } = await import(require.resolve('github-slugger'));

const markdown = new MarkdownIt({ html: true }).use(anchors, { slugify: slug, permalink: anchors.permalink.headerLink() });
const { escapeHtml } = markdown.utils;
const isImage = (path) => /\.(png|svg)$/.test(path);
const isFolder = (path) => statSync(join(options.tree, path)).isDirectory();

/** Where a file or folder of the tree lies in the site. */
function placeOf(path) {
  if (isFolder(path)) {
    return posix.join(path, 'index.html');
  }
  return isImage(path) ? path : `${path.replace(/(^|\/)README\.md$/, '$1index.md').replace(/\.md$/, '')}.html`;
}

/** Returns the address of a place as seen from the page of a file or folder of the tree. */
const relativeTo = (path, place) =>
  posix.relative(posix.dirname(placeOf(path)), place).split('/').map(encodeURIComponent).join('/');

const pages = new Map(); // by path in the tree, in the order in which they are linked
const clauses = new Map(); // also findings, regressions and properties: by ID, the path of the text that states it
const anId = /\b[A-Z]+-\d+(-[a-z\d-]+)?\b/g;
const links = []; // { from, target: as written, to: a path in the tree, anchor }
const problems = [];

/** Adds a file or folder to what is rendered. */
function add(path) {
  if (!pages.has(path)) {
    pages.set(path, null);
  }
}

/** Returns the address, seen from one text, of what it links; other addresses as they are. */
function addressOf(from, target) {
  if (/^[a-z]+:/.test(target)) {
    return target;
  }
  const [path, anchor = ''] = target.split('#').map(decodeURIComponent);
  const folder = isFolder(from) ? from : posix.dirname(from);
  let to = path ? posix.join(folder, path).replace(/\/$/, '') : from;
  if (to.startsWith('..') || !existsSync(join(options.tree, to))) {
    problems.push(`${from} links ${target}, which is not there`);
    return target;
  }
  if (isFolder(to) && existsSync(join(options.tree, to, 'README.md'))) {
    to = posix.join(to, 'README.md');
  }
  add(to);
  links.push({ from, target, to, anchor });
  const address = path ? relativeTo(from, placeOf(to)) : '';
  return anchor ? `${address}#${encodeURIComponent(anchor)}` : address;
}

/** Returns the rollout that a case line of spec/ is about, as the page's address has it; null if it is about something else. */
function rolloutOfCase(from, line) {
  const match = line.match(/^(\w+)(?:\.\.\w+)?( released)?: (.*?) -> \w+(?: by [A-Z]+-\d+)?$/);
  const isOther = /^(build|covers|token|policy|running-family|held|decide|life) /.test(match?.[3] ?? '');
  if (!match || isOther) {
    return null;
  }
  const [, edition, released, list] = match;
  const rollout = `${released ? 'released: ' : ''}${list}`;
  try {
    rolloutOf(rollout, []);
  } catch {
    problems.push(`${from}: ${line}: the page cannot read it`);
  }
  return new URLSearchParams({ view: 'rollout', rollout, edition }).toString();
}

/** Returns the lines of a block of cases, each that the page can show as a link to it. */
function renderedCases(from, lines) {
  const page = relativeTo(from, 'rollout-oracle.html');
  const rendered = lines.split('\n').map((line) => {
    const rollout = rolloutOfCase(from, line);
    return rollout ? `<a href="${page}#${escapeHtml(rollout)}">${escapeHtml(line)}</a>` : escapeHtml(line);
  });
  return `<pre class="cases"><code>${rendered.join('\n')}</code></pre>\n`;
}

/** Returns the words of an inline token, without markup. */
const plainText = ({ children }) =>
  children
    .filter(({ type }) => type !== 'html_inline')
    .map(({ type, content }) => (/^(soft|hard)break$/.test(type) ? ' ' : content))
    .join('');

/** Returns a text as { title, content, sections, ids }. */
function renderedMarkdown(path) {
  const text = readFileSync(join(options.tree, path), 'utf8');
  const tokens = markdown.parse(text, {});
  const sections = [];
  const ids = new Set();
  tokens.forEach((token, at) => {
    for (const inline of token.children ?? []) {
      for (const name of ['href', 'src']) {
        const target = inline.attrGet(name);
        if (target !== null) {
          inline.attrSet(name, addressOf(path, target));
        }
      }
    }
    if (token.type === 'heading_open') {
      const title = plainText(tokens[at + 1]);
      const id = token.attrGet('id');
      const [clause] = title.match(/^[A-Z]+-\d+\b/) ?? [];
      ids.add(id);
      if (clause && clause.toLowerCase() !== id) {
        // An ID is for ever; the words after it may change.
        ids.add(clause.toLowerCase());
        token.meta = { clause: clause.toLowerCase() };
      }
      if (title.match(anId)?.[0] === title) {
        clauses.set(title, path);
      }
      sections.push({ title, id: token.meta?.clause ?? id, text: [] });
    } else if (token.type === 'inline' && tokens[at - 1].type !== 'heading_open') {
      sections.at(-1)?.text.push(plainText(token));
    } else if (token.type === 'fence' || token.type === 'code_block') {
      sections.at(-1)?.text.push(token.content);
    }
  });
  const content = () => markdown.renderer.render(tokens, markdown.options, { path });
  return { title: sections[0]?.title ?? path, content, sections, ids };
}

/** Returns a text of a page with each clause that it names as a link, unless it is in a link already. */
function withClauses(all, at, path) {
  const text = escapeHtml(all[at].content);
  const isLink = all.slice(0, at).findLast(({ type }) => type.startsWith('link_'))?.type === 'link_open';
  return isLink
    ? text
    : text.replace(anId, (id) => {
        const to = clauses.get(id);
        return to ? `<a href="${relativeTo(path, placeOf(to))}#${id.toLowerCase()}">${id}</a>` : id;
      });
}

const { rules } = markdown.renderer;
rules.heading_open = (all, at, settings, _, renderer) =>
  (all[at].meta?.clause ? `<a class="anchor" id="${all[at].meta.clause}"></a>` : '') +
  renderer.renderToken(all, at, settings);
rules.text = (all, at, _, { path }) => withClauses(all, at, path);
rules.code_inline = (all, at, _, { path }) => `<code>${withClauses(all, at, path)}</code>`;
rules.fence = (all, at, _, { path }) =>
  all[at].info.trim() === 'cases'
    ? renderedCases(path, all[at].content)
    : `<pre><code>${escapeHtml(all[at].content)}</code></pre>\n`;

/** Returns the names in a folder: those that git tracks, where there is git, for other files come and go. */
function namesIn(path) {
  const { status, stdout } = spawnSync('git', ['-C', join(options.tree, path), 'ls-files', '-z'], { encoding: 'utf8' });
  const names = status === 0 ? stdout.split('\0').filter(Boolean) : readdirSync(join(options.tree, path));
  return [...new Set(names.map((name) => name.split('/')[0]))].sort();
}

/** Returns any other file, or what a folder has, in the same way. */
function renderedSource(path) {
  if (isFolder(path)) {
    const items = namesIn(path).map((name) => {
      const address = addressOf(path, encodeURIComponent(name));
      return `<li><a href="${escapeHtml(address)}">${escapeHtml(name)}</a></li>\n`;
    });
    const list = `<h1>${escapeHtml(path)}</h1>\n<ul>\n${items.join('')}</ul>\n`;
    return { title: path, content: () => list, sections: [], ids: new Set() };
  }
  const text = readFileSync(join(options.tree, path), 'utf8');
  if (text.includes('\0')) {
    problems.push(`${path} is linked, and is no text`);
  }
  const content = `<h1>${escapeHtml(path)}</h1>\n<pre><code>${escapeHtml(text)}</code></pre>\n`;
  return { title: path, content: () => content, sections: [], ids: new Set() };
}

add('spec/README.md');
add('README.md');
for (const path of pages.keys()) { // which grows meanwhile
  if (isImage(path)) {
    pages.set(path, { title: path, ids: new Set() });
  } else {
    pages.set(path, path.endsWith('.md') ? renderedMarkdown(path) : renderedSource(path));
  }
}
for (const { from, target, to, anchor } of links) {
  if (anchor && !pages.get(to).ids.has(anchor)) {
    problems.push(`${from} links ${target}, and ${to} has no such heading`);
  }
}
const contents = new Map([...pages].map(([path, { content }]) => [path, content?.()])); // once all clauses are known
if (problems.length > 0) {
  console.error(problems.map((problem) => `build.js: ${problem}`).join('\n'));
  process.exit(1);
}

const groups = [
  ['Specification', (path) => path === 'spec/README.md' || path === 'spec/glossary.md'],
  ['Guides', (path) => path.startsWith('spec/guides/')],
  ['Rules', (path) => path.startsWith('spec/rules/')],
  ['Evidence', (path) => path.startsWith('spec/evidence/')],
  ['Project', (path) => !path.startsWith('spec/')],
];
const texts = [...pages.keys()].filter((path) => path.endsWith('.md'));

/** Returns the list of all texts, seen from one page. */
function navigation(from) {
  const item = (path) => {
    const address = relativeTo(from, placeOf(path));
    const current = path === from ? ' aria-current="page"' : '';
    return `<li><a href="${address}"${current}>${escapeHtml(pages.get(path).title)}</a></li>`;
  };
  return groups
    .map(([title, holds]) => `<h2>${title}</h2>\n<ul>\n${texts.filter(holds).map(item).join('\n')}\n</ul>\n`)
    .join('');
}

const layout = readFileSync(join(here, 'layout.html'), 'utf8');
const version = readFileSync(join(here, '../../../CMakeLists.txt'), 'utf8').match(/^project\(rollout VERSION (\S+)/m)[1];

rmSync(options.out, { recursive: true, force: true });
function write(place, text) {
  mkdirSync(dirname(join(options.out, place)), { recursive: true });
  writeFileSync(join(options.out, place), text);
}
for (const [path, page] of pages) {
  const place = placeOf(path);
  if (isImage(path)) {
    mkdirSync(dirname(join(options.out, place)), { recursive: true });
    copyFileSync(join(options.tree, path), join(options.out, place));
    continue;
  }
  const parts = {
    TITLE: escapeHtml(page.title),
    ROOT: relativeTo(path, '.') || '.',
    VERSION: version,
    CONTENT: contents.get(path),
    PAGES: navigation(path),
  };
  write(place, layout.replace(/\/\*([A-Z]+)\*\//g, (_, name) => parts[name]));
}
const sections = texts.flatMap((path) =>
  pages.get(path).sections.map(({ title, id, text }) => ({
    title,
    page: pages.get(path).title,
    address: `${placeOf(path)}#${id}`,
    text: text.join(' ').replace(/\s+/g, ' '),
  })),
);
write('sections.js', `sections = ${JSON.stringify(sections.map((section, id) => ({ id, ...section })))};\n`);
write('site.css', ['../look.css', 'style.css'].map((name) => readFileSync(join(here, name), 'utf8')).join(''));
await build({
  entryPoints: [join(here, 'search.js')],
  outfile: join(options.out, 'search.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  nodePaths: [join(resolve(options.packages), 'node_modules')],
  legalComments: 'inline',
});
copyFileSync(options.page, join(options.out, 'rollout-oracle.html'));
console.log(`${options.out}: ${texts.length} texts, ${pages.size - texts.length} files that they link, ${sections.length} sections`);
