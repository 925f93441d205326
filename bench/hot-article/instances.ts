import { Busy, Unconfirmed } from '../../lambda/domain/errors.ts';
import type { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';

/** Like Lambda's instances, each store serves one vote at a time and remembers what it learned; the last one used is used next. */
export class Instances {
  readonly #start: () => DynamoDBRatingStore;
  readonly #most: number;
  readonly #idle: DynamoDBRatingStore[] = [];
  #started = 0;

  /** @param most beyond so many, Lambda refuses */
  constructor(start: () => DynamoDBRatingStore, most: number) {
    this.#start = start;
    this.#most = most;
  }

  get started(): number {
    return this.#started;
  }

  /** Has a free instance do the work. @returns whether it could: not if all are busy, or if the store refused */
  async serve(work: (store: DynamoDBRatingStore) => Promise<unknown>): Promise<boolean> {
    const instance = this.#take();
    if (instance === undefined) return false;
    try {
      await work(instance);
      return true;
    } catch (error) {
      if (error instanceof Busy || error instanceof Unconfirmed) return false;
      throw error;
    } finally {
      this.#idle.push(instance);
    }
  }

  #take(): DynamoDBRatingStore | undefined {
    const idle = this.#idle.pop();
    if (idle !== undefined || this.#started >= this.#most) return idle;
    this.#started++;
    return this.#start();
  }
}
