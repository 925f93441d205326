import { defended, voterTokenOf } from '../support/defended.ts';
import { openApi } from '../support/openapi.ts';
import { startSystem } from '../support/system.ts';
import { knownMembers } from './grammar.ts';
import { fuzz } from './run.ts';

test('the grammar knows each member of a vote that the document does', () => {
  expect(knownMembers.toSorted()).toEqual(Object.keys(openApi.components.schemas.Vote.properties).toSorted());
});

test('answers any request as documented, never with a 5xx, and a refused one leaves nothing behind', async () => {
  await using system = await startSystem();
  const { statuses, codes, accepted } = await fuzz(system.url, { requests: 1500, seed: 20261123 });
  expect((await system.articles()).filter((id) => !accepted.has(id))).toEqual([]);
  // The run must have met what it is there to meet.
  expect(accepted.size).toBeGreaterThan(10);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '204', '400', '404', '405', '413']));
  expect(Object.keys(codes).length).toBeGreaterThanOrEqual(7);
});

test('does so with all defences on, which let no request without a proof pass', async () => {
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
