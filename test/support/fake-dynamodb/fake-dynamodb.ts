import { randomUUID } from 'node:crypto';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import {
  cancelled,
  conditionFailed,
  conflict,
  conflictReason,
  failedReason,
  invalid,
  NONE,
  noTable,
} from './errors.ts';
import { batchGet, get, query, scan } from './reads.ts';
import type { See } from './reads.ts';
import { Table } from './table.ts';
import type { Cell, Key } from './table.ts';
import { KeptTokens } from './idempotency-tokens.ts';
import type { Item } from './values.ts';
import { allow, parseWrite } from './writes.ts';
import type { Write, WriteKind } from './writes.ts';

type Input = Readonly<Record<string, unknown>>;

/** A command of the document client; only its class and input matter. */
export interface Command {
  readonly input: object;
}

export type Outcome = { readonly output: object } | { readonly error: unknown };

/** Picks one of the versions of an item that a read may see; 0 is the newest. */
export type ChooseVersion = (versions: number) => number;

/** A request that has arrived. */
export interface Call {
  /** Carries out the call now. A read sees the chosen version of each item that has changed since the call arrived. */
  carryOut(choose?: ChooseVersion): Outcome;
}

export interface FakeOptions {
  readonly tables: readonly string[];
  /** Clock in milliseconds, for the age of tokens. */
  readonly now?: () => number;
  /** Items per page of a Scan, instead of DynamoDB's megabyte. */
  readonly scanPage?: number;
  /** Items per answer of BatchGetItem, instead of DynamoDB's sixteen megabytes. */
  readonly batchPage?: number;
  /** Number of writes that an eventually consistent read may lag behind. */
  readonly staleness?: number;
}

const NEWEST: ChooseVersion = () => 0;

/**
 * The subset of DynamoDB that this service uses, with serializable transactions and timing under the test's control:
 * each request arrives at one moment and is carried out at another. Unknown requests throw.
 */
export class FakeDynamoDB {
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #options: Required<FakeOptions>;
  readonly #tokens: KeptTokens;
  /** Items of the transactions in flight. */
  readonly #held = new Map<Cell, object>();
  #moment = 0;
  /** The moment of the last seed. No read sees an earlier version. */
  #seeded = 0;

  constructor(options: FakeOptions) {
    this.#options = { now: Date.now, scanPage: Infinity, batchPage: 100, staleness: 0, ...options };
    this.#tables = new Map(options.tables.map((name) => [name, new Table()]));
    this.#tokens = new KeptTokens(this.#options.now);
  }

  /** Counts the writes, and numbers the versions of items. */
  get moment(): number {
    return this.#moment;
  }

  table(name: string): Table {
    const table = this.#tables.get(name);
    if (table === undefined) throw noTable();
    return table;
  }

  /** Stores items unchanged, all at one moment. */
  seed(name: string, items: readonly (Item & Key)[]): void {
    this.#commit(items.map((item) => ({ cell: this.table(name).cell(item), item })));
    this.#seeded = this.#moment;
  }

  arrive(command: Command): Call {
    const input = command.input as Input;
    try {
      if (command instanceof TransactWriteCommand) return this.#transaction(input);
      const kind = writeKindOf(command);
      return kind === undefined ? this.#read(command, input) : this.#single(kind, input);
    } catch (error) {
      return { carryOut: () => ({ error }) };
    }
  }

