import type { Page } from 'playwright-core';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

/** A page whose article has the given average of 100 votes. */
async function rated(average: number, style: string): Promise<Page> {
  const id = newArticle();
  const page = await stage.open(`<style>${style}</style>${widgetHtml(id)}`, {
    deviceScaleFactor: 2,
    before: (tab) =>
      tab.route('**/v1/ratings*', (route) =>
        route.fulfill({ json: { ratings: [{ articleId: id, average, count: 100, distribution: [0, 0, 0, 0, 0] }] } }),
      ),
  });
  await partsOf(page)
    .summary.getByText(/Average/)
    .waitFor();
  return page;
}

/** The filled area of a star on the screen: its number of pure blue pixels. */
async function bluePixels(page: Page, rating: number): Promise<number> {
  const png = (await partsOf(page).star(rating).screenshot()).toString('base64');
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data: bytes } = context.getImageData(0, 0, image.width, image.height);
    let count = 0;
    for (let at = 0; at < bytes.length; at += 4) {
      if (bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 255) count++;
    }
    return count;
  }, png);
}

test.each([4.05, 4.2, 4.37, 4.5, 4.8, 4.96])(
  'the filled area of the fifth star shows the fraction of an average of %d',
  async (average) => {
    const page = await rated(average, 'article-rating { --article-rating-size: 120px; --article-rating-color: #00f }');
    const whole = await bluePixels(page, 1);
    expect(whole).toBeGreaterThan(1000);
    expect(await bluePixels(page, 4)).toBe(whole);
    const part = (await bluePixels(page, 5)) / whole;
    expect(Math.abs(part - (average - 4))).toBeLessThan(0.03);
  },
);

test('shows an average of 4.96 as less than 5, in words and in stars', async () => {
  const page = await rated(4.96, 'article-rating { --article-rating-color: #00f }');
  await shows(partsOf(page).summary, 'Average rating 4.9 / 5. Vote count: 100');
  expect(await bluePixels(page, 5)).toBeLessThan(await bluePixels(page, 4));
});

test("the stars show the visitor's own rating after a vote and on return; the text shows the average", async () => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 2);
  const page = await stage.open(`<style>article-rating { --article-rating-own-color: #00f }</style>${widgetHtml(id)}`, {
    reducedMotion: 'reduce',
  });
  const { star, summary, status, hint } = partsOf(page);
  await star(5).click();
  await shows(status, 'Thank you for rating this post!');
  for (const again of [false, true]) {
    if (again) {
      await page.reload();
      await shows(hint, 'Your rating: 5 / 5 (Very useful)');
    }
    await page.mouse.move(0, 0);
    await shows(summary, 'Average rating 3.5 / 5. Vote count: 2');
    for (const rating of [1, 5]) await eventually(async () => (await bluePixels(page, rating)) > 100, true);
  }
});

test('no two controls touch, and the focus ring overlaps no other star', async () => {
  const page = await stage.open(widgetHtml(newArticle()));
  const { host, star, hint, submit, remove } = partsOf(page);
  const check = async () => {
    const { buttons, ring, drawn } = await host.evaluate((element) => {
      const root = element.shadowRoot!;
      const box = (one: Element) => one.getBoundingClientRect();
      const shown = [...root.querySelectorAll('button')].filter((button) =>
        button.checkVisibility({ visibilityProperty: true }),
      );
      const focused = root.activeElement!;
      const { outlineWidth, outlineOffset } = getComputedStyle(focused);
      const reach = parseFloat(outlineWidth) + parseFloat(outlineOffset);
      const { left, right } = box(focused);
      return {
        buttons: shown.map((button) => box(button).top - box(root.querySelector('[part=stars]')!).bottom),
        ring: [left - reach, right + reach] as const,
        drawn: [...root.querySelectorAll('span > svg')]
          .filter((svg) => svg.nextElementSibling !== focused)
          .map((svg) => [box(svg).left, box(svg).right] as const),
      };
    });
    // Never both buttons at once, and never against the stars.
    expect(buttons.length).toBeLessThanOrEqual(1);
    for (const gap of buttons) expect(gap).toBeGreaterThan(8);
    for (const [left, right] of drawn) expect(right <= ring[0] || left >= ring[1]).toBe(true);
  };
  await star(2).focus();
  await page.keyboard.press('ArrowRight');
  await shows(hint, 'Useful');
  await submit.waitFor();
  await check();
  await page.keyboard.press('Enter');
  await remove.waitFor();
  await check();
  await page.keyboard.press('ArrowRight');
  await submit.waitFor();
  await check();
});

test('stars above a saved rating stay empty while it lights up', async () => {
  const page = await stage.open(
    `<style>article-rating { --article-rating-own-color: #00f; --article-rating-size: 60px }</style>${widgetHtml(newArticle())}`,
  );
  // Holds each animation at its start, where it is most visible.
  const session = await page.context().newCDPSession(page);
  await session.send('Animation.enable');
  const { star, remove, host } = partsOf(page);
  await star(4).hover();
  await eventually(() => host.locator('.own').count(), 1);
  await session.send('Animation.setPlaybackRate', { playbackRate: 0 });
  await star(4).click();
  await remove.waitFor();
  await eventually(() => host.evaluate((element) => element.shadowRoot!.getAnimations().length > 0), true);
  const png = (await star(5).screenshot({ animations: 'allow' })).toString('base64');
  const middle = await page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    return [...context.getImageData(image.width / 2, image.height / 2, 1, 1).data];
  }, png);
  expect(Math.min(...middle)).toBeGreaterThan(200);
});
