import type { Page } from 'playwright-core';
import type { ArticleRatingHTMLElement } from '../../widget/types.ts';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const NONE = 'No votes so far! Be the first to rate this post.';
const THANKS = 'Thank you for rating this post!';

/** Opens a page and collects the warnings of its console. */
async function warned(html: string): Promise<[Page, string[]]> {
  const warnings: string[] = [];
  const page = await stage.open(html, {
    before: (tab) => {
      tab.on('console', (message) => warnings.push(`${message.type()}: ${message.text()}`));
      tab.on('pageerror', (error) => warnings.push(`uncaught: ${error.message}`));
    },
  });
  return [page, warnings];
}

const warning = (name: string, wanted: string) =>
  `warning: article-rating: ${name} must be ${wanted}. The built-in text is shown instead.`;
const placeholder = (name: string, known = '{average}, {max}, {count}') =>
  `a text without ${name}; it may have ${known}`;

test.each([
  ['three names', 'text-stars="Bad|OK|Good"', 'text-stars', 'five names separated by "|"'],
  ['six names', 'text-stars="1|2|3|4|5|6"', 'text-stars', 'five names separated by "|"'],
  ['an empty name', 'text-stars="Bad||OK|Good|Great"', 'text-stars', 'five names separated by "|"'],
  ['no names', 'text-stars=""', 'text-stars', 'five names separated by "|"'],
  ['an unknown placeholder', 'text-summary="{avg} of {max}"', 'text-summary', placeholder('{avg}')],
  ['an unknown placeholder in a hint', 'text-hint="Hello {user}"', 'text-hint', placeholder('{user}')],
  ['a placeholder of another text', 'text-thanks="Ta {name}!"', 'text-thanks', placeholder('{name}', 'no placeholder')],
  [
    'a count in the own rating',
    'text-own="{rating} of {count}"',
    'text-own',
    placeholder('{count}', '{rating}, {max}, {name}'),
  ],
  ['the locale of WordPress', 'text-lang="en_US"', 'text-lang', 'a language tag such as "en-US"'],
  ['no language', 'text-lang=""', 'text-lang', 'a language tag such as "en-US"'],
  ['an empty title', 'text-title=""', 'text-title', 'a text that is not empty'],
])('%s in an attribute: the built-in text is shown, and one warning says what it should be', async (...row) => {
  const [, attribute, name, wanted] = row;
  const [page, warnings] = await warned(widgetHtml(newArticle(), attribute) + widgetHtml(newArticle(), attribute));
  for (const host of await page.locator('article-rating').all()) {
    const { title, hint, star, status, summary } = partsOf(host);
    await shows(title, 'How useful was this post?');
    await shows(hint, 'Click on a star to rate it!');
    await shows(summary, NONE);
    await star(4).click();
    await shows(status, THANKS);
    await shows(summary, 'Average rating 4 / 5. Vote count: 1');
    await page.mouse.move(0, 0);
    await shows(hint, 'Your rating: 4 / 5 (Fairly useful)');
  }
  expect(warnings).toEqual([warning(name, wanted)]);
});

test.each([
  ['stars as a list', { stars: ['Bad', 'Poor', 'OK', 'Good', 'Great'] }, 'messages.stars', 'a text'],
  ['a number', { hint: 5 }, 'messages.hint', 'a text'],
  ['plural forms without "other"', { summary: { one: '{count}' } }, 'messages.summary', 'texts, with one for "other"'],
  ['plural forms of a text that has none', { hint: { other: 'Hi' } }, 'messages.hint', 'a text'],
  ['an unknown placeholder', { summary: { other: '{votes}' } }, 'messages.summary', placeholder('{votes}')],
])('%s in messages: the built-in text is shown, and one warning says what it should be', async (...row) => {
  const [, messages, name, wanted] = row;
  const [page, warnings] = await warned(widgetHtml(newArticle()));
  const { host, hint, summary, star, status } = partsOf(page);
  await shows(summary, NONE);
  await host.evaluate((element, texts) => {
    (element as ArticleRatingHTMLElement).messages = { first: 'Start!', ...texts } as never;
  }, messages);
  await shows(summary, 'No votes so far! Start!');
  await shows(hint, 'Click on a star to rate it!');
  await star(4).click();
  await shows(status, THANKS);
  await shows(summary, 'Average rating 4 / 5. Vote count: 1');
  expect(warnings).toEqual([warning(name, wanted)]);
});

test('a text with {count} is empty until the count is known', async () => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 3);
  let read = () => {};
  const held = new Promise<void>((resolve) => (read = resolve));
  const errors: string[] = [];
  const page = await stage.open(widgetHtml(id, 'text-hint="{count} people rate it {average}"'), {
    before: async (tab) => {
      tab.on('pageerror', (error) => errors.push(error.message));
      await tab.route('**/v1/ratings*', (route) => held.then(() => route.continue()));
    },
  });
  const { title, hint } = partsOf(page);
  await shows(title, 'How useful was this post?');
  expect(await hint.textContent()).toBe('');
  read();
  await shows(hint, '1 people rate it 3');
  expect(errors).toEqual([]);
});

test('shows the widget and keeps the vote on a page with Prototype.js, which turns lists into JSON strings', async () => {
  const id = newArticle();
  const visitor = await stage.visitor();
  await visitor.addInitScript(() => {
    Object.assign(Array.prototype, {
      toJSON(this: unknown[]) {
        return `[${this.join(', ')}]`;
      },
    });
  });
  const page = await stage.open(widgetHtml(id), { in: visitor });
  const { star, status, summary, hint } = partsOf(page);
  await star(4).click();
  await shows(status, THANKS);
  await page.reload();
  await shows(hint, 'Your rating: 4 / 5 (Fairly useful)');
  await shows(summary, 'Average rating 4 / 5. Vote count: 1');
  const detail = await partsOf(page).host.evaluate((element) => (element as ArticleRatingHTMLElement).summary);
  expect(detail?.distribution).toEqual([0, 0, 0, 1, 0]);
});

test('a corrected mistake causes no further warning, and a valid text none', async () => {
  const [page, warnings] = await warned(widgetHtml(newArticle(), 'text-stars="Bad|OK" text-title="Good?"'));
  const { host, title } = partsOf(page);
  await shows(title, 'Good?');
  await host.evaluate((element) => element.setAttribute('text-stars', 'A|B|C|D|E'));
  await eventually(() => page.getByRole('radio', { name: '5 stars, E' }).count(), 1);
  expect(warnings).toHaveLength(1);
});
