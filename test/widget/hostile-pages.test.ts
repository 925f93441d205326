import { shows } from './support/eventually.ts';
import { newArticle, partsOf, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const NONE = 'No votes so far! Be the first to rate this post.';
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3);

test.each([
  ['a title', `text-title="${LONG}"`],
  ['a hint', `text-hint="${LONG}"`],
  ['an average', `text-summary="${LONG}"`],
  ['the name of a star', `text-stars="${Array(5).fill(LONG).join('|')}"`],
  ['a button', `text-remove="${LONG}" text-submit="${LONG}" text-retry="${LONG}"`],
])('%s of one long word makes no page scroll sideways', async (_, attributes) => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 3);
  const page = await stage.open(widgetHtml(id, attributes), { viewport: { width: 320, height: 600 } });
  const { star, remove, submit } = partsOf(page);
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await star(4).hover();
  expect(await overflow()).toBe(0);
  await star(4).click();
  await remove.waitFor();
  expect(await overflow()).toBe(0);
  await star(4).press('ArrowLeft');
  await submit.waitFor();
  expect(await overflow()).toBe(0);
});

test("a page's text-indent moves no text of the widget", async () => {
  const page = await stage.open(`<style>body { text-indent: 4em }</style>${widgetHtml(newArticle())}`);
  const { host, summary, star } = partsOf(page);
  await shows(summary, NONE);
  await star(3).click();
  await partsOf(page).remove.waitFor();
  const starts = await host.evaluate((element) => {
    const walker = document.createTreeWalker(element.shadowRoot!, NodeFilter.SHOW_TEXT);
    const lefts: number[] = [];
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const { left, width } of range.getClientRects()) if (width > 1) lefts.push(left);
    }
    return lefts.map((left) => Math.round(left - element.getBoundingClientRect().left));
  });
  expect(starts.length).toBeGreaterThan(3);
  expect(Math.max(...starts)).toBeLessThan(16);
});

test('a widget that was never in view prints no stars, rather than a rating of zero stars', async () => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 5);
  const page = await stage.open(`<div style="height: 5000px"></div>${widgetHtml(id)}`);
  const { host, title, star, summary } = partsOf(page);
  await shows(title, 'How useful was this post?');
  await page.emulateMedia({ media: 'print' });
  expect(await star(1).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await host.scrollIntoViewIfNeeded();
  await shows(summary, 'Average rating 5 / 5. Vote count: 1');
  await page.emulateMedia({ media: 'print' });
  expect(await star(1).isVisible()).toBe(true);
});

test('a read-only widget is no higher than its stars and its average', async () => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 4);
  const page = await stage.open(widgetHtml(id, 'readonly'));
  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
  const heights = await partsOf(page).host.evaluate((host) =>
    [host, ...['stars', 'average'].map((part) => host.shadowRoot!.querySelector(`[part=${part}]`)!)].map(
      (element) => element.getBoundingClientRect().height,
    ),
  );
  const [whole, stars, average] = heights as [number, number, number];
  expect(whole - stars - average).toBeLessThan(16);
});

test.each(['start', 'center', 'end'])(
  'the buttons stand below the stars on a page with text-align: %s',
  async (align) => {
    const page = await stage.open(`<style>body { text-align: ${align} }</style>${widgetHtml(newArticle())}`);
    const { host, star, remove, submit } = partsOf(page);
    const offset = (part: string) =>
      host.evaluate((element, name) => {
        const middle = (one: Element) => {
          const { left, right } = one.getBoundingClientRect();
          return (left + right) / 2;
        };
        const [whole, button] = [middle(element), middle(element.shadowRoot!.querySelector(`[part=${name}]`)!)];
        return Math.round(button - whole);
      }, part);
    const expectAside = async (part: string) => {
      const aside = await offset(part);
      if (align === 'center') expect(Math.abs(aside)).toBeLessThanOrEqual(1);
      else expect(align === 'start' ? -aside : aside).toBeGreaterThan(200);
    };
    await star(4).click();
    await remove.waitFor();
    await expectAside('remove');
    await star(4).press('ArrowLeft');
    await submit.waitFor();
    await expectAside('submit');
  },
);
