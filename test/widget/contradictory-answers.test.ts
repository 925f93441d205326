import type { Page } from 'playwright-core';
import type { ArticleRatingHTMLElement } from '../../widget/types.ts';
import { accessibleNodes } from './support/accessibility.ts';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, watchEvents, watchRequests, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const NONE = 'No votes so far! Be the first to rate this post.';
const THANKS = 'Thank you for rating this post!';
const UNSURE = 'Perhaps not saved. It is safe to try again.';

/** A promise that the test resolves. */
function signal(): { promise: Promise<void>; give: () => void } {
  let give = () => {};
  const promise = new Promise<void>((resolve) => (give = resolve));
  return { promise, give };
}

/** Simulates a page restored from the back/forward cache. */
function comeBack(page: Page): Promise<unknown> {
  return page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
}

const keyOf = (id: string) => `article-rating:${stage.system.url} ${id}`;

test.each([
  ['an empty object', '{}'],
  ['a list', '[]'],
  ['null', 'null'],
  ['the receipt of a service worker', '{"queued":true}'],
  ['HTML', '<p>Hello</p>'],
  ['a vote on another article', '{"articleId":"x","average":4,"count":1,"distribution":[0,0,0,1,0],"vote":4}'],
])('shows no thanks if the answer is %s, and can send the vote again', async (_, body) => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const events = await watchEvents(page);
  const { star, status, submit } = partsOf(page);
  await page.route('**/v1/votes', (route) => route.fulfill({ status: 202, contentType: 'application/json', body }));
  await star(4).click();
  await shows(status, UNSURE);
  expect((await events()).filter(({ type }) => type === 'vote')).toEqual([]);
  await page.unroute('**/v1/votes');
  await submit.click();
  await shows(status, THANKS);
  expect(await stage.system.api.summary(id)).toMatchObject({ average: 4, count: 1 });
});

test('rejects an answer with another rating', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { star, status } = partsOf(page);
  await page.route('**/v1/votes', (route) =>
    route.fulfill({ json: { articleId: id, average: 2, count: 1, distribution: [0, 1, 0, 0, 0], vote: 2 } }),
  );
  await star(4).click();
  await shows(status, UNSURE);
});

test('if the answers of two tabs cross, the vote sent later stays on the screen and in storage', async () => {
  const id = newArticle();
  const visitor = await stage.visitor();
  const [first, second] = [
    await stage.open(widgetHtml(id), { in: visitor }),
    await stage.open(widgetHtml(id), { in: visitor }),
  ];
  const late = signal();
  await first.route('**/v1/votes', async (route) => {
    const response = await route.fetch();
    await late.promise;
    await route.fulfill({ response });
  });
  await partsOf(first).star(2).click();
  await shows(partsOf(first).status, 'Sending…');
  await eventually(async () => (await stage.system.api.summary(id)).count, 1);
  await partsOf(second).star(5).click();
  await shows(partsOf(second).status, THANKS);
  late.give();

  await shows(partsOf(first).status, THANKS);
  for (const page of [first, second]) {
    await page.mouse.move(0, 0);
    await shows(partsOf(page).hint, 'Your rating: 5 / 5 (Very useful)');
    await shows(partsOf(page).summary, 'Average rating 5 / 5. Vote count: 1');
  }
  const third = await stage.open(widgetHtml(id), { in: visitor });
  await shows(partsOf(third).hint, 'Your rating: 5 / 5 (Very useful)');
});

test('a restored page shows the current rating and no preview', async () => {
  const id = newArticle();
  const visitor = await stage.visitor();
  const page = await stage.open(widgetHtml(id), { in: visitor });
  const { star, hint, summary } = partsOf(page);
  await shows(summary, NONE);
  await star(2).hover();
  await shows(hint, 'Somewhat useful');
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 3);
  await comeBack(page);
  await shows(summary, 'Average rating 3 / 5. Vote count: 1');
  await shows(hint, 'Click on a star to rate it!');
});

test('remembers votes per account, and shows none to another account', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { host, star, hint, status, remove } = partsOf(page);
  const token = (sub: string) => `e30.${btoa(JSON.stringify({ sub }))}.signature`;
  const signIn = (sub: string) =>
    host.evaluate((element, value) => element.setAttribute('voter-token', value), token(sub));
  await signIn('ann');
  await page.route('**/v1/votes', (route) =>
    route.fulfill({ json: { articleId: id, average: 4, count: 1, distribution: [0, 0, 0, 1, 0], vote: 4 } }),
  );
  await star(4).click();
  await shows(status, THANKS);
  await page.mouse.move(0, 0);
  await shows(hint, 'Your rating: 4 / 5 (Fairly useful)');

  await signIn('bob');
  await shows(hint, 'Click on a star to rate it!');
  expect(await remove.isVisible()).toBe(false);
  await host.evaluate((element) => element.removeAttribute('voter-token'));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await shows(hint, 'Click on a star to rate it!');
  await signIn('ann');
  await shows(hint, 'Your rating: 4 / 5 (Fairly useful)');
});

