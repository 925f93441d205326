import type { Request } from 'playwright-core';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, watchEvents, watchRequests, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

test("no star stays marked as the visitor's after a first tap and its removal", async () => {
  const page = await stage.open(widgetHtml(newArticle()), { hasTouch: true, isMobile: true });
  const { host, star, hint, remove } = partsOf(page);
  await star(4).tap();
  await remove.tap();
  await shows(hint, 'Click on a star to rate it!');
  expect(await host.locator('.own').count()).toBe(0);
});

test('text for screen readers adds nothing to the height of the page', async () => {
  const page = await stage.open(widgetHtml(newArticle()), {
    viewport: { width: 800, height: 100 },
    before: (tab) => tab.route('**/v1/votes', (route) => route.abort()),
  });
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const { star, submit } = partsOf(page);
  await star(1).waitFor();
  const before = await height();
  await star(1).focus();
  await page.keyboard.press('ArrowRight');
  await shows(submit, 'Submit my rating');
  expect(await height()).toBe(before);
  await star(4).click();
  await shows(submit, 'Try again');
  expect(await height()).toBe(before);
});

test("a click on a star votes at once, and the page shows the service's count", async () => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 5);
  const page = await stage.open(widgetHtml(id));
  const { votes } = watchRequests(page);
  const { star, summary, status, hint } = partsOf(page);
  await shows(summary, 'Average rating 5 / 5. Vote count: 1');

  await star(2).click();

  await shows(status, 'Thank you for rating this post!');
  await shows(summary, 'Average rating 3.5 / 5. Vote count: 2');
  await page.mouse.move(0, 0);
  await shows(hint, 'Your rating: 2 / 5 (Somewhat useful)');
  expect(await stage.system.api.summary(id)).toEqual({ average: 3.5, count: 2, distribution: [0, 1, 0, 0, 1] });
  expect(votes.map((request) => request.headers()['content-type'])).toEqual(['text/plain;charset=UTF-8']);
});

test('the rating comes back after a reload', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  await partsOf(page).star(4).click();
  await shows(partsOf(page).status, 'Thank you for rating this post!');

  await page.reload();

  await shows(partsOf(page).hint, 'Your rating: 4 / 5 (Fairly useful)');
  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
  expect(await partsOf(page).star(4).isChecked()).toBe(true);
});

test('a rating can be changed', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { star, summary } = partsOf(page);
  await star(1).click();
  await shows(summary, 'Average rating 1 / 5. Vote count: 1');

  await star(5).click();

  await shows(summary, 'Average rating 5 / 5. Vote count: 1');
  expect(await stage.system.api.summary(id)).toMatchObject({ distribution: [0, 0, 0, 0, 1] });
});

test('a rating can be removed, also after a reload, and focus stays in the widget', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  await partsOf(page).star(3).click();
  await shows(partsOf(page).status, 'Thank you for rating this post!');
  await page.reload();
  const { remove, status, summary, hint, star } = partsOf(page);

  await remove.click();

  await shows(status, 'Your rating was removed.');
  await shows(summary, 'No votes so far! Be the first to rate this post.');
  await shows(hint, 'Click on a star to rate it!');
  expect(await remove.isVisible()).toBe(false);
  expect(await star(1).evaluate((element) => element.matches(':focus'))).toBe(true);
  expect(await stage.system.api.summary(id)).toMatchObject({ count: 0 });
  await page.reload();
  await shows(partsOf(page).hint, 'Click on a star to rate it!');
});

test('two tabs of a visitor stay in step', async () => {
  const html = widgetHtml(newArticle());
  const visitor = await stage.visitor();
  const first = await stage.open(html, { in: visitor });
  const second = await stage.open(html, { in: visitor });
  await shows(partsOf(second).summary, 'No votes so far! Be the first to rate this post.');

  await partsOf(first).star(4).click();

  await shows(partsOf(second).hint, 'Your rating: 4 / 5 (Fairly useful)');
  await shows(partsOf(second).summary, 'Average rating 4 / 5. Vote count: 1');
  await partsOf(second).remove.click();
  await shows(partsOf(first).summary, 'No votes so far! Be the first to rate this post.');
});

