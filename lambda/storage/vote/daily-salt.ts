import { randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Busy } from '../../domain/errors.ts';
import { endOfTomorrow, utcDay } from '../../domain/utc-day.ts';
import { Deadline } from '../retry/deadline.ts';
import { SYSTEM_CLOCK_AND_RANDOM } from '../../domain/clock-and-random.ts';
import type { ClockAndRandom } from '../../domain/clock-and-random.ts';
import { saltKey } from '../items/keys.ts';
import { retrying } from '../retry/retrying.ts';

/** Milliseconds after which no new try begins; `deadline.ts` adds up the time of a whole vote. */
const PATIENCE = 2000;

/**
 * A secret for one UTC day; the table deletes it afterwards. Hashes keyed with it can be compared within that day.
 * Once it is deleted, nobody, not even the operator, can find out what was hashed.
 */
export class DailySalt {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #days = new Map<string, Promise<string>>();

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /**
   * The salt of the day of a time. Makes one read a day per function instance, and one write if the day has no salt
   * yet.
   */
  async read(now: number): Promise<string> {
    const day = utcDay(now);
    const salt = this.#days.get(day) ?? this.#fetch(day, now);
    this.#days.set(day, salt);
    // Around midnight the salts of two days are in use.
    if (this.#days.size > 2) this.#days.delete([...this.#days.keys()].sort()[0] ?? '');
    try {
      return await salt;
    } catch (error) {
      if (this.#days.get(day) === salt) this.#days.delete(day);
      throw error;
    }
  }

  /**
   * The same for callers outside the store, which retries its own reads.
   * @param at milliseconds since the epoch
   * @throws Busy
   */
  readWithRetries(at: number, clockAndRandom: ClockAndRandom = SYSTEM_CLOCK_AND_RANDOM): Promise<string> {
    const deadline = new Deadline(clockAndRandom, PATIENCE);
    return retrying(() => this.read(at), { deadline, TooLate: Busy });
  }

  async #fetch(day: string, now: number): Promise<string> {
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key: saltKey(day) }));
    return (Item?.['salt'] as string | undefined) ?? this.#make(day, now);
  }

  async #make(day: string, now: number): Promise<string> {
    const salt = randomBytes(32).toString('base64url');
    try {
      await this.#client.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...saltKey(day), salt, expiresAt: endOfTomorrow(now) },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return salt;
    } catch (error) {
      // Another instance was first; all instances must use its salt.
      const made = error instanceof ConditionalCheckFailedException ? error.Item?.['salt']?.S : undefined;
      if (made === undefined) throw error;
      return made;
    }
  }
}
