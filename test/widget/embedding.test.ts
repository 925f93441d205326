import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request } from 'playwright-core';
import type { ArticleRatingHTMLElement } from '../../widget/types.ts';
import { accessibleNodes } from './support/accessibility.ts';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, watchRequests, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const NONE = 'No votes so far! Be the first to rate this post.';

/** Articles with one vote each: of one star, of two stars, … */
async function ratedArticles(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newArticle());
  await Promise.all(ids.map((id, index) => stage.system.api.vote(id, 'an-earlier-voter-0001', index + 1)));
  return ids;
}

test('works under a strict Content-Security-Policy with Trusted Types', async () => {
  const complaints: string[] = [];
  const page = await stage.open('/strict.html', {
    before: (tab) => tab.on('console', (message) => complaints.push(message.text())),
  });
  const { star, status, host } = partsOf(page);
  await star(4).click();
  await shows(status, 'Thank you for rating this post!');
  expect(await host.evaluate((element) => getComputedStyle(element).display)).toBe('block');
  expect(await host.locator('[style]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('follows an article change in a single-page app and cancels the stale read', async () => {
  const [first, second] = (await ratedArticles(2)) as [string, string];
  const stale: Request[] = [];
  const page = await stage.open(widgetHtml(first), {
    before: async (tab) => {
      tab.on('requestfailed', (request) => stale.push(request));
      await tab.route(`**/v1/ratings?articleId=${encodeURIComponent(first)}`, () => undefined);
    },
  });
  const { host, summary } = partsOf(page);
  await page.waitForFunction(() => performance.now() > 0);
  await eventually(() => host.evaluate((element) => element.matches(':defined')), true);

  await host.evaluate((element, id) => ((element as ArticleRatingHTMLElement).articleId = id), second);

  await shows(summary, 'Average rating 2 / 5. Vote count: 1');
  await eventually(() => stale.length, 1);
  expect(stale[0]!.failure()?.errorText).toBe('net::ERR_ABORTED');
  expect(await host.getAttribute('article-id')).toBe(second);
});

test('cancels the read of a removed widget unless another widget waits for it', async () => {
  const failed: Request[] = [];
  const sent: Request[] = [];
  const page = await stage.open(widgetHtml(newArticle()) + widgetHtml(newArticle()), {
    before: async (tab) => {
      tab.on('requestfailed', (request) => failed.push(request));
      await tab.route('**/v1/ratings*', (route) => void sent.push(route.request()));
    },
  });
  await eventually(() => sent.length, 1);
  await page
    .locator('article-rating')
    .first()
    .evaluate((element) => element.remove());
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(failed).toHaveLength(0);
  await page
    .locator('article-rating')
    .first()
    .evaluate((element) => element.remove());
  await eventually(() => failed.length, 1);
});

test('a moved widget keeps its summary and does not read again', async () => {
  const page = await stage.open(`<main></main>${widgetHtml(newArticle())}`);
  const { reads } = watchRequests(page);
  const { host, summary, star } = partsOf(page);
  await shows(summary, NONE);
  const before = reads.length;
  await host.evaluate((element) => document.querySelector('main')!.append(element));
  await star(2).click();
  await shows(summary, 'Average rating 2 / 5. Vote count: 1');
  expect(reads.length).toBe(before);
});

test('a widget reads again when it returns to the page', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { host, summary } = partsOf(page);
  await shows(summary, NONE);
  const { reads } = watchRequests(page);
  const handle = await host.elementHandle();
  await handle.evaluate((element) => element.remove());
  await handle.evaluate((element) => document.body.append(element));
  await eventually(() => reads.length, 1);
});

test('reads only when a widget comes near the viewport', async () => {
  const id = newArticle();
  const page = await stage.open(`<div style="height: 5000px"></div>${widgetHtml(id)}`);
  const { reads } = watchRequests(page);
  const { host, summary } = partsOf(page);
  await eventually(() => host.evaluate((element) => element.matches(':defined')), true);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(reads).toHaveLength(0);
  await host.scrollIntoViewIfNeeded();
  await shows(summary, NONE);
  expect(reads).toHaveLength(1);
});

test('requests at most 50 articles at once, those in sight first', async () => {
  const ids = Array.from({ length: 60 }, () => newArticle());
  let reads: Request[] = [];
  const page = await stage.open(ids.map((id) => widgetHtml(id)).join(''), {
    before: (tab) => ({ reads } = watchRequests(tab)),
  });
  await shows(partsOf(page).summary, NONE);
  expect(reads.map((request) => new URL(request.url()).searchParams.size)).toEqual([50]);
  await page.locator('article-rating').last().scrollIntoViewIfNeeded();
  await shows(partsOf(page.locator('article-rating').last()).summary, NONE);
  expect(reads.map((request) => new URL(request.url()).searchParams.size)).toEqual([50, 10]);
});

test.each([
  ['all in sight at once', 60_000],
  ['scrolled to one after the other', 800],
])('two hundred articles take four requests, %s', async (_, height) => {
  let reads: Request[] = [];
  const page = await stage.open(Array.from({ length: 200 }, () => widgetHtml(newArticle())).join(''), {
    viewport: { width: 800, height },
    before: (tab) => ({ reads } = watchRequests(tab)),
  });
  await page.evaluate(async () => {
    await customElements.whenDefined('article-rating');
    for (const host of document.querySelectorAll('article-rating')) {
      host.scrollIntoView();
      while (!host.shadowRoot?.querySelector('[part=average]')?.textContent) {
        await new Promise(requestAnimationFrame);
      }
    }
  });
  expect(reads.map((request) => new URL(request.url()).searchParams.size)).toEqual([50, 50, 50, 50]);
});

test.each([
  ['English', 'en', ['/article-rating.js']],
  ['another language', 'de', ['/article-rating.js', '/lang/de.js']],
])('a reader of %s loads nothing but the script and its texts', async (_, lang, files) => {
  const paths: string[] = [];
  const page = await stage.open(
    `<div lang="${lang}">${widgetHtml(newArticle())}${widgetHtml(newArticle(), 'readonly')}</div>`,
    { before: (tab) => tab.on('request', (request) => paths.push(new URL(request.url()).pathname)) },
  );
  for (const host of await page.locator('article-rating').all()) {
    await partsOf(host).summary.getByText(/./).waitFor();
  }
  expect(paths.filter((path) => path.endsWith('.js'))).toEqual(files);
  expect(paths.filter((path) => path.startsWith('/v1/'))).toEqual(['/v1/ratings']);
});

test('splits a request if its URL would be too long', async () => {
  const ids = Array.from({ length: 20 }, () => newArticle('長い'.repeat(50)));
  let reads: Request[] = [];
  const page = await stage.open(ids.map((id) => widgetHtml(id)).join(''), {
    before: (tab) => ({ reads } = watchRequests(tab)),
  });
  await shows(partsOf(page).summary, NONE);
  expect(Math.max(...reads.map((request) => request.url().length))).toBeLessThan(8192);
});

test('adopts properties that were set before it was defined', async () => {
  const [id] = (await ratedArticles(1)) as [string];
  const page = await stage.open(
    `<!doctype html><html lang="en"><title>Test</title><article-rating></article-rating>
    <script>Object.assign(document.querySelector('article-rating'), {
      articleId: '${id}', readOnly: true, messages: { summary: '{count} so far' } })</script>
    <script type="module" src="/article-rating.js"></script></html>`,
  );
  const { host, summary } = partsOf(page);
  await shows(summary, '1 so far');
  expect(await host.getAttribute('article-id')).toBe(id);
  expect(await host.getAttribute('readonly')).toBe('');
});

test('can be made by a script', async () => {
  const page = await stage.open('');
  await page.evaluate((id) => {
    const element = document.createElement('article-rating');
    element.articleId = id;
    document.body.append(element);
  }, newArticle());
  await shows(partsOf(page).summary, NONE);
});

test('may be loaded twice', async () => {
  const errors: Error[] = [];
  const page = await stage.open(
    `${widgetHtml(newArticle())}<script type="module" src="/article-rating.js?again"></script>`,
    { before: (tab) => tab.on('pageerror', (error) => errors.push(error)) },
  );
  await shows(partsOf(page).summary, NONE);
  expect(errors).toEqual([]);
});

test('shows its children without JavaScript', async () => {
  const page = await stage.open(`<article-rating><p>Ratings need JavaScript.</p></article-rating>`, {
    javaScriptEnabled: false,
  });
  expect(await page.getByText('Ratings need JavaScript.').isVisible()).toBe(true);
});

test('uses a declarative shadow root', async () => {
  const id = newArticle();
  const page = await stage.open(
    `<article-rating article-id="${id}"><template shadowrootmode="open"><p>Loading</p></template></article-rating>`,
  );
  await shows(partsOf(page).summary, NONE);
  expect(await page.getByText('Loading').count()).toBe(0);
});

test('takes the article from the canonical link, otherwise from the address', async () => {
  const page = await stage.open(
    `<!doctype html><title>Test</title><link rel="canonical" href="/blog/Caf%C3%A9/?utm=1#top">
    <script type="module" src="/article-rating.js"></script><article-rating></article-rating>`,
  );
  const { host, summary } = partsOf(page);
  await summary.getByText('votes so far').waitFor();
  const read = () => host.evaluate((element) => (element as ArticleRatingHTMLElement).articleId);
  expect(await read()).toBe(`${new URL(stage.system.url).host}/blog/Café`);
  await page.evaluate(() => document.querySelector('link')!.remove());
  expect(await read()).toBe(`${new URL(stage.system.url).host}/test-page`);
});

test('a page of another origin names the API, and votes without a preflight', async () => {
  const methods: string[] = [];
  const api = stage.system.url.replace('127.0.0.1', 'localhost');
  // The page must come from this machine: Chromium lets no other page request a loopback address.
  const page = await stage.open('/article.html');
  page.on('request', (request) => {
    if (request.url().startsWith(api)) methods.push(request.method());
  });
  const { host, star, status } = partsOf(page);
  await host.evaluate((element, url) => ((element as ArticleRatingHTMLElement).api = url), `${api}/`);
  await star(5).click();
  await shows(status, 'Thank you for rating this post!');
  expect(new Set(methods)).toEqual(new Set(['GET', 'POST']));
});

test('shows only the average when read-only', async () => {
  const [, , id] = (await ratedArticles(3)) as [string, string, string];
  const page = await stage.open(widgetHtml(id, 'readonly'));
  const { host, summary, title } = partsOf(page);
  await shows(summary, 'Average rating 3 / 5. Vote count: 1');
  expect(await title.isVisible()).toBe(false);
  expect(await accessibleNodes(page)).not.toContainEqual(expect.objectContaining({ role: 'radio' }));
  await host.evaluate((element) => ((element as ArticleRatingHTMLElement).readOnly = false));
  await eventually(async () => (await accessibleNodes(page)).filter(({ role }) => role === 'radio').length, 5);
});

test('takes texts from attributes and messages; attributes take precedence', async () => {
  const page = await stage.open(
    widgetHtml(newArticle(), 'text-title="Was it good?" text-stars="Bad|So-so|OK|Good|Great"'),
  );
  const { host, title, hint, summary } = partsOf(page);
  await shows(title, 'Was it good?');
  await host.evaluate((element) => {
    (element as ArticleRatingHTMLElement).messages = { title: 'No', hint: 'Pick one', none: 'Nobody yet.', first: '' };
  });
  await shows(hint, 'Pick one');
  await shows(summary, 'Nobody yet. ');
  await shows(title, 'Was it good?');
  expect(await page.getByRole('radio', { name: 'Great' }).count()).toBe(1);
  await host.evaluate((element) => element.setAttribute('text-title', 'And now?'));
  await shows(title, 'And now?');
});

test('shows English for a text missing from an older language file', async () => {
  const page = await stage.open(widgetHtml(newArticle(), 'lang="de"'), {
    before: (tab) =>
      tab.route('**/lang/de.js', (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          body: "export const texts = { lang: 'de', title: 'Hilfreich?' }",
        }),
      ),
  });
  await shows(partsOf(page).title, 'Hilfreich?');
  await shows(partsOf(page).hint, 'Click on a star to rate it!');
});

