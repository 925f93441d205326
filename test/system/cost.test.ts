import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { startEngine } from '../../local/dynamodb-engine/start-engine.ts';
import { startLocalSystem } from '../../local/local-system.ts';
import { Api } from '../support/api.ts';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { startRecordingProxy, type RecordedAccess } from '../support/recording-proxy.ts';

function unitsOf(accesses: readonly RecordedAccess[]): { writes: number; reads: number } {
  // Without the salt, which is read once a day.
  const counted = accesses.filter(({ partition }) => !partition.startsWith('SALT#')).map(({ units }) => units);
  const sum = (what: 'writes' | 'reads') => counted.reduce((units, each) => units + each[what], 0);
  return { writes: sum('writes'), reads: sum('reads') };
}

test('a request costs as much as in docs/cost.md', async () => {
  const { folder } = await synthesizedAssembly({ cacheSeconds: 0, staleSeconds: 0 });
  await using engine = await startEngine();
  await using proxy = await startRecordingProxy(engine.endpoint);
  await using system = await startLocalSystem({ assembly: folder, database: { endpoint: proxy.endpoint } });
  const api = new Api(system.url);
  const cost = async (request: () => Promise<{ status: number }>) => {
    proxy.take();
    expect((await request()).status).toBe(200);
    return unitsOf(proxy.take());
  };
  const costs = async (voterId: string) => {
    const vote = (rating: number | null) => () => api.vote('a', voterId, rating);
    const known = (rating: number, previous: number) => () =>
      api.post(JSON.stringify({ articleId: 'a', rating, previous, voterId }));
    return {
      first: await cost(vote(5)),
      again: await cost(vote(5)),
      changed: await cost(vote(4)),
      changedAsKnown: await cost(known(3, 4)),
      againAsKnown: await cost(known(3, 3)),
      withdrawn: await cost(vote(null)),
      read: await cost(() => api.ratings(['a'])),
      readOfFifty: await cost(() => api.ratings(Array.from({ length: 50 }, (_, index) => `article-${index}`))),
    };
  };
  // A busy machine may repeat a call, which only adds units.
  const runs = [
    await costs('voter-1-of-the-cost-test'),
    await costs('voter-2-of-the-cost-test'),
    await costs('voter-3-of-the-cost-test'),
  ];
  const least = (name: keyof (typeof runs)[number], what: 'writes' | 'reads') =>
    Math.min(...runs.map((run) => run[name][what]));
  const names = Object.keys(runs[0] ?? {}) as (keyof (typeof runs)[number])[];
  expect(
    Object.fromEntries(names.map((name) => [name, { writes: least(name, 'writes'), reads: least(name, 'reads') }])),
  ).toEqual({
    first: { writes: 6, reads: 1 },
    again: { writes: 7, reads: 1 },
    changed: { writes: 10, reads: 1 },
    changedAsKnown: { writes: 4, reads: 2 },
    againAsKnown: { writes: 1, reads: 2 },
    withdrawn: { writes: 4, reads: 2 },
    read: { writes: 0, reads: 0.5 },
    readOfFifty: { writes: 0, reads: 25 },
  });
});

test('a vote with a proof of work costs as much as in docs/cost.md', async () => {
  const { folder } = await synthesizedAssembly({ proofOfWork: 1 });
  await using engine = await startEngine();
  await using proxy = await startRecordingProxy(engine.endpoint);
  await using system = await startLocalSystem({ assembly: folder, database: { endpoint: proxy.endpoint } });
  const api = new Api(system.url);
  const units: { writes: number; reads: number }[] = [];
  for (const voter of ['voter-1-of-the-proof-test', 'voter-2-of-the-proof-test', 'voter-3-of-the-proof-test']) {
    proxy.take();
    const vote = { articleId: 'a', rating: 4, voterId: voter };
    const asked = await api.post(JSON.stringify(vote));
    expect(asked.status).toBe(428);
    const { challenge } = asked.body as { challenge: Challenge };
    const proof = { challenge, solution: await solveChallenge({ challenge, deriveKey }) };
    expect((await api.post(JSON.stringify({ ...vote, proof }))).status).toBe(200);
    units.push(unitsOf(proxy.take()));
  }
  const least = (what: 'writes' | 'reads') => Math.min(...units.map((each) => each[what]));
  expect({ writes: least('writes'), reads: least('reads') }).toEqual({ writes: 8, reads: 1 });
});

test('a first vote with a limit in total costs as much as in docs/cost.md', async () => {
  const { folder } = await synthesizedAssembly({ votersPerNetworkInTotal: 100 });
  await using engine = await startEngine();
  await using proxy = await startRecordingProxy(engine.endpoint);
  await using system = await startLocalSystem({ assembly: folder, database: { endpoint: proxy.endpoint } });
  const api = new Api(system.url);
  const units: { writes: number; reads: number }[] = [];
  for (const voter of ['voter-1-of-the-total-test', 'voter-2-of-the-total-test', 'voter-3-of-the-total-test']) {
    proxy.take();
    expect((await api.vote('a', voter, 4)).status).toBe(200);
    units.push(unitsOf(proxy.take()));
  }
  expect(Math.min(...units.map(({ writes }) => writes))).toBe(8);
});
