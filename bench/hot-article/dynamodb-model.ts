import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { VirtualTime } from './virtual-time.ts';

/** Write units that one partition takes in a second; beyond them it throttles. */
const PARTITION_WRITE_UNITS = 1000;
/** A transactional write costs two units per item of up to 1 kB. */
const UNITS_PER_WRITE = 2;

/**
 * As much of DynamoDB as matters to one hot article: transactions that overlap on an item conflict, a partition
 * throttles, and calls take their time. First votes only, so the vote items are never met twice and are not kept.
 * Limits: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 */
export class DynamoDBModel {
  transactions = 0;
  readonly shards = new Map<string, number>();
  readonly #time: VirtualTime;
  readonly #random: () => number;
  readonly #held = new Set<string>();
  #units = PARTITION_WRITE_UNITS;
  #refilledAt: number;

  constructor(time: VirtualTime, random: () => number) {
    this.#time = time;
    this.#random = random;
    this.#refilledAt = time.now();
  }

  /** Answers what the store sends, and nothing else. */
  readonly client = {
    send: (command: unknown) => {
      if (command instanceof TransactWriteCommand) return this.#transact(command);
      if (command instanceof QueryCommand) return this.#query();
      throw new Error('The model knows transactions and queries only.');
    },
  } as unknown as DynamoDBDocumentClient;

  async #transact({ input }: TransactWriteCommand): Promise<object> {
    this.transactions++;
    const { sk } = input.TransactItems?.[1]?.Update?.Key as { sk: string };
    await this.#time.sleep(1); // to the service
    if (this.#held.has(sk)) return this.#cancel('TransactionConflict');
    if (!this.#takeUnits()) return this.#cancel('ThrottlingError');
    this.#held.add(sk);
    await this.#time.sleep(this.#latency(7));
    this.#held.delete(sk);
    this.shards.set(sk, (this.shards.get(sk) ?? 0) + 1);
    return {};
  }

  async #cancel(code: string): Promise<never> {
    await this.#time.sleep(this.#latency(3));
    const message = `Transaction cancelled: ${code}`;
    throw new TransactionCanceledException({
      message,
      $metadata: {},
      CancellationReasons: [{ Code: 'None' }, { Code: code }],
    });
  }

  async #query(): Promise<object> {
    await this.#time.sleep(this.#latency(3));
    return { Items: [...this.shards].map(([sk, s4]) => ({ sk, s4 })) };
  }

  #takeUnits(): boolean {
    const now = this.#time.now();
    const refill = ((now - this.#refilledAt) / 1000) * PARTITION_WRITE_UNITS;
    this.#units = Math.min(this.#units + refill, PARTITION_WRITE_UNITS);
    this.#refilledAt = now;
    if (this.#units < UNITS_PER_WRITE) return false;
    this.#units -= UNITS_PER_WRITE;
    return true;
  }

  /** Log-normal milliseconds around the median, with a 99th percentile of 3.2 times as much. */
  #latency(medianMs: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random());
    return medianMs * Math.exp(0.5 * normal);
  }
}
