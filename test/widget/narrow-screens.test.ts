import type { Page } from 'playwright-core';
import { devanagari } from './support/devanagari.ts';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';
import { LANGUAGES } from './support/languages.ts';

const stage = useStage();

/** Answers each read with many votes. */
const manyVotes = (page: Page) =>
  page.route('**/v1/ratings*', (route) => {
    const ids = new URL(route.request().url()).searchParams.getAll('articleId');
    const votes = { average: 3, count: 88_888, distribution: [44_444, 0, 0, 0, 44_444] };
    return route.fulfill({ json: { ratings: ids.map((articleId) => ({ articleId, ...votes })) } });
  });

test.each([
  ['16px', [100, 120, 180, 240, 280, 288, 300, 320, 400]],
  ['32px', [180, 320, 600]],
])('the bars stay inside a narrow column in every language, set in %s', async (size, widths) => {
  const html = widths.flatMap((width) =>
    LANGUAGES.map(
      (code) => `<div lang="${code}" style="width:${width}px">${widgetHtml(newArticle(), 'distribution')}</div>`,
    ),
  );
  const visitor = await stage.visitor({ viewport: { width: 700, height: 900 } });
  const page = await stage.open(
    `<style>${devanagari} body { font: ${size} sans-serif, Devanagari }</style>${html.join('')}`,
    {
      in: visitor,
      before: manyVotes,
    },
  );
  const count = (selector: string) =>
    page.evaluate(
      (inside) =>
        [...document.querySelectorAll('article-rating')].filter((host) => host.shadowRoot?.querySelector(inside))
          .length,
      selector,
    );
  await eventually(async () => {
    await page.mouse.wheel(0, 2000);
    return count('details:not([hidden])');
  }, html.length);
  const beyond = await page.evaluate(() =>
    [...document.querySelectorAll('article-rating')].flatMap((host) => {
      host.shadowRoot!.querySelector('details')!.open = true;
      const { left, right } = host.getBoundingClientRect();
      const boxes = [...host.shadowRoot!.querySelectorAll('table, th, td, [part=bar]')].map((one) =>
        one.getBoundingClientRect(),
      );
      const inside = boxes.every((box) => box.right < right + 1 && box.left > left - 1);
      return inside ? [] : [`${host.parentElement!.lang} ${host.parentElement!.style.width}`];
    }),
  );
  expect(beyond).toEqual([]);
});

describe('the bubble of a compact rating', () => {
  test.each([
    ['ltr', 800],
    ['rtl', 800],
    ['ltr', 320],
  ])(
    'at the far end of a row (%s, %i px) never widens or lengthens the page, and is all visible',
    async (dir, width) => {
      const row = `<div style="display:flex;justify-content:space-between"><b>Title</b>${widgetHtml(newArticle(), 'layout="compact"')}</div>`;
      const page = await stage.open(`<body dir="${dir}">${row}</body>`, { viewport: { width, height: 300 } });
      const { host, star, status, remove } = partsOf(page);
      await shows(host.locator('[part=short]'), '(0)');
      const size = () =>
        page.evaluate(() => {
          const { scrollWidth, scrollHeight } = document.documentElement;
          return [scrollWidth, scrollHeight];
        });
      expect(await size()).toEqual([width, 300]);
      await star(4).click();
      await shows(status, 'Thank you for rating this post!');
      await remove.waitFor();
      await eventually(size, [width, 300]);
      const bubble = (await host.locator('[part=bubble]').boundingBox())!;
      expect(bubble.x).toBeGreaterThanOrEqual(0);
      expect(bubble.x + bubble.width).toBeLessThanOrEqual(width);
      expect(bubble.width).toBeGreaterThan(150);
    },
  );

  test('at the end of a page adds no height before it is shown', async () => {
    const page = await stage.open(widgetHtml(newArticle(), 'layout="compact"'));
    const { host } = partsOf(page);
    await shows(host.locator('[part=short]'), '(0)');
    const sticksOut = await host.evaluate(
      (element) =>
        element.shadowRoot!.querySelector('[part=bubble]')!.getBoundingClientRect().bottom -
        element.getBoundingClientRect().bottom,
    );
    expect(sticksOut).toBeLessThanOrEqual(0);
  });

  test('is dark on a dark page that declares no color-scheme', async () => {
    const page = await stage.open(
      `<style>body { background: #222; color: #eee }</style>${widgetHtml(newArticle(), 'layout="compact"')}`,
    );
    const { host, star } = partsOf(page);
    await star(4).hover();
    const colours = () =>
      host.locator('[part=bubble]').evaluate((element) => {
        const { backgroundColor, color } = getComputedStyle(element);
        return [backgroundColor, color];
      });
    await eventually(colours, ['oklch(0.24 0 0)', 'rgb(238, 238, 238)']);
    await page.evaluate(() => document.body.setAttribute('style', 'background: white; color: #222'));
    await eventually(colours, ['oklch(1 0 0)', 'rgb(34, 34, 34)']);
  });
});

test.each(['ltr', 'rtl'])('the badge has its gap between star and figures (%s)', async (dir) => {
  const page = await stage.open(
    `<body dir="${dir}"><p>By Ann, ${widgetHtml(newArticle(), 'layout="badge"')}</p></body>`,
  );
  const { host } = partsOf(page);
  await shows(host.locator('[part=short]'), '(0)');
  const gap = await host.evaluate((element) => {
    const star = element.shadowRoot!.querySelector('svg')!.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(element.shadowRoot!.querySelector('[part=short]')!);
    const text = range.getBoundingClientRect();
    return Math.max(text.left - star.right, star.left - text.right);
  });
  expect(gap).toBeGreaterThan(3);
  expect(gap).toBeLessThan(8);
});

test('aligns the feedback form like the page’s text', async () => {
  const page = await stage.open(
    `<style>article-rating { text-align: center }</style>${widgetHtml(newArticle(), 'feedback')}`,
  );
  const { host, star } = partsOf(page);
  await star(2).click();
  await host.locator('[part=send]').waitFor();
  const off = await host.evaluate((element) => {
    const middle = (one: Element) => {
      const { x, width } = one.getBoundingClientRect();
      return x + width / 2;
    };
    const part = (name: string) => element.shadowRoot!.querySelector(`[part=${name}]`)!;
    return ['text', 'send'].map((name) => Math.abs(middle(part(name)) - middle(element)));
  });
  expect(Math.max(...off)).toBeLessThan(2);
});

test('a share is shown as 0 % or 100 % only if it is exact', async () => {
  const id = newArticle();
  const page = await stage.open(widgetHtml(id, 'distribution'), {
    before: (tab) =>
      tab.route('**/v1/ratings*', (route) =>
        route.fulfill({
          json: { ratings: [{ articleId: id, average: 4.99, count: 1201, distribution: [0, 0, 0, 1, 1200] }] },
        }),
      ),
  });
  const { host } = partsOf(page);
  await host.locator('[part=toggle]').click();
  await eventually(() => host.locator('[part=share]').allTextContents(), ['99%', '1%', '0%', '0%', '0%']);
});
