import type { Browser, Page } from 'playwright-core';
import { startEngine } from '../../local/dynamodb-engine/start-engine.ts';
import type { LocalSystem } from '../../local/local-system.ts';
import { Api } from '../support/api.ts';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { startAfterPasses } from '../support/system-after-passes.ts';
import { unlimited } from '../support/system.ts';
import { launchBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const settings = { ...unlimited, topListHours: 1, weeklyDigest: true, alarmEmail: 'operator@example.com' };

let engine: Awaited<ReturnType<typeof startEngine>>;
let system: LocalSystem;
let browser: Browser;
/** The host in the IDs that the widget derives. */
const HOST = 'blog.example';

beforeAll(async () => {
  const { folder } = await synthesizedAssembly(settings);
  engine = await startEngine();
  const before = await startAfterPasses(engine.endpoint, folder);
  const api = new Api(before.system.url);
  const ratings = { '/2026/peace-talks.html': [5, 5], '/caf%C3%A9_au-lait': [5, 4], '/': [3] };
  for (const [path, stars] of Object.entries(ratings))
    for (const [index, rating] of stars.entries())
      await api.vote(HOST + path, `voter-of-the-top-list-${index}`, rating);
  await api.vote(`evil.example/<img src=x onerror=alert(1)>`, 'voter-of-the-top-list-0', 5);
  await api.vote('demo/dark-sky', 'voter-of-the-top-list-0', 4);
  await before.system.stop();
  ({ system } = await startAfterPasses(engine.endpoint, folder));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await engine?.[Symbol.asyncDispose]();
});

async function open(body: string, script = ''): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  // Browsers let no public page read from this machine, so the site's own address serves the ratings.
  await page.route(`http://${HOST}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    if (pathname !== '/') {
      await route.fulfill({ response: await route.fetch({ url: system.url + pathname + search }) });
      return;
    }
    const head = `<script>${script}</script><script type="module" src="/article-rating-top.js"></script>`;
    await route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': "default-src 'self'; script-src 'self' 'unsafe-inline'" },
      body: `<!doctype html><html lang="de"><title>Test</title>${head}<body>${body}<p id="after">After</p></body></html>`,
    });
  });
  await page.goto(`http://${HOST}/`);
  return page;
}

const lines = (page: Page) => page.locator('article-rating-top').first().locator('li').allTextContents();

test('lists the pages of its own site, best first, with links', async () => {
  const page = await open('<article-rating-top></article-rating-top>');
  await eventually(() => lines(page), ['Peace talks 5 ★ (2)', 'Café au lait 4,5 ★ (2)', 'Blog.example 3 ★ (1)']);
  const links = page.locator('article-rating-top a');
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
    '/2026/peace-talks.html',
    '/caf%C3%A9_au-lait',
    '/',
  ]);
  expect(await page.locator('article-rating-top [part=average]').first().getAttribute('aria-label')).toBe('5 / 5');
});

test('takes the prefix from article-prefix, an attribute without a property of that name', async () => {
  const page = await open('<article-rating-top article-prefix="blog.example/2026/"></article-rating-top>');
  await eventually(() => lines(page), ['Peace talks 5 ★ (2)']);
  expect(
    await page
      .locator('article-rating-top')
      .evaluate((element) => 'article-prefix' in element || 'articlePrefix' in element),
  ).toBe(false);
});

test('updates when its attributes change, also with a declarative shadow root', async () => {
  const declared = '<template shadowrootmode="open"><p>No list yet</p></template>';
  const page = await open(`<article-rating-top prefix="blog.example/2026/">${declared}</article-rating-top>`);
  await eventually(() => lines(page), ['Peace talks 5 ★ (2)']);
  await page.locator('article-rating-top').evaluate((element) => {
    element.setAttribute('limit', '1');
    element.setAttribute('prefix', 'blog.example/');
    element.setAttribute('limit', '2');
    document.body.append(element);
  });
  await eventually(() => lines(page), ['Peace talks 5 ★ (2)', 'Café au lait 4,5 ★ (2)']);
  expect(await page.locator('article-rating-top p').count()).toBe(0);
});

