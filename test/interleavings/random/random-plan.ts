import type { Rating } from '../../../lambda/domain/rating.ts';
import type { Task, ImportedRow } from '../operations/operate.ts';
import type { Beginning } from './random-beginning.ts';
import { randomBeginning } from './random-beginning.ts';
import { partitionOf } from '../oracles/stored-state.ts';
import type { Weather } from '../universe/timed-network.ts';
import { BEGINNING } from '../universe/universe.ts';

/** The setup of a universe, without the random events in it. Times are milliseconds from the beginning. */
export interface Plan {
  readonly articles: readonly string[];
  readonly beginning: Beginning;
  readonly weather: Weather;
  readonly instances: readonly { readonly skew: number; readonly killedAt: number | undefined }[];
  readonly requests: readonly PlannedRequest[];
  readonly tasks: readonly PlannedTask[];
  /** The limit of new voters per network, article and day, if there is one. */
  readonly perNetwork: number | undefined;
  readonly scanPage: number;
  readonly batchPage: number;
  readonly staleness: number;
}

export interface PlannedRequest {
  readonly voter: string;
  readonly articleId: string;
  readonly rating: Rating | null;
  readonly previous: Rating | undefined;
  readonly instance: number;
  readonly at: number;
}

export interface PlannedTask {
  readonly task: Task;
  readonly at: number;
  readonly skew: number;
  readonly killedAt: number | undefined;
  /** Whether the session treats the table as local, and scans it in one segment. */
  readonly local: boolean;
}

const HOUR = 3_600_000;

/** Milliseconds that a few calls of a command take. */
const NEAR = 150;

export function randomPlan(random: () => number): Plan {
  const below = (limit: number) => Math.floor(random() * limit);
  const oneOf = <T>(...options: readonly T[]) => options[below(options.length)] as T;
  const several = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));
  const articles = several(1 + below(2), (index) => `article-${index}`);
  const voters = several(1 + below(4), (index) => `voter-${index}-of-a-universe`);
  const beginning = randomBeginning(random, articles, voters);
  const span = oneOf(20, 100, 1000, 8000);
  const skew = () => (random() < 0.15 ? Math.round((random() - 0.5) * 2 * HOUR) : 0);
  const killedAt = (chance: number) => (random() < chance ? random() * span * 2 : undefined);
  const instances = several(1 + below(4), () => ({ skew: skew(), killedAt: killedAt(0.1) }));
  const wish = (): Rating | null => (random() < 0.3 ? null : oneOf<Rating>(1, 2, 3, 4, 5));
  const request = (): PlannedRequest => ({
    ...{ voter: oneOf(...voters), articleId: oneOf(...articles), rating: wish() },
    previous: random() < 0.3 ? oneOf<Rating>(1, 2, 3, 4, 5) : undefined,
    ...{ instance: below(instances.length), at: random() * span },
  });
  const requests = several(2 + below(9), request).flatMap((one) =>
    // Sometimes the same vote arrives twice at once.
    random() < 0.2 ? [one, { ...one, instance: below(instances.length), at: one.at + random() * 10 }] : [one],
  );
  const planned = random() < 0.3 ? randomScene(random, articles, voters, beginning) : undefined;
  const chosen = planned ?? several(oneOf(0, 0, 1, 1, 2), () => randomTask(random, articles, voters, beginning));
  const tasks = chosen.map((task): PlannedTask => ({
    // The commands of a scene start close together: otherwise one ends before the other starts.
    ...{ task, at: random() * (planned ? Math.min(span, NEAR) : span * 0.8) },
    skew: random() < 0.1 ? 24 * HOUR : skew(),
    ...{ killedAt: planned ? undefined : killedAt(0.15), local: random() < 0.5 },
  }));
  return {
    ...{ articles, beginning, instances, requests, tasks },
    weather: { severity: oneOf(0, 0.05, 0.15, 0.4), latency: oneOf(5, 20, 50), slow: oneOf(0, 0.02, 0.1) },
    perNetwork: random() < 0.25 ? 1 + below(2) : undefined,
    ...{ scanPage: oneOf(3, 20, 1000), batchPage: oneOf(1, 100), staleness: oneOf(0, 5) },
  };
}

