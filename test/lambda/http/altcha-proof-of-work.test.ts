import { isDeepStrictEqual } from 'node:util';
import { solveChallenge } from 'altcha-lib';
import type { Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import fc from 'fast-check';
import { ProofRequired } from '../../../lambda/domain/errors.ts';
import { altchaProofOfWork } from '../../../lambda/http/altcha-proof-of-work.ts';
import { answerErrors } from '../../../lambda/http/error-handler.ts';
import { postVote } from '../../../lambda/http/post-vote.ts';
import { DailySalt } from '../../../lambda/storage/vote/daily-salt.ts';
import { junkProof, spoiltProof } from '../../fuzz/junk-proof.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { httpEvent } from '../../support/event.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import { storeOn } from '../../support/store-on.ts';

let secret = 'secret of the day';
const proofs = altchaProofOfWork({ difficulty: 3, secret: () => Promise.resolve(secret) });

async function solve(challenge: object) {
  const solution = await solveChallenge({ challenge: challenge as Challenge, deriveKey });
  return { challenge, solution };
}

test('accepts a solved challenge and identifies it by its nonce', async () => {
  const challenge = (await proofs.challenge()) as Challenge;
  const { nonce, expiresAt } = challenge.parameters;
  expect(await proofs.verify(await solve(challenge))).toEqual({ id: nonce, expiresAt });
  expect(expiresAt).toBeGreaterThan(Date.now() / 1000 + 500);
});

test('a challenge stays valid past midnight, when the salt changes, and expires after ten minutes', async () => {
  let now = Date.UTC(2026, 0, 1, 23, 59, 59, 500);
  const secretOf = (at: number) => Promise.resolve(new Date(at).toISOString().slice(0, 10));
  const across = altchaProofOfWork({ difficulty: 3, secret: secretOf, now: () => now });
  const solved = await solve(await across.challenge());
  jest.useFakeTimers({ now, doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'performance'] });
  try {
    jest.setSystemTime((now += 599_000));
    expect(await across.verify(solved)).toMatchObject({ id: expect.any(String) as string });
    jest.setSystemTime((now += 2_000));
    expect(await across.verify(solved)).toBeUndefined();
  } finally {
    jest.useRealTimers();
  }
});

test('refuses a challenge with a forged expiry without fetching the secret', async () => {
  const asked: number[] = [];
  const curious = altchaProofOfWork({ difficulty: 3, secret: (at) => Promise.resolve(String(asked.push(at))) });
  const { challenge, solution } = (await solve(await curious.challenge())) as {
    challenge: Challenge;
    solution: object;
  };
  asked.length = 0;
  for (const expiresAt of [0, -1, 1e300, NaN, 4e9, Date.now()]) {
    const parameters = { ...challenge.parameters, expiresAt };
    expect(await curious.verify({ challenge: { ...challenge, parameters }, solution })).toBeUndefined();
  }
  expect(asked).toEqual([]);
});

