import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { devanagari } from './support/devanagari.ts';
import { eventually } from './support/eventually.ts';
import { newArticle, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';
import { LANGUAGES } from './support/languages.ts';

const stage = useStage();

const WIDTHS = [180, 280, 320, 375, 768, 1280];

/** The boxes of each widget and its stars, in tenths of a pixel. */
function places(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('article-rating')].map((host) =>
      [...host.shadowRoot!.querySelectorAll('input, span > svg'), host]
        .map((element) => element.getBoundingClientRect())
        // Relative to the top of the widget: a widget that grows must not count as movement of those below it.
        .map(({ x, y, width, height }) => [x, y - host.getBoundingClientRect().y, width, height])
        .map((box) => box.map((value) => Math.round(value * 10)).join(' '))
        .join(),
    ),
  );
}

/** Performs an action in each widget of the page, and waits for a frame. */
function everywhere(
  page: Page,
  action: 'hover' | 'leave' | 'choose' | 'escape' | 'click' | 'remove' | 'retry',
  rating = 1,
) {
  return page.evaluate(
    async ([what, index]) => {
      for (const host of document.querySelectorAll('article-rating')) {
        const root = host.shadowRoot!;
        const star = root.querySelectorAll('input')[index - 1]!;
        const tell = (target: Element, event: Event) => target.dispatchEvent(event);
        if (what === 'hover') tell(star, new PointerEvent('pointerover', { bubbles: true }));
        if (what === 'leave') tell(root.querySelector('[part=stars]')!, new PointerEvent('pointerleave'));
        if (what === 'choose') {
          tell(star, new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
          star.click();
          tell(star, new KeyboardEvent('keyup', { key: 'ArrowRight', bubbles: true }));
        }
        if (what === 'escape') tell(star, new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        if (what === 'click') star.click();
        if (what === 'remove') root.querySelector<HTMLElement>('[part=remove]')!.click();
        if (what === 'retry') root.querySelector<HTMLElement>('[part=submit]')!.click();
      }
      await new Promise((resolve) => setTimeout(resolve));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    },
    [action, rating] as const,
  );
}

/** The number of widgets that contain a match of the selector. */
function having(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (inside) =>
      [...document.querySelectorAll('article-rating')].filter((host) => host.shadowRoot?.querySelector(inside)).length,
    selector,
  );
}

/** The number of widgets whose part has a text, which begins like this. */
function saying(page: Page, part: string, text = ''): Promise<number> {
  return page.evaluate(
    ([name, start]) =>
      [...document.querySelectorAll('article-rating')].filter((host) => {
        const said = host.shadowRoot?.querySelector(`[part=${name}]`)?.textContent;
        return said && said.startsWith(start);
      }).length,
    [part, text] as const,
  );
}

/** Attributes of features, and the widths at which they are tried. */
const FEATURES: [attributes: string, widths: number[]][] = [
  ['', WIDTHS],
  ['scale="yes-no"', [180, 320, 768]],
  ['distribution', [180, 320, 768]],
  ['layout="compact"', [180, 320, 768]],
];
const cases = FEATURES.flatMap(([attributes, widths]) => widths.map((width) => [attributes, width] as const));

test.each(cases)(
  '%s: no star moves by a pixel in any state and language on a page %d px wide',
  async (attributes, width) => {
    const all = LANGUAGES.length;
    const ids = LANGUAGES.map((code) => newArticle(code));
    const html = LANGUAGES.map(
      (code, index) => `<div lang="${code}">${widgetHtml(ids[index]!, attributes)}</div>`,
    ).join('');
    const visitor = await stage.visitor({ viewport: { width, height: 20_000 } });
    let read = () => {};
    const held = new Promise<void>((resolve) => (read = resolve));
    let answer: (route: Route) => unknown = () => undefined;
    const page = await stage.open(`${html}<footer>End</footer>`, {
      in: visitor,
      before: async (tab) => {
        await tab.route('**/v1/ratings*', (route) => held.then(() => route.continue()));
        await tab.route('**/v1/votes', (route) => answer(route));
      },
    });
    await eventually(() => having(page, '[part=title]'), all);
    const still = await places(page);
    const isStill = async (state: string) => {
      const now = await places(page);
      const moved = LANGUAGES.filter((_, index) => now[index] !== still[index]);
      expect([state, ...moved]).toEqual([state]);
    };

    // The stars stand in one row.
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll('article-rating')].map(
        (host) =>
          new Set(
            [...host.shadowRoot!.querySelectorAll('span:not([hidden]) input')].map(
              (star) => star.getBoundingClientRect().y,
            ),
          ).size,
      ),
    );
    expect(new Set(rows)).toEqual(new Set([1]));

    read();
    await eventually(() => saying(page, 'average'), all);
    await isStill('read');
    await everywhere(page, 'hover', 1);
    await eventually(() => having(page, '.own'), all);
    for (const rating of [1, 2, 3, 4, 5]) {
      await everywhere(page, 'hover', rating);
      await isStill(`hover ${rating}`);
    }
    await everywhere(page, 'leave');
    await isStill('left');
    await everywhere(page, 'choose', 5);
    await eventually(() => having(page, '[part=submit]:not([hidden])'), all);
    await isStill('chosen');
    await everywhere(page, 'escape');
    await eventually(() => having(page, '[part=submit]:not([hidden])'), 0);
    await isStill('dropped');

    for (const refusal of [
      { status: 429, code: 'too_many_votes' },
      { status: 503, code: 'busy' },
      { status: 403, code: 'origin_not_allowed' },
      { status: 504, code: 'unconfirmed' },
    ]) {
      answer = (route) => route.fulfill({ status: refusal.status, json: refusal });
      await everywhere(page, 'click', 2);
      await eventually(() => having(page, '[part=submit]:not([hidden])'), all);
      await isStill(refusal.code);
    }
    const waiting: Route[] = [];
    answer = (route) => void waiting.push(route);
    await everywhere(page, 'click', 4);
    await eventually(() => waiting.length, all);
    await isStill('sending');
    answer = (route) => route.continue();
    for (const route of waiting) await route.continue();
    await eventually(() => having(page, '[part=remove]:not([hidden])'), all);
    await isStill('thanks');
    await everywhere(page, 'remove');
    await eventually(() => having(page, '[part=remove]:not([hidden])'), 0);
    await isStill('removed');
    await everywhere(page, 'click', 5);
    await eventually(() => having(page, '[part=remove]:not([hidden])'), all);
    await isStill('voted again');

    // The visitor returns.
    await page.reload();
    await eventually(() => having(page, '[part=remove]:not([hidden])'), all);
    await eventually(() => saying(page, 'average'), all);
    await isStill('returned');
  },
);

