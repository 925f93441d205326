import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { report } from '../../../operator/commands/report.ts';
import { articleUrl } from '../../../operator/report/article-url.ts';
import { daysChart, niceTop } from '../../../operator/report/charts.ts';
import type { ReportData } from '../../../operator/report/report-data.ts';
import { sectionsOf } from '../../../operator/report/sections.ts';
import { seed } from '../../../operator/commands/seed.ts';
import { seeded } from '../../support/chance.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { runAxe } from '../../widget/support/axe.ts';
import { launchBrowser } from '../../widget/support/browser.ts';

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

/** Opens the report from the disk, and records its errors and network requests. */
async function open(
  colorScheme: 'light' | 'dark',
  of = database,
  options: { readonly baseUrl?: string } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const output = join(folder, 'report.html');
  await report(
    sessionOn(of),
    { output, title: 'Ratings of the blog', days: 90, recentDays: 30, ...options },
    ' --local',
  );
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

/** The height of every visible word in a chart, in screen pixels. */
function wordHeights(page: Page): Promise<number[]> {
  return page.evaluate(`[...document.querySelectorAll('.chart text')]
    .filter((text) => text.checkVisibility())
    .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)`);
}

test('shows a report of an empty table', async () => {
  const empty = await openDatabase('dynoxide');
  const { page, complaints } = await open('light', empty);
  await empty.close();
  expect(await page.getByText('No votes yet.').count()).toBe(1);
  expect(await page.locator('.tile').first().innerText()).not.toContain('0.00');
  expect(complaints).toEqual([]);
  await page.close();
});

describe('with votes', () => {
  beforeAll(async () => {
    await seed(sessionOn(database), { articles: 150, votes: 6000, days: 120, yes: true }, seeded(jest.getSeed()));
    const Item = { pk: `ARTICLE#${NASTY}`, sk: 'TALLY#imported#yasr', s5: 4, s1: 1 };
    await database.client.send(new PutCommand({ TableName: database.table, Item }));
  });

  test.each(['light', 'dark'] as const)('is accessible, logs nothing and needs no network: %s', async (scheme) => {
    const { page, complaints } = await open(scheme);
    const { violations } = await runAxe(page, scheme === 'light' ? 'all' : 'colours');
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

  test('is readable on a phone: whole names, all numbers, and legible words in charts', async () => {
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
      // A name that breaks after every few letters is complete but unreadable.
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

  test('marks ratings with an invented distribution', async () => {
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

test('lists suspicious votes with the hold command and what changed, and links articles', async () => {
  const attacked = await openDatabase('dynoxide');
  const { json } = await seed(sessionOn(attacked), { attacks: true, seed: 1, articles: 60, yes: true });
  const { attacks } = json as { attacks: readonly { articleId: string; kind: string }[] };
  const flooded = attacks.find(({ kind }) => kind === 'flood')?.articleId ?? '';
  const { page, complaints } = await open('light', attacked, { baseUrl: 'https://blog.example/' });
  const output = join(folder, 'json.html');
  const told = await report(sessionOn(attacked), { output, title: 'x', days: 90, recentDays: 30 });
  await attacked.close();
  const item = page.locator('#suspicious li', { hasText: flooded }).first();
  expect(await item.locator('code').innerText()).toMatch(
    new RegExp(`^npx ratings hold ${flooded} --from \\S+Z --to \\S+Z --rating 1 --local$`),
  );
  expect(await item.getByRole('link').getAttribute('href')).toBe(`https://blog.example/${flooded}`);
  expect(await page.locator('#articles tbody a').first().getAttribute('href')).toMatch(
    /^https:\/\/blog\.example\/seed\//,
  );
  const tiles = await page.locator('.tile').allInnerTexts();
  expect(tiles.join()).toMatch(/a day, [+−±]\d+ % against the 30 days before; average \d\.\d\d, was \d\.\d\d/);
  const { report: data } = told.json as { report: ReportData };
  expect(await page.getByRole('img', { name: /^Votes a week, the oldest first: \d+(, \d+){12}$/ }).count()).toBe(60);
  const { weeks = [], count = 0 } = data.articles.find(({ articleId }) => articleId === flooded) ?? {};
  // The site is 60 days old.
  expect(weeks.reduce((sum, votes) => sum + votes, 0)).toBe(count);
  expect(data.suspects.map(({ articleId }) => articleId)).toContain(flooded);
  expect(data.articles).toHaveLength(60);
  expect(complaints).toEqual([]);
  await page.close();
});

test('embeds the numbers and the image of each chart', async () => {
  const one = await openDatabase('dynoxide');
  await one.client.send(
    new PutCommand({ TableName: one.table, Item: { pk: 'ARTICLE#a', sk: 'TALLY#imported#yasr', s1: 1, s5: 4 } }),
  );
  const { page } = await open('light', one);
  await one.close();
  const fileOf = async (name: string) => {
    const href = await page.locator(`a[download="${name}"]`).getAttribute('href');
    return decodeURIComponent(String(href).replace(/^data:[^,]*,/, ''));
  };
  expect(await fileOf('distribution.csv')).toBe('stars,votes\n1,1\n2,0\n3,0\n4,0\n5,4\n');
  expect(await fileOf('votes-per-day.csv')).toMatch(/^day,votes\n\d{4}-\d\d-\d\d,0\n/);
  const pictures = await Promise.all(['distribution.svg', 'votes-per-day.svg'].map(fileOf));
  const errors: unknown = await page.evaluate(
    `${JSON.stringify(pictures)}.map((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror'))`,
  );
  expect(errors).toEqual([null, null]);
  await page.close();
});

test('finds the sections of a site after the common prefix of all IDs', () => {
  const row = (articleId: string, s1: number, s5: number) => ({
    ...{ articleId: articleId as ArticleId, recent: 1 },
    distribution: [s1, 0, 0, 0, s5] as const,
  });
  const rows = [
    row('b.example/x/1', 1, 1),
    row('b.example/x/2', 0, 2),
    row('b.example/y/1', 1, 0),
    row('b.example/z', 0, 9),
  ];
  expect(sectionsOf(rows)).toEqual([
    { prefix: 'b.example/', articles: 1, count: 9, average: 5, recent: 1 },
    { prefix: 'b.example/x/', articles: 2, count: 4, average: 4, recent: 2 },
    { prefix: 'b.example/y/', articles: 1, count: 1, average: 1, recent: 1 },
  ]);
  expect(sectionsOf(rows.slice(0, 2))).toEqual([]);
  expect(sectionsOf([])).toEqual([]);
  expect(sectionsOf([row('a', 1, 1), row('b/c', 1, 0)]).map(({ prefix }) => prefix)).toEqual(['', 'b/']);
});

test.each([
  ['https://', 'blog.example/a b', 'https://blog.example/a%20b'],
  ['https://blog.example/', 'a"b', 'https://blog.example/a%22b'],
  ['javascript:', 'alert(1)', undefined],
  [undefined, 'a', undefined],
])('%s and %s make the address %s', (base, id, url) => {
  expect(articleUrl(base, id)).toBe(url);
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
])('an axis for at most %d ends at %d', (most, top) => {
  expect(niceTop(most)).toBe(top);
});

test('the trend omits today, which is not over yet', () => {
  const days = Array.from({ length: 30 }, (_, index) => ({ day: `2026-01-${index + 1}`, votes: index < 29 ? 70 : 1 }));
  const { text } = daysChart(days);
  const [, path = ''] = /class="trend" d="([^"]*)"/.exec(text) ?? [];
  const heights = [...path.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  expect(heights).toHaveLength(29);
  expect(new Set(heights).size).toBe(1);
  expect(text).toContain('2026-01-30: 1 votes so far');
});
