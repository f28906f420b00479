// Debian's Chromium, and pages on which everything that they should not do fails.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Returns a browser, by the Playwright that lies in the folder of packages. */
export function launched(packages) {
  const { chromium } = createRequire(join(resolve(packages), 'here.js'))('playwright-core');
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

/** Runs `use` on a fresh page. A message on the console, an error, or a request that `mayAsk` denies fails. */
export async function onFreshPage(browser, mayAsk, use, settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...settings });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(blob|data):/.test(url) && !mayAsk(url.split('#')[0])) {
      said.push(`a request: ${url}`);
    }
  });
  try {
    await use(page);
    assert.deepEqual(said, []);
  } finally {
    await context.close();
  }
}
