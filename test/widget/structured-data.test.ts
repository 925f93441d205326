import type { Page } from 'playwright-core';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

async function rated(...ratings: number[]): Promise<string> {
  const id = newArticle();
  for (const [index, rating] of ratings.entries())
    await stage.system.api.vote(id, `an-earlier-voter-000${index}`, rating);
  return id;
}

interface Data {
  name: string;
}

/** The structured data of the page, as a search engine reads it from the page's text. */
async function dataIn(page: Page): Promise<Data[]> {
  const found = (await page.content()).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs);
  return Array.from(found, ([, text = '']) => JSON.parse(text) as Data);
}
const howMany = async (page: Page) => (await dataIn(page)).length;
const recipe = (id: string) => widgetHtml(id, 'structured-data="Recipe"');

test('tells search engines average and count, and follows a vote', async () => {
  const page = await stage.open(`<h1>Plum cake</h1>${recipe(await rated(5, 4, 4))}`);
  const rating = (ratingValue: number, ratingCount: number) => ({
    '@context': 'https://schema.org',
    '@type': 'Recipe',
    name: 'Plum cake',
    aggregateRating: { '@type': 'AggregateRating', ratingValue, ratingCount, bestRating: 5, worstRating: 1 },
  });
  await eventually<unknown>(() => dataIn(page), [rating(4.33, 3)]);
  await partsOf(page).star(5).click();
  await eventually<unknown>(() => dataIn(page), [rating(4.5, 4)]);
});

test('a title cannot break out of the data', async () => {
  const name = 'A </script><script>alert(1)</script> & "quotes" <!--';
  const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const page = await stage.open(`<h1>${escaped}</h1>${recipe(await rated(5))}`);
  await eventually(async () => (await dataIn(page))[0]?.name, name);
});

test('is absent without votes, and removed with the last vote or the widget', async () => {
  const page = await stage.open(recipe(await rated()));
  const { star, summary, remove, host } = partsOf(page);
  await shows(summary, 'No votes so far! Be the first to rate this post.');
  expect(await howMany(page)).toBe(0);
  await star(4).click();
  await eventually(() => howMany(page), 1);
  await remove.click();
  await eventually(() => howMany(page), 0);
  await star(4).click();
  await eventually(() => howMany(page), 1);
  await host.evaluate((element) => element.remove());
  expect(await howMany(page)).toBe(0);
});

test('two widgets of one article give its rating once', async () => {
  const id = await rated(5);
  const page = await stage.open(recipe(id) + widgetHtml(id, 'structured-data="Recipe" layout="badge"'));
  await shows(page.locator('[part=short]'), '5 (1)');
  await eventually(() => howMany(page), 1);
});

test.each(['Article', 'BlogPosting', 'recipe', ''])(
  'warns of the type %j, with the reason, and adds no data',
  async (type) => {
    const told: string[] = [];
    const page = await stage.open(widgetHtml(await rated(5), `structured-data="${type}"`), {
      before: (tab) => tab.on('console', (message) => told.push(message.text())),
    });
    await shows(partsOf(page).summary, 'Average rating 5 / 5. Vote count: 1');
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`structured-data cannot be "${type}". Google shows ratings only for Book, Course,`);
    expect(await howMany(page)).toBe(0);
  },
);

test('a strict Content-Security-Policy permits the data', async () => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">`;
  const script = '<script type="module" async src="/article-rating.js"></script>';
  const page = await stage.open(`<!doctype html><title>Cake</title>${policy}${script}${recipe(await rated(5))}`);
  await eventually(async () => (await dataIn(page))[0]?.name, 'Cake');
});
