import { solveChallenge } from 'altcha-lib';
import type { Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { ProofRequired } from '../../../lambda/domain/errors.ts';
import { altchaProofOfWork } from '../../../lambda/http/altcha-proof-of-work.ts';
import { recordVote } from '../../../lambda/http/record-vote.ts';
import { DynamoDBRatingStore } from '../../../lambda/storage/dynamodb-rating-store.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { httpEvent } from '../../support/event.ts';

let secret = 'secret of the day';
const proofs = altchaProofOfWork({ difficulty: 3, secret: () => Promise.resolve(secret) });

async function solve(challenge: object) {
  const solution = await solveChallenge({ challenge: challenge as Challenge, deriveKey });
  return { challenge, solution };
}

test('takes a solved challenge and knows it by its nonce', async () => {
  const challenge = (await proofs.challenge()) as Challenge;
  const { nonce, expiresAt } = challenge.parameters;
  expect(await proofs.verify(await solve(challenge))).toEqual({ id: nonce, expiresAt });
  expect(expiresAt).toBeGreaterThan(Date.now() / 1000 + 500);
});

test('refuses what is not solved, changed, stale or nonsense', async () => {
  const solved = (await solve(await proofs.challenge())) as { challenge: Challenge; solution: object };
  const { challenge, solution } = solved;
  const tampered = { ...challenge, parameters: { ...challenge.parameters, nonce: '00'.repeat(16) } };
  for (const wrong of [
    undefined,
    null,
    7,
    'text',
    {},
    { challenge },
    { challenge, solution: { counter: 1, derivedKey: '00' } },
    { challenge: tampered, solution },
    { challenge: { parameters: challenge.parameters }, solution },
    { challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1 } }, solution },
  ]) {
    expect(await proofs.verify(wrong)).toBeUndefined();
  }
  secret = 'secret of the next day';
  expect(await proofs.verify(solved)).toBeUndefined();
  const old = altchaProofOfWork({
    difficulty: 3,
    secret: () => Promise.resolve(secret),
    now: () => Date.now() - 700_000,
  });
  expect(await proofs.verify(await solve(await old.challenge()))).toBeUndefined();
});

describe('where it is on', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase('dynoxide');
  });
  afterAll(() => database.close());

  let articleId = '';
  beforeEach(() => {
    articleId = expect.getState().currentTestName ?? '';
  });

  const send = async (rating: number, voterId: string, proof?: unknown) => {
    const store = new DynamoDBRatingStore(database.client, database.table);
    const handle = recordVote({ store, proofOfWork: proofs });
    const response = await handle(httpEvent({ body: JSON.stringify({ articleId, rating, voterId, proof }) }));
    return JSON.parse(response.body ?? '') as { count: number };
  };
  const voter = (index: number) => `voter-with-a-proof-${index}`;

  test('a vote without a proof is answered with a challenge, and with its solution it counts', async () => {
    const refusal = (await send(4, voter(0)).catch((error: unknown) => error)) as ProofRequired;
    expect(refusal).toBeInstanceOf(ProofRequired);
    expect(await send(4, voter(0), await solve(refusal.challenge))).toMatchObject({ count: 1 });
  });

  test('a proof buys one vote, though it is sent many times at once; the same vote again needs no other', async () => {
    const proof = await solve(await proofs.challenge());
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => send(3, voter(index + 1), proof)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = results.findIndex(({ status }) => status === 'fulfilled') + 1;
    expect(await send(3, voter(winner), proof)).toMatchObject({ count: 1 });
    await expect(send(5, voter(winner), proof)).rejects.toThrow(ProofRequired);
  });
});
