import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { shows } from './support/eventually.ts';
import { partsOf } from './support/parts.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const PAGES = ['/', '/article.html', '/list.html', '/dark.html', '/arabic.html', '/strict.html'];
const MODES: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
};

/** What axe-core finds wrong, as rule and element. */
async function violations(page: Page): Promise<string[]> {
  // Run by the debugger, which a Content-Security-Policy does not bind.
  await page.evaluate(axe);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().join(' ')}`));
}

const cases = PAGES.flatMap((path) => Object.keys(MODES).map((mode) => [path, mode] as const));

test.each(cases)('axe finds nothing wrong with %s in %s, before and after a vote', async (path, mode) => {
  const page = await stage.open(path, { bypassCSP: true, ...MODES[mode] });
  const { star, submit, summary, remove } = partsOf(page);
  await summary.getByText(/./).first().waitFor();
  expect(await violations(page)).toEqual([]);

  await star(3).click();
  await remove.waitFor();
  await star(2).focus();
  await page.keyboard.press('Space');
  await submit.waitFor();
  expect(await violations(page)).toEqual([]);
});

test.each(PAGES)('%s leads to all pages, and loads nothing that fails', async (path) => {
  const failures: string[] = [];
  const page = await stage.open(path, {
    before: (tab) => {
      tab.on('response', (response) => response.ok() || failures.push(response.url()));
      tab.on('pageerror', (error) => failures.push(error.message));
      tab.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
    },
  });
  await page.locator('article-rating [part=summary]').first().getByText(/./).first().waitFor();
  const links = await page.locator('nav a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toEqual(PAGES);
  expect(failures).toEqual([]);
});

test('the list has twelve widgets, one of them read-only and two of one article', async () => {
  const page = await stage.open('/list.html');
  const ids = await page
    .locator('article-rating')
    .evaluateAll((all) => all.map((one) => one.getAttribute('article-id')));
  expect(ids).toHaveLength(12);
  expect(new Set(ids).size).toBe(11);
  expect(await page.locator('article-rating[readonly]').count()).toBe(1);
});

test('the strict page shows the policy that it has', async () => {
  const page = await stage.open('/strict.html');
  const policy = await page.locator('meta[http-equiv]').getAttribute('content');
  await shows(page.locator('pre code'), policy!.replaceAll('; ', ';\n'));
});
