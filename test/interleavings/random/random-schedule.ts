import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Network } from '../../../lambda/domain/network.ts';
import { DailySalt } from '../../../lambda/storage/vote/daily-salt.ts';
import type { ClockAndRandom } from '../../../lambda/domain/clock-and-random.ts';
import { DynamoDBRatingStore } from '../../../lambda/storage/dynamodb-rating-store.ts';
import { NetworkLimit } from '../../../lambda/storage/vote/network-limit.ts';
import type { Session } from '../../../operator/session/session.ts';
import { seeded } from '../../support/chance.ts';
import { FakeClient } from '../../support/fake-dynamodb/fake-client.ts';
import type { Cell } from '../../support/fake-dynamodb/table.ts';
import { FakeDynamoDB } from '../../support/fake-dynamodb/fake-dynamodb.ts';
import { Caller, sendVote } from '../universe/caller.ts';
import type { ScheduleResult } from '../schedule-result.ts';
import { operate, stepsOf } from '../operations/operate.ts';
import type { Operation } from '../operations/operate.ts';
import { retryingCarry } from '../operations/operator-retries.ts';
import { partitionOf } from '../oracles/stored-state.ts';
import { judge, unanswered } from '../oracles/judge.ts';
import { randomPlan } from './random-plan.ts';
import type { Plan, PlannedTask } from './random-plan.ts';
import { describeRequest, unsent } from '../universe/request.ts';
import type { VoteRequest } from '../universe/request.ts';
import { TimedNetwork } from '../universe/timed-network.ts';
import { BEGINNING, earliest, Universe } from '../universe/universe.ts';

export const TABLE = 'ratings';
const SALTS = 'salts';

/** The clients' time-outs for functions and operators, in milliseconds. */
const PATIENCE = 1000;
const OPERATORS_PATIENCE = 30_000;

/** Runs the universe of `seed` to its end, and then the aftermath. */
export async function runRandom(seed: number, folder: string, trace?: (line: string) => void): Promise<ScheduleResult> {
  const random = seeded(seed);
  rmSync(undoFolderOf({ folder }), { recursive: true, force: true });
  const plan = randomPlan(random);
  const universe = new Universe(earliest, trace);
  const { scanPage, batchPage, staleness } = plan;
  const options = { tables: [TABLE, SALTS], now: () => universe.now, scanPage, batchPage, staleness };
  const fake = new FakeDynamoDB(options);
  fake.seed(TABLE, plan.beginning.items);
  fake.seed(SALTS, SALT_ITEMS);
  const world: World = {
    random,
    plan,
    universe,
    fake,
    folder,
    network: new TimedNetwork(universe, fake, random, plan.weather),
  };
  const requests = planRequests(world);
  const operations = plan.tasks.map((task, index) => planTask(world, task, `O${index + 1}`));
  await universe.run();
  const removing = operations.some(({ task }) => REMOVING.includes(task.kind));
  const operated = (voter: string) =>
    operations.flatMap((operation) => stepsOf(operation, voter, plan.articles, removing));
  const course = { fake, table: TABLE, articles: plan.articles, before: plan.beginning.votes };
  const violations = [
    ...judge({ ...course, requests, operated }),
    ...overLimit(plan, fake),
    ...wronglyLimited(plan, fake, requests),
  ];
  if (isCalm(plan)) violations.push(...unanswered(requests));
  if (violations.length === 0 && operations.length > 0) violations.push(...(await aftermath(world)));
  const story = () => [...requests.map(describeRequest), ...operations.map(describeOperation)];
  return { violations, story: violations.length > 0 || trace ? story() : [] };
}

/** Whether nothing fails, no operator interferes and no limit applies. */
function isCalm({ weather, instances, tasks, perNetwork }: Plan): boolean {
  const killed = instances.some(({ killedAt }) => killedAt !== undefined);
  return weather.severity === 0 && weather.slow === 0 && !killed && tasks.length === 0 && perNetwork === undefined;
}

/** A network's limit over all articles: one more than for one article. */
const inTotal = (perNetwork: number) => perNetwork + 1;

/**
 * Networks over their limit of new votes. Operators' votes are not limited, so their commands leave the totals
 * unchecked.
 */
