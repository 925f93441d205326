import type { Page } from 'playwright-core';
import { runAxe } from './support/axe.ts';
import { shows } from './support/eventually.ts';
import { partsOf } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const PAGES = ['/', '/article.html', '/list.html', '/dark.html', '/arabic.html', '/strict.html', '/layouts.html'];
const MODES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active' },
} as const;

/** axe-core's violations in each mode, as mode, rule and element. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [mode, media] of Object.entries(MODES)) {
    await page.emulateMedia(media);
    for (const { id, nodes } of (await runAxe(page, mode === 'light' ? 'all' : 'colours')).violations) {
      found.push(...nodes.map(({ target }) => `${mode}: ${id}: ${target.flat().join(' ')}`));
    }
  }
  return found;
}

test.each(PAGES)('axe finds no violation on %s in any mode, before and after a vote', async (path) => {
  const page = await stage.open(path, { bypassCSP: true });
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

test.each(PAGES)('%s links to all pages and causes no error', async (path) => {
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
  expect(links).toEqual([...PAGES, '/top.html']);
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

test('the strict page shows its own policy', async () => {
  const page = await stage.open('/strict.html');
  const policy = await page.locator('meta[http-equiv]').getAttribute('content');
  await shows(page.locator('pre code'), policy!.replaceAll('; ', ';\n'));
});
