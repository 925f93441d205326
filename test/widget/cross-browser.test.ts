import type { Page } from 'playwright-core';
import { pressRadio } from './support/assistive-press.ts';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

// `npm run test:browsers` runs this file in Firefox as well.
const stage = useStage();

const NONE = 'No votes so far! Be the first to rate this post.';
const THANKS = 'Thank you for rating this post!';

/** The position of each star, in hundredths of a pixel. */
function places(page: Page): Promise<string[]> {
  return partsOf(page)
    .host.locator('input')
    .evaluateAll((stars) =>
      stars
        .map((star) => star.getBoundingClientRect())
        .map(({ x, y, width, height }) => [x, y, width, height].map((value) => Math.round(value * 100)).join(' ')),
    );
}

test('a visitor votes by mouse, finds the rating after a reload, changes and removes it', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { star, status, summary, hint, remove } = partsOf(page);
  await star(4).click();
  await shows(status, THANKS);
  await shows(summary, 'Average rating 4 / 5. Vote count: 1');
  await page.reload();
  await shows(hint, 'Your rating: 4 / 5 (Fairly useful)');
  expect(await star(4).isChecked()).toBe(true);
  await star(2).click();
  await shows(summary, 'Average rating 2 / 5. Vote count: 1');
  await remove.click();
  await shows(status, 'Your rating was removed.');
  await shows(summary, NONE);
  expect(await stage.system.api.summary(id)).toMatchObject({ count: 0 });
});

test('a visitor votes by keyboard, and Escape drops an unsent choice', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { star, status, summary, hint, submit } = partsOf(page);
  await shows(summary, NONE);
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowRight');
  await shows(hint, 'Fairly useful');
  await shows(status, 'Press Enter to submit your rating.');
  await page.keyboard.press('Enter');
  await shows(summary, 'Average rating 4 / 5. Vote count: 1');
  await page.keyboard.press('ArrowRight');
  await shows(submit, 'Submit my rating');
  await page.keyboard.press('Escape');
  await eventually(() => star(4).isChecked(), true);
  expect(await stage.system.api.summary(id)).toMatchObject({ average: 4, count: 1 });
});

test.each([
  ['before the visitor has used a key', false],
  ['after the visitor has used keys', true],
])('a press by assistive technology votes %s', async (_, keys) => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { star, status, summary, hint } = partsOf(page);
  await shows(summary, NONE);
  if (keys) {
    await star(1).focus();
    await page.keyboard.press('ArrowRight');
    await shows(hint, 'Somewhat useful');
  }
  await pressRadio(page, '4 stars, Fairly useful');
  await shows(status, THANKS);
  expect(await stage.system.api.summary(id)).toMatchObject({ average: 4, count: 1 });
});

test('a visitor who leaves right after the click finds the rating on return', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id));
  const { star, summary, hint } = partsOf(page);
  await shows(summary, NONE);
  // The voting controls load once the pointer is over the stars.
  await star(5).hover();
  await shows(hint, 'Very useful');
  await page.evaluate(() => {
    document.querySelector('article-rating')!.shadowRoot!.querySelectorAll('input')[4]!.click();
    location.href = '/icon.svg';
  });
  await page.waitForURL('**/icon.svg');
  await page.goto(`${stage.system.url}/test-page`);
  await shows(partsOf(page).hint, 'Your rating: 5 / 5 (Very useful)');
  await shows(partsOf(page).summary, 'Average rating 5 / 5. Vote count: 1');
});

test('the back button shows the current rating and no preview', async () => {
  const id = newArticle();
  const visitor = await stage.visitor();
  // Writes what the page shows to localStorage: Playwright loses track of a page that Firefox has kept.
  await visitor.addInitScript(() => {
    let kept = false;
    addEventListener('pageshow', ({ persisted }) => (kept = persisted));
    const tell = () => {
      const root = document.querySelector('article-rating')?.shadowRoot;
      const text = (part: string) => root?.querySelector(`[part=${part}]`)?.textContent;
      if (root) localStorage.setItem('shown', JSON.stringify([text('hint'), text('summary'), kept]));
      requestAnimationFrame(tell);
    };
    tell();
  });
  const page = await stage.open(widgetHtml(id), { in: visitor });
  const { star, summary, hint } = partsOf(page);
  await shows(summary, NONE);
  await star(2).hover();
  await shows(hint, 'Somewhat useful');
  await page.goto(`${stage.system.url}/icon.svg`);
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 3);

  // In a timer: the call itself would end with the page.
  await page.evaluate(() => void setTimeout(() => history.back()));

  const other = await visitor.newPage();
  await other.goto(`${stage.system.url}/icon.svg`);
  const shown = () => other.evaluate(() => JSON.parse(localStorage.getItem('shown')!) as unknown);
  // Headless Chromium keeps no pages in the back/forward cache and loads it again.
  const kept = stage.browser.browserType().name() === 'firefox';
  await eventually(shown, ['Click on a star to rate it!', 'Average rating 3 / 5. Vote count: 1', kept]);
});

test('two tabs of a visitor stay in step', async () => {
  const html = widgetHtml(newArticle());
  const visitor = await stage.visitor();
  const first = await stage.open(html, { in: visitor });
  const second = await stage.open(html, { in: visitor });
  await shows(partsOf(second).summary, NONE);
  await partsOf(first).star(4).click();
  await shows(partsOf(second).hint, 'Your rating: 4 / 5 (Fairly useful)');
});

test.each(['de', 'ja'].flatMap((lang) => [180, 280, 320, 375].map((width) => [lang, width] as const)))(
  'in %s on a page %d px wide no star moves under the mouse, and the first click counts',
  async (lang, width) => {
    const id = newArticle();
    const page = await stage.open(`<style>body { margin: 24px }</style><div lang="${lang}">${widgetHtml(id)}</div>`, {
      viewport: { width, height: 600 },
    });
    const { host, star, hint, summary } = partsOf(page);
    await eventually(async () => (await summary.textContent()) !== '', true);
    const still = await places(page);
    const names: (string | null)[] = [];
    for (const rating of [1, 2, 3, 4, 5]) {
      const before = await hint.textContent();
      const { x, y, width, height } = (await star(rating).boundingBox())!;
      for (const across of [1, height / 2, height - 1]) {
        await page.mouse.move(x + width / 2, y + across);
        await eventually(async () => (await hint.textContent()) !== before, true);
        expect(await places(page)).toEqual(still);
      }
      names.push(await hint.textContent());
    }
    expect(new Set(names).size).toBe(5);
    const { x, y, width: wide, height } = (await star(3).boundingBox())!;
    await page.mouse.click(x + wide / 2, y + height - 1);
    await host.locator('[part=remove]').waitFor();
    expect(await places(page)).toEqual(still);
    expect(await stage.system.api.summary(id)).toMatchObject({ average: 3, count: 1 });
  },
);
