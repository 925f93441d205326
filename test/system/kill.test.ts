import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { differences } from '../support/audit.ts';
import { spawnSystem } from '../support/spawned-system.ts';
import { unlimited } from '../support/system.ts';

let dataDir: string;
let assembly: string;
beforeAll(async () => {
  assembly = (await synthesizedAssembly(unlimited)).folder;
  dataDir = await mkdtemp(join(tmpdir(), 'article-rating-kill-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const ROUNDS = 3;
const ANSWERS_PER_ROUND = 200;

test('keeps every answered vote once if the whole system is killed under load and started again', async () => {
  /** One article per vote, so that the table itself says which votes arrived. */
  const answered = new Map<string, number>();
  let sent = 0;
  let unknown = 0;

  for (let round = 0; round < ROUNDS; round++) {
    await using system = await spawnSystem({ assembly, dataDir });
    const enough = Promise.withResolvers<void>();
    const lane = async () => {
      for (;;) {
        const articleId = `killed-${sent++}`;
        const rating = (sent % 5) + 1;
        const answer = await system.api.vote(articleId, 'the-voter-of-the-kill-test', rating).catch(() => undefined);
        if (answer === undefined) {
          unknown++; // the connection broke: this vote may have arrived or not
          return;
        }
        expect(answer.status).toBe(200);
        answered.set(articleId, rating);
        if (answered.size >= (round + 1) * ANSWERS_PER_ROUND) enough.resolve();
      }
    };
    const lanes = Array.from({ length: 32 }, lane);
    await enough.promise;
    await system.kill();
    await Promise.all(lanes);
  }

  await using system = await spawnSystem({ assembly, dataDir });
  const stored = new Map((await system.votes()).map(({ articleId, rating }) => [articleId, rating]));
  const lost = [...answered].filter(([articleId, rating]) => stored.get(articleId) !== rating);
  expect(lost).toEqual([]);
  expect(differences(await system.audit())).toEqual([]);
  expect(answered.size).toBeGreaterThanOrEqual(ROUNDS * ANSWERS_PER_ROUND);
  expect(stored.size).toBeLessThanOrEqual(answered.size + unknown);
  for (const [articleId, rating] of [...answered].slice(-50)) {
    expect(await system.api.summary(articleId)).toMatchObject({ count: 1, average: rating });
  }
});
