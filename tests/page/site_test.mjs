// Goal: the site has every text of the tree, each link of it leads somewhere, and a stranger finds a clause without a server.
// Method: Debian's Chromium on the files; a message on the console, an error or a request beyond the site fails. The builder
// is shown trees with faults.
// Usage: node site_test.mjs --packages FOLDER --site FOLDER [--screenshots FOLDER]
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { launched, onFreshPage } from './browser.mjs';

const { values: options } = parseArgs({
  options: Object.fromEntries(['packages', 'site', 'screenshots'].map((name) => [name, { type: 'string' }])),
});
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const site = resolve(options.site);
const address = (place) => `${pathToFileURL(site).href}/${place}`;

let browser;
before(async () => {
  browser = await launched(options.packages);
});
after(() => browser.close());

/** Runs `use` on a fresh page of the site. */
const onSite = (place, use, settings) =>
  onFreshPage(browser, (url) => url.startsWith(address('')), async (page) => {
    await page.goto(address(place));
    await use(page);
  }, settings);
const shoot = (page, name) =>
  options.screenshots && page.screenshot({ path: join(options.screenshots, `${name}.png`) });

/** Returns every file of the folder whose name ends so, from the folder. */
const files = (folder, ending) =>
  readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(ending)).sort();

describe('the site', () => {
  test('has every text of the tree', () => {
    const texts = files(root, '.md').filter((path) => !/^build\//.test(path) && !path.includes('node_modules'));
    assert.ok(texts.length >= 48);
    for (const text of texts) {
      const place = text.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html');
      const [title] = readFileSync(join(root, text), 'utf8').match(/(?<=^# ).*/m);
      const page = readFileSync(join(site, place), 'utf8');
      assert.ok(page.includes(`<title>${title.replaceAll('&', '&amp;').replaceAll('`', '')}`), text);
    }
  });

  test('has no link that leads nowhere', async () => {
    const ids = new Map(); // by page
    const links = [];
    await onSite('index.html', async (page) => {
      for (const place of files(site, '.html')) {
        const read = await page.evaluate((text) => {
          const parsed = new DOMParser().parseFromString(text, 'text/html');
          return {
            ids: [...parsed.querySelectorAll('[id]')].map(({ id }) => id),
            links: [...parsed.querySelectorAll('[href], [src]')].map(
              (each) => each.getAttribute('href') ?? each.getAttribute('src')),
          };
        }, readFileSync(join(site, place), 'utf8'));
        ids.set(place, new Set(read.ids));
        assert.equal(ids.get(place).size, read.ids.length, `${place} has an anchor twice`);
        links.push(...read.links.map((link) => ({ place, link: new URL(link, address(place)).href })));
      }
    });
    assert.ok(links.length > 10_000);
    for (const { place, link } of links.filter(({ link: to }) => !/^(https?|data):/.test(to))) {
      const [to, anchor] = link.split('#');
      assert.ok(to.startsWith(address('')), `${place} links ${link}`);
      const path = to.slice(address('').length);
      assert.ok(existsSync(join(site, path)), `${place} links ${link}`);
      if (anchor && path !== 'rollout-oracle.html') {
        assert.ok(ids.get(path).has(anchor), `${place} links ${link}`);
      }
    }
  });

  test('finds a clause, a word and nothing', async () => {
    await onSite('spec/guides/wire.html', async (page) => {
      const field = page.getByRole('searchbox', { name: 'Search' });
      await page.keyboard.press('/');
      await page.keyboard.type('roll-9');
      await page.locator('#found h3').first().waitFor();
      assert.equal(await page.locator('#found h3 a').first().textContent(), 'ROLL-9');
      assert.ok((await page.locator('#found mark').allTextContents()).length > 0);
      await shoot(page, 'search');
      await page.keyboard.press('Enter');
      await page.waitForURL(address('spec/rules/rollout.html#roll-9'));

      // The first word of a line, behind the last one of the line before.
      await field.fill('enumerates');
      await page.locator('#found h3', { hasText: 'The theorem of conformant' }).first().waitFor();
      await field.fill('no text has this wordlet');
      await page.getByRole('heading', { name: '0 sections' }).waitFor();
      await field.press('Escape');
      assert.ok(await page.locator('article').isVisible());
      assert.ok(await page.locator('#found').isHidden());
      const before = page.url();
      await field.press('Enter');
      assert.equal(page.url(), before);
    });
  });

  test('indexes words that the texts have', () => {
    const texts = new Set(files(site, '.html').flatMap((place) =>
      readFileSync(join(site, place), 'utf8').replaceAll(/<[^>]*>/g, ' ').replaceAll('&gt;', '>').replaceAll('&lt;', '<')
        .replaceAll('&quot;', '"').replaceAll('&amp;', '&').split(/[^\w-]+/)));
    const sections = JSON.parse(readFileSync(join(site, 'sections.js'), 'utf8').replace(/^sections = |;\n$/g, ''));
    assert.ok(sections.length > 400);
    for (const { address: place, text } of sections) {
      for (const word of text.split(/[^\w-]+/)) {
        assert.ok(texts.has(word), `${place}: ${word}`);
      }
    }
  });

  test('leads from a case line to the page, and from the page to the clause', async () => {
    const cases = [];
    await onSite('index.html', async (page) => {
      for (const place of files(join(site, 'spec'), '.html')) {
        await page.goto(address(`spec/${place}`));
        cases.push(...(await page.$$eval('.cases a', (links) => links.map(({ href, textContent }) => ({ href, textContent })))));
      }
    });
    assert.ok(cases.length > 150, `${cases.length} cases`);
    await onSite('rollout-oracle.html', async (page) => {
      for (const { href, textContent } of cases.filter((_, number) => number % 7 === 0)) {
        await page.goto('about:blank');
        await page.goto(href);
        const chosen = page.locator('.answers .is-chosen');
        await chosen.waitFor();
        const [, edition, state, clause] = textContent.match(/^(\w+).*-> (\w+)(?: by (\S+))?$/);
        assert.equal(await chosen.locator('.choose').evaluate((of) => of.firstChild.textContent), edition, textContent);
        assert.equal(await chosen.locator('.state').textContent(), state, textContent);
        if (clause) {
          assert.equal(await chosen.locator('.clause, code').first().textContent(), clause, textContent);
        }
      }
      await page.locator('.answers .is-chosen .clause').click();
      const link = page.getByRole('dialog').getByRole('link');
      const [, clause] = (await link.getAttribute('href')).split('#');
      await link.click();
      await page.waitForURL((url) => url.href.startsWith(address('spec/rules/')));
      assert.equal(await page.locator(`[id="${clause}"]`).count(), 1);
    });
  });

  test('is read without a program, on a phone and in the dark', async () => {
    await onSite('spec/rules/rollout.html', async (page) => {
      assert.ok(await page.getByRole('heading', { name: 'ROLL-3' }).isVisible());
      assert.ok(await page.locator('#search').isHidden());
    }, { javaScriptEnabled: false });
    const texts = files(site, '.html').filter((place) => /^spec\/|(^|\/)index.html$/.test(place));
    for (const place of texts) {
      await onSite(place, async (page) => {
        const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= seen, `${place} is ${wide} wide`);
        if (place === 'spec/rules/guard.html') {
          await shoot(page, 'phone');
        }
      }, { viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
    }
  });
});

test('a text links each clause and regression that it names to where it is stated', async () => {
  for (const [place, id, expected] of [
    ['spec/rules/lifecycle.html', 'WRITE-17', 'writers.html#write-17'],
    ['spec/index.html', 'ROLL-4', 'rules/rollout.html#roll-4'],
    ['tests/track-record.html', 'REG-17-claimed-under-a-terminal-parent',
      '../spec/evidence/regressions.html#reg-17-claimed-under-a-terminal-parent'],
  ]) {
    await onSite(place, async (page) => {
      const link = page.locator('article a', { hasText: new RegExp(`^${id}$`) }).first();
      assert.equal(await link.getAttribute('href'), expected);
    });
  }
});

describe('the builder', () => {
  /** Builds a tree of those texts, and returns the status and what is said. */
  function built(texts) {
    const folder = mkdtempSync(join(tmpdir(), 'rollout-site-'));
    try {
      for (const [path, text] of Object.entries({ 'README.md': '# One\n', 'spec/README.md': '# Two\n', ...texts })) {
        mkdirSync(dirname(join(folder, 'tree', path)), { recursive: true });
        writeFileSync(join(folder, 'tree', path), text);
      }
      const command = [join(root, 'impl/web/site/build.js'), '--packages', options.packages, '--tree', join(folder, 'tree'),
        '--page', join(site, 'rollout-oracle.html'), '--out', join(folder, 'site')];
      const { status, stderr } = spawnSync('node', command, { encoding: 'utf8' });
      return { status, stderr };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test('refuses what leads nowhere, and says which text has it', () => {
    assert.deepEqual(built({}), { status: 0, stderr: '' });
    const odd = { 'README.md': '# One\n[a](<a file.md#ö>) [b](folder)\n', 'a file.md': '# ö\n', 'folder/a#b?c.txt': 'd' };
    assert.deepEqual(built(odd), { status: 0, stderr: '' });
    assert.deepEqual(built({ 'README.md': '# One\n[a](b.bin)\n', 'b.bin': '\0' }),
      { status: 1, stderr: 'build.js: b.bin is linked, and is no text\n' });
    for (const [text, problem] of [
      ['# One\n[a](gone.md)\n', 'README.md links gone.md, which is not there'],
      ['# One\n[a](../beyond.md)\n', 'README.md links ../beyond.md, which is not there'],
      ['# One\n[a](spec/README.md#three)\n', 'README.md links spec/README.md#three, and spec/README.md has no such heading'],
      ['# One\n[a](#three)\n', 'README.md links #three, and README.md has no such heading'],
      ['# One\n![a](gone.png)\n', 'README.md links gone.png, which is not there'],
      ['# One\n```cases\nb2: {"operations" -> failed\n```\n', 'README.md: b2: {"operations" -> failed: the page cannot read it'],
    ]) {
      assert.deepEqual(built({ 'README.md': text }), { status: 1, stderr: `build.js: ${problem}\n` });
    }
  });
});