  #transaction(input: Input): Call {
    allow(input, ['TransactItems', 'ClientRequestToken']);
    const writes = this.#parseTransaction(input['TransactItems'] as Input[]);
    // The SDK generates a token if the caller gives none.
    const { ClientRequestToken: token = randomUUID() } = input as { ClientRequestToken?: string };
    if (this.#tokens.begin(token, JSON.stringify(input['TransactItems']))) return { carryOut: () => ({ output: {} }) };
    const call = {};
    const conflicts = writes.map(({ cell }) => this.#held.has(cell));
    for (const { cell } of writes) if (!this.#held.has(cell)) this.#held.set(cell, call);
    const carryOut = () => {
      for (const { cell } of writes) if (this.#held.get(cell) === call) this.#held.delete(cell);
      const outcome = this.#carryOutTransaction(writes, conflicts);
      this.#tokens.end(token, 'output' in outcome);
      return outcome;
    };
    return { carryOut };
  }

  #parseTransaction(items: readonly Input[]): Write[] {
    if (items.length === 0 || items.length > 100) throw invalid('A transaction writes 1 to 100 items.');
    const writes = items.map((item) => {
      const [[kind, write] = [], ...others] = Object.entries(item) as [WriteKind, Input][];
      if (kind === undefined || write === undefined || others.length > 0) throw invalid('One write for each item.');
      return parseWrite(this.table(write['TableName'] as string), kind, write);
    });
    if (new Set(writes.map(({ cell }) => cell)).size < writes.length)
      throw invalid('Transaction request cannot include multiple operations on one item');
    return writes;
  }

  #carryOutTransaction(writes: readonly Write[], conflicts: readonly boolean[]): Outcome {
    const reasons = writes.map((write, index) => {
      if (conflicts[index]) return conflictReason();
      return write.holds() ? NONE : failedReason(write.showsOld ? write.cell.item : undefined);
    });
    if (reasons.some((reason) => reason !== NONE)) return { error: cancelled(reasons) };
    return attempt(() => {
      this.#commit(writes.map((write) => ({ cell: write.cell, item: write.after() })));
      return {};
    });
  }

  #single(kind: WriteKind, input: Input): Call {
    const write = parseWrite(this.table(input['TableName'] as string), kind, input, ['ReturnValues']);
    const carryOut = () =>
      attempt(() => {
        if (this.#held.has(write.cell)) throw conflict();
        const before = write.cell.item;
        if (!write.holds()) throw conditionFailed(write.showsOld ? before : undefined);
        const after = write.after();
        this.#commit([{ cell: write.cell, item: after }]);
        return returned(input['ReturnValues'], before, after);
      });
    return { carryOut };
  }

  #read(command: Command, input: Input): Call {
    const since = isConsistent(input) ? this.#moment : Math.max(this.#seeded, this.#moment - this.#options.staleness);
    const carryOut = (choose: ChooseVersion = NEWEST) => {
      const see: See = (cell) => {
        const versions = cell.from(since);
        return versions.at(versions.length > 1 ? -1 - choose(versions.length) : -1);
      };
      return attempt(() => this.#answer(command, input, see));
    };
    return { carryOut };
  }

  #answer(command: Command, input: Input, see: See): object {
    if (command instanceof BatchGetCommand)
      return batchGet((name) => this.table(name), input, see, this.#options.batchPage);
    const table = this.table(input['TableName'] as string);
    if (command instanceof GetCommand) return get(table, input, see);
    if (command instanceof QueryCommand) return query(table, input, see);
    if (command instanceof ScanCommand) return scan(table, input, see, this.#options.scanPage);
    if (command instanceof DescribeTableCommand)
      return { Table: { TableName: input['TableName'], TableStatus: 'ACTIVE', ItemCount: table.items.length } };
    throw new Error(`The fake DynamoDB does not know ${command.constructor.name}.`);
  }

  #commit(writes: readonly { readonly cell: Cell; readonly item: Item | undefined }[]): void {
    const since = ++this.#moment;
    for (const { cell, item } of writes)
      if (item !== cell.item) cell.versions.push({ since, item: item && { ...item } });
  }
}

function isConsistent(input: Input): boolean {
  const { ConsistentRead, RequestItems } = input as { ConsistentRead?: boolean; RequestItems?: Record<string, Input> };
  if (RequestItems === undefined) return ConsistentRead === true;
  return Object.values(RequestItems).every((request) => request['ConsistentRead'] === true);
}

function writeKindOf(command: Command): WriteKind | undefined {
  if (command instanceof PutCommand) return 'Put';
  if (command instanceof UpdateCommand) return 'Update';
  return command instanceof DeleteCommand ? 'Delete' : undefined;
}

function returned(values: unknown, before: Item | undefined, after: Item | undefined): object {
  if (values === undefined || values === 'NONE') return {};
  const item = values === 'ALL_OLD' ? before : values === 'ALL_NEW' ? after : undefined;
  if (values !== 'ALL_OLD' && values !== 'ALL_NEW')
    throw new Error(`The fake DynamoDB does not know ReturnValues ${JSON.stringify(values)}.`);
  return item === undefined ? {} : { Attributes: { ...item } };
}

function attempt(work: () => object): Outcome {
  try {
    return { output: work() };
  } catch (error) {
    return { error };
  }
}
