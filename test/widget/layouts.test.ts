import { accessibleNodes } from './support/accessibility.ts';
import { eventually, shows } from './support/eventually.ts';
import { inChromium } from './support/in-chromium.ts';
import { newArticle, partsOf, watchRequests, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

async function rated(...ratings: number[]): Promise<string> {
  const id = newArticle();
  for (const [index, rating] of ratings.entries())
    await stage.system.api.vote(id, `an-earlier-voter-000${index}`, rating);
  return id;
}

describe('layout="badge"', () => {
  const badge = (id: string, attributes = '') => widgetHtml(id, `layout="badge" ${attributes}`);

  test('is one line with one star, and takes no vote', async () => {
    const page = await stage.open(`<p>Rated ${badge(await rated(5, 4, 4))}.</p>`);
    const { votes } = watchRequests(page);
    const { host } = partsOf(page);
    await shows(host.locator('[part=short]'), '4.3 (3)');
    expect(await host.locator('svg svg').count()).toBe(1);
    const [badgeHeight, lineHeight] = await page.evaluate(() => [
      document.querySelector('article-rating')!.offsetHeight,
      document.querySelector('p')!.offsetHeight,
    ]);
    expect(badgeHeight).toBeLessThan(30);
    expect(lineHeight).toBeLessThan(30);
    expect(await host.getByRole('radio').count()).toBe(0);
    await host.locator('[part=stars]').click({ force: true });
    expect(votes).toEqual([]);
  });

  inChromium('a screen reader reads out the whole summary once, not the figures', async () => {
    const page = await stage.open(badge(await rated(5, 4, 4)));
    await shows(partsOf(page).host.locator('[part=short]'), '4.3 (3)');
    const heard = (await accessibleNodes(page)).filter(({ role }) => role === 'StaticText').map(({ name }) => name);
    expect(heard).toEqual(['Average rating 4.3 / 5. Vote count: 3']);
  });

  test('is a link if it has an href', async () => {
    const page = await stage.open(badge(await rated(4), 'href="#reviews"'));
    const { host } = partsOf(page);
    await host.getByRole('link', { name: 'Average rating 4 / 5. Vote count: 1' }).click();
    expect(new URL(page.url()).hash).toBe('#reviews');
    await host.evaluate((element) => element.removeAttribute('href'));
    await eventually(() => host.getByRole('link').count(), 0);
  });

  test('loads no voting controls, even for a visitor who has voted', async () => {
    const id = await rated();
    const visitor = await stage.visitor();
    const first = await stage.open(widgetHtml(id), { in: visitor });
    await partsOf(first).star(5).click();
    await partsOf(first).remove.waitFor();
    const loaded: string[] = [];
    const page = await stage.open(badge(id), {
      in: visitor,
      before: (tab) => tab.on('request', (request) => loaded.push(request.url())),
    });
    await shows(partsOf(page).host.locator('[part=short]'), '5 (1)');
    expect(loaded.filter((url) => url.includes('controls'))).toEqual([]);
  });

  test('shows an empty star without votes, and a text for no votes', async () => {
    const page = await stage.open(badge(await rated()));
    const { host, summary } = partsOf(page);
    await shows(host.locator('[part=short]'), '(0)');
    await shows(summary, 'No votes so far!');
  });
});

describe('layout="compact"', () => {
  const compact = (id: string, attributes = '') => widgetHtml(id, `layout="compact" ${attributes}`);

  test('stars and figures stand in one row', async () => {
    const page = await stage.open(compact(await rated(5, 4)));
    const { host, star } = partsOf(page);
    const figures = host.locator('[part=short]');
    await shows(figures, '4.5 (2)');
    const [row, box, whole] = [await star(1).boundingBox(), await figures.boundingBox(), await host.boundingBox()];
    expect(box!.y).toBeGreaterThan(row!.y);
    expect(box!.y + box!.height).toBeLessThan(row!.y + row!.height);
    expect(whole!.height).toBeLessThan(50);
  });

  test('takes votes, and shows the thanks below while the pointer or the focus is there', async () => {
    const page = await stage.open(compact(await rated()));
    const { host, star, status, remove } = partsOf(page);
    const bubble = host.locator('[part=bubble]');
    const shown = () => bubble.evaluate((element) => getComputedStyle(element).opacity);
    await star(4).click();
    await shows(status, 'Thank you for rating this post!');
    await shows(host.locator('[part=short]'), '4 (1)');
    expect(await shown()).toBe('1');
    await page.mouse.click(700, 800);
    await eventually(shown, '0');
    await star(4).focus();
    await eventually(shown, '1');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await shows(host.locator('[part=short]'), '(0)');
    await remove.waitFor({ state: 'hidden' });
  });

  test.each([320, 1280])('the bubble is no larger than its content on a page %d px wide', async (width) => {
    const page = await stage.open(compact(await rated(5)), { viewport: { width, height: 900 } });
    const { host, star, remove } = partsOf(page);
    await star(4).click();
    await remove.waitFor();
    const heights = await host.evaluate((element) => {
      const heightOf = (name: string) => element.shadowRoot!.querySelector<HTMLElement>(`[part=${name}]`)!.offsetHeight;
      return { bubble: heightOf('bubble'), said: heightOf('status') + heightOf('average') + heightOf('remove') };
    });
    // Borders, paddings and the gaps between the three.
    expect(heights.bubble).toBeLessThan(heights.said + 35);
  });

  test('a failure stays visible', async () => {
    const page = await stage.open(compact(await rated()), {
      before: (tab) => tab.route('**/v1/votes', (route) => route.fulfill({ status: 503, json: { code: 'busy' } })),
    });
    const { host, star, submit } = partsOf(page);
    await star(4).click();
    await submit.waitFor();
    await page.mouse.click(700, 800);
    expect(await host.locator('[part=bubble]').evaluate((element) => getComputedStyle(element).opacity)).toBe('1');
  });

  inChromium('a screen reader finds the named group and its summary', async () => {
    const page = await stage.open(compact(await rated(4)));
    await shows(partsOf(page).host.locator('[part=short]'), '4 (1)');
    const group = (await accessibleNodes(page)).find(({ role }) => role === 'group');
    expect(group).toMatchObject({
      name: 'How useful was this post?',
      description: 'Average rating 4 / 5. Vote count: 1',
    });
  });
});

test('warns of an unknown layout, and shows the plain widget', async () => {
  const told: string[] = [];
  const page = await stage.open(widgetHtml(await rated(4), 'layout="tiny"'), {
    before: (tab) => tab.on('console', (message) => told.push(message.text())),
  });
  await shows(partsOf(page).summary, 'Average rating 4 / 5. Vote count: 1');
  expect(told).toEqual(['article-rating: layout must be "badge" or "compact".']);
});
