import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { report } from '../../operator/commands/report.ts';
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

test('opens on an empty table', async () => {
  const empty = await openDatabase('dynoxide');
  const { page, complaints } = await open('light', empty);
  await empty.close();
  expect(await page.getByText('Nobody has voted yet.').count()).toBe(1);
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

  test('fits a phone', async () => {
    const { page } = await open('light');
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.close();
  });
});