test('two widgets of one article stay in step, and only the one in use makes announcements', async () => {
  const page = await stage.open('/list.html');
  const twins = page.locator('article-rating[article-id="demo/celsius"]');
  const [first, second] = [partsOf(twins.nth(0)), partsOf(twins.nth(1))];

  await first.star(5).click();

  await shows(first.status, 'Thank you for rating this post!');
  await shows(second.hint, 'Your rating: 5 / 5 (Very useful)');
  expect(await second.summary.textContent()).toBe(await first.summary.textContent());
  expect(await second.status.textContent()).toBe('');
});

test('twelve widgets share one read', async () => {
  let reads: Request[] = [];
  const page = await stage.open('/list.html', { before: (tab) => ({ reads } = watchRequests(tab)) });
  const summaries = page.locator('article-rating [part=average]');
  await eventually(async () => (await summaries.allTextContents()).filter((text) => text !== '').length, 12);

  expect(reads).toHaveLength(1);
  const ids = new URL(reads[0]!.url()).searchParams.getAll('articleId');
  expect(ids).toHaveLength(11);
  expect(ids).toEqual(ids.toSorted());
});

test('repeated clicks on one star send one vote', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { votes } = watchRequests(page);
  const { star, status } = partsOf(page);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/v1/votes', async (route) => {
    await held;
    await route.continue();
  });

  for (let click = 0; click < 3; click++) await star(3).click();
  await shows(status, 'Sending…');
  answer();

  await shows(status, 'Thank you for rating this post!');
  expect(votes).toHaveLength(1);
});

test('votes in quick succession arrive in order, and the last one counts', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { votes } = watchRequests(page);
  const { star, summary } = partsOf(page);

  await star(1).click();
  await star(2).click();
  await star(5).click();

  await shows(summary, 'Average rating 5 / 5. Vote count: 1');
  const sent = votes.map((request) => (request.postDataJSON() as { rating: number }).rating);
  expect(sent.at(-1)).toBe(5);
  expect(sent).toEqual(sent.toSorted());
});

test('fires events for votes and changes', async () => {
  const id = newArticle();
  const page = await stage.open(`<div>${widgetHtml(id)}</div>`);
  const events = await watchEvents(page);
  await partsOf(page).star(4).click();
  await shows(partsOf(page).status, 'Thank you for rating this post!');
  await partsOf(page).remove.click();
  await shows(partsOf(page).status, 'Your rating was removed.');

  const votes = (await events()).filter(({ type }) => type === 'vote').map(({ detail }) => detail);
  expect(votes).toEqual([
    { articleId: id, average: 4, count: 1, distribution: [0, 0, 0, 1, 0], vote: 4, previous: null },
    { articleId: id, average: 0, count: 0, distribution: [0, 0, 0, 0, 0], vote: null, previous: 4 },
  ]);
  const changes = (await events()).filter(({ type }) => type === 'change').map(({ detail }) => detail['count']);
  expect(changes.slice(-2)).toEqual([1, 0]);
});

test('identifies an article by its ID in any Unicode form', async () => {
  const id = newArticle('caf\u00e9');
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 3);
  const page = await stage.open(widgetHtml(id.normalize('NFD')));
  await shows(partsOf(page).summary, 'Average rating 3 / 5. Vote count: 1');
  await partsOf(page).star(5).click();
  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 2');
});

test('stores nothing for a reader, and keeps the voter ID out of cookies and URLs', async () => {
  const addresses: string[] = [];
  const page = await stage.open('/article.html', {
    before: (tab) => tab.on('request', (request) => addresses.push(request.url())),
  });
  const { star, summary, status } = partsOf(page);
  await summary.getByText('vote').waitFor();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);

  await star(4).click();
  await shows(status, 'Thank you for rating this post!');

  const voter = await page.evaluate(() => localStorage.getItem('article-rating:voter'));
  expect(voter).toMatch(/^[\w-]{16,128}$/);
  expect(addresses.filter((address) => address.includes(voter!))).toEqual([]);
  expect(addresses.filter((address) => !address.startsWith(stage.system.url))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});

test('the tally equals the votes after all this', async () => {
  expect(await stage.system.differences()).toEqual([]);
});