test('refuses a proof that is unsolved, changed, stale or nonsense', async () => {
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

describe('the cost of a challenge', () => {
  const DIFFICULTY = 10;

  /** Tries the counters from `from` up to `end`. @returns the derivations it took, and whether it found the solution */
  async function tryCounters(challenge: Challenge, from: number, end: number) {
    let derivations = 0;
    const controller = new AbortController();
    const solution = await solveChallenge({
      challenge,
      counterStart: from,
      controller,
      deriveKey: (...given) => {
        if (++derivations >= end - from) controller.abort();
        return deriveKey(...given);
      },
    });
    return { derivations, found: solution !== null };
  }

  test('equals the difficulty on average over all counters, wherever a solver starts', async () => {
    const limits: number[] = [];
    const honest: number[] = [];
    let cheating = 0;
    for (let counter = 0; counter < 2 * DIFFICULTY - 1; counter++) {
      const randomBelow = (limit: number) => (limits.push(limit), counter);
      const costly = altchaProofOfWork({
        difficulty: DIFFICULTY,
        secret: () => Promise.resolve('secret'),
        randomBelow,
      });
      const challenge = (await costly.challenge()) as Challenge;
      honest.push((await tryCounters(challenge, 0, Infinity)).derivations);
      // Tries the second half of the counters first, and the first half only if the solution is not there.
      const upper = await tryCounters(challenge, DIFFICULTY, 2 * DIFFICULTY - 1);
      const lower = upper.found ? { derivations: 0 } : await tryCounters(challenge, 0, DIFFICULTY);
      cheating += upper.derivations + lower.derivations;
    }
    expect(new Set(limits)).toEqual(new Set([honest.length]));
    expect(honest).toEqual(Array.from({ length: 2 * DIFFICULTY - 1 }, (_, counter) => counter + 1));
    expect(honest.reduce((sum, derivations) => sum + derivations) / honest.length).toBe(DIFFICULTY);
    expect(cheating / honest.length).toBe(DIFFICULTY);
  });

  test('varies from challenge to challenge', async () => {
    const easy = altchaProofOfWork({ difficulty: 2, secret: () => Promise.resolve('secret') });
    const seen = new Set<number>();
    // One of the three costs is missing from 100 challenges with a probability of at most 3 × (2/3)^100 = 7e-18.
    for (let sample = 0; sample < 100; sample++) {
      seen.add((await tryCounters((await easy.challenge()) as Challenge, 0, Infinity)).derivations);
    }
    expect(seen).toEqual(new Set([1, 2, 3]));
  });

  test('is one derivation at a difficulty of one', async () => {
    const easiest = altchaProofOfWork({ difficulty: 1, secret: () => Promise.resolve('secret') });
    const challenge = (await easiest.challenge()) as Challenge;
    expect(await tryCounters(challenge, 0, Infinity)).toEqual({ derivations: 1, found: true });
  });
});

describe('with proof of work on', () => {
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
    const store = storeOn(database);
    const handle = postVote({ store, proofOfWork: proofs });
    const response = await handle(httpEvent({ body: JSON.stringify({ articleId, rating, voterId, proof }) }));
    return JSON.parse(response.body ?? '') as { count: number };
  };
  const voter = (index: number) => `voter-with-a-proof-${index}`;

  test('answers a vote without a proof with a challenge, and counts the vote with its solution', async () => {
    const refusal = (await send(4, voter(0)).catch((error: unknown) => error)) as ProofRequired;
    expect(refusal).toBeInstanceOf(ProofRequired);
    expect(await send(4, voter(0), await solve(refusal.challenge))).toMatchObject({ count: 1 });
  });

  test('a proof is good for one vote, even if sent many times at once; repeating the vote needs no other proof', async () => {
    const proof = await solve(await proofs.challenge());
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => send(3, voter(index + 1), proof)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = results.findIndex(({ status }) => status === 'fulfilled') + 1;
    expect(await send(3, voter(winner), proof)).toMatchObject({ count: 1 });
    await expect(send(5, voter(winner), proof)).rejects.toThrow(ProofRequired);
  });

  const answerTo = (proof: unknown) => {
    const store = storeOn(database);
    const failed = (error: unknown) => {
      throw error;
    };
    const body = JSON.stringify({ articleId, rating: 4, voterId: voter(0), proof });
    return answerErrors(postVote({ store, proofOfWork: proofs }), { failed })(httpEvent({ body }));
  };

  test('answers junk in any field of a proof with a new challenge', async () => {
    const solved = JSON.parse(JSON.stringify(await solve(await proofs.challenge()))) as object;
    const spoilt = spoiltProof(solved).filter(
      (proof) => !isDeepStrictEqual(JSON.parse(JSON.stringify(proof) ?? 'null'), solved),
    );
    const challenges = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.oneof(junkProof, spoilt), async (proof) => {
        const { statusCode, body = '' } = await answerTo(proof);
        // Junk over the body limit is refused before it is parsed.
        if (statusCode === 413) return;
        expect(statusCode).toBe(428);
        const { challenge } = JSON.parse(body) as { challenge: Challenge };
        expect(challenges).not.toContain(challenge.parameters.nonce);
        challenges.add(challenge.parameters.nonce);
      }),
      { numRuns: 1500 },
    );
    expect(challenges.size).toBeGreaterThan(1000);
  });

  test.each<[string, unknown]>([
    ['whose parameters are null', { challenge: { parameters: null, signature: '00' }, solution: { counter: 1 } }],
    ['nested as deeply as a body can be', { challenge: { parameters: deep(600), signature: '00' }, solution: {} }],
  ])('a proof %s is not an internal error', async (_, proof) => {
    expect((await answerTo(proof)).statusCode).toBe(428);
  });

  test('waits for a salt that cannot be fetched, and answers busy at the deadline', async () => {
    for (const [failures, status] of [
      [3, 428],
      [Infinity, 503],
    ] as const) {
      const client = database.connect();
      let left: number = failures;
      injectFaults(client, (command) => (/^(Get|Put)Item/.test(command) && left-- > 0 ? 'reset-before' : undefined));
      const salt = new DailySalt(client, database.table);
      let elapsed = 0;
      const sleep = (ms: number) => Promise.resolve(void (elapsed += ms));
      const clockAndRandom = { now: Date.now, elapsed: () => elapsed, random: () => 0.5, sleep };
      const store = storeOn({ client, table: database.table });
      const proofOfWork = altchaProofOfWork({
        difficulty: 1,
        secret: (at) => salt.readWithRetries(at, clockAndRandom),
      });
      const handle = answerErrors(postVote({ store, proofOfWork }), { failed: () => undefined });
      const body = JSON.stringify({ articleId, rating: 4, voterId: voter(0) });
      expect((await handle(httpEvent({ body }))).statusCode).toBe(status);
      // Leaves enough time for the store's longest wait within the function's time-out.
      expect(elapsed).toBeLessThanOrEqual(2000);
    }
  });
});

/** `{"a":{"a":…}}` */
function deep(levels: number): unknown {
  return JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels));
}
