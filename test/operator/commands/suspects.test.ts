import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { hold } from '../../../operator/commands/hold.ts';
import { seed } from '../../../operator/commands/seed.ts';
import { suspects } from '../../../operator/commands/suspects.ts';
import { timeline } from '../../../operator/commands/timeline.ts';
import type { Suspect } from '../../../lambda/domain/suspects/find-suspects.ts';
import { suspectSentence } from '../../../lambda/domain/suspects/suspect-sentence.ts';
import { holdCommandFor } from '../../../operator/suspects/command-to-hold.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { runRatings } from '../../support/operator-process.ts';

let database: Database;
let attacks: readonly { readonly articleId: ArticleId; readonly kind: string; readonly from: string }[];
const session = () => sessionOn(database);
const list = async (since?: string) =>
  (await suspects(session(), { limit: 50, ...(since && { since }) })).json as {
    found: number;
    suspects: readonly (Suspect<ArticleId> & { hold: string; why: string })[];
  };

describe('on a site with attacks', () => {
  beforeEach(async () => {
    database = await openDatabase('dynoxide');
    const seeded = await seed(session(), { attacks: true, seed: 1, articles: 60, yes: true });
    ({ attacks } = seeded.json as { attacks: typeof attacks });
  });
  afterEach(() => database.close());

  test('finds a seeded attack, and prints the command that holds it', async () => {
    const flooded = attacks.find(({ kind }) => kind === 'flood')?.articleId as ArticleId;
    const { suspects: found } = await list();
    const suspect = found.find(({ articleId }) => articleId === flooded);
    expect(suspect?.why).toMatch(/^\d+ votes where .* usual; .* one star where \d+ % is usual$/);
    const printed = await runRatings(database, 'suspects');
    expect(printed).toMatchObject({ code: 1, stderr: '' });
    const [, command = ''] = new RegExp(`\\n  npx ratings (hold ${flooded} .*)\\n`).exec(printed.stdout) ?? [];
    expect(command).toMatch(/ --from \S+Z --to \S+Z --rating 1 --table \S+$/);
    const { stdout } = await runRatings(database, ...command.split(' ').slice(0, -2));
    expect(stdout).toContain(`Held ${suspect?.alike} votes on ${flooded}`);
    expect((await list()).suspects.map(({ articleId }) => articleId)).not.toContain(flooded);
  });

  test('omits suspects that ended before --since, and counts those beyond the limit', async () => {
    const { suspects: all, found } = await list();
    const last = all.reduce((time, { to }) => (to > time ? to : time), '');
    expect((await list(last)).found).toBe(0);
    const first = await suspects(session(), { limit: 1 });
    expect(first.text).toContain(`… and ${found - 1} more: --limit ${found}.`);
    const none = await suspects(session(), { limit: 1, since: last });
    expect(none).toMatchObject({ exitCode: 0, json: { suspects: [] } });
    expect(none.text).toMatch(/^Nothing suspicious on 60 articles, from /);
  });

  test('shows an article over time, with held votes separately', async () => {
    const { articleId, from } = attacks.find(({ kind }) => kind === 'small') ?? {
      articleId: '' as ArticleId,
      from: '',
    };
    const options = { from: `${from.slice(0, 10)}T00:00:00.000Z`, by: 'hour' as const };
    interface Rows {
      readonly rows: readonly { readonly from: string; readonly votes: number; readonly held: number }[];
    }
    const sum = ({ rows }: Rows, what: 'votes' | 'held') => rows.reduce((total, row) => total + row[what], 0);
    const before = (await timeline(session(), articleId, options)).json as Rows;
    expect(before.rows.find((row) => row.from === `${from.slice(0, 13)}:00:00.000Z`)?.votes).toBeGreaterThan(0);
    expect(sum(before, 'held')).toBe(0);
    await hold(session(), articleId, { keepDays: 1, from: options.from });
    const { json, text } = await timeline(session(), articleId, options);
    expect([sum(json as Rows, 'votes'), sum(json as Rows, 'held')]).toEqual([0, sum(before, 'votes')]);
    expect(text.split('\n')[1]).toMatch(/^UTC +votes +1 ★ +2 ★ +3 ★ +4 ★ +5 ★ +held$/);
    expect(await timeline(session(), 'nobody' as ArticleId, {})).toMatchObject({
      exitCode: 1,
      json: { unknown: true },
    });
  });
});

test('describes suspicious votes in words, for any number', () => {
  const suspect = { ...{ articleId: "it's", votes: 45, alike: 43, ratings: [1] as const, usualVotes: 2.7 } };
  const times = { from: '2026-11-20T18:00:00.000Z', to: '2026-11-20T19:00:00.000Z', usualShare: 0.08 };
  const say = (part: Partial<Suspect<string>>) => suspectSentence({ ...suspect, ...times, ...part });
  expect(say({})).toBe('45 votes where 3 are usual; 43 were one star where 8 % is usual');
  expect(say({ usualVotes: 0.2, alike: 45, ratings: [5] })).toBe(
    '45 votes where none is usual; all were five stars where 8 % is usual',
  );
  expect(say({ usualVotes: 1, votes: 1234, ratings: [1, 2] })).toBe(
    '1,234 votes where 1 is usual; 43 were one or two stars where 8 % is usual',
  );
  expect(holdCommandFor({ ...suspect, ...times }, ' --local')).toBe(
    "npx ratings hold 'it'\\''s' --from 2026-11-20T18:00Z --to 2026-11-20T19:00Z --rating 1 --local",
  );
});
