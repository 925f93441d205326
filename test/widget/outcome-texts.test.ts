import type { Page } from 'playwright-core';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, watchEvents, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const THANKS = 'Thank you for rating this post!';
const REMOVED = 'Your rating was removed.';

async function twoTabs(id: string): Promise<[Page, Page]> {
  const visitor = await stage.visitor();
  return [await stage.open(widgetHtml(id), { in: visitor }), await stage.open(widgetHtml(id), { in: visitor })];
}

/** The number of stars that are shown as the visitor's own. */
const ownStars = (page: Page) =>
  partsOf(page).host.evaluate(
    (element) =>
      [...element.shadowRoot!.querySelectorAll('.own svg svg')].filter((one) => Number(one.getAttribute('width')) > 17)
        .length,
  );

describe('in two tabs', () => {
  test('the thanks disappear when the visitor removes the rating in the other tab', async () => {
    const [first, second] = await twoTabs(newArticle());
    await partsOf(second).star(1).click();
    await shows(partsOf(second).status, THANKS);
    await partsOf(first).remove.click();
    await shows(partsOf(first).status, REMOVED);
    await shows(partsOf(second).status, '');
    await second.mouse.move(0, 0);
    await shows(partsOf(second).hint, 'Click on a star to rate it!');
  });

  test('the removal message disappears when the visitor votes again in the other tab', async () => {
    const [first, second] = await twoTabs(newArticle());
    await partsOf(first).star(2).click();
    await partsOf(first).remove.click();
    await shows(partsOf(first).status, REMOVED);
    await partsOf(second).star(3).click();
    await shows(partsOf(second).status, THANKS);
    await shows(partsOf(first).status, '');
    await first.mouse.move(0, 0);
    await shows(partsOf(first).hint, 'Your rating: 3 / 5 (Useful)');
  });

  test('a removal that is answered after a later vote elsewhere is not announced', async () => {
    const [first, second] = await twoTabs(newArticle());
    await partsOf(first).star(2).click();
    await shows(partsOf(first).status, THANKS);
    let answer = () => {};
    const late = new Promise<void>((resolve) => (answer = resolve));
    let held = 0;
    await first.route('**/v1/votes', async (route) => {
      const response = await route.fetch();
      held++;
      await late;
      await route.fulfill({ response });
    });
    await partsOf(first).remove.click();
    await eventually(() => held, 1);
    await partsOf(second).star(5).click();
    await shows(partsOf(second).status, THANKS);
    answer();
    await shows(partsOf(first).status, THANKS);
  });
});

test('a switch of accounts leaves no outcome of the other account', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const { host, star, status } = partsOf(page);
  await star(4).click();
  await shows(status, THANKS);
  await host.evaluate((element) => element.setAttribute('voter-token', `e30.${btoa('{"sub":"ann"}')}.signature`));
  await shows(status, '');
});

describe('a failed removal', () => {
  test.each([
    [403, 'origin_not_allowed', 'Your rating was not removed.'],
    [500, 'internal', 'Perhaps not removed. It is safe to try again.'],
  ])('with status %i shows its message beside the unchanged stars, also after a reload', async (status, code, text) => {
    const page = await stage.open(widgetHtml(newArticle()));
    const parts = partsOf(page);
    await parts.star(5).click();
    await shows(parts.status, THANKS);
    await page.route('**/v1/votes', (route) => route.fulfill({ status, json: { status, code } }));
    await parts.remove.click();
    await shows(parts.summary, text);
    await shows(parts.status, text);
    const agrees = async () => {
      await page.mouse.move(0, 0);
      await shows(parts.hint, 'Your rating: 5 / 5 (Very useful)');
      expect(await ownStars(page)).toBe(5);
      expect(await parts.star(5).isChecked()).toBe(true);
    };
    await agrees();
    // The read may come from a cache that holds the time before the vote.
    await page.route('**/v1/ratings*', (route) =>
      route.fulfill({
        json: {
          ratings: [
            {
              articleId: new URL(route.request().url()).searchParams.get('articleId'),
              average: 0,
              count: 0,
              distribution: [0, 0, 0, 0, 0],
            },
          ],
        },
      }),
    );
    await page.reload();
    // A refused removal is not sent again.
    if (status === 500) await shows(parts.summary, text);
    else await parts.remove.waitFor();
    await agrees();
  });
});

test('the first tap on a star shows while the voting code loads, and no longer', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const { star, status, title } = partsOf(page);
  await title.waitFor();
  let load = () => {};
  const slow = new Promise<void>((resolve) => (load = resolve));
  await page.route('**/article-rating.controls.*', (route) => slow.then(() => route.continue()));
  const outline = () => star(4).evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await outline()).toBe('none');
  await star(4).click();
  expect(await outline()).toBe('auto');
  load();
  await shows(status, THANKS);
  await eventually(outline, 'none');
});

describe('if the voting code cannot be loaded', () => {
  const broken = async () => {
    const id = newArticle();
    await stage.system.api.vote(id, 'an-earlier-voter-0001', 4);
    const page = await stage.open(widgetHtml(id));
    await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
    await page.route('**/article-rating.controls.*', (route) => route.abort());
    return { id, page, parts: partsOf(page) };
  };

  test('shows that a vote was not saved, keeps the average, and can send the vote again', async () => {
    const { id, page, parts } = await broken();
    const events = await watchEvents(page);
    await parts.star(5).click();
    await shows(parts.status, 'Your rating was not saved.');
    await shows(parts.hint, 'Your rating was not saved.');
    await shows(parts.summary, 'Average rating 4 / 5. Vote count: 1');
    expect((await events()).map(({ type, detail }) => [type, detail['action'], detail['code']])).toEqual([
      ['error', 'vote', 'unsaved'],
    ]);
    await page.unroute('**/article-rating.controls.*');
    await parts.submit.click();
    await shows(parts.status, THANKS);
    expect((await stage.system.api.summary(id)).count).toBe(2);
  });

  test('requests the code only once for a visitor who has voted', async () => {
    const { page, parts } = await broken();
    await page.unroute('**/article-rating.controls.*');
    await parts.star(5).click();
    await shows(parts.status, THANKS);
    let asked = 0;
    await page.route('**/article-rating.controls.*', (route) => (asked++, route.abort()));
    await page.reload();
    await eventually(() => asked > 0, true);
    await shows(parts.summary, 'Average rating 4.5 / 5. Vote count: 2');
    await parts.host.evaluate(async () => {
      for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
    });
    expect(asked).toBe(1);
  });
});

describe('an invalid answer to a read', () => {
  test.each([
    ['an average in words', { average: '9' }],
    ['an average of 9', { average: 9 }],
    ['no average', { average: null }],
    ['a count in words', { count: '3' }],
    ['a count below none', { count: -1 }],
    ['no distribution', { distribution: null }],
  ])('with %s is treated as a failed read', async (_, wrong) => {
    const id = newArticle();
    const right = { articleId: id, average: 4, count: 3, distribution: [0, 0, 0, 3, 0] };
    const page = await stage.open(widgetHtml(id), {
      before: (tab) =>
        tab.route('**/v1/ratings*', (route) => route.fulfill({ json: { ratings: [{ ...right, ...wrong }] } })),
    });
    await shows(partsOf(page).summary, 'The rating could not be loaded.');
  });
});
