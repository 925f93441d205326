import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { report } from '../../operator/commands/report.ts';
import { daysChart, niceTop } from '../../operator/report/charts.ts';
import { seed } from '../../operator/commands/seed.ts';
import { openDatabase } from '../support/database.ts';
import type { Database } from '../support/database.ts';
import { sessionOn } from '../support/operator.ts';
import { launchBrowser } from '../widget/support/browser.ts';

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const NASTY = '</script><img src=x onerror=alert(1)> & "naïve"';

let database: Database;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  [database, browser, folder] = await Promise.all([
    openDatabase('dynoxide'),
    launchBrowser(),
    mkdtemp(join(tmpdir(), 'ratings-report-')),
  ]);
});
afterAll(async () => {
  await Promise.all([database.close(), browser.close(), rm(folder, { recursive: true })]);
});

/** The report as it opens from the disk, with whatever it complained about or asked the network for. */
async function open(colorScheme: 'light' | 'dark', of = database): Promise<{ page: Page; complaints: string[] }> {
  const output = join(folder, 'report.html');
  await report(sessionOn(of), { output, title: 'Ratings of the blog', days: 90, recentDays: 30 });
  const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(pathToFileURL(output).href);
  return { page, complaints };
}

/** Of every word in a chart that is shown, in pixels of the screen. */
function wordHeights(page: Page): Promise<number[]> {
  return page.evaluate(`[...document.querySelectorAll('.chart text')]
    .filter((text) => text.checkVisibility())
    .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)`);
}

test('opens on an empty table', async () => {
  const empty = await openDatabase('dynoxide');
  const { page, complaints } = await open('light', empty);
  await empty.close();
  expect(await page.getByText('Nobody has voted yet.').count()).toBe(1);
  expect(await page.locator('.tile').first().innerText()).not.toContain('0.00');
  expect(complaints).toEqual([]);
  await page.close();
});

describe('with votes', () => {
  beforeAll(async () => {
    await seed(sessionOn(database), { articles: 150, votes: 6000, days: 120, yes: true });
    const Item = { pk: `ARTICLE#${NASTY}`, sk: 'TALLY#imported#yasr', s5: 4, s1: 1 };
    await database.client.send(new PutCommand({ TableName: database.table, Item }));
  });

  test.each(['light', 'dark'] as const)('is accessible, silent and needs no network: %s', async (scheme) => {
    const { page, complaints } = await open(scheme);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('shows the totals, and any article by search and in any order', async () => {
    const { page, complaints } = await open('light');
    const tiles = await page.locator('.tile').allInnerTexts();
    expect(tiles.find((tile) => /ratings/i.test(tile))).toContain('6,005');
    const rows = page.locator('#articles tbody tr');
    expect(await rows.count()).toBe(100);
    await page.getByRole('button', { name: 'Show more' }).click();
    expect(await rows.count()).toBe(151);
    await page.getByRole('searchbox', { name: 'Search' }).fill('NAÏVE script');
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining(NASTY)]);
    await page.getByRole('searchbox', { name: 'Search' }).fill('bread');
    await page.getByRole('button', { name: 'Ratings' }).click();
    const counts = await rows.locator('td:nth-child(4)').allInnerTexts();
    const numbers = counts.map((text) => Number(text.replace(',', '')));
    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('is read on a phone: whole names, all numbers, and words in charts as high as others', async () => {
    const { page } = await open('light');
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    const cells: { right: number; cut: boolean; lines: number }[] = await page.evaluate(
      `[...document.querySelectorAll('#articles tbody tr:nth-child(-n+20) td:nth-child(-n+5)')].map((cell) => ({
        right: cell.getBoundingClientRect().right,
        cut: cell.scrollWidth > cell.clientWidth,
        lines: cell.clientHeight / parseFloat(getComputedStyle(cell).lineHeight),
      }))`,
    );
    expect(cells).toHaveLength(100);
    for (const { right, cut, lines } of cells) {
      expect(right).toBeLessThanOrEqual(360);
      expect(cut).toBe(false);
      // A name that is broken after every few letters is whole as well, but nobody reads it.
      expect(lines).toBeLessThan(3);
    }
    const heights = await wordHeights(page);
    expect(heights.length).toBeGreaterThan(15);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(11);
    await page.close();
  });

  test.each([500, 700, 900, 1280])('has no tiny words in charts at %d pixels', async (width) => {
    const { page } = await open('light');
    await page.setViewportSize({ width, height: 800 });
    const heights = await wordHeights(page);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(9);
    await page.close();
  });

  test('prints every row and the stars', async () => {
    const { page } = await open('dark');
    await page.pdf();
    expect(await page.locator('#articles tbody tr').count()).toBe(151);
    await page.emulateMedia({ media: 'print' });
    const adjust = `getComputedStyle(document.querySelector('.stars')).getPropertyValue('print-color-adjust')`;
    expect(await page.evaluate(adjust)).toBe('exact');
    await page.close();
  });

  test('says which ratings have an invented distribution', async () => {
    const Item = { pk: 'ARTICLE#invented', sk: 'TALLY#imported#kk-star-ratings', s4: 30, s5: 20, invented: true };
    await database.client.send(new PutCommand({ TableName: database.table, Item }));
    const { page, complaints } = await open('light');
    expect(await page.getByText(/50 of these ratings \(1%\) were imported as count and sum only/).count()).toBe(1);
    await page.getByRole('searchbox', { name: 'Search' }).fill('invented');
    expect(await page.getByRole('img', { name: '50 of them invented to fit count and sum' }).count()).toBe(1);
    await database.client.send(new DeleteCommand({ TableName: database.table, Key: { pk: Item.pk, sk: Item.sk } }));
    expect(complaints).toEqual([]);
    await page.close();
  });
});

test.each([
  [1, 2],
  [3, 4],
  [7, 8],
  [10, 10],
  [11, 12],
  [23, 30],
  [101, 120],
  [2163, 2500],
  [9001, 10_000],
])('an axis for %d at most ends at %d', (most, top) => {
  expect(niceTop(most)).toBe(top);
});

test('the trend ends before today, which is not over and bends nothing', () => {
  const days = Array.from({ length: 30 }, (_, index) => ({ day: `2026-01-${index + 1}`, votes: index < 29 ? 70 : 1 }));
  const { text } = daysChart(days);
  const [, path = ''] = /class="trend" d="([^"]*)"/.exec(text) ?? [];
  const heights = [...path.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  expect(heights).toHaveLength(29);
  expect(new Set(heights).size).toBe(1);
  expect(text).toContain('2026-01-30: 1 votes so far');
});