test('a remembered vote with a future time does not replace a read', async () => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 3);
  const visitor = await stage.visitor();
  const answer = { articleId: id, average: 5, count: 99, distribution: [0, 0, 0, 0, 99] };
  const value = JSON.stringify({ vote: 5, sent: Date.now() + 1e11, previous: null, answer });
  await visitor.addInitScript(([key, text]) => localStorage.setItem(key!, text!), [keyOf(id), value]);
  const page = await stage.open(widgetHtml(id), { in: visitor });
  await shows(partsOf(page).summary, 'Average rating 3 / 5. Vote count: 1');
  await shows(partsOf(page).hint, 'Your rating: 5 / 5 (Very useful)');
});

test.each([
  ['may not contain it', 3600, 'Average rating 4 / 5. Vote count: 1'],
  ['contains it', 10, NONE],
])('shows its own vote of two minutes ago if a read %s', async (_, maxAge, text) => {
  const id = newArticle();
  const visitor = await stage.visitor();
  const answer = { articleId: id, average: 4, count: 1, distribution: [0, 0, 0, 1, 0] };
  const value = JSON.stringify({ vote: 4, sent: Date.now() - 120_000, previous: null, answer });
  await visitor.addInitScript(([key, stored]) => localStorage.setItem(key!, stored!), [keyOf(id), value]);
  const page = await stage.open(widgetHtml(id), {
    in: visitor,
    before: (tab) =>
      tab.route('**/v1/ratings*', async (route) => {
        const response = await route.fetch();
        const headers = {
          ...response.headers(),
          'cache-control': `public, max-age=${maxAge}, stale-while-revalidate=5`,
        };
        await route.fulfill({ response, headers });
      }),
  });
  await shows(partsOf(page).summary, text);
});

test('shows its own vote of two minutes ago if the voting code arrives after the read', async () => {
  const id = newArticle();
  const visitor = await stage.visitor();
  const answer = { articleId: id, average: 4, count: 1, distribution: [0, 0, 0, 1, 0] };
  const value = JSON.stringify({ vote: 4, sent: Date.now() - 120_000, previous: null, answer });
  await visitor.addInitScript(([key, stored]) => localStorage.setItem(key!, stored!), [keyOf(id), value]);
  const read = signal();
  const page = await stage.open(widgetHtml(id), {
    in: visitor,
    before: async (tab) => {
      await tab.route('**/article-rating.voting.*', async (route) => {
        await read.promise;
        await route.continue();
      });
      await tab.route('**/v1/ratings*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'cache-control': 'public, max-age=3600' } });
      });
    },
  });
  const count = () =>
    page.locator('article-rating').evaluate((widget) => (widget as ArticleRatingHTMLElement).summary?.count);
  await eventually(count, 0);
  read.give();
  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
});

test('a choice by keyboard takes precedence over a pointer at rest elsewhere', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const { star, hint, summary } = partsOf(page);
  await star(2).hover();
  await shows(hint, 'Somewhat useful');
  await star(4).focus();
  await page.keyboard.press('ArrowRight');
  await shows(hint, 'Very useful');
  await page.keyboard.press('Enter');
  await shows(summary, 'Average rating 5 / 5. Vote count: 1');
});

test('sends a lost vote again when a visitor who left right after the click returns', async () => {
  const id = newArticle();
  const visitor = await stage.visitor();
  const page = await stage.open(widgetHtml(id), { in: visitor });
  let lost = 0;
  await page.route('**/v1/votes', (route) => void (lost++, route));
  await partsOf(page).star(4).click();
  await shows(partsOf(page).status, 'Sending…');
  await eventually(() => lost, 1);
  await page.close();

  const again = await stage.open(widgetHtml(id), { in: visitor });
  await shows(partsOf(again).hint, 'Your rating: 4 / 5 (Fairly useful)');
  await shows(partsOf(again).summary, 'Average rating 4 / 5. Vote count: 1');
  expect(await stage.system.api.summary(id)).toMatchObject({ average: 4, count: 1 });
});

test('a refused vote is not sent again on return', async () => {
  const id = newArticle();
  const visitor = await stage.visitor();
  const page = await stage.open(widgetHtml(id), { in: visitor });
  await page.route('**/v1/votes', (route) => route.fulfill({ status: 429, json: { code: 'too_many_votes' } }));
  await partsOf(page).star(4).click();
  await shows(partsOf(page).status, 'Too many ratings from here. Try again later.');
  await page.close();
  const again = await stage.open(widgetHtml(id), { in: visitor });
  const { votes } = watchRequests(again);
  await shows(partsOf(again).summary, NONE);
  await shows(partsOf(again).hint, 'Click on a star to rate it!');
  expect(votes).toEqual([]);
});

test('a vote that fails after the removal of its widget is reported to the page and on the next widget', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const events = await watchEvents(page);
  const answer = signal();
  await page.route('**/v1/votes', async (route) => {
    await answer.promise;
    await route.fulfill({ status: 503, json: { code: 'busy' } });
  });
  const { host, star, status } = partsOf(page);
  await star(4).click();
  await shows(status, 'Sending…');
  await host.evaluate((element) => element.remove());
  answer.give();
  await eventually(async () => (await events()).filter(({ type }) => type === 'error').length, 1);
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), widgetHtml(id));
  await shows(partsOf(page).submit, 'Try again');
  await shows(partsOf(page).summary, 'The service is busy. Try again soon.');
});

