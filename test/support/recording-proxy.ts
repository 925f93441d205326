import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An access to items of a table, in the terms of IAM. */
export interface RecordedAccess {
  /** E.g. `PutItem`, alone or in a transaction. */
  readonly action: string;
  readonly table: string;
  /** The partition key, e.g. `ARTICLE#a`. */
  readonly partition: string;
  /**
   * Request units for items of up to 1 KB and queries of up to 4 KB. A write takes two units in a transaction and one
   * alone, even if its condition fails. A read takes one unit if it is consistent and half a unit otherwise.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
   */
  readonly units: { readonly writes: number; readonly reads: number };
}

interface Attribute {
  readonly S: string;
}

interface Item {
  readonly TableName: string;
  readonly Key?: { readonly pk: Attribute };
  readonly Item?: { readonly pk: Attribute };
  readonly KeyConditionExpression?: string;
  readonly ConsistentRead?: boolean;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Attribute>>;
}

type Transaction = { readonly TransactItems: readonly Readonly<Record<string, Item>>[] };

/** The IAM action of each transaction member; the transaction itself needs none. */
const actionOf: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

export interface RecordingProxy extends AsyncDisposable {
  readonly endpoint: string;
  /** Returns the accesses since the last call of `take`. */
  take(): RecordedAccess[];
}

/** Starts a proxy in front of a DynamoDB that records the accesses. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  let recorded: RecordedAccess[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
      recorded.push(...accesses(operation, JSON.parse(body.toString()) as Item & Transaction));
      const { method, headers } = incoming;
      const forwarded = request(target, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      forwarded.on('error', () => outgoing.destroy());
      forwarded.end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = recorded;
      recorded = [];
      return taken;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function accesses(operation: string, input: Item & Transaction): RecordedAccess[] {
  if (operation !== 'TransactWriteItems') return [access(operation, input, unitsOf(operation, input))];
  return input.TransactItems.flatMap((member) =>
    Object.entries(member).map(([kind, item]) => access(actionOf[kind] ?? kind, item, { writes: 2, reads: 0 })),
  );
}

function unitsOf(operation: string, { ConsistentRead = false }: Item): RecordedAccess['units'] {
  if (operation === 'Query' || operation === 'GetItem') return { writes: 0, reads: ConsistentRead ? 1 : 0.5 };
  return { writes: 1, reads: 0 };
}

function access(action: string, input: Item, units: RecordedAccess['units']): RecordedAccess {
  const { TableName, Key, Item, KeyConditionExpression = '', ExpressionAttributeValues = {} } = input;
  const placeholder = /^pk = (:\w+)/.exec(KeyConditionExpression)?.[1] ?? '';
  const partition = (Key ?? Item)?.pk ?? ExpressionAttributeValues[placeholder];
  return { action, table: TableName, partition: partition?.S ?? '', units };
}
