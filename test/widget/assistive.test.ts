import { accessibleNodes } from './support/accessibility.ts';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, watchRequests, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

test.each([
  ['before the visitor has touched the widget', false],
  ['after keys were used', true],
])('a press by assistive technology, a click without key or pointer events, votes %s', async (_, keys) => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { star, status, hint } = partsOf(page);
  if (keys) {
    await star(1).focus();
    await page.keyboard.press('ArrowRight');
    await shows(hint, 'Somewhat useful');
  }
  await star(4).evaluate((element: HTMLElement) => element.click());
  await shows(status, 'Thank you for rating this post!');
  expect(await stage.system.api.summary(id)).toMatchObject({ average: 4, count: 1 });
});

test('a press by assistive technology shows its own star after a tap left the pointer on another', async () => {
  const page = await stage.open(widgetHtml(newArticle()), { hasTouch: true });
  const { star, status, host } = partsOf(page);
  await star(2).tap();
  await shows(status, 'Thank you for rating this post!');
  await star(5).evaluate((element: HTMLElement) => element.click());
  await shows(partsOf(page).hint, 'Your rating: 5 / 5 (Very useful)');
  expect(await star(5).isChecked()).toBe(true);
  expect(await host.locator('svg svg').last().getAttribute('width')).toBe('17.9');
});

test('a click without key or pointer events votes after a key was released while the controls loaded', async () => {
  const { promise: asked, resolve: load } = Promise.withResolvers<void>();
  const page = await stage.open(widgetHtml(newArticle()), {
    before: (tab) =>
      tab.route('**/article-rating.controls.*', async (route) => {
        await asked;
        await route.continue();
      }),
  });
  const { star, status, hint } = partsOf(page);
  await star(1).focus();
  await page.keyboard.press('ArrowRight');
  load();
  await shows(hint, 'Somewhat useful');
  await star(4).evaluate((element: HTMLElement) => element.click());
  await shows(status, 'Thank you for rating this post!');
});

test.each(['Escape', 'leaving'])('%s drops an unsent choice', async (how) => {
  const page = await stage.open(`${widgetHtml(newArticle())}<button>Elsewhere</button>`);
  const { votes } = watchRequests(page);
  const { star, hint, submit } = partsOf(page);
  await star(3).focus();
  await page.keyboard.press('ArrowRight');
  await shows(submit, 'Submit my rating');
  if (how === 'Escape') await page.keyboard.press('Escape');
  else await page.getByText('Elsewhere').click();
  await shows(hint, 'Click on a star to rate it!');
  expect(await star(4).isChecked()).toBe(false);
  expect(await submit.isVisible()).toBe(false);
  expect(votes).toEqual([]);
});

test('a click on the submit button keeps the choice', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const { star, submit, summary } = partsOf(page);
  await star(3).focus();
  await page.keyboard.press('ArrowRight');
  await submit.click();
  await shows(summary, 'Average rating 4 / 5. Vote count: 1');
});

test('voice control finds a star by its number', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  await page.getByRole('radio', { name: '4 stars, fairly useful' }).click();
  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
});

test.each(['', 'readonly'])('the group has a name, and the summary as its description (%s)', async (attribute) => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 3);
  const page = await stage.open(widgetHtml(id, attribute));
  await shows(partsOf(page).summary, 'Average rating 3 / 5. Vote count: 1');
  const group = (await accessibleNodes(page)).find(({ role }) => role === 'group');
  expect(group?.name).toBe('How useful was this post?');
  expect(group?.description).toBe('Average rating 3 / 5. Vote count: 1');
});

test('shows one focus ring, even if the page draws one around every focused element', async () => {
  const page = await stage.open(`<style>*:focus { outline: 5px solid red }</style>${widgetHtml(newArticle())}`);
  const { host, star, hint } = partsOf(page);
  await star(3).focus();
  await page.keyboard.press('ArrowRight');
  await shows(hint, 'Fairly useful');
  await eventually(() => host.evaluate((element) => getComputedStyle(element).outlineStyle), 'none');
  expect(await star(4).evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
});
