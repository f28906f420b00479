// Goal: the page shows what the program says, and each control does what it names. Method: Debian's Chromium on the file
// alone, each test on a fresh page; a message on the console, an error or a request fails the test that made it.
// Usage: node page_test.mjs --packages FOLDER --page FILE --program ROLLOUT_ORACLE [--screenshots FOLDER]
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { launched, onFreshPage } from './browser.mjs';

const { values: options } = parseArgs({
  options: Object.fromEntries(['packages', 'page', 'program', 'screenshots'].map((name) => [name, { type: 'string' }])),
});
const address = pathToFileURL(resolve(options.page)).href;

const native = (...args) => {
  try {
    return execFileSync(options.program, args, { maxBuffer: 1 << 26 }).toString();
  } catch (error) {
    return error.stdout.toString();
  }
};
const catalog = JSON.parse(native('export', 'catalog'));

let browser;
before(async () => {
  browser = await launched(options.packages);
});
after(() => browser.close());

/** Runs `use` on a fresh page at that address. */
const onPage = (hash, use, settings) =>
  onFreshPage(browser, (url) => url === address, async (page) => {
    await page.goto(`${address}#${hash}`);
    await page.locator('main section').first().waitFor();
    await use(page);
  }, settings);

const at = (parameters) => new URLSearchParams(parameters).toString();
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());
/** Waits until the address has that parameter. */
const hasParameter = (page, name, text) =>
  page.waitForFunction(([of, expected]) => new URLSearchParams(location.hash.slice(1)).get(of) === expected, [name, text]);
const heading = (page) => page.getByRole('heading', { level: 2 }).first();
const shoot = (page, name) =>
  options.screenshots && page.screenshot({ path: join(options.screenshots, `${name}.png`), fullPage: true });

/** Returns state and clause of each edition, as the page has them. */
async function answersOf(page) {
  await heading(page).waitFor();
  return page.locator('.answers li').evaluateAll((items) =>
    items.map((item) => [item.querySelector('.choose').firstChild.textContent, item.querySelector('.state').textContent,
      item.querySelector('.clause, code').textContent]));
}

/** Returns what the program says of the rollout, in every edition. */
const nativeAnswers = (line) =>
  catalog.editions.map(({ edition }) => {
    const { state, clause } = JSON.parse(native('project', '--edition', edition, '--format', 'json', line));
    return [edition, state, clause];
  });