function overLimit({ perNetwork = Infinity, articles, tasks }: Plan, fake: FakeDynamoDB): string[] {
  const table = fake.table(TABLE);
  const full = table.items.filter(({ voters }) => Number(voters ?? 0) > perNetwork);
  // One item counts the network's votes on all articles.
  const counted = full.length === 1 && Number(full[0]?.['voters']) <= inTotal(perNetwork) ? [] : full;
  const made = (articleId: string) =>
    table.withSortKey(`ARTICLE#${articleId}`).reduce((sum, cell) => sum + timesMade(cell), 0);
  const all = articles.reduce((sum, articleId) => sum + made(articleId), 0);
  return [
    ...(tasks.length === 0 && all > inTotal(perNetwork)
      ? [`${all} new votes from a network that may bring ${inTotal(perNetwork)}`]
      : []),
    ...counted.map(({ voters }) => `a network counts ${String(voters)} new votes of ${perNetwork}`),
    ...articles
      .filter((articleId) => tasks.length === 0 && made(articleId) > perNetwork)
      .map((articleId) => `${articleId} has ${made(articleId)} new votes from a network that may bring ${perNetwork}`),
  ];
}

/** Requests refused for the network's limit although their voter has a vote. */
function wronglyLimited({ tasks }: Plan, fake: FakeDynamoDB, requests: readonly VoteRequest[]): string[] {
  if (tasks.length > 0) return [];
  return requests
    .filter(({ answer, voter, articleId, readTo }) => {
      if (answer !== 'too_many_votes') return false;
      const cell = fake.table(TABLE).cell({ pk: partitionOf(voter), sk: `ARTICLE#${articleId}` });
      return cell.from(readTo)[0]?.['rating'] !== undefined;
    })
    .map(({ name }) => `${name} is answered too_many_votes although its voter has a vote`);
}

/** The number of new votes in a cell since the beginning. */
function timesMade({ versions }: Cell): number {
  const ratings = versions.filter(({ since }) => since > 0).map(({ item }) => item?.['rating']);
  // The beginning's items were seeded at moment 1.
  const voted = versions[1]?.since === 1 ? ratings : [undefined, ...ratings];
  return voted.filter((rating, index) => index > 0 && rating !== undefined && voted[index - 1] === undefined).length;
}

interface World {
  readonly random: () => number;
  readonly plan: Plan;
  readonly universe: Universe;
  readonly fake: FakeDynamoDB;
  readonly network: TimedNetwork;
  readonly folder: string;
}

const REMOVING = ['reset', 'forget', 'remove', 'move'];

/** Fixed salts, because a generated one is random. */
const SALT_ITEMS = [-1, 0, 1, 2].map((day) => ({
  pk: `SALT#${new Date(BEGINNING + day * 86_400_000).toISOString().slice(0, 10)}`,
  ...{ sk: 'SALT', salt: `salt of day ${day}` },
}));

function clockAndRandomOf({ universe, random }: World, caller: Caller, skew: number): ClockAndRandom {
  let tokens = 0;
  return {
    now: () => universe.now + skew,
    elapsed: () => universe.now - BEGINNING,
    random,
    sleep: (ms) => new Promise((resolve) => universe.after(ms, () => `${caller.name} has slept`, resolve)),
    token: () => `${caller.name}-${tokens++}`,
  };
}

/** Each instance answers one request after the other. */
function planRequests(world: World): VoteRequest[] {
  const { plan, universe, fake, network } = world;
  const requests = plan.requests.map(({ voter, articleId, rating }, index) =>
    unsent(`R${index + 1}`, voter, articleId, rating),
  );
  plan.instances.forEach(({ skew, killedAt }, index) => {
    const caller = new Caller(`F${index + 1}`);
    const client = new FakeClient(network.carry(caller, PATIENCE));
    const networkLimit =
      plan.perNetwork === undefined
        ? undefined
        : new NetworkLimit(TABLE, new DailySalt(client, SALTS), {
            perArticle: plan.perNetwork,
            inTotal: inTotal(plan.perNetwork),
          });
    const store = new DynamoDBRatingStore(client, TABLE, {
      clockAndRandom: clockAndRandomOf(world, caller, skew),
      networkLimit,
    });
    let before = Promise.resolve();
    plan.requests.forEach(({ instance, at, previous }, number) => {
      if (instance !== index) return;
      const request = requests[number] as VoteRequest;
      universe.after(
        at,
        () => `${request.name} comes to ${caller.name}`,
        () => {
          before = before.then(async () => {
            if (caller.killed) return;
            const network = plan.perNetwork === undefined ? undefined : ('203.0.113.7' as Network);
            await sendVote({ universe, fake }, store, caller, request, { network, previous });
          });
        },
      );
    });
    if (killedAt !== undefined)
      universe.after(
        killedAt,
        () => `${caller.name} is killed`,
        () => caller.kill(universe.tick),
      );
  });
  return requests;
}