/** Two commands that may conflict, such as a recount beside swapped votes or a removal and its restore. */
function randomScene(
  random: () => number,
  articles: readonly string[],
  voters: readonly string[],
  beginning: Beginning,
): Task[] {
  const voter = voters[Math.floor(random() * voters.length)] as string;
  const article = Math.floor(random() * articles.length);
  const restored: Task = { kind: 'import', rows: backupOf(beginning, articles, voters) };
  const swap: Task = { kind: 'import', rows: swapped(beginning, articles[article] as string, voters) };
  const scenes: readonly (readonly Task[])[] = [
    // The conflict needs a narrow timing, so this scene is tried more often.
    ...[0, 1, 2].map((): Task[] => [{ kind: 'recount' }, swap]),
    [{ kind: 'recount' }],
    [{ kind: 'forget', voter }, restored],
    [{ kind: 'reset', article }, restored],
    [{ kind: 'remove', voter, article }, restored],
    [
      { kind: 'hold', article },
      { kind: 'release', article },
    ],
    [{ kind: 'hold', article }, restored],
    [{ kind: 'reset', article }, { kind: 'undo' }],
    [{ kind: 'remove', voter, article }, { kind: 'undo' }],
    [{ kind: 'recount' }, { kind: 'hold', article }],
  ];
  return [...(scenes[Math.floor(random() * scenes.length)] as readonly Task[])];
}

/** All votes of the beginning as rows of a backup. */
function backupOf({ items }: Beginning, articles: readonly string[], voters: readonly string[]): ImportedRow[] {
  return articles.flatMap((articleId) =>
    voters.flatMap((voter): ImportedRow[] => {
      const item = items.find(({ pk, sk }) => pk === partitionOf(voter) && sk === `ARTICLE#${articleId}`);
      const [rating, votedAt] = [item?.['rating'] as number | undefined, item?.['votedAt'] as string];
      return rating === undefined ? [] : [{ voter, articleId, rating, votedAt, newest: false }];
    }),
  );
}

/** Newer rows that give each voter the next voter's rating: the tally stays the same. */
function swapped(beginning: Beginning, articleId: string, voters: readonly string[]): ImportedRow[] {
  const rows = backupOf(beginning, [articleId], voters);
  const votedAt = new Date(BEGINNING + 24 * HOUR).toISOString();
  return rows.map(({ voter }, index) => {
    const { rating } = rows[(index + 1) % rows.length] as ImportedRow;
    return { voter, articleId, rating, votedAt, newest: true };
  });
}

function randomTask(
  random: () => number,
  articles: readonly string[],
  voters: readonly string[],
  beginning: Beginning,
): Task {
  const below = (limit: number) => Math.floor(random() * limit);
  const article = below(articles.length);
  const voter = voters[below(voters.length)] as string;
  const kinds = [
    'verify',
    'repair',
    'recount',
    'recount',
    'reset',
    'forget',
    'remove',
    'hold',
    'hold',
    'release',
    'import',
    'import',
    'open',
    'fold',
  ] as const;
  if (articles.length > 1 && random() < 0.25) return { kind: 'move', from: article, to: 1 - article };
  const kind = kinds[below(kinds.length)] as (typeof kinds)[number];
  switch (kind) {
    case 'reset':
    case 'hold':
    case 'release':
    case 'open':
    case 'fold':
      return { kind, article };
    case 'forget':
      return { kind, voter };
    case 'remove':
      return { kind, voter, article };
    case 'import':
      return { kind, rows: randomRows(random, articles, voters, beginning) };
    default:
      return { kind };
  }
}

/** Some votes of the beginning, as in a backup; some older than all others, and some newer. */
function randomRows(
  random: () => number,
  articles: readonly string[],
  voters: readonly string[],
  beginning: Beginning,
): ImportedRow[] {
  const backup = backupOf(beginning, articles, voters).filter(() => random() < 0.5);
  const invented = articles.flatMap((articleId) =>
    voters.flatMap((voter): ImportedRow[] => {
      if (random() < 0.5 || backup.some((row) => row.voter === voter && row.articleId === articleId)) return [];
      const newest = random() < 0.5;
      const votedAt = new Date(BEGINNING + (newest ? 24 : -48) * HOUR).toISOString();
      return [{ voter, articleId, rating: 1 + Math.floor(random() * 5), votedAt, newest }];
    }),
  );
  return [...backup, ...invented];
}
