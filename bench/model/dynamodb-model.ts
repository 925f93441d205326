import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { cancelled, conflict, conflictReason, NONE, THROTTLES } from '../../test/support/fake-dynamodb/errors.ts';
import { FakeDynamoDB } from '../../test/support/fake-dynamodb/fake-dynamodb.ts';
import type { Command } from '../../test/support/fake-dynamodb/fake-dynamodb.ts';
import type { Key } from '../../test/support/fake-dynamodb/table.ts';
import { Capacity } from './capacity.ts';
import type { VirtualTime } from './virtual-time.ts';

const TABLE = 'ratings';

/** Bytes of a tally shard's item, as DynamoDB counts them, with an article ID of usual length. */
const SHARD_BYTES = 110;

const THROTTLED = {
  Code: 'ThrottlingError',
  Message: 'Throughput exceeds the current capacity of your table or index.',
};

export interface ModelOptions {
  /** Whether a conflicting transaction costs as much as a written one. */
  readonly chargesConflicts?: boolean;
  /** Units that the whole table takes in a second. */
  readonly tableWriteUnits?: number;
  readonly tableReadUnits?: number;
}

/**
 * Adds latency, conflicts and throttling to a fake that carries out the calls: transactions that overlap on an item
 * conflict, and calls beyond the units of a partition key or the table are throttled. Supports only the commands that
 * the store sends. Limits:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export class DynamoDBModel {
  queries = 0;
  readonly capacity: Capacity;
  readonly #time: VirtualTime;
  readonly #random: () => number;
  readonly #chargesConflicts: boolean;
  readonly #fake: FakeDynamoDB;
  /** Number of transactions by the sort key of their first item, which in a vote names the article. */
  readonly #transactions = new Map<string, number>();
  /** Items of the transactions under way. */
  readonly #held = new Set<string>();

  constructor(time: VirtualTime, random: () => number, options: ModelOptions = {}) {
    const { chargesConflicts = false, tableWriteUnits = Infinity, tableReadUnits = Infinity } = options;
    this.#time = time;
    this.#random = random;
    this.#chargesConflicts = chargesConflicts;
    this.#fake = new FakeDynamoDB({ tables: [TABLE], now: time.now });
    this.capacity = new Capacity({ write: tableWriteUnits, read: tableReadUnits }, time.now);
  }

  readonly client = {
    send: (command: Command) => {
      if (command instanceof TransactWriteCommand) return this.#transact(command);
      if (command instanceof QueryCommand) return this.#query(command);
      if (command instanceof GetCommand) return this.#read(command, (command.input.Key as Key).pk, 1);
      if (command instanceof PutCommand) return this.#write(command, command.input.Item as Key);
      if (command instanceof UpdateCommand) return this.#write(command, command.input.Key as Key);
      throw new Error(`The model does not support ${command.constructor.name}.`);
    },
  } as unknown as DynamoDBDocumentClient;

  /** Transactions whose first item has this sort key, written or not. */
  transactionsOf(sk: string): number {
    return this.#transactions.get(sk) ?? 0;
  }

  /** Number of items under a partition key. */
  itemsUnder(pk: string): number {
    return this.#fake.table(TABLE).partition(pk).length;
  }

  async #transact(command: TransactWriteCommand): Promise<object> {
    const { TransactItems = [] } = command.input;
    const keys = TransactItems.map(({ Put, Update }) => (Put?.Item ?? Update?.Key) as unknown as Key);
    const first = keys[0]?.sk ?? '';
    this.#transactions.set(first, this.transactionsOf(first) + 1);
    await this.#time.sleep(1); // to the service
    // Two units for each item of up to 1 kB.
    const uses = keys.map(({ pk }) => [pk, 2] as const);
    const conflicts = keys.map((key) => this.#held.has(nameOf(key)));
    if (conflicts.includes(true)) {
      if (this.#chargesConflicts) this.capacity.charge('write', uses);
      await this.#time.sleep(this.#latency(3));
      throw cancelled(conflicts.map((conflicting) => (conflicting ? conflictReason() : NONE)));
    }
    const lacking = this.capacity.take('write', uses);
    if (lacking !== undefined) {
      await this.#time.sleep(this.#latency(3));
      throw cancelled(keys.map(({ pk }) => (pk === lacking ? THROTTLED : NONE)));
    }
    const names = keys.map(nameOf);
    for (const name of names) this.#held.add(name);
    await this.#time.sleep(this.#latency(7));
    for (const name of names) this.#held.delete(name);
    return this.#carryOut(command);
  }

  async #write(command: Command, key: Key): Promise<object> {
    await this.#time.sleep(1);
    if (this.capacity.take('write', [[key.pk, 1]]) !== undefined) return this.#throttle();
    await this.#time.sleep(this.#latency(3));
    if (this.#held.has(nameOf(key))) throw conflict();
    return this.#carryOut(command);
  }

  async #query(command: QueryCommand): Promise<object> {
    this.queries++;
    const pk = command.input.ExpressionAttributeValues?.[':pk'] as string;
    return this.#read(command, pk, Math.max(1, Math.ceil((this.itemsUnder(pk) * SHARD_BYTES) / 4096)));
  }

  async #read(command: QueryCommand | GetCommand, pk: string, units: number): Promise<object> {
    const use = [pk, command.input.ConsistentRead === true ? units : units / 2] as const;
    if (this.capacity.take('read', [use]) !== undefined) return this.#throttle();
    await this.#time.sleep(this.#latency(3));
    return this.#carryOut(command);
  }

  #carryOut(command: Command): object {
    const outcome = this.#fake.arrive(command).carryOut();
    if ('error' in outcome) throw outcome.error as Error;
    return outcome.output;
  }

  async #throttle(): Promise<never> {
    await this.#time.sleep(this.#latency(2));
    throw (THROTTLES[0] as () => Error)();
  }

  /** Log-normal milliseconds; the 99th percentile is 3.2 times the median. */
  #latency(medianMs: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random());
    return medianMs * Math.exp(0.5 * normal);
  }
}

function nameOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`;
}