describe('a rollout', () => {
  test('has the answers that the program gives, for 50 rollouts in every edition', async () => {
    const words = catalog.states.map(({ state }) => state).filter((state) => state !== 'unrecognized');
    const policies = [undefined, 'halt', 'continue', 'pause', 'Pause', null];
    await onPage('', async (page) => {
      for (let number = 0; number < 50; number += 1) {
        const operations = Array.from({ length: number % 5 }, (_, i) => {
          const on_failure = policies[(number * 7 + i * 5) % policies.length];
          const state = words[(number * 11 + i * 17) % words.length];
          const row = i % 2 === 0 ? { state: 'failed' } : { state };
          if (on_failure !== undefined) row.on_failure = on_failure;
          if (number % 9 === 0) row.step = i;
          return row;
        });
        const rollout = { operations, ...(number % 4 === 0 ? { released: true } : {}) };
        await page.goto(`${address}#${at({ rollout: JSON.stringify(rollout) })}`);
        await page.reload();
        assert.deepEqual(await answersOf(page), nativeAnswers(JSON.stringify(rollout)), JSON.stringify(rollout));
      }
    });
  });

  test('is explained clause by clause, as the program explains it', async () => {
    await onPage(at({ rollout: 'failed:pause running', edition: 'settled' }), async (page) => {
      await heading(page).waitFor();
      const rungs = await page.locator('.ladder tr').evaluateAll((rows) =>
        rows.map((row) => [...row.children].map((cell) => cell.textContent).join(' ')));
      const expected = native('project', '--edition', 'settled', '--explain', 'failed:pause', 'running')
        .split('\n').filter((line) => /^  [A-Z]/.test(line)).map((line) => line.trim().replace(/ +/g, ' '));
      assert.deepEqual(rungs, expected);
      await shoot(page, 'rollout');
    });
  });

  test('is edited by cards: added, changed, moved, deleted', async () => {
    await onPage(at({ rollout: 'failed:continue running' }), async (page) => {
      const rollout = (expected) => hasParameter(page, 'rollout', expected);
      await page.getByRole('button', { name: '+ child' }).click();
      await rollout('failed:continue running pending');
      const third = page.getByRole('listitem', { name: /^Child 3/ });
      await third.getByLabel('state', { exact: true }).selectOption('stopped');
      await rollout('failed:continue running stopped');
      await third.getByLabel('on_failure', { exact: true }).selectOption('pause');
      await rollout('failed:continue running stopped:pause');
      await page.getByRole('button', { name: 'Move child 3 back' }).click();
      await rollout('failed:continue stopped:pause running');
      await page.getByRole('button', { name: 'Move child 1 on' }).click();
      await rollout('stopped:pause failed:continue running');
      await page.getByRole('listitem', { name: /^Child 1/ }).press('Alt+ArrowRight');
      await rollout('failed:continue stopped:pause running');
      await page.getByRole('listitem', { name: /^Child 3/ }).dragTo(page.getByRole('listitem', { name: /^Child 1/ }));
      await rollout('running failed:continue stopped:pause');
      await page.getByRole('listitem', { name: /^Child 2/ }).press('Delete');
      await rollout('running stopped:pause');
      await page.getByRole('button', { name: 'Delete child 1' }).click();
      await rollout('stopped:pause');
      const first = page.getByRole('listitem', { name: /^Child 1/ });
      await first.getByLabel('on_failure', { exact: true }).selectOption('(other)');
      await first.getByLabel('on_failure, another word').fill('Halt');
      await rollout('stopped:Halt');
      await first.getByLabel('on_failure', { exact: true }).selectOption('(null)');
      await rollout('{"operations":[{"state":"stopped","on_failure":null}]}');
      await first.getByLabel('on_failure', { exact: true }).selectOption('(absent)');
      await first.getByLabel('state', { exact: true }).selectOption('(other)');
      await first.getByLabel('state, another word').fill('Failed');
      await rollout('Failed');
      await first.getByText('its place').click();
      await first.getByLabel('step').fill('2');
      await first.getByLabel('kind').selectOption('group_finalizer');
      await first.getByLabel('key').fill('a/b');
      await first.getByLabel('deployment').fill('d');
      await first.getByLabel('started').selectOption('false');
      await first.getByLabel('target').fill('t');
      await rollout('{"operations":[{"state":"Failed","step":2,"kind":"group_finalizer","key":"a/b","deployment":"d","started":false,"target":"t"}]}');
      await page.getByLabel('released').check();
      await page.waitForFunction(() => location.hash.includes('released'));
    });
  });

  test('is edited as children with flags, and as text', async () => {
    await onPage(at({ rollout: 'failed running' }), async (page) => {
      await page.getByLabel('elements').selectOption('children');
      await page.getByRole('listitem', { name: /^Child 1/ }).getByLabel('pause').check();
      await hasParameter(page, 'rollout', 'children: failed+pause running');
      const text = page.getByLabel('in words, or as JSON');
      await text.fill('released: failed:pause running');
      await page.waitForFunction(() => location.hash.includes('released'));
      assert.deepEqual(await answersOf(page),
        nativeAnswers('{"operations":[{"state":"failed","on_failure":"pause"},{"state":"running"}],"released":true}'));
      await text.fill('{"operations":');
      await page.getByRole('alert').waitFor();
      await text.blur();
      assert.equal(await text.inputValue(), 'released: failed:pause running');
    });
  });

  test('is copied as a command, a case line, JSON and Markdown', async () => {
    await onPage(at({ rollout: 'released: failed:pause running', edition: 'pause' }), async (page) => {
      await heading(page).waitFor();
      const copy = async (name) => {
        await page.getByRole('button', { name }).click();
        return copied(page);
      };
      const command = await copy('Copy as command');
      assert.equal(command, 'rollout-oracle project --edition pause --released --explain failed:pause running');
      const [state, by] = native(...command.split(' ').slice(1)).split('\n');
      const [, clause] = by.match(/^decided by (\S+) in pause$/);
      assert.equal(await copy('Copy as case line'), `pause released: failed:pause running -> ${state} by ${clause}`);
      assert.deepEqual(JSON.parse(await copy('Copy as JSON')),
        { operations: [{ state: 'failed', on_failure: 'pause' }, { state: 'running' }], released: true });
      const markdown = await copy('Copy as Markdown');
      assert.match(markdown, /\| b1 \| `failed` \| BASE-1 \|/);
      assert.match(markdown, /\[Explained\]\(file:.*rollout=released/);
      await page.getByRole('button', { name: 'Copy link' }).click();
      assert.equal(await copied(page), page.url());
    });
  });

  test('marks what an edition changed, and opens the clause', async () => {
    await onPage(at({ rollout: 'failed:continue running' }), async (page) => {
      await heading(page).waitFor();
      const changed = await page.locator('.answers li', { has: page.locator('.changed') }).locator('.choose').allTextContents();
      assert.deepEqual(changed, ['b2 changed', 'b4 changed']);
      await page.locator('.choose', { hasText: 'b4' }).click();
      await page.getByRole('heading', { name: /running_degraded in b4/ }).waitFor();
      await page.locator('.ladder').getByRole('button', { name: 'ROLL-6' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('spec/rules/rollout.md').waitFor();
      assert.match(await dialog.textContent(), new RegExp(catalog.clauses.find(({ id }) => id === 'ROLL-6').sentence.slice(0, 20)));
      await dialog.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'hidden' });
    });
  });

  test('that the program refuses is refused, member by member', async () => {
    for (const [rollout, message] of [
      ['{"operations":[{"state":"failed"}],"relased":true}', /unknown field "relased"/],
      ['{"operations":[],"released":"true"}', /released/],
      ['{"operations":[],"children":[]}', /children/],
      ['{"children":[{"state":"failed","orphaned":"no"}]}', /orphaned/],
      ['{"operations":[{"state":"failed","on_failure":5}]}', /on_failure/],
      ['{"children":[{"state":"failed","orphand":false}]}', /orphand/],
    ]) {
      await onPage(at({ rollout }), async (page) => {
        assert.match(await page.getByRole('alert').textContent(), message, rollout);
      });
    }
    await onPage(at({ rollout: '{"operations":[{"state":"none"}]}' }), async (page) => {
      assert.equal(await page.getByRole('listitem', { name: /^Child/ }).count(), 1);
      assert.deepEqual(await answersOf(page), nativeAnswers('{"operations":[{"state":"none"}]}'));
    });
  });

  test('that an address does not spell is named', async () => {
    await onPage(at({ rollout: '{"operations":[7]}' }), async (page) => {
      await page.getByRole('alert').filter({ hasText: 'cannot be read' }).waitFor();
    });
  });
});

describe('a difference', () => {
  test('of two editions is what the program prints, and loads', async () => {
    await onPage(at({ view: 'difference', before: 'pause', after: 'settled' }), async (page) => {
      const { kinds } = JSON.parse(native('diff', 'pause', 'settled', '--format', 'json'));
      const rows = await page.locator('tbody tr').evaluateAll((all) =>
        all.map((row) => [row.children[0].textContent, ...[1, 2].map((i) => row.children[i].querySelector('.state').textContent)]));
      assert.deepEqual(rows, kinds.map((kind) => [kind.rollout, kind.before, kind.after]));
      await shoot(page, 'difference');
      await page.getByRole('button', { name: 'Exchange' }).click();
      await hasParameter(page, 'before', 'settled');
      assert.equal(await page.locator('tbody tr').first().locator('.state').first().textContent(), kinds[0].after);
      await page.getByRole('button', { name: 'Copy as command' }).click();
      assert.equal(await copied(page), 'rollout-oracle diff settled pause');
      await page.getByRole('button', { name: 'Load' }).first().click();
      await page.getByRole('heading', { name: /in pause/ }).waitFor();
      await page.getByRole('button', { name: 'Difference' }).click();
      await page.getByLabel('after', { exact: true }).selectOption('settled');
      await page.getByText('settled and settled are equal').waitFor();
    });
  });

  test('of two systems is found in the page', async () => {
    await onPage(at({ view: 'difference', before: 'gitea-32860.toml', after: 'gitea-34823.toml' }), async (page) => {
      await page.locator('tbody tr').first().waitFor();
      const found = await page.locator('tbody tr').count();
      const { kinds } = JSON.parse(native('diff', '--format', 'json',
        ...['32860', '34823'].map((pull) => resolve('spec/foreign', `gitea-${pull}.toml`))));
      assert.equal(found, kinds.length);
    });
  });
});

describe('a rule file', () => {
  test('is linted, compared and projected by', async () => {
    await onPage(at({ view: 'rule' }), async (page) => {
      await page.getByText('Begin with an edition').waitFor();
      await page.getByLabel('begin with').selectOption('gitea-1.22.toml');
      await page.getByRole('status').filter({ hasText: 'gitea-1.22: clean' }).waitFor();
      await shoot(page, 'rule');
      const draft = page.getByLabel('draft.toml');
      const text = await draft.inputValue();
      await page.getByRole('button', { name: 'Copy the file' }).click();
      assert.equal(await copied(page), text);
      await draft.fill(text.replace('any(failure', 'anny(failure'));
      const problem = page.getByRole('alert').getByRole('button');
      await problem.filter({ hasText: 'did you mean any?' }).click();
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'TEXTAREA');
      await draft.fill(text.replace('"none(running) & none(done)"', '"all(done)"'));
      await page.getByRole('status').filter({ hasText: 'not clean' }).waitFor();
      await page.getByText('dead: no list reaches it').waitFor();
      await page.getByRole('button', { name: 'Compare it' }).click();
      await page.getByLabel('before', { exact: true }).selectOption('gitea-1.22.toml');
      await page.locator('tbody tr', { hasText: 'waiting' }).first().waitFor();
      await page.getByRole('button', { name: 'Rule file' }).click();
      await page.getByRole('button', { name: 'Project by it' }).click();
      await page.getByLabel('in words, or as JSON').fill('success running');
      await page.getByRole('heading', { name: /Why running in gitea-1\.22 \(draft\)/ }).waitFor();
      await page.getByRole('listitem', { name: /^Child 1/ }).getByLabel('state', { exact: true }).selectOption('skipped');
      await page.getByRole('button', { name: 'Copy as case line' }).click();
      assert.equal(await copied(page), 'skipped running -> running ELSE');
      await page.getByRole('button', { name: 'Machine' }).click();
      await page.getByText('states over').waitFor();
      assert.match(await page.locator('section > .row p').textContent(), /0 → \d+ → \d+/);
      await page.reload();
      await page.getByText('states over').waitFor();
      assert.equal(await page.getByLabel('machine of', { exact: true }).inputValue(), 'draft');
    });
  });

  test('that TOML cannot be read from is named, and the next one is read', async () => {
    await onPage(at({ view: 'rule' }), async (page) => {
      const draft = page.getByLabel('draft.toml');
      await draft.fill('live = [}');
      await page.getByRole('alert').waitFor();
      await page.getByRole('alert').filter({ hasText: 'draft.toml:1:1: no TOML' }).waitFor();
      await draft.fill('edition = "mine"');
      await page.getByRole('alert').filter({ hasText: 'draft.toml:1:1' }).filter({ hasText: 'states' }).waitFor();
      // What was typed last is kept, however soon the view changes.
      await draft.fill('edition = "kept"');
      await page.getByRole('button', { name: 'Traces' }).click();
      await page.getByRole('button', { name: 'Rule file' }).click();
      assert.equal(await draft.inputValue(), 'edition = "kept"');
    });
  });
});

