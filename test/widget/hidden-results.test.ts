import { accessibleNodes } from './support/accessibility.ts';
import { eventually, shows } from './support/eventually.ts';
import { inChromium } from './support/in-chromium.ts';
import { newArticle, partsOf, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

/** An article that somebody else has rated with four stars. */
async function ratedArticle(): Promise<string> {
  const article = newArticle();
  await stage.system.api.vote(article, 'an-earlier-voter-0001', 4);
  return article;
}

inChromium('average and count are hidden until the visitor has voted, from screen readers too', async () => {
  const article = await ratedArticle();
  const page = await stage.open(widgetHtml(article, 'results="after-vote"'));
  const { summary, star, host, remove } = partsOf(page);
  await eventually(
    () => host.evaluate((element: HTMLElement & { summary?: { count: number } }) => element.summary?.count),
    1,
  );
  await shows(summary, '');
  expect(JSON.stringify(await accessibleNodes(page))).not.toMatch(/Average|Vote count|4\/5/);
  const filled = () =>
    page.locator('article-rating svg svg').evaluateAll((all) => all.map((one) => Number(one.getAttribute('width'))));
  expect(Math.max(...(await filled()))).toBeLessThan(3);

  await star(2).click();
  await shows(summary, 'Average rating 3 / 5. Vote count: 2');
  await remove.click();
  await shows(summary, '');
});

test('shows average and count on a read-only widget', async () => {
  const page = await stage.open(widgetHtml(await ratedArticle(), 'results="after-vote" readonly'));
  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
});

test('warns of an unknown value, and hides nothing', async () => {
  const told: string[] = [];
  const page = await stage.open(widgetHtml(await ratedArticle(), 'results="later"'), {
    before: (tab) => tab.on('console', (message) => told.push(message.text())),
  });
  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
  expect(told).toEqual(['article-rating: results must be "after-vote".']);
});