function planTask(world: World, { task, at, skew, killedAt, local }: PlannedTask, name: string): Operation {
  const { universe, plan, folder } = world;
  const operation: Operation = { name, task, sentAt: Infinity, endedAt: Infinity, done: false, answer: 'none' };
  const caller = new Caller(name);
  const session = sessionOf(world, caller, skew, local);
  universe.after(
    at,
    () => `${name} begins: ${JSON.stringify(task)}`,
    () => {
      operation.sentAt = universe.tick;
      const ended = operate(session, task, plan.articles, folder).then(
        (answer) => Object.assign(operation, { answer, done: answer !== 'exit 1', endedAt: universe.tick }),
        (error: unknown) => Object.assign(operation, { answer: String(error), endedAt: universe.tick }),
      );
      void ended.then(() => universe.say(() => `${name} ends: ${operation.answer}`));
      // Files are read in real time, before the first call.
      if (task.kind === 'import' || task.kind === 'undo') universe.hold(Promise.race([ended, caller.called]));
    },
  );
  if (killedAt !== undefined)
    universe.after(
      at + killedAt,
      () => `${name} is killed`,
      () => caller.kill(universe.tick),
    );
  return operation;
}

function undoFolderOf({ folder }: Pick<World, 'folder'>): string {
  return join(folder, 'undo');
}

function sessionOf(world: World, caller: Caller, skew: number, local: boolean): Session {
  const clockAndRandom = clockAndRandomOf(world, caller, skew);
  const carry = retryingCarry(world.network.carry(caller, OPERATORS_PATIENCE), world.random, clockAndRandom.sleep);
  return {
    client: new FakeClient(carry, { removesUndefined: true }),
    table: TABLE,
    undoFolder: undoFolderOf(world),
    ...{ local, clockAndRandom, signal: new AbortController().signal },
    progress: () => ({ add: () => undefined, end: () => undefined }),
  };
}

/** Two hours later, without faults: `verify` succeeds or repairs the table, and everybody can vote. */
async function aftermath(world: World): Promise<string[]> {
  const { universe, plan, fake, network } = world;
  network.weather = { severity: 0, latency: 1, slow: 0 };
  universe.pass(2 * 3_600_000);
  const held = fake
    .table(TABLE)
    .items.some(({ recount }) => String(recount ?? '') > new Date(universe.now).toISOString());
  const outcomes = new Map<string, string>();
  const run = async (kind: 'verify' | 'repair') => {
    const session = sessionOf(world, new Caller(`aftermath ${kind}`), 0, true);
    void operate(session, { kind }, plan.articles, world.folder).then((answer) => outcomes.set(kind, answer));
    await universe.run();
  };
  await run('verify');
  await run('repair');
  const caller = new Caller('aftermath');
  const client = new FakeClient(network.carry(caller, PATIENCE));
  const store = new DynamoDBRatingStore(client, TABLE, { clockAndRandom: clockAndRandomOf(world, caller, 0) });
  const voter = 'a-voter-of-the-aftermath';
  const requests = plan.articles.map((articleId, index) => unsent(`A${index + 1}`, voter, articleId, 5));
  void requests.reduce(
    (before, request) => before.then(() => sendVote({ universe, fake }, store, caller, request)),
    Promise.resolve(),
  );
  await universe.run();
  const before = new Map([[voter, plan.articles.map(() => null)]]);
  return [
    ...(held || outcomes.get('verify') === 'exit 0' ? [] : [`verify finds something: ${outcomes.get('verify')}`]),
    ...(held && outcomes.get('verify') === 'exit 0' ? ['verify overlooks a mark that holds votes'] : []),
    ...(outcomes.get('repair') === 'exit 0' ? [] : [`verify --repair ends with ${outcomes.get('repair')}`]),
    ...requests
      .filter(({ result }) => result !== 'done')
      .map(({ articleId, answer }) => `nobody can vote on ${articleId}: ${answer}`),
    ...judge({ fake, table: TABLE, articles: plan.articles, requests, before }),
  ].map((line) => `afterwards: ${line}`);
}

function describeOperation({ name, task, sentAt, endedAt, answer }: Operation): string {
  return `${name}: ${JSON.stringify(task)}, from tick ${sentAt} to ${endedAt}: ${answer}`;
}
