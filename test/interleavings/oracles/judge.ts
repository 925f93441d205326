import type { FakeDynamoDB } from '../../support/fake-dynamodb/fake-dynamodb.ts';
import type { VoteRequest } from '../universe/request.ts';
import { heldState } from './held-state.ts';
import { heldIn, partitionOf, votesIn } from './stored-state.ts';
import { wasReadable } from './summary-oracle.ts';
import { wrongTallies } from './tally-oracle.ts';
import { isExplained } from './voter-history.ts';
import type { State, Step } from './voter-history.ts';
import { voteSteps } from './vote-steps.ts';

export interface Course {
  readonly fake: FakeDynamoDB;
  readonly table: string;
  readonly articles: readonly string[];
  readonly requests: readonly VoteRequest[];
  /** Every voter's votes before the first request, by voter. */
  readonly before: ReadonlyMap<string, State>;
  /** The changes that operators' commands made, or may have made, to a voter's votes. */
  readonly operated?: (voter: string) => readonly Step[];
}

/** The promises that the course of a universe broke, one line each. */
export function judge(course: Course): string[] {
  const { fake, table, requests } = course;
  return [
    ...requests.flatMap(({ name, defect }) => (defect === undefined ? [] : [`${name} is answered 500: ${defect}`])),
    ...wrongTallies(fake.table(table).items),
    ...unexplainedVotes(course),
    ...requests.flatMap((request) => wrongSummary(course, request)),
  ];
}

/** Requests that were not recorded although nothing failed; concurrent requests must all be recorded. */
export function unanswered(requests: readonly VoteRequest[]): string[] {
  return requests
    .filter(({ result }) => result !== 'done')
    .map(({ name, answer }) => `${name} is answered ${answer}, although nothing failed`);
}

function unexplainedVotes({ fake, table, articles, requests, before, operated }: Course): string[] {
  const { items } = fake.table(table);
  const votes = new Map([
    ...votesIn(items).map(({ voter, articleId, rating }) => [`${voter} ${articleId}`, rating] as const),
    ...heldIn(items).map(({ voter, articleId, rating }) => [`${voter} ${articleId}`, heldState(rating)] as const),
  ]);
  return [...before].flatMap(([voter, state]) => {
    const steps = [
      ...voteSteps(
        requests.filter((request) => request.voter === voter),
        articles,
      ),
      ...(operated?.(voter) ?? []),
    ];
    const after = articles.map((articleId) => votes.get(`${partitionOf(voter)} ${articleId}`) ?? null);
    if (isExplained(steps, state, after)) return [];
    return [`${voter}: votes ${shown(state)} became ${shown(after)}, which no order of its requests explains`];
  });
}

function wrongSummary(
  { fake, table }: Course,
  { name, voter, articleId, tally, readFrom, readTo }: VoteRequest,
): string[] {
  if (tally === undefined) return [];
  const negative = tally.some((count) => count < 0);
  if (!negative && wasReadable(fake.table(table), articleId, tally, readFrom, readTo, partitionOf(voter))) return [];
  return [`${name}: the answered tally ${tally.join(' ')} ${negative ? 'is negative' : 'never was, vote by vote'}`];
}

function shown(state: State): string {
  return state.map((rating) => rating ?? '-').join(' ');
}
