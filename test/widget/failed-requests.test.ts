import type { Page } from 'playwright-core';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, watchEvents, watchRequests, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

/** Answers the next requests of one kind in place of the API: no local engine can be made to answer like this. */
async function refuse(
  page: Page,
  kind: 'votes' | 'ratings',
  status: number,
  code: string,
): Promise<() => Promise<void>> {
  const pattern = `**/v1/${kind}*`;
  await page.route(pattern, (route) =>
    route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ status, code }) }),
  );
  return () => page.unroute(pattern);
}

test.each([
  [429, 'too_many_votes', 'Too many ratings from here. Try again later.'],
  [503, 'busy', 'The service is busy. Try again soon.'],
  [403, 'origin_not_allowed', 'Your rating was not saved.'],
  [504, 'unconfirmed', 'Perhaps not saved. It is safe to try again.'],
])(
  'says what to do about a vote that is answered %i, keeps the choice, and tries again',
  async (status, code, text) => {
    const id = newArticle();
    const page = await stage.open(widgetHtml(id));
    const events = await watchEvents(page);
    const allow = await refuse(page, 'votes', status, code);
    const parts = partsOf(page);

    await parts.star(4).click();

    await shows(parts.status, text);
    expect(await parts.star(4).isChecked()).toBe(true);
    expect((await events()).filter(({ type }) => type === 'error').map(({ detail }) => detail)).toEqual([
      { articleId: id, action: 'vote', code, status },
    ]);
    await allow();
    await shows(parts.submit, 'Try again');
    await parts.submit.click();
    await shows(parts.status, 'Thank you for rating this post!');
    expect(await stage.system.api.summary(id)).toMatchObject({ distribution: [0, 0, 0, 1, 0] });
  },
);

test('text and stars show a failed change, with its reason, in each widget of the article', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id) + widgetHtml(id));
  const all = page.locator('article-rating');
  await all.nth(0).locator('input').nth(1).click();
  await shows(all.nth(1).locator('[part=hint]'), 'Your rating: 2 / 5 (Somewhat useful)');
  await refuse(page, 'votes', 504, 'unconfirmed');
  await all.nth(0).locator('input').nth(4).click();
  for (const each of await all.all()) {
    await shows(each.locator('[part=average]'), 'Perhaps not saved. It is safe to try again.');
    await shows(each.locator('[part=hint]'), 'Very useful');
    await shows(each.locator('[part=submit]'), 'Try again');
  }
});

test('a failed vote can be resent, or replaced by another one, from the keyboard', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const allow = await refuse(page, 'votes', 503, 'busy');
  const { star, submit, status } = partsOf(page);
  await star(4).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await shows(status, 'The service is busy. Try again soon.');
  await shows(submit, 'Try again');
  await allow();

  await star(2).click();

  await shows(status, 'Thank you for rating this post!');
  expect(await stage.system.api.summary(id)).toMatchObject({ distribution: [0, 1, 0, 0, 0] });
});

test('retries a failed removal as a removal', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { star, submit, remove, status } = partsOf(page);
  await star(4).click();
  await shows(status, 'Thank you for rating this post!');
  const allow = await refuse(page, 'votes', 503, 'busy');
  await remove.click();
  await shows(status, 'The service is busy. Try again soon.');
  await allow();

  await submit.click();

  await shows(status, 'Your rating was removed.');
  expect(await stage.system.api.summary(id)).toMatchObject({ count: 0 });
});

test('a vote fails with a message while offline, and can be sent again when online', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const events = await watchEvents(page);
  const { star, submit, status, summary } = partsOf(page);
  await shows(summary, 'No votes so far! Be the first to rate this post.');
  await page.context().setOffline(true);
  await star(5).click();
  await shows(status, 'Your rating was not saved.');
  expect(await star(5).isChecked()).toBe(true);
  expect((await events()).at(-1)).toMatchObject({ type: 'error', detail: { code: 'unsaved' } });
  await page.context().setOffline(false);

  await submit.click();

  await shows(status, 'Thank you for rating this post!');
  expect(await stage.system.api.summary(id)).toMatchObject({ count: 1 });
});

