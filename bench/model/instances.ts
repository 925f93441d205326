import { Busy, Unconfirmed } from '../../lambda/domain/errors.ts';
import type { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';

/**
 * Models Lambda's instances: each store serves one call at a time and keeps its memory; the most recently used one is
 * next.
 */
export class Instances {
  readonly #start: () => DynamoDBRatingStore;
  readonly #most: number;
  readonly #idle: DynamoDBRatingStore[] = [];
  #started = 0;

  /** @param most instances; Lambda refuses calls beyond them */
  constructor(start: () => DynamoDBRatingStore, most: number) {
    this.#start = start;
    this.#most = most;
  }

  get started(): number {
    return this.#started;
  }

  /** Has a free instance do the work. @returns false if all are busy or the store refused */
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
