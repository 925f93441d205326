import { accessibleNodes } from './support/accessibility.ts';
import { eventually, shows } from './support/eventually.ts';
import { inChromium } from './support/in-chromium.ts';
import { newArticle, partsOf, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

async function rated(...ratings: number[]): Promise<string> {
  const id = newArticle();
  for (const [index, rating] of ratings.entries())
    await stage.system.api.vote(id, `an-earlier-voter-000${index}`, rating);
  return id;
}

const opened = async (html: string) => {
  const page = await stage.open(html);
  const { host } = partsOf(page);
  await host.locator('[part=toggle]').click();
  const rows = () =>
    host.locator('tr').evaluateAll((all) =>
      all.map((row) =>
        [...row.children]
          .map((cell) => cell.textContent)
          .filter(Boolean)
          .join(' | '),
      ),
    );
  return { page, host, rows };
};

test('the average expands into a bar for each number of stars, which change with a vote', async () => {
  const { page, host, rows } = await opened(widgetHtml(await rated(5, 5, 4, 1), 'distribution'));
  await eventually(rows, [
    '5 stars | 2 votes | 50%',
    '4 stars | 1 vote | 25%',
    '3 stars | 0 votes | 0%',
    '2 stars | 0 votes | 0%',
    '1 star | 1 vote | 25%',
  ]);
  const widths = () => host.locator('rect').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  const [five = 0, four = 0, three = 0] = await widths();
  expect(five / four).toBeCloseTo(2, 1);
  expect(three).toBe(0);
  await partsOf(page).star(4).click();
  await eventually(async () => (await rows())[1], '4 stars | 2 votes | 40%');
});

inChromium('opens and closes by keyboard, and a screen reader finds a table of the votes', async () => {
  const page = await stage.open(widgetHtml(await rated(5, 3), 'distribution readonly'));
  await shows(partsOf(page).summary.locator('[part=average]'), 'Average rating 4 / 5. Vote count: 2');
  const seen = () => page.locator('article-rating table').isVisible();
  expect(await seen()).toBe(false);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await eventually(seen, true);
  const nodes = await accessibleNodes(page);
  expect(nodes.find(({ properties }) => properties['expanded'] === true)?.name).toMatch(
    /^Average rating 4 \/ 5. Vote count: 2/,
  );
  expect(nodes.filter(({ role }) => role === 'rowheader').map(({ name }) => name)[0]).toBe('5 stars');
  await page.keyboard.press('Enter');
  await eventually(seen, false);
});

test('the average does not expand without votes', async () => {
  const page = await stage.open(widgetHtml(await rated(), 'distribution'));
  const { host, star, summary } = partsOf(page);
  await shows(summary.locator('[part=average]'), 'No votes so far! Be the first to rate this post.');
  expect(await host.locator('details').isVisible()).toBe(false);
  await star(5).click();
  await eventually(() => host.locator('details').isVisible(), true);
});

test('shows two bars for a yes-no question', async () => {
  const { rows } = await opened(widgetHtml(await rated(5, 5, 5, 1), 'distribution scale="yes-no"'));
  await eventually(rows, ['Yes | 3 votes | 75%', 'No | 1 vote | 25%']);
});

test('bars fill in the reading direction', async () => {
  const id = await rated(5, 1, 1, 1);
  const { host, rows } = await opened(`<div lang="ar" dir="rtl">${widgetHtml(id, 'distribution')}</div>`);
  await eventually(async () => (await rows()).length, 5);
  const gaps = await host
    .locator('[part=bar]')
    .first()
    .evaluate((bar) => {
      const [track, filled] = [bar, bar.firstElementChild!].map((one) => one.getBoundingClientRect());
      return [Math.abs(Math.round(track!.right - filled!.right)), filled!.left - track!.left > 10];
    });
  expect(gaps).toEqual([0, true]);
});

test('shows nothing before the vote if results are hidden', async () => {
  const page = await stage.open(widgetHtml(await rated(5, 1), 'distribution results="after-vote"'));
  const { host, star } = partsOf(page);
  await star(1).waitFor();
  expect(await host.locator('details').isVisible()).toBe(false);
  await star(3).click();
  await eventually(() => host.locator('details').isVisible(), true);
});