const DEVICES = { mouse: {}, touch: { hasTouch: true, isMobile: true } };

test.each(Object.keys(DEVICES))('a vote in English moves no star at any width (%s)', async (device) => {
  const widths = Array.from({ length: 61 }, (_, index) => 180 + 4 * index);
  const html = widths.map((width) => `<div style="width:${width}px">${widgetHtml(newArticle())}</div>`).join('');
  const visitor = await stage.visitor({
    ...DEVICES[device as 'mouse'],
    viewport: { width: 500, height: 20_000 },
  });
  const page = await stage.open(html, { in: visitor });
  await eventually(() => saying(page, 'average'), widths.length);
  const still = await places(page);
  const moved = async () => {
    const now = await places(page);
    return widths.filter((_, index) => now[index] !== still[index]);
  };
  for (const rating of [5, 2, 1]) {
    await everywhere(page, 'click', rating);
    await eventually(() => having(page, `input[value="${rating}"]:checked`), widths.length);
    await eventually(() => having(page, '[part=remove]:not([hidden])'), widths.length);
    expect([rating, ...(await moved())]).toEqual([rating]);
  }
  for (const status of [500, 403]) {
    await page.route('**/v1/votes', (route) => route.fulfill({ status, json: {} }));
    await everywhere(page, status === 500 ? 'remove' : 'retry');
    const text = status === 500 ? 'Perhaps not removed.' : 'Your rating was not removed.';
    await eventually(() => saying(page, 'average', text), widths.length);
    expect([status, ...(await moved())]).toEqual([status]);
    await page.unroute('**/v1/votes');
  }
  await everywhere(page, 'retry');
  await eventually(() => having(page, '[part=submit]:not([hidden])'), 0);
  expect(await moved()).toEqual([]);
});

