import { defended, voterTokenOf } from '../support/defended.ts';
import { openApi } from '../support/openapi.ts';
import { startSystem } from '../support/system.ts';
import { knownMembers } from './grammar.ts';
import { fuzz } from './run.ts';

test('the grammar has every field of a vote in docs/openapi.json', () => {
  expect(knownMembers.toSorted()).toEqual(Object.keys(openApi.components.schemas.Vote.properties).toSorted());
});

test('answers any request as documented and never with a 5xx, and a refused request stores nothing', async () => {
  await using system = await startSystem();
  const { statuses, codes, accepted } = await fuzz(system.url, { requests: 1500, seed: 20261123 });
  expect((await system.articles()).filter((id) => !accepted.has(id))).toEqual([]);
  // Guards against a run that reached too little.
  expect(accepted.size).toBeGreaterThan(10);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '204', '400', '404', '405', '413']));
  expect(Object.keys(codes).length).toBeGreaterThanOrEqual(7);
});

test('answers as documented with all defences on, and accepts no vote without a proof of work', async () => {
  await using system = await startSystem({ settings: defended });
  const vote = { articleId: 'fuzzed', rating: 4, voterToken: await voterTokenOf('fuzzer') };
  const { codes } = await fuzz(system.url, { requests: 700, seed: 20261123, vote });
  expect(await system.articles()).toEqual([]);
  expect(Object.keys(codes)).toEqual(
    expect.arrayContaining([
      'origin_not_allowed',
      'voter_token_required',
      'invalid_voter_token',
      'proof_required',
      'invalid_article_id',
    ]),
  );
});