test('links have the colour of the text around them', async () => {
  const page = await open('<article-rating-top></article-rating-top>');
  await page.evaluate(() => (document.body.style.color = 'rgb(1, 2, 3)'));
  const link = page.locator('article-rating-top a').first();
  await eventually(() => link.evaluate((element) => getComputedStyle(element).color), 'rgb(1, 2, 3)');
});

test('takes a prefix and a limit, and moves nothing when the list arrives', async () => {
  const page = await open('<article-rating-top prefix="blog.example/2026/" limit="1"></article-rating-top>');
  const top = () => page.locator('#after').evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await eventually(() => lines(page), ['Peace talks 5 ★ (2)']);
  expect(Math.abs((await top()) - before)).toBeLessThan(1);
});

test('votes on IDs of other sites put no link and no element on the page', async () => {
  const page = await open('<article-rating-top prefix="evil"></article-rating-top>');
  await eventually(() => lines(page), ['<img src=x onerror=alert(1)> 5 ★ (1)']);
  expect(await page.locator('article-rating-top a, article-rating-top img').count()).toBe(0);
});

test('a listener can change titles and leave articles out', async () => {
  const page = await open(
    '<article-rating-top></article-rating-top>',
    `addEventListener('article-rating:top', ({ detail: { articles } }) => {
      articles.pop();
      articles[0].title = 'Peace, at last';
    })`,
  );
  await eventually(() => lines(page), ['Peace, at last 5 ★ (2)', 'Café au lait 4,5 ★ (2)']);
});

test('warns in the console if no list arrives, and reserves no space', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await page.goto(`${system.url}/article.html`);
  const load = `<article-rating-top limit="0"></article-rating-top>`;
  await page.evaluate((html) => {
    const script = document.createElement('script');
    script.type = 'module';
    script.src = '/article-rating-top.js';
    document.body.insertAdjacentHTML('beforeend', html);
    document.body.append(script);
  }, load);
  await eventually(() => [...warnings], ['article-rating: no top list loaded: invalid_limit (HTTP 400)']);
  expect(await page.locator('article-rating-top').evaluate((element) => element.clientHeight)).toBeLessThan(40);
});

test.each([
  ['a refusal', { status: 503, json: { code: 'busy' } }, { code: 'busy', status: 503 }],
  ['no top list', { status: 404, json: { code: 'not_found' } }, { code: 'not_found', status: 404 }],
  ['HTML', { status: 200, body: '<p>Hello</p>' }, { code: 'failed', status: undefined }],
  [
    'an article without numbers',
    { json: { articles: [{ articleId: 'blog.example/x' }] } },
    { code: 'failed', status: undefined },
  ],
])('%s in place of a list removes the earlier list, and fires an event', async (_, answer, detail) => {
  const page = await open('<article-rating-top prefix="blog.example/2026/"></article-rating-top>');
  await eventually(() => lines(page), ['Peace talks 5 ★ (2)']);
  await page.evaluate(() => {
    addEventListener('article-rating:top-error', ({ detail }) => Object.assign(globalThis, { failure: detail }));
  });
  await page.route('**/v1/top*', (route) => route.fulfill(answer));
  await page.locator('article-rating-top').evaluate((element) => element.setAttribute('prefix', 'blog.example/'));
  await eventually(() => page.evaluate(() => (globalThis as { failure?: unknown }).failure), detail);
  expect(await lines(page)).toEqual([]);
  expect(await page.locator('article-rating-top').evaluate((element) => element.clientHeight)).toBeLessThan(40);
});

test('the demo has a page with the list', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${system.url}/`);
  await page.locator('main a[href="/top.html"]').click();
  await eventually(() => lines(page), ['Dark sky 4 ★ (1)']);
});