test('a vote whose code cannot be loaded moves no star in any language and at any width', async () => {
  const widths = [180, 240, 320, 480];
  const html = widths
    .flatMap((width) =>
      LANGUAGES.map((code) => `<div lang="${code}" style="width:${width}px">${widgetHtml(newArticle())}</div>`),
    )
    .join('');
  const visitor = await stage.visitor({ viewport: { width: 500, height: 30_000 } });
  const page = await stage.open(html, { in: visitor });
  const all = widths.length * LANGUAGES.length;
  await eventually(() => saying(page, 'average'), all);
  const still = await places(page);
  await page.route('**/article-rating.controls.*', (route) => route.abort());
  await everywhere(page, 'click', 4);
  await eventually(() => having(page, '[part=submit]:not([hidden])'), all);
  await eventually(() => saying(page, 'status'), all);
  const now = await places(page);
  expect(now.flatMap((place, index) => (place === still[index] ? [] : [LANGUAGES[index % LANGUAGES.length]]))).toEqual(
    [],
  );
});

const embedding = readFileSync(join(import.meta.dirname, '../../docs/embedding.md'), 'utf8');
const [, largest] = /A badge of up to 99,999 votes takes ([\d.]+em)/.exec(embedding)!;
const NONE = { badge: 0, compact: 0, rule: '' };
const MANY = { ...NONE, badge: 888, compact: 88_888 };
const MOST = {
  badge: 88_888,
  compact: 88_888,
  rule: `article-rating[layout='badge'] { min-inline-size: ${largest!} }`,
};

test.each(
  Object.values(DEVICES).flatMap((device) =>
    [12, 16, 22].flatMap((size) => [NONE, MANY, MOST].map((votes) => ({ ...device, size, votes }))),
  ),
)('the room that the documentation reserves for a small layout is enough: %j', async ({ size, votes, ...device }) => {
  const recipe = readFileSync(join(import.meta.dirname, '../../docs/recipes/reserve-space-layouts.css'), 'utf8');
  const rule = `${recipe} ${votes.rule}`;
  const small = ['compact', 'badge'].map(
    (layout) =>
      `<p>Rated ${widgetHtml(newArticle(layout), `layout="${layout}"`)} by <i>the readers of this page</i>.</p>`,
  );
  const style = `${rule} body { font: ${size}px/1.6 sans-serif; width: ${size * 25}px }`;
  const visitor = await stage.visitor({ ...device, viewport: { width: 800, height: 600 } });
  // Without the script.
  const page = await stage.open(`<!doctype html><html lang="en"><style>${style}</style>${small.join('')}`, {
    in: visitor,
    before: (tab) =>
      tab.route('**/v1/ratings*', (route) => {
        const ids = new URL(route.request().url()).searchParams.getAll('articleId');
        const ratings = ids.map((articleId) => {
          const count = articleId.includes('badge') ? votes.badge : votes.compact;
          return { articleId, average: count ? 4.8 : 0, count, distribution: [0, 0, 0, 0, 0] };
        });
        return route.fulfill({ json: { ratings } });
      }),
  });
  const boxes = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('p, i')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join(' ');
      }),
    );
  const before = await boxes();
  // Frames in between count too: the layout loads from its own file.
  await page.evaluate(() => {
    const shifts: number[] = ((globalThis as { shifts?: number[] }).shifts = []);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: false });
  });
  await page.addScriptTag({ type: 'module', url: '/article-rating.js' });
  await eventually(() => saying(page, 'short'), 2);
  expect(await boxes()).toEqual(before);
  expect(await page.evaluate(() => (globalThis as { shifts?: number[] }).shifts)).toEqual([]);
});