test('an ID that ends in half an emoji fails without affecting other widgets', async () => {
  const good = newArticle();
  await stage.system.api.vote(good, 'an-earlier-voter-0001', 3);
  const page = await stage.open(widgetHtml(good) + widgetHtml(newArticle()));
  await page.evaluate(() => {
    const cut = document.createElement('article-rating');
    cut.articleId = '😀'.slice(0, 1);
    document.body.prepend(cut);
    for (const other of document.querySelectorAll('article-rating')) document.body.append(other);
  });
  await shows(partsOf(page.locator('article-rating').nth(0)).summary, 'The rating could not be loaded.');
  await shows(partsOf(page.locator('article-rating').nth(1)).summary, 'Average rating 3 / 5. Vote count: 1');
  await shows(partsOf(page.locator('article-rating').nth(2)).summary, NONE);
});

test('a value that full storage rejected does not hide a value stored later', async () => {
  const id = newArticle();
  const visitor = await stage.visitor();
  await visitor.addInitScript(() => {
    const set = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem')!.value as (k: string, v: string) => void;
    Storage.prototype.setItem = function (key: string, value: string) {
      if ('full' in globalThis) throw new DOMException('Full', 'QuotaExceededError');
      set.call(this, key, value);
    };
  });
  const [page, other] = [
    await stage.open(widgetHtml(id), { in: visitor }),
    await stage.open(widgetHtml(id), { in: visitor }),
  ];
  await page.evaluate(() => Object.assign(globalThis, { full: true }));
  await partsOf(page).star(2).click();
  await shows(partsOf(page).status, THANKS);
  await page.evaluate(() => delete (globalThis as { full?: true }).full);
  await partsOf(other).star(5).click();
  await shows(partsOf(other).status, THANKS);
  await page.mouse.move(0, 0);
  await shows(partsOf(page).hint, 'Your rating: 5 / 5 (Very useful)');
});

test.each([
  ['a read', 'ratings', 'The service is busy. Try again soon.'],
  ['a vote', 'votes', 'The service is busy. Try again soon.'],
])('%s throttled by the gateway is reported as busy, not as too many ratings', async (_, kind, text) => {
  const page = await stage.open(widgetHtml(newArticle()), {
    before: (tab) =>
      tab.route(`**/v1/${kind}*`, (route) => route.fulfill({ status: 429, json: { message: 'Too Many Requests' } })),
  });
  const { star, summary, status } = partsOf(page);
  if (kind === 'votes') await star(3).click();
  await shows(kind === 'votes' ? status : summary, text);
});

test('a hanging read times out, and is repeated when the browser is online again', async () => {
  const id = newArticle();
  let hang = true;
  let asked = 0;
  const page = await stage.open(widgetHtml(id), {
    before: async (tab) => {
      await tab.clock.install();
      await tab.route('**/v1/ratings*', (route) => {
        asked++;
        return hang ? undefined : route.continue();
      });
    },
  });
  // The time-out starts with the request, however late the script loads.
  const isAsked = (times: number) =>
    eventually(async () => {
      await page.clock.runFor(100);
      return asked >= times;
    }, true);
  await isAsked(1);
  await page.clock.runFor(30_000);
  await shows(partsOf(page).summary, 'The rating could not be loaded.');
  hang = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await isAsked(2);
  await page.clock.runFor(1_000);
  await shows(partsOf(page).summary, NONE);
});

test('sends the recorded vote along to save the service a write', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const { votes } = watchRequests(page);
  const { star, summary } = partsOf(page);
  await star(2).click();
  await shows(summary, 'Average rating 2 / 5. Vote count: 1');
  await star(5).click();
  await shows(summary, 'Average rating 5 / 5. Vote count: 1');
  expect(votes.map((vote) => (vote.postDataJSON() as { previous?: number }).previous)).toEqual([undefined, 2]);
});

test('a vote counts for the new page after an app changes the address and sets no ID', async () => {
  const page = await stage.open('<article-rating></article-rating>');
  const { host, star, status } = partsOf(page);
  await star(1).hover();
  await page.evaluate(() => history.pushState(null, '', '/test-page-two'));
  await star(4).click();
  await shows(status, THANKS);
  const article = `${new URL(stage.system.url).host}/test-page-two`;
  expect(await host.evaluate((element) => (element as unknown as { articleId: string }).articleId)).toBe(article);
  expect(await stage.system.api.summary(article)).toMatchObject({ count: 1 });
});

test('announces a pending choice, and the new average after a vote', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const { star, status, summary } = partsOf(page);
  await star(3).focus();
  await page.keyboard.press('ArrowRight');
  await shows(status, 'Press Enter to submit your rating.');
  await page.keyboard.press('Enter');
  await shows(summary, 'Average rating 4 / 5. Vote count: 1');
  const average = (await accessibleNodes(page)).find(({ text }) => text.startsWith('Average'));
  expect(average?.properties['live']).toBe('polite');
});
