import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { solveChallenge, type Challenge } from 'altcha-lib';
import { Api } from '../support/api.ts';
import { defended, ORIGIN, voterTokenOf } from '../support/defended.ts';
import { openApi, resolve, type Example, type Operation } from '../support/openapi.ts';
import { startSystem, unlimited, type System } from '../support/system.ts';
import { exampleOf } from './problem-examples.ts';

const vote = openApi.paths['/v1/votes']?.['post'] as Operation;
const read = openApi.paths['/v1/ratings']?.['get'] as Operation;

function answerExample({ responses }: Operation, name: string): Example['value'] {
  const example = responses['200']?.content?.['application/json']?.examples?.[name];
  if (example === undefined) throw new Error(`There is no example ${name}.`);
  return resolve(example).value;
}

function voteExample(name: string, type = 'application/json'): Example['value'] {
  const example = vote.requestBody?.content[type]?.examples?.[name];
  if (example === undefined) throw new Error(`There is no example ${name}.`);
  return resolve(example).value;
}

describe('a system whose only defence is the limit per network', () => {
  const LIMIT = 30;
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ settings: { ...unlimited, votersPerNetwork: LIMIT } });
  });
  afterAll(() => system.stop());

  test('serves the document', async () => {
    const response = await fetch(`${system.url}/openapi.json`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual(openApi);
  });

  test('answers the example votes, and reads after them, with the example answers', async () => {
    for (const [type, { examples = {} }] of Object.entries(vote.requestBody?.content ?? {})) {
      for (const name of Object.keys(examples)) {
        if (name === 'signed' || name === 'proven') continue;
        const { body } = await system.api.post(JSON.stringify(voteExample(name, type)), { 'content-type': type });
        expect([name, body]).toEqual([name, answerExample(vote, name)]);
      }
    }

    const rated = answerExample(read, 'rated') as { ratings: [{ articleId: string; distribution: number[] }] };
    const [{ articleId, distribution }] = rated.ratings;
    const stars = distribution.flatMap((votes, index) => Array.from({ length: votes }, () => index + 1));
    for (const [index, rating] of stars.entries())
      await system.api.vote(articleId, `voter-number-of-an-example-${index}`, rating);
    expect((await system.api.ratings([articleId])).body).toEqual(rated);
    expect((await system.api.ratings(['blog/new'])).body).toEqual(answerExample(read, 'unrated'));
  });

  test('answers the voter over the limit as in the example', async () => {
    const voteOf = (voter: number) => system.api.vote('crowded', `one-of-too-many-voters-${voter}`, 1);
    for (let voter = 0; voter < LIMIT; voter++) expect((await voteOf(voter)).status).toBe(200);
    expect((await voteOf(LIMIT)).body).toEqual(exampleOf('too_many_votes'));
  });

  test.each<[string, (api: Api) => ReturnType<Api['request']>]>([
    ['malformed_json', (api) => api.post('{')],
    ['invalid_article_id', (api) => api.post(JSON.stringify({ ...voteExample('vote'), articleId: '' }))],
    ['invalid_article_id', (api) => api.ratings([''])],
    ['invalid_rating', (api) => api.post(JSON.stringify({ ...voteExample('vote'), rating: 6 }))],
    ['invalid_voter_id', (api) => api.post(JSON.stringify({ ...voteExample('vote'), voterId: 'short' }))],
    ['too_many_articles', (api) => api.request('/v1/ratings')],
    ['body_too_large', (api) => api.post(' '.repeat(4097))],
    ['not_found', (api) => api.request('/v1/nothing')],
    ['method_not_allowed', (api) => api.request('/v1/ratings', { method: 'DELETE' })],
  ])('answers as in the example of %s', async (code, send) => {
    expect((await send(system.api)).body).toEqual(exampleOf(code));
  });

  test('answers a request that bypasses the CDN as in the example', async () => {
    for (const answer of [new Api(system.apiUrl).ratings(['a']), new Api(system.apiUrl).post('{}')]) {
      expect((await answer).body).toEqual(exampleOf('not_via_cdn'));
    }
  });
});

describe('a system with all defences', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ settings: defended });
  });
  afterAll(() => system.stop());

  const send = (vote: object, headers = { origin: ORIGIN }) => system.api.post(JSON.stringify(vote), headers);

  test('answers a vote without an origin or a token as in the examples', async () => {
    expect((await send(voteExample('vote'), { origin: 'https://evil.example' })).body).toEqual(
      exampleOf('origin_not_allowed'),
    );
    expect((await send(voteExample('vote'))).body).toEqual(exampleOf('voter_token_required'));
    // Signed with another key.
    expect((await send(voteExample('signed'))).body).toEqual(exampleOf('invalid_voter_token'));
  });

  test('asks for a proof as in the example, and accepts one of the same form', async () => {
    const signed = { ...voteExample('signed'), voterToken: await voterTokenOf('42') };
    const { challenge, ...asked } = (await send(signed)).body as { challenge: Challenge };
    expect(asked).toEqual({ ...exampleOf('proof_required'), challenge: undefined });
    // Not a proof for this challenge.
    const { proof } = voteExample('proven') as { proof: object };
    expect((await send({ ...signed, proof })).body).toMatchObject({ code: 'proof_required' });

    const solution = await solveChallenge({ challenge, deriveKey });
    const { status, body } = await send({ ...signed, proof: { challenge, solution } });
    expect([status, body]).toMatchObject([200, { articleId: 'blog/peace-talks', count: 1, vote: 5 }]);
  });
});
