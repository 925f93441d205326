import { DynamoDBRatingStore } from '../../../lambda/storage/dynamodb-rating-store.ts';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { ClockAndRandom } from '../../../lambda/domain/clock-and-random.ts';
import type { Vote } from '../../../lambda/domain/vote.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import { atOnce } from '../../support/fake-dynamodb/at-once.ts';
import { FakeClient } from '../../support/fake-dynamodb/fake-client.ts';
import { FakeDynamoDB } from '../../support/fake-dynamodb/fake-dynamodb.ts';
import type { Item } from '../../support/fake-dynamodb/values.ts';
import type { Key } from '../../support/fake-dynamodb/table.ts';
import { Caller, sendVote } from '../universe/caller.ts';
import type { Choices } from '../universe/choices.ts';
import type { ScheduleResult } from '../schedule-result.ts';
import { partitionOf } from '../oracles/stored-state.ts';
import { afterHold, afterRelease, heldState } from '../oracles/held-state.ts';
import { holdVote, releaseVote, restoreVote } from '../operations/change-one.ts';
import { repairArticle } from '../operations/repair-beside.ts';
import { afterSwap, OTHER, OTHERS_VOTE, recountAndSwap } from '../operations/swap-votes.ts';
import { foldOldest, openAnother } from '../operations/resize.ts';
import type { KnownStates } from '../universe/known-states.ts';
import { judge, unanswered } from '../oracles/judge.ts';
import type { Step } from '../oracles/voter-history.ts';
import { describeRequest, unsent } from '../universe/request.ts';
import { StepNetwork } from '../universe/step-network.ts';
import { stateOf } from '../universe/state-of.ts';
import { isWrite } from '../universe/vote-writes.ts';
import { BEGINNING, Universe } from '../universe/universe.ts';
import type { Pick } from '../universe/universe.ts';

export const TABLE = 'ratings';
const ARTICLE = 'an-article' as ArticleId;
const VOTER = 'a-voter-of-the-universe';

/**
 * Probability of the event that has waited longest, in a random schedule. Late calls are last in the list and should
 * often happen last. A low probability makes some calls wait for all others.
 */
const IN_TURN = [0.6, 0.15] as const;

/** Milliseconds between two attempts: a hanging call is met about four times before the deadline. */
const PAUSE = 1200;

type Wish = Rating | null;
type FakeItem = Item & Key;

/** A few requests of one voter on one article, in every order and with every fault. */
export interface Scenario {
  readonly name: string;
  /** The voter's earlier votes, cast in sequence without faults. */
  readonly before: readonly Wish[];
  /** Whether a further partition key counts the earlier vote. */
  readonly spread: boolean;
  readonly requests: readonly Wish[];
  /** The requests' `previous`: the voter's earlier rating. */
  readonly previous: Rating | undefined;
  /** Whether an operator holds the vote. */
  readonly held: boolean;
  /** A concurrent change to the article's partition keys or to the voter's vote. */
  readonly beside: keyof typeof BESIDE | undefined;
  /** Maximum number of faults. */
  readonly faults: number;
  /** Whether only the writes of the concurrent change fail: its reads are repeated without effect. */
  readonly onlyBeside: boolean;
}

const BESIDE = {
  open: openAnother,
  fold: foldOldest,
  hold: holdVote,
  release: releaseVote,
  restore: restoreVote,
  recount: repairArticle,
  swap: recountAndSwap,
};