test('uses the language of the surrounding page, and changes it on demand', async () => {
  const page = await stage.open(`<div lang="de-AT">${widgetHtml(newArticle())}</div>`);
  const { host, title, group } = partsOf(page);
  await shows(title, 'Wie hilfreich war dieser Beitrag?');
  expect(await group.getAttribute('lang')).toBe('de');
  await host.evaluate((element) => element.setAttribute('lang', 'fr'));
  await shows(title, 'Cet article vous a-t-il été utile ?');
  await host.evaluate((element) => element.setAttribute('lang', 'eo'));
  await shows(title, 'How useful was this post?');
  expect(await group.getAttribute('lang')).toBe('en');
});

test.each([
  ['zh-Hant', 'zh-Hant'],
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-MO', 'zh-Hant'],
  ['zh-hant-hk', 'zh-Hant'],
  ['zh-Hans', 'zh'],
  ['zh-CN', 'zh'],
  ['zh', 'zh'],
  ['pt-BR', 'pt-BR'],
  ['pt-br', 'pt-BR'],
  ['pt-PT', 'pt'],
  ['pt', 'pt'],
])('a page in %s gets the texts of %s', async (lang, code) => {
  const page = await stage.open(widgetHtml(newArticle(), `lang="${lang}"`));
  await partsOf(page).title.waitFor();
  await eventually(() => partsOf(page).group.getAttribute('lang'), code);
});

test("replaces what remains of Rate My Post's markup", async () => {
  const recipe = readFileSync(join(import.meta.dirname, '../../docs/recipes/rate-my-post.js'), 'utf8');
  const post = Date.now();
  await stage.system.api.vote(`post/${post}`, 'an-earlier-voter-0001', 4);
  const page = await stage.open(
    `<div class="rmp-widgets-container rmp-wp-plugin rmp-main-container" data-post-id="${post}"><p>Old</p></div>
    <script>${recipe}</script>`,
  );
  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
  expect(await page.getByText('Old').count()).toBe(0);
});
