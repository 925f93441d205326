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

  /** @returns undefined if all are busy */
  take(): DynamoDBRatingStore | undefined {
    const idle = this.#idle.pop();
    if (idle !== undefined || this.#started >= this.#most) return idle;
    this.#started++;
    return this.#start();
  }

  giveBack(instance: DynamoDBRatingStore): void {
    this.#idle.push(instance);
  }
}