/** Runs one schedule of a scenario: the one that `choices` chooses. */
export async function runScenario(
  scenario: Scenario,
  choices: Choices,
  trace?: (line: string) => void,
  known?: KnownStates,
): Promise<ScheduleResult> {
  const { before, faults, previous, beside } = scenario;
  const requests = scenario.requests.map((rating, index) => unsent(`R${index + 1}`, VOTER, ARTICLE, rating));
  const callers = requests.map(({ name }) => new Caller(name));
  const inTurn = choices.draw<number>(IN_TURN);
  const pick: Pick = (pending) => {
    // An earlier schedule has been in every state of the given choices.
    if (choices.isNew) known?.enter(stateOf({ ...world, now: universe.now, faultsLeft: budget.left }, pending));
    return choices.choose(pending.length, inTurn);
  };
  const universe: Universe = new Universe(pick, trace);
  const fake = new FakeDynamoDB({ tables: [TABLE], now: () => universe.now });
  fake.seed(TABLE, await beginningOf(scenario));
  const budget = { left: faults };
  const network = new StepNetwork(universe, fake, choices, budget, {
    torn: beside !== undefined,
    fails: ({ name }, command) => !scenario.onlyBeside || (name === beside && isWrite(command)),
  });
  const clockAndRandom: ClockAndRandom = {
    now: () => universe.now,
    elapsed: () => universe.now,
    random: () => 0,
    sleep: () => Promise.resolve(universe.pass(PAUSE)),
  };
  const world = { fake, table: TABLE, callers, requests };
  const send = (index: number) => {
    const request = requests[index];
    const caller = callers[index];
    if (request === undefined || caller === undefined) return;
    universe.after(
      0,
      () => `${request.name} is sent`,
      () => {
        const store = new DynamoDBRatingStore(new FakeClient(network.carry(caller)), TABLE, { clockAndRandom });
        void sendVote({ universe, fake }, store, caller, request, { previous });
        if (requests[index + 1]?.rating === request.rating) send(index + 1);
      },
      `${request.name} is sent`,
    );
  };
  // Equal requests are sent in order: the other orders differ only in names.
  requests.forEach(({ rating }, index) => requests[index - 1]?.rating === rating || send(index));
  if (beside !== undefined) {
    const caller = new Caller(beside);
    callers.push(caller);
    const client = new FakeClient(network.carry(caller));
    universe.after(
      0,
      () => beside,
      () => void BESIDE[beside](client, TABLE, ARTICLE, universe.now, VOTER).catch(() => undefined),
      beside,
    );
  }
  await universe.run();
  const last = before.at(-1) ?? null;
  const votes = new Map([[VOTER, [scenario.held ? heldState(last ?? undefined) : last]]]);
  if (beside === 'swap') votes.set(OTHER, [OTHERS_VOTE]);
  const operated = () => stepsBeside(beside);
  const violations = judge({ fake, table: TABLE, articles: [ARTICLE], requests, before: votes, operated });
  if (budget.left === faults) violations.push(...unanswered(requests));
  return { violations, story: violations.length > 0 || trace ? requests.map(describeRequest) : [] };
}

type State = number | null;

/** The states that a concurrent change may make of a voter's state. */
const CHANGES: Partial<Record<keyof typeof BESIDE, readonly ((state: State | undefined) => readonly State[])[]>> = {
  hold: [(state) => [afterHold(state)]],
  release: [(state) => [afterRelease(state)]],
  // The removal takes the vote that it finds, and the restore brings back that one.
  restore: [() => [null], (state) => (state === null ? [3, 4] : [])],
  swap: [(state) => [afterSwap(state, 3)]],
};

/** A concurrent change may or may not take effect, because its calls may fail. */
function stepsBeside(beside: Scenario['beside']): Step[] {
  const changes = (beside === undefined ? undefined : CHANGES[beside]) ?? [];
  return changes.map((change): Step => ({
    ...{ what: String(beside), from: 0, to: Infinity, times: 'often' },
    apply: (state) => change(state[0]).map((each) => state.with(0, each)),
  }));
}

const beginnings = new Map<Scenario, Promise<FakeItem[]>>();

/** The table's items after the scenario's earlier votes; computed once a scenario. */
function beginningOf(scenario: Scenario): Promise<FakeItem[]> {
  const known = beginnings.get(scenario) ?? (scenario.spread ? spreadOut() : prepare(scenario));
  beginnings.set(scenario, known);
  return known;
}

async function prepare({ before: said, held, beside }: Scenario): Promise<FakeItem[]> {
  const fake = new FakeDynamoDB({ tables: [TABLE] });
  let now = BEGINNING - 1000 * said.length;
  const clockAndRandom = { now: () => now, elapsed: () => now, random: () => 0, sleep: () => Promise.resolve() };
  const store = new DynamoDBRatingStore(new FakeClient(atOnce(fake)), TABLE, { clockAndRandom });
  for (const rating of said) {
    await store.recordVote({ articleId: ARTICLE, voterId: VOTER, rating } as Vote);
    now += 1000;
  }
  if (beside === 'swap')
    await store.recordVote({ articleId: ARTICLE, voterId: OTHER, rating: OTHERS_VOTE } as unknown as Vote);
  if (held) await holdVote(new FakeClient(atOnce(fake)), TABLE, ARTICLE, now, VOTER);
  return fake.table(TABLE).items;
}

/** A vote of 3 that the first further partition key counts. */
async function spreadOut(): Promise<FakeItem[]> {
  const fake = new FakeDynamoDB({ tables: [TABLE] });
  const client = new FakeClient(atOnce(fake));
  await openAnother(client, TABLE, ARTICLE, BEGINNING - 1_000_000);
  const votedAt = new Date(BEGINNING - 1000).toISOString();
  const vote = { pk: partitionOf(VOTER), sk: `ARTICLE#${ARTICLE}`, rating: 3, votedAt, shard: '1.00' };
  fake.seed(TABLE, [vote, { pk: `TALLY#1#${ARTICLE}`, sk: 'TALLY#00', s3: 1 }]);
  return fake.table(TABLE).items;
}