test('a failed read is visible on every widget and can be repeated; no widget announces it', async () => {
  const page = await stage.open('/list.html', {
    before: (tab) => tab.route('**/v1/ratings*', (route) => route.abort()),
  });
  const hosts = page.locator('article-rating');
  const first = partsOf(hosts.nth(0));
  await shows(first.summary, 'The rating could not be loaded.');
  expect(await hosts.locator('[part=status]').allTextContents()).toEqual(Array(12).fill(''));
  const { reads } = watchRequests(page);
  await page.unroute('**/v1/ratings*');

  await first.submit.click();

  await first.summary.getByText('ote').waitFor();
  expect(reads).toHaveLength(1);
  expect(await first.submit.isVisible()).toBe(false);
  expect(await first.star(1).evaluate((element) => element.matches(':focus'))).toBe(true);
});

test('a visitor can vote although the summary could not be read', async () => {
  const id = newArticle();
  const page = await stage.open('about:blank');
  await page.route('**/v1/ratings*', (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: 'Hello' }),
  );
  await page.route('**/page', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<script type="module" src="/article-rating.js"></script>${widgetHtml(id)}`,
    }),
  );
  await page.goto(`${stage.system.url}/page`);
  await shows(partsOf(page).summary, 'The rating could not be loaded.');

  await partsOf(page).star(4).click();

  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
});

test('an ID that the API refuses does not affect the others', async () => {
  const good = newArticle();
  await stage.system.api.vote(good, 'an-earlier-voter-0001', 3);
  const page = await stage.open(widgetHtml('x'.repeat(513)) + widgetHtml(good));
  const hosts = page.locator('article-rating');
  await shows(partsOf(hosts.nth(1)).summary, 'Average rating 3 / 5. Vote count: 1');
  await shows(partsOf(hosts.nth(0)).summary, 'The rating could not be loaded.');
});

test('a read that began before a vote does not overwrite the vote on the screen', async () => {
  const id = newArticle();
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  const page = await stage.open(widgetHtml(id), {
    before: (tab) =>
      tab.route('**/v1/ratings*', async (route) => {
        const response = await route.fetch();
        await held;
        // The widget has cancelled the request by then.
        await route.fulfill({ response }).catch(() => undefined);
      }),
  });
  await partsOf(page).star(4).click();
  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');

  answer();
  await partsOf(page).star(5).hover();

  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
});

test('a visitor can vote without storage, and is recognised until the page closes', async () => {
  const id = newArticle();
  const visitor = await stage.visitor();
  await visitor.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('Blocked', 'SecurityError');
      },
    });
  });
  const page = await stage.open(widgetHtml(id), { in: visitor });
  const { votes } = watchRequests(page);
  const { star, summary, hint, host } = partsOf(page);
  await star(2).click();
  await shows(summary, 'Average rating 2 / 5. Vote count: 1');
  await star(3).click();
  await shows(summary, 'Average rating 3 / 5. Vote count: 1');

  await host.evaluate((element) => element.replaceWith(element.cloneNode()));

  await page.mouse.move(0, 0);
  await shows(hint, 'Your rating: 3 / 5 (Useful)');
  const voters = votes.map((request) => (request.postDataJSON() as { voterId: string }).voterId);
  expect(new Set(voters).size).toBe(1);
});

test('ignores a broken stored vote', async () => {
  const id = newArticle();
  const visitor = await stage.visitor();
  const key = `article-rating:${stage.system.url} ${id}`;
  await visitor.addInitScript((name) => localStorage.setItem(name, '{"half'), key);
  const page = await stage.open(widgetHtml(id), { in: visitor });
  await shows(partsOf(page).summary, 'No votes so far! Be the first to rate this post.');
});

test('shows English if the language file cannot be loaded', async () => {
  const page = await stage.open(widgetHtml(newArticle(), 'lang="de"'), {
    before: (tab) => tab.route('**/lang/*.js', (route) => route.fulfill({ status: 404 })),
  });
  await shows(partsOf(page).title, 'How useful was this post?');
  await eventually(() => partsOf(page).title.isVisible(), true);
});
