import { accessibleNodes } from './support/accessibility.ts';
import { eventually, shows } from './support/eventually.ts';
import { inChromium } from './support/in-chromium.ts';
import { newArticle, partsOf, watchEvents, widgetHtml } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const ask = (id: string, attributes = '') => widgetHtml(id, `scale="yes-no" ${attributes}`);

test('asks whether the page was helpful, counts a yes as five stars and a no as one', async () => {
  const id = newArticle();
  const page = await stage.open(ask(id));
  const { title, hint, status, summary, remove, host } = partsOf(page);
  const events = await watchEvents(page);
  await shows(title, 'Was this page helpful?');
  await shows(summary, 'No votes so far! ');
  await host.getByRole('radio', { name: 'Yes' }).click();
  await shows(status, 'Thank you for your feedback!');
  await shows(summary, '1 of 1 found this helpful');
  await shows(hint, 'Your answer: Yes');
  expect(await stage.system.api.summary(id)).toMatchObject({ distribution: [0, 0, 0, 0, 1] });

  await host.getByRole('radio', { name: 'No' }).click();
  await shows(summary, '0 of 1 found this helpful');
  await shows(hint, 'Your answer: No');
  expect(await stage.system.api.summary(id)).toMatchObject({ distribution: [1, 0, 0, 0, 0] });
  const votes = (await events()).filter(({ type }) => type === 'vote').map(({ detail }) => detail['vote']);
  expect(votes).toEqual([5, 1]);

  await page.reload();
  await shows(hint, 'Your answer: No');
  await remove.click();
  await shows(summary, 'No votes so far! ');
});

test('calls the vote an answer in every text about saving and removing', async () => {
  const page = await stage.open(ask(newArticle()));
  const { host, status, submit, remove } = partsOf(page);
  const refuse = () => page.route('**/v1/votes', (route) => route.fulfill({ status: 403, json: {} }));
  await refuse();
  await host.getByRole('radio', { name: 'Yes' }).click();
  await shows(status, 'Your answer was not saved.');
  await page.unroute('**/v1/votes');
  await submit.click();
  await remove.waitFor();
  await shows(remove, 'Remove my answer');
  await refuse();
  await remove.click();
  await shows(status, 'Your answer was not removed.');
  await page.unroute('**/v1/votes');
  await submit.click();
  await shows(status, 'Your answer was removed.');
});

test('takes an answer by keyboard: an arrow key chooses, Enter sends', async () => {
  const id = newArticle();
  const page = await stage.open(ask(id));
  const { host, submit, summary } = partsOf(page);
  const radio = (name: string) => host.getByRole('radio', { name });
  await shows(summary, 'No votes so far! ');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await shows(submit, 'Send');
  await eventually(() => radio('Yes').isChecked(), true);
  await page.keyboard.press('ArrowRight');
  await eventually(() => radio('No').isChecked(), true);
  await page.keyboard.press('Enter');
  await shows(summary, '0 of 1 found this helpful');
});

inChromium('a screen reader finds one question with two answers, and the result', async () => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 5);
  const page = await stage.open(ask(id));
  await shows(partsOf(page).summary, '1 of 1 found this helpful');
  const nodes = await accessibleNodes(page);
  expect(nodes.filter(({ role }) => role === 'radio').map(({ name }) => name)).toEqual(['Yes', 'No']);
  const group = nodes.find(({ name }) => name === 'Was this page helpful?');
  expect(group).toMatchObject({ role: 'group', description: '1 of 1 found this helpful' });
});

test('earlier votes of two to four stars count as an answer', async () => {
  const id = newArticle();
  for (const [index, rating] of [2, 4, 5].entries()) {
    await stage.system.api.vote(id, `an-earlier-voter-000${index}`, rating);
  }
  const page = await stage.open(ask(id));
  await shows(partsOf(page).summary, '2 of 3 found this helpful');
});

test('shows only the result when read-only', async () => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 5);
  const page = await stage.open(ask(id, 'readonly'));
  const { host, summary } = partsOf(page);
  await shows(summary, '1 of 1 found this helpful');
  expect(await host.getByRole('radio').count()).toBe(0);
});

test('uses the language of the page, and accepts custom texts', async () => {
  const id = newArticle();
  const page = await stage.open(`<div lang="de">${ask(id, 'text-question="Hilft das?"')}</div>`);
  const { title, host } = partsOf(page);
  await shows(title, 'Hilft das?');
  await host.getByRole('radio', { name: 'Ja', exact: true }).click();
  await shows(partsOf(page).summary, '1 von 1 fanden das hilfreich');
});

test('marks the chosen answer by more than its colour', async () => {
  const page = await stage.open(ask(newArticle()));
  const { host, hint } = partsOf(page);
  await host.getByRole('radio', { name: 'Yes' }).click();
  await shows(hint, 'Your answer: Yes');
  const framed = () =>
    host
      .locator('[part=star]:not([hidden]) [part=answer]')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).boxShadow !== 'none'));
  await eventually(framed, [true, false]);
});
