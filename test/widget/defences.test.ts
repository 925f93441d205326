import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { ArticleRatingHTMLElement } from '../../widget/types.ts';
import { eventually, shows } from './support/eventually.ts';
import { newArticle, partsOf, watchEvents, watchRequests, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const secret = randomBytes(32);
const audience = 'https://ratings.example';

describe('with signed votes required', () => {
  const stage = useStage({
    voterTokenKeys: JSON.stringify({ keys: [{ kty: 'oct', k: secret.toString('base64url') }] }),
    voterTokenAudience: audience,
    voterTokenRequired: true,
  });
  const tokenFor = (account: string) =>
    new SignJWT({ sub: account })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setExpirationTime('5m')
      .sign(secret);

  test('an account votes once, from any browser', async () => {
    const id = newArticle();
    for (const [rating, count] of [
      [2, 1],
      [5, 1],
    ] as const) {
      const page = await stage.open(widgetHtml(id));
      const { host, star, status } = partsOf(page);
      await host.evaluate(
        (element, token) => ((element as ArticleRatingHTMLElement).voterToken = token),
        await tokenFor('account-of-both'),
      );
      await star(rating).click();
      await shows(status, 'Thank you for rating this post!');
      expect(await stage.system.api.summary(id)).toMatchObject({ average: rating, count });
    }
  });

  test('tells a visitor who is not signed in that the rating was not saved', async () => {
    const id = newArticle();
    const page = await stage.open(widgetHtml(id));
    await partsOf(page).star(3).click();
    await shows(partsOf(page).status, 'Your rating was not saved.');
    expect((await stage.system.api.summary(id)).count).toBe(0);
  });
});

describe('with a proof of work required', () => {
  const stage = useStage({ proofOfWork: 20 });

  test('records a click after a worker has found the proof', async () => {
    const id = newArticle();
    const page = await stage.open(widgetHtml(id));
    const { votes } = watchRequests(page);
    const worker = page.waitForEvent('worker');
    await partsOf(page).star(4).click();
    await shows(partsOf(page).status, 'Thank you for rating this post!');
    expect((await worker).url()).toMatch(/^blob:/);
    await eventually(async () => Promise.all(votes.map(async (vote) => (await vote.response())?.status())), [428, 200]);
    expect(await stage.system.api.summary(id)).toMatchObject({ average: 4, count: 1 });
  });

  test('records votes on a page whose policy forbids the worker', async () => {
    const page = await stage.open('/strict.html');
    await partsOf(page).star(5).click();
    await shows(partsOf(page).status, 'Thank you for rating this post!');
  });
});

describe('if the proof of work fails', () => {
  const stage = useStage({ proofOfWork: 20 });

  test('reports an unsaved rating on plain HTTP, where browsers cannot derive keys', async () => {
    const id = newArticle();
    const page = await stage.open('about:blank', {
      before: (tab) =>
        tab.route('http://plain.example/**', async (route) => {
          const url = route.request().url().replace('http://plain.example', stage.system.url);
          await route.fulfill({ response: await route.fetch({ url }) });
        }),
    });
    await page.goto('http://plain.example/article.html');
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    const { host, star, status, submit } = partsOf(page);
    await host.evaluate((element, article) => element.setAttribute('article-id', article), id);
    const events = await watchEvents(page);
    await star(4).click();
    await shows(status, 'Your rating was not saved.');
    await shows(submit, 'Try again');
    expect((await events()).filter(({ type }) => type === 'error').map(({ detail }) => detail)).toEqual([
      { articleId: id, action: 'vote', code: 'proof_required', status: 428 },
    ]);
    expect((await stage.system.api.summary(id)).count).toBe(0);
  });

  test.each(['proof', 'proof-worker'])(
    'if the file %s does not load, the rating is not saved and the visitor can try again',
    async (file) => {
      const id = newArticle();
      const page = await stage.open(widgetHtml(id));
      await page.route(`**/${file}.js*`, (route) => route.abort());
      const { star, status, submit } = partsOf(page);
      await star(4).click();
      await shows(status, 'Your rating was not saved.');
      await page.unroute(`**/${file}.js*`);
      await submit.click();
      await shows(status, 'Thank you for rating this post!');
      expect(await stage.system.api.summary(id)).toMatchObject({ average: 4, count: 1 });
    },
  );

  test('the page finds the proof if the worker fails', async () => {
    const id = newArticle();
    const visitor = await stage.visitor();
    await visitor.addInitScript(() => {
      Worker.prototype.postMessage = function (this: Worker) {
        this.dispatchEvent(new Event('error'));
      };
    });
    const page = await stage.open(widgetHtml(id), { in: visitor });
    await partsOf(page).star(4).click();
    await shows(partsOf(page).status, 'Thank you for rating this post!');
    expect(await stage.system.api.summary(id)).toMatchObject({ average: 4, count: 1 });
  });
});

describe('without defences', () => {
  const stage = useStage();

  test('loads no proof-of-work code', async () => {
    const paths: string[] = [];
    const page = await stage.open(widgetHtml(newArticle()), {
      before: (tab) => tab.on('request', (request) => paths.push(new URL(request.url()).pathname)),
    });
    await partsOf(page).star(4).click();
    await shows(partsOf(page).status, 'Thank you for rating this post!');
    expect(paths.filter((path) => path.includes('proof'))).toEqual([]);
  });
});
