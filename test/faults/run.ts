import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { seeded } from '../support/chance.ts';
import { digestOf } from '../support/spawned-system.ts';
import { unlimited } from '../support/system.ts';
import { withJumpingClock } from './jumping-clock.ts';
import { Voter } from './voters.ts';
import type { Counts } from './voters.ts';
import { Weather } from './weather.ts';
import { World } from './world.ts';

const LANES = 32;
const ARTICLES = 12;
/** Votes between two kills, on average. */
const VOTES_PER_KILL = 150;

export interface FaultOptions {
  readonly seed: number;
  readonly votes: number;
  readonly progress?: (sent: number, counts: Counts) => void;
}

export interface FaultReport extends Counts {
  readonly seed: number;
  /** Acknowledged votes that are not in the table, or not in the tally. */
  readonly lost: number;
  /** Votes that the tally counts more often than the table has them. */
  readonly duplicated: number;
  /** The failures found, one line each. */
  readonly findings: readonly string[];
  readonly kills: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
}

/**
 * Sends votes while calls and processes fail, then stops the faults and recounts. The same seed makes the same plan.
 */
export async function runFaults({ seed, votes, progress }: FaultOptions): Promise<FaultReport> {
  const folder = await mkdtemp(join(tmpdir(), 'article-rating-faults-'));
  try {
    const { folder: assembly } = await synthesizedAssembly(unlimited);
    const random = seeded(seed);
    const weather = new Weather(seeded(seed + 1));
    weather.calm = true;
    await using world = await World.start(folder, withJumpingClock(assembly, join(folder, 'cdk.out')), weather);
    weather.calm = false;
    const counts: Counts = { acknowledged: 0, refused: 0, unknown: 0 };
    const voters = Array.from({ length: LANES * 4 }, (_, index) => new Voter(`voter-of-seed-${seed}-${index}`, counts));

    let sent = 0;
    let disaster = Promise.resolve();
    const lane = async (own: Voter[]) => {
      while (sent < votes) {
        if (++sent % VOTES_PER_KILL === 0) disaster = disaster.then(() => strike(world, random));
        if (sent % 1000 === 0) progress?.(sent, counts);
        const voter = own[Math.floor(random() * own.length)] as Voter;
        const rating = random() < 0.2 ? null : Math.floor(random() * 5) + 1;
        await voter.vote(await world.system, `article-${Math.floor(random() * ARTICLES)}`, rating);
      }
    };
    await Promise.all(
      Array.from({ length: LANES }, (_, index) => lane(voters.filter((_, of) => of % LANES === index))),
    );
    await disaster;

    weather.calm = true;
    await world.callsArrived();
    // Unanswered votes may still be in flight: this ends them.
    await world.killSystem();
    await world.killDatabase();
    return {
      seed,
      ...counts,
      ...(await verify(world, voters)),
      kills: world.kills,
      faults: Object.fromEntries(world.faults),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function strike(world: World, random: () => number): Promise<void> {
  const what = random();
  if (what < 0.6) await world.killFunction(random);
  else if (what < 0.85) await world.killDatabase();
  else await world.killSystem();
}

async function verify(world: World, voters: readonly Voter[]) {
  const system = await world.system;
  const votes = await system.votes();
  const stored = new Map(votes.map(({ voter, articleId, rating }) => [`${voter} ${articleId}`, rating]));
  const findings: string[] = [];
  for (const voter of voters) {
    for (const [articleId, possible] of voter.possible) {
      const rating = stored.get(`${digestOf(voter.id)} ${articleId}`) ?? null;
      if (!possible.has(rating)) {
        findings.push(
          `${voter.id} on ${articleId}: ${rating} is stored, but ${[...possible].join(' or ')} was promised`,
        );
      }
    }
  }
  let lost = findings.length;
  let duplicated = 0;
  for (const [articleId, { votes, tally }] of await system.audit()) {
    const surplus = tally.map((count, star) => count - (votes[star] ?? 0));
    lost += -surplus.filter((by) => by < 0).reduce((sum, by) => sum + by, 0);
    duplicated += surplus.filter((by) => by > 0).reduce((sum, by) => sum + by, 0);
    if (surplus.some((by) => by !== 0)) findings.push(`${articleId}: votes ${votes.join()} but tally ${tally.join()}`);
  }
  return { lost, duplicated, findings };
}
