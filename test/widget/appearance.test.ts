import type { Locator, Page } from 'playwright-core';
import { contrast, paintedColor } from './support/contrast.ts';
import { shows } from './support/eventually.ts';
import { newArticle, partsOf, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const PAGES = ['/', '/article.html', '/list.html', '/dark.html', '/arabic.html', '/strict.html'];

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The filled fraction of each star's inner width, 0 to 1, from the markup. */
function fills(host: Locator): Promise<number[]> {
  return host
    .locator('svg svg')
    .evaluateAll((all) => all.map((one) => Math.round(((Number(one.getAttribute('width')) - 2.7) / 15.2) * 100) / 100));
}

/** Whether the left and the right half of a star are painted on the screen. */
async function halves(page: Page, star: Locator): Promise<[left: boolean, right: boolean]> {
  const png = (await star.screenshot()).toString('base64');
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const painted = (across: number) => {
      const [red, green, blue] = context.getImageData(image.width * across, image.height * 0.5, 1, 1).data;
      return red! + green! + blue! < 600;
    };
    return [painted(0.4), painted(0.6)] as [boolean, boolean];
  }, png);
}

/** Stars rated 3.5 on average. */
async function rated(): Promise<string> {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 5);
  await stage.system.api.vote(id, 'an-earlier-voter-0002', 2);
  return id;
}

test.each(PAGES)('%s needs no sideways scrolling at 320 px or at 200 %% zoom, also after a vote', async (path) => {
  // A browser that zooms to 200 % lays out half as many CSS pixels.
  for (const width of [320, 400]) {
    const page = await stage.open(path, { viewport: { width, height: 480 }, deviceScaleFactor: 2 });
    await partsOf(page).star(4).click();
    await partsOf(page).remove.waitFor();
    expect(await overflow(page)).toBe(0);
    await partsOf(page).remove.click();
    await page.close();
  }
});

test('the stars grow with a text size of 200 %', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const width = () =>
    partsOf(page)
      .host.locator('span > svg')
      .first()
      .evaluate((svg) => svg.clientWidth);
  const before = await width();
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  expect(await width()).toBe(before * 2);
});

test('fills the stars exactly to the average, from the left', async () => {
  const page = await stage.open(widgetHtml(await rated()));
  await shows(partsOf(page).summary, 'Average rating 3.5 / 5. Vote count: 2');
  expect(await fills(partsOf(page).host)).toEqual([1, 1, 1, 0.5, 0]);
  expect(await halves(page, partsOf(page).star(3))).toEqual([true, true]);
  expect(await halves(page, partsOf(page).star(4))).toEqual([true, false]);
  expect(await halves(page, partsOf(page).star(5))).toEqual([false, false]);
});

test('fills from the right and uses Arabic on a right-to-left page', async () => {
  const page = await stage.open(`<div dir="rtl" lang="ar">${widgetHtml(await rated())}</div>`);
  const { host, title, star, summary } = partsOf(page);
  await shows(title, 'ما مدى فائدة هذا المقال؟');
  await summary.getByText('صوتان').waitFor();
  expect(await fills(host)).toEqual([1, 1, 1, 0.5, 0]);
  expect(await halves(page, star(4))).toEqual([false, true]);
  const [first, last] = [await star(1).boundingBox(), await star(5).boundingBox()];
  expect(first!.x).toBeGreaterThan(last!.x);
});

test('the pointer previews a rating and its name; the average returns when it leaves', async () => {
  const page = await stage.open(widgetHtml(await rated()));
  const { host, star, hint, summary } = partsOf(page);
  await shows(summary, 'Average rating 3.5 / 5. Vote count: 2');
  await star(2).hover();
  await shows(hint, 'Somewhat useful');
  expect(await fills(host)).toEqual([1, 1, 0, 0, 0]);
  await page.mouse.move(0, 0);
  await shows(hint, 'Click on a star to rate it!');
  expect(await fills(host)).toEqual([1, 1, 1, 0.5, 0]);
});