test('a machine is drawn, with the path of the rollout', async () => {
  await onPage(at({ view: 'machine', edition: 'b2', rollout: 'failed:continue running' }), async (page) => {
    await page.locator('.node.on-path').nth(2).waitFor();
    const machine = JSON.parse(native('export', 'machine', '--edition', 'b2'));
    assert.equal(await page.locator('.node').count(), machine.states.length);
    const path = (await page.locator('section > .row p').textContent()).match(/\d+/g).map(Number);
    assert.equal(machine.states[path.at(-1)].output, 'running');
    await shoot(page, 'machine');
    await page.locator('.node', { hasText: '10: failed' }).click();
    await page.getByText('From state 10').waitFor();
    await page.locator('tbody').getByRole('button').first().click();
    await page.getByText('From state 10').waitFor({ state: 'hidden' });
    for (const { edition } of catalog.editions) {
      await page.getByLabel('machine of', { exact: true }).selectOption(edition);
      const { states } = JSON.parse(native('export', 'machine', '--edition', edition));
      await page.getByText(`${states.length} states over`).waitFor();
    }
  });
});

test('traces are shown step by step', async () => {
  await onPage(at({ view: 'trace', property: 'LIFE-3', of: 'b2' }), async (page) => {
    const steps = page.locator('.trace li');
    assert.equal(await steps.count(), 13);
    assert.equal(await page.getByRole('button', { name: 'Step back' }).isDisabled(), true);
    for (let step = 0; step < 5; step += 1) {
      await page.getByRole('button', { name: 'Step on' }).click();
    }
    assert.match(await page.locator('.trace [aria-current]').textContent(), /stores its own result in the parent/);
    await shoot(page, 'trace');
    await page.getByRole('button', { name: 'Step back' }).click();
    await steps.last().getByRole('button').click();
    await hasParameter(page, 'step', '12');
    await page.getByRole('button', { name: 'Project these rows' }).click();
    await hasParameter(page, 'view', 'rollout');
    await hasParameter(page, 'rollout', 'failed:continue pending');
    await page.getByRole('button', { name: 'Traces' }).click();
    await page.getByLabel('edition', { exact: true }).selectOption('b3');
    await page.getByText('Holds in b3').waitFor();
    await page.getByLabel('property').selectOption('LIFE-6');
    await page.getByText('Violated in b3').waitFor();
  });
});

test('a phone has no sideways scrolling, and darkness is followed', async () => {
  await onPage(at({ rollout: 'failed:pause running stopped', edition: 'settled' }), async (page) => {
    for (const view of ['Rollout', 'Difference', 'Rule file', 'Machine', 'Traces']) {
      await page.getByRole('button', { name: view, exact: true }).click();
      const [inner, all] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      assert.ok(all <= inner, `${view}: ${all} wide in ${inner}`);
    }
    await page.getByRole('button', { name: 'Rollout', exact: true }).click();
    await shoot(page, 'phone');
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(17, 17, 19)');
  }, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
});

test('every control has a name', async () => {
  for (const view of ['rollout', 'difference', 'rule', 'machine', 'trace']) {
    await onPage(at({ view }), async (page) => {
      const unnamed = await page.locator('button, select, input, textarea').evaluateAll((controls) =>
        controls.filter((control) => !(control.getAttribute('aria-label') || control.closest('label')?.textContent ||
          control.textContent.trim())).map((control) => control.outerHTML));
      assert.deepEqual(unnamed, [], view);
    });
  }
});
