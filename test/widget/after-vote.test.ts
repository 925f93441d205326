import type { Page } from 'playwright-core';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const content = `<p slot="after-low">What was missing? <a href="mailto:a@b.example">Write to us</a></p><p slot="after-high">Share it</p>`;
const html = (id: string, attributes = '', inside = content) =>
  `<article-rating article-id="${id}" ${attributes}>${inside}</article-rating>`;
const [low, high] = [
  (page: Page) => page.locator('[slot=after-low]'),
  (page: Page) => page.locator('[slot=after-high]'),
];

test.each([
  [1, [true, false]],
  [3, [true, false]],
  [4, [false, true]],
  [5, [false, true]],
])("shows the page's own content and the thanks after a vote of %d", async (rating, seen) => {
  const page = await stage.open(html(newArticle()));
  const { star, status } = partsOf(page);
  const shown = async () => [await low(page).isVisible(), await high(page).isVisible()];
  await star(1).waitFor();
  expect(await shown()).toEqual([false, false]);
  await star(rating).click();
  await shows(status, 'Thank you for rating this post!');
  expect(await shown()).toEqual(seen);
});

test('the content follows a changed vote, is hidden with a removed one, and stays hidden on return', async () => {
  const page = await stage.open(html(newArticle(), 'feedback'));
  const { host, star, remove } = partsOf(page);
  const box = host.locator('textarea');
  await star(2).click();
  await low(page).waitFor();
  await star(5).click();
  await high(page).waitFor();
  expect(await low(page).isVisible()).toBe(false);
  await remove.click();
  await high(page).waitFor({ state: 'hidden' });
  await star(5).click();
  await high(page).waitFor();
  await page.reload();
  await remove.waitFor();
  expect([await high(page).isVisible(), await box.isVisible()]).toEqual([false, false]);
});

test('shows content that the page adds later', async () => {
  const page = await stage.open(html(newArticle(), '', ''));
  const { host, star } = partsOf(page);
  await star(1).waitFor();
  await host.evaluate((element) => {
    const added = document.createElement('p');
    added.slot = 'after-high';
    added.textContent = 'Share it';
    element.append(added);
  });
  await star(5).click();
  await high(page).waitFor();
});

test('no star moves when the content appears', async () => {
  const page = await stage.open(html(newArticle(), 'feedback'));
  const { star } = partsOf(page);
  const before = await star(5).boundingBox();
  await star(2).click();
  await low(page).waitFor();
  expect(await star(5).boundingBox()).toEqual(before);
});

describe('feedback', () => {
  /** Records the feedback that the page's handler receives; with `refuse`, the handler rejects it. */
  const handle = (page: Page, refuse = false) =>
    page.evaluate((refusing) => {
      const taken: unknown[] = [];
      Object.assign(globalThis, { taken });
      document.addEventListener('article-rating:feedback', (event) => {
        taken.push((event as CustomEvent<unknown>).detail);
        if (refusing) event.preventDefault();
      });
    }, refuse);
  const taken = (page: Page) => page.evaluate(() => (globalThis as unknown as { taken: unknown[] }).taken);

  test("passes the visitor's text to the page, and sends it nowhere", async () => {
    const id = newArticle();
    const page = await stage.open(html(id, 'feedback', ''));
    await handle(page);
    const { host, star } = partsOf(page);
    await star(2).click();
    const box = host.getByRole('textbox', { name: 'Would you like to tell us why?' });
    await box.waitFor();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await host.getByRole('button', { name: 'Send' }).click();
    expect(await taken(page)).toEqual([]);
    await box.fill('  The second step is missing. ');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await shows(host.locator('[part=received]'), 'Thank you for your feedback!');
    expect((await host.locator('[part=received]').boundingBox())!.width).toBeGreaterThan(100);
    expect(await taken(page)).toEqual([{ articleId: id, vote: 2, text: 'The second step is missing.' }]);
    expect(await box.isVisible()).toBe(false);
    expect(requests).toEqual([]);
  });

  test('keeps the text if the page refuses it', async () => {
    const page = await stage.open(html(newArticle(), 'feedback', ''));
    await handle(page, true);
    const { host, star } = partsOf(page);
    await star(4).click();
    await host.getByRole('textbox').fill('Fine');
    await host.getByRole('button', { name: 'Send' }).click();
    await eventually(async () => (await taken(page)).length, 1);
    expect(await host.getByRole('textbox').inputValue()).toBe('Fine');
    await shows(host.locator('[part=received]'), '');
  });

  test('uses the language of the page', async () => {
    const page = await stage.open(`<div lang="fr">${html(newArticle(), 'feedback', '')}</div>`);
    const { host, star } = partsOf(page);
    await star(4).click();
    await host.getByRole('textbox', { name: 'Souhaitez-vous nous dire pourquoi ?' }).waitFor();
  });
});

test('keeps focus in the widget when a key sends the feedback', async () => {
  const page = await stage.open(html(newArticle(), 'feedback'));
  const { host, star } = partsOf(page);
  await star(2).click();
  await host.locator('textarea').fill('Too short');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await shows(host.locator('[part=received]'), 'Thank you for your feedback!');
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('article-rating');
});