test.each([
  ['with a mouse', {}, 24],
  ['on touch', { hasTouch: true, isMobile: true }, 44],
])('targets are large enough %s', async (_, options, size) => {
  const page = await stage.open(
    `<meta name="viewport" content="width=device-width">${widgetHtml(newArticle())}`,
    options,
  );
  const { star, remove, status, host } = partsOf(page);
  await star(3).click();
  await shows(status, 'Thank you for rating this post!');
  // Even if the site makes the stars tiny.
  await host.evaluate((element) => element.style.setProperty('--article-rating-size', '8px'));
  for (const target of [star(1), star(5), remove]) {
    const box = (await target.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(size);
  }
});

test.each([
  ['light', 'declared'],
  ['dark', 'declared'],
  ['dark', 'not declared'],
] as const)('stars stand out 3:1 and texts 4.5:1 on a %s page whose colour scheme is %s', async (scheme, declared) => {
  const [paper, ink] = scheme === 'dark' ? ['#16181c', '#e9e7e2'] : ['#ffffff', '#222222'];
  const style = `body { background: ${paper}; color: ${ink} } ${declared === 'declared' ? `:root { color-scheme: ${scheme} }` : ''}`;
  const page = await stage.open(`<style>${style}</style>${widgetHtml(await rated())}`, { reducedMotion: 'reduce' });
  const { star, host, hint, status, remove, summary, title } = partsOf(page);
  const background = await paintedColor(page.locator('body'), 'backgroundColor');
  const stands = async (locator: Locator, property: 'color' | 'stroke' | 'outlineColor', ratio: number) =>
    expect(contrast(await paintedColor(locator, property), background)).toBeGreaterThanOrEqual(ratio);
  const drawn = host.locator('span > svg').first();

  await shows(summary, 'Average rating 3.5 / 5. Vote count: 2');
  await stands(drawn, 'stroke', 3);
  for (const text of [title, hint, summary]) await stands(text, 'color', 4.5);
  await star(4).hover();
  await shows(hint, 'Fairly useful');
  await stands(drawn, 'stroke', 3);
  await stands(hint, 'color', 4.5);
  await star(4).click();
  await shows(status, 'Thank you for rating this post!');
  await stands(drawn, 'stroke', 3);
  for (const text of [status, remove, summary]) await stands(text, 'color', 4.5);
  await page.keyboard.press('ArrowLeft');
  expect(await star(3).evaluate((element) => element.matches(':focus-visible'))).toBe(true);
  await stands(star(3), 'outlineColor', 3);
});

test('filled and empty stars differ by shape in forced colours', async () => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 1);
  const page = await stage.open(widgetHtml(id), { forcedColors: 'active' });
  const { host, summary, star } = partsOf(page);
  await shows(summary, 'Average rating 1 / 5. Vote count: 1');
  expect(await fills(host)).toEqual([1, 0, 0, 0, 0]);
  expect(await halves(page, star(1))).toEqual([true, true]);
  expect(await halves(page, star(2))).toEqual([false, false]);
  const text = await summary.evaluate((element) => getComputedStyle(element).color);
  const outline = host.locator('span > svg').last();
  expect(await outline.evaluate((element) => getComputedStyle(element).stroke)).toBe(text);
});

test('nothing is animated with reduced motion', async () => {
  const page = await stage.open(widgetHtml(newArticle()), { reducedMotion: 'reduce' });
  await partsOf(page).star(3).hover();
  const running = await page.evaluate(() => document.getAnimations().length);
  const styles = await partsOf(page)
    .host.locator('*')
    .evaluateAll((elements) => elements.map((element) => getComputedStyle(element).transitionDuration));
  expect(running).toBe(0);
  expect(new Set(styles)).toEqual(new Set(['0s']));
});

test('a site can style colours, size and parts', async () => {
  const page = await stage.open(
    `<style>article-rating { --article-rating-color: rgb(1, 2, 3); --article-rating-size: 60px; text-align: center }
      article-rating::part(title) { color: rgb(4, 5, 6) }</style>${widgetHtml(await rated())}`,
  );
  const { host, title } = partsOf(page);
  const drawn = host.locator('span > svg').first();
  expect(
    await drawn
      .locator('svg')
      .locator('path')
      .evaluate((element) => getComputedStyle(element).fill),
  ).toBe('rgb(1, 2, 3)');
  expect((await drawn.boundingBox())!.width).toBe(60);
  expect(await title.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(4, 5, 6)');
});

test.each([
  ['/list.html', 1000],
  ['/list.html', 390],
  ['/article.html', 390],
  ['/arabic.html', 800],
])('nothing on %s, %d px wide, shifts while script, language and ratings arrive', async (path, width) => {
  const page = await stage.open(path, {
    viewport: { width, height: 2000 },
    before: async (tab) => {
      await tab.addInitScript(() => {
        const shifts: number[] = [];
        const keep = (entries: PerformanceEntryList) => {
          for (const entry of entries) shifts.push((entry as unknown as { value: number }).value);
        };
        const observer = new PerformanceObserver((list) => keep(list.getEntries()));
        observer.observe({ type: 'layout-shift', buffered: true });
        const shiftsSoFar = () => {
          keep(observer.takeRecords());
          return shifts;
        };
        Object.assign(globalThis, { shiftsSoFar });
      });
      // The script arrives after the page is on the screen, as over a slow network.
      await tab.route('**/article-rating.js', async (route) => {
        await tab.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length);
        await route.continue();
      });
    },
  });
  await page.locator('[part=average]').last().getByText(/./).waitFor();
  // The second frame begins after the first, with the ratings in it, was painted and its shifts recorded.
  const nextFrame = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await nextFrame();
  await nextFrame();
  expect(await page.evaluate(() => (globalThis as unknown as { shiftsSoFar: () => number[] }).shiftsSoFar())).toEqual(
    [],
  );
});