test.each(
  ['16px/normal sans-serif', '18px/1.6 serif', '15px/1.4 sans-serif', '16px/1.3 sans-serif'].flatMap((font) =>
    Object.keys(DEVICES).map((device) => [font, device] as const),
  ),
)(
  'the room that the documentation reserves for the widget is enough in every language, set in %s (%s)',
  async (font, device) => {
    const rule = readFileSync(join(import.meta.dirname, '../../docs/recipes/reserve-space.css'), 'utf8');
    const html = LANGUAGES.flatMap((code) =>
      ['', 'readonly'].map((attributes) => `<div lang="${code}">${widgetHtml(newArticle(code), attributes)}</div>`),
    ).join('');
    const visitor = await stage.visitor(DEVICES[device as 'mouse']);
    const head = '<meta name="viewport" content="width=device-width">';
    const style = `${devanagari} ${rule} body { font: ${font}, Devanagari }`;
    const page = await stage.open(`${head}<style>${style}</style>${html}`, { in: visitor });
    for (const width of [320, 415, 416, 767, 768, 1280]) {
      await page.setViewportSize({ width, height: 10_000 });
      await eventually(() => saying(page, 'average'), 2 * LANGUAGES.length);
      await page.evaluate(() => document.fonts.load('16px Devanagari', 'क').then(() => undefined));
      const grown = await page.evaluate(() =>
        [...document.querySelectorAll('article-rating')]
          .filter(
            (host) => host.getBoundingClientRect().height > Math.ceil(parseFloat(getComputedStyle(host).minHeight)),
          )
          .map((host) => host.parentElement!.lang),
      );
      expect([width, ...grown]).toEqual([width]);
    }
  },
);

test.each(
  ['16px/normal sans-serif', '18px/1.6 serif', '15px/1.4 sans-serif', '16px/1.3 sans-serif'].flatMap((font) =>
    Object.keys(DEVICES).map((device) => [font, device] as const),
  ),
)(
  'the smaller room for English is enough and less than three lines too large, set in %s (%s)',
  async (font, device) => {
    const rules = ['reserve-space', 'reserve-space-english'].map((name) =>
      readFileSync(join(import.meta.dirname, `../../docs/recipes/${name}.css`), 'utf8'),
    );
    const kinds = ['', 'scale="yes-no"', 'distribution', 'results="after-vote"', 'feedback'];
    const html = kinds.map((attributes) => widgetHtml(newArticle(), attributes)).join('');
    const visitor = await stage.visitor(DEVICES[device as 'mouse']);
    const head = '<meta name="viewport" content="width=device-width">';
    const page = await stage.open(`${head}<style>${rules.join('')} body { font: ${font} }</style>${html}`, {
      in: visitor,
    });
    for (const width of [320, 359, 360, 415, 416, 767, 768, 1280]) {
      await page.setViewportSize({ width, height: 10_000 });
      await eventually(() => having(page, '[part=average]'), kinds.length);
      const room = await page.evaluate(() =>
        [...document.querySelectorAll('article-rating')].map((host) => {
          const { minHeight, lineHeight, fontSize } = getComputedStyle(host);
          const line = parseFloat(lineHeight) || 1.2 * parseFloat(fontSize);
          const used = host.shadowRoot!.querySelector('fieldset')!.getBoundingClientRect().height;
          return { grows: used > Math.ceil(parseFloat(minHeight)), empty: (parseFloat(minHeight) - used) / line };
        }),
      );
      expect([width, ...room.map(({ grows }) => grows)]).toEqual([width, ...kinds.map(() => false)]);
      expect(Math.max(...room.map(({ empty }) => empty))).toBeLessThan(3);
    }
  },
);
