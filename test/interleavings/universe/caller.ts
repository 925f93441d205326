import { ProofUsed } from '../../../lambda/domain/errors.ts';
import { RatingError } from '../../../lambda/domain/rating-error.ts';
import type { Circumstances } from '../../../lambda/domain/rating-store.ts';
import type { Vote } from '../../../lambda/domain/vote.ts';
import type { DynamoDBRatingStore } from '../../../lambda/storage/dynamodb-rating-store.ts';
import type { Command, FakeDynamoDB } from '../../support/fake-dynamodb/fake-dynamodb.ts';
import { partitionOf } from '../oracles/stored-state.ts';
import type { VoteRequest } from './request.ts';
import type { Universe } from './universe.ts';
import { voteKeysIn } from './vote-writes.ts';

/** A sender of calls: a function instance or an operator's command. A killed caller gets no more answers. */
export class Caller {
  readonly name: string;
  /** The vote that is being recorded. */
  request: VoteRequest | undefined;
  /** Resolves with the first call. */
  readonly called: Promise<void>;
  /** The answers to the caller and their times, which determine its next step. */
  readonly heard: string[] = [];
  /** The numbers of calls that took effect after the caller had stopped waiting for them. */
  readonly landed: number[] = [];
  readonly #call: () => void;
  #killed = false;
  #calls = 0;

  constructor(name: string) {
    this.name = name;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.called = promise;
    this.#call = resolve;
  }

  /** @returns the number of the call, from 1 on */
  calls(): number {
    this.#call();
    return ++this.#calls;
  }

  get killed(): boolean {
    return this.#killed;
  }

  /** Kills the caller as `kill -9` does. Its calls may still be carried out. */
  kill(tick: number): void {
    this.#killed = true;
    if (this.request !== undefined && this.request.endedAt === Infinity) {
      this.request.endedAt = tick;
      this.request.answer = 'killed';
    }
  }

  /** Notes that a call wrote the request's vote at this moment of the table. A late call may be an earlier request's. */
  wrote(command: Command, moment: number): void {
    const { request } = this;
    if (request === undefined) return;
    const [ownPk, ownSk] = [partitionOf(request.voter), `ARTICLE#${request.articleId}`];
    if (voteKeysIn(command).some(({ pk, sk }) => pk === ownPk && sk === ownSk)) request.readFrom = moment;
  }
}

/** Sends a vote to a store and records the outcome. */
export async function sendVote(
  world: { readonly universe: Universe; readonly fake: FakeDynamoDB },
  store: DynamoDBRatingStore,
  caller: Caller,
  request: VoteRequest,
  circumstances: Circumstances = {},
): Promise<void> {
  const { universe, fake } = world;
  caller.request = request;
  request.sentAt = universe.tick;
  request.readFrom = fake.moment;
  const { voter, articleId, rating } = request;
  try {
    const { tally, effect } = await store.recordVote({ articleId, voterId: voter, rating } as Vote, circumstances);
    Object.assign(request, { result: 'done', answer: `200 ${effect}`, tally });
  } catch (error) {
    const refusal = error instanceof ProofUsed || (error instanceof RatingError && error.code !== 'unconfirmed');
    request.result = refusal ? 'refused' : 'unknown';
    request.answer = error instanceof RatingError ? error.code : String(error);
    if (!refusal && !(error instanceof RatingError)) request.defect = String(error);
  }
  request.endedAt = universe.tick;
  request.readTo = fake.moment;
  caller.request = undefined;
  universe.say(
    () => `${request.name} is answered ${request.answer}${request.tally ? ` ${request.tally.join(' ')}` : ''}`,
  );
}
