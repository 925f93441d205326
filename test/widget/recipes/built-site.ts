import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { shows } from '../support/eventually.ts';
import { partsOf } from '../support/widget-page.ts';
import type { Stage } from '../support/stage.ts';

export const SITE = 'https://docs.example';

/** A visitor who gets `folder` as the site at `SITE`, and the local system at the address that all recipes name. */
export async function visitorOf(stage: Stage, folder: string): Promise<BrowserContext> {
  const visitor = await stage.visitor();
  await visitor.route(`${SITE}/**`, async (route) => {
    const path = join(folder, decodeURIComponent(new URL(route.request().url()).pathname));
    const file = [path, join(path, 'index.html'), `${path}.html`].find(
      (one) => existsSync(one) && statSync(one).isFile(),
    );
    await (file === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ path: file }));
  });
  await visitor.route('https://ratings.example.com/**', async (route) => {
    const { pathname, search } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: stage.system.url + pathname + search }) });
  });
  return visitor;
}

/**
 * Votes on the first page, follows its link to the second and goes back; each has its own article.
 *
 * @param inPage whether the link changes the page without loading a new document
 */
export async function expectRatings(
  stage: Stage,
  folder: string,
  [first, second]: readonly [string, string],
  inPage: boolean,
): Promise<Page> {
  const visitor = await visitorOf(stage, folder);
  const page = await visitor.newPage();
  await page.goto(`${SITE}/`);
  const { host, star, status, hint, summary } = partsOf(page);
  await shows(summary, 'No votes so far! Be the first to rate this post.');
  expect(await host.getAttribute('article-id')).toBe(first);
  expect(await page.locator('article-rating').count()).toBe(1);
  await star(4).click();
  await shows(status, 'Thank you for rating this post!');

  await page.evaluate(() => Object.assign(globalThis, { kept: true }));
  await page.getByRole('link', { name: 'To the second page' }).click();
  await page.locator(`article-rating[article-id="${second}"]`).waitFor();
  await shows(summary, 'No votes so far! Be the first to rate this post.');
  expect(await page.evaluate(() => 'kept' in globalThis)).toBe(inPage);
  expect(await page.locator('article-rating').count()).toBe(1);
  await star(2).click();
  await shows(summary, 'Average rating 2 / 5. Vote count: 1');

  await page.goBack();
  await page.locator(`article-rating[article-id="${first}"]`).waitFor();
  await shows(hint, 'Your rating: 4 / 5 (Fairly useful)');
  await shows(summary, 'Average rating 4 / 5. Vote count: 1');
  expect(await stage.system.api.summary(first)).toMatchObject({ average: 4, count: 1 });
  expect(await stage.system.api.summary(second)).toMatchObject({ average: 2, count: 1 });
  return page;
}
