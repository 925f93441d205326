import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Command } from './fake-dynamodb.ts';

/** Carries a command to a DynamoDB and returns its answer. */
export type Carry = (command: Command) => Promise<object>;

const nowhere = new DynamoDBClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
});

/** A document client that passes its commands to `carry`, without the SDK's middleware and marshalling. */
export class FakeClient extends DynamoDBDocumentClient {
  /** @param removesUndefined as `marshallOptions.removeUndefinedValues` */
  constructor(carry: Carry, { removesUndefined = false } = {}) {
    super(nowhere);
    const send = async (command: Command) => {
      if (removesUndefined) return carry(withInput(command, withoutUndefined(command.input)));
      if (hasUndefined(command.input)) throw new Error('Pass options.removeUndefinedValues=true to remove undefined.');
      return carry(command);
    };
    // The declared overloads distinguish commands by type, the fake by class.
    this.send = send;
  }
}

function withInput(command: Command, input: object): Command {
  return Object.assign(Object.create(Object.getPrototypeOf(command) as object) as Command, { input });
}

function withoutUndefined<T extends object>(value: T): T {
  if (Array.isArray(value)) return value.map((each) => clean(each)) as T;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([name, each]) => [name, clean(each)])) as T;
}

function clean(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? withoutUndefined(value) : value;
}

/** Whether a stored or compared value is undefined, for which the document client throws. */
function hasUndefined(input: object): boolean {
  const {
    Item,
    ExpressionAttributeValues,
    TransactItems = [],
  } = input as {
    Item?: object;
    ExpressionAttributeValues?: object;
    TransactItems?: object[];
  };
  return (
    [Item, ExpressionAttributeValues].some((values) => Object.values(values ?? {}).includes(undefined)) ||
    TransactItems.flatMap((item) => Object.values(item) as object[]).some(hasUndefined)
  );
}
