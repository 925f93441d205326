import { accessibleNodes } from './support/accessibility.ts';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, watchRequests, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

test('a visitor can choose, vote, change and remove by keyboard alone', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { votes } = watchRequests(page);
  const { summary, hint, status, submit, star, remove } = partsOf(page);
  await summary.getByText('No votes').waitFor();

  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await shows(hint, 'Fairly useful');
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(votes).toHaveLength(0);

  await page.keyboard.press('Enter');
  await shows(status, 'Thank you for rating this post!');
  await shows(summary, 'Average rating 4 / 5. Vote count: 1');
  expect(await star(4).evaluate((element) => element.matches(':focus-visible'))).toBe(true);

  await page.keyboard.press('ArrowLeft');
  await shows(submit, 'Submit my rating');
  await page.keyboard.press('Tab');
  expect(await submit.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
  await page.keyboard.press('Enter');
  await shows(summary, 'Average rating 3 / 5. Vote count: 1');
  expect(await star(3).evaluate((element) => element.matches(':focus'))).toBe(true);

  await page.keyboard.press('Tab');
  expect(await remove.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
  await page.keyboard.press('Space');
  await shows(status, 'Your rating was removed.');
  expect(votes).toHaveLength(3);
  expect(await stage.system.api.summary(id)).toMatchObject({ count: 0 });
});

test('Space chooses the star in focus, and Enter without a choice does nothing', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const { votes } = watchRequests(page);
  const { star, submit } = partsOf(page);
  await star(1).focus();
  await page.keyboard.press('Enter');
  expect(await submit.isVisible()).toBe(false);
  await page.keyboard.press('Space');
  await shows(submit, 'Submit my rating');
  expect(await star(1).isChecked()).toBe(true);
  expect(votes).toHaveLength(0);
});

test('arrow keys still only choose after a click on a star', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const { votes } = watchRequests(page);
  const { star, status, submit } = partsOf(page);
  await star(2).click();
  await shows(status, 'Thank you for rating this post!');
  await page.keyboard.press('ArrowRight');
  await shows(submit, 'Submit my rating');
  expect(await star(3).isChecked()).toBe(true);
  expect(votes).toHaveLength(1);
});

test('Enter does not submit a form around the widget', async () => {
  const page = await stage.open(`<form action="/elsewhere"><input name="q">${widgetHtml(newArticle())}</form>`);
  await partsOf(page).star(3).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await shows(partsOf(page).status, 'Thank you for rating this post!');
  expect(page.url()).toContain('/test-page');
});

test('assistive technology finds a named group of named radio buttons, and a button to submit', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  await partsOf(page).summary.getByText('No votes').waitFor();
  await partsOf(page).star(4).focus();
  await page.keyboard.press('Space');
  await shows(partsOf(page).submit, 'Submit my rating');

  const nodes = await accessibleNodes(page);
  const named = (role: string) => nodes.filter((node) => node.role === role).map(({ name }) => name);
  expect(named('group')).toEqual(['How useful was this post?']);
  expect(named('radio')).toEqual([
    '1 star, Not at all useful',
    '2 stars, Somewhat useful',
    '3 stars, Useful',
    '4 stars, Fairly useful',
    '5 stars, Very useful',
  ]);
  expect(named('button')).toEqual(['Submit my rating']);
  expect(named('StaticText')).toContain('No votes so far! Be the first to rate this post.');
  expect(nodes.filter(({ role }) => /image|img/i.test(role))).toEqual([]);
  const checked = nodes.filter(({ role, properties }) => role === 'radio' && properties['checked'] === 'true');
  expect(checked.map(({ name }) => name)).toEqual(['4 stars, Fairly useful']);
});

test('announces the outcome of a vote politely', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const live = async () => {
    const node = (await accessibleNodes(page)).find(({ role }) => role === 'status');
    return { live: node?.properties['live'], text: node?.text };
  };
  await partsOf(page).star(5).click();
  await eventually(live, { live: 'polite', text: 'Thank you for rating this post!' });
  await page.route('**/v1/votes', (route) => route.fulfill({ status: 429, json: { code: 'too_many_votes' } }));
  await partsOf(page).star(1).click();
  await eventually(live, { live: 'polite', text: 'Too many ratings from here. Try again later.' });
});

test.each([
  ['before the controls have loaded', false],
  ['after', true],
])('Space right after Tab only chooses on a slow device, %s', async (_, loaded) => {
  const page = await stage.open(widgetHtml(newArticle()));
  const { votes } = watchRequests(page);
  const { star, hint, submit } = partsOf(page);
  await star(1).waitFor();
  if (loaded) {
    await star(3).hover();
    await shows(hint, 'Useful');
    await page.mouse.move(0, 0);
    await shows(hint, 'Click on a star to rate it!');
  }
  await star(1).evaluate(async (element: HTMLElement) => {
    const key = (type: string, name: string) =>
      element.dispatchEvent(new KeyboardEvent(type, { key: name, bubbles: true }));
    element.focus();
    key('keyup', 'Tab');
    key('keydown', ' ');
    // The page is so slow that the timer of the first key fires while the second key is down.
    await new Promise((resolve) => setTimeout(resolve));
    key('keyup', ' ');
    element.click();
  });
  await shows(submit, 'Submit my rating');
  expect(await star(1).isChecked()).toBe(true);
  expect(votes).toEqual([]);
});
