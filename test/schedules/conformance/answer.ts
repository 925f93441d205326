import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, CancellationReason } from '@aws-sdk/client-dynamodb';
import type { BatchGetCommandOutput, DynamoDBDocumentClient, UpdateCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Command } from '../../support/fake-dynamodb/fake-dynamodb.ts';

/** What an engine made of a command, as far as our code can see it and engines agree on it. */
export async function answerOf(client: DynamoDBDocumentClient, command: Command): Promise<object> {
  try {
    const output = await (client.send as (command: Command) => Promise<object>)(command);
    const { Attributes, Responses } = output as BatchGetCommandOutput & UpdateCommandOutput;
    return {
      ...output,
      // Neither what it cost nor how much was looked at: a scan also looks at what other tests wrote.
      ...{ $metadata: undefined, ConsumedCapacity: undefined, ScannedCount: undefined },
      Attributes: shown(Attributes),
      Responses: inOrder(Responses),
    };
  } catch (error) {
    if (!(error instanceof DynamoDBServiceException)) throw error;
    const { name, Item, CancellationReasons } = error as DynamoDBServiceException & {
      Item?: Record<string, AttributeValue>;
      CancellationReasons?: CancellationReason[];
    };
    // The class, not the name alone: our code asks for both.
    return { class: error.constructor.name, name, item: shown(Item), reasons: CancellationReasons?.map(reasonOf) };
  }
}

function reasonOf({ Code, Item }: CancellationReason) {
  return { code: Code, item: shown(Item) };
}

/** dynoxide shows the keys of an item that is not there, which docs/engines.md knows; none of our items has keys only. */
function shown<T extends object>(item: T | undefined): T | undefined {
  return item !== undefined && Object.keys(item).some((name) => name !== 'pk' && name !== 'sk') ? item : undefined;
}

/** BatchGetItem answers in any order. */
function inOrder(responses: BatchGetCommandOutput['Responses']) {
  const sorted = (items: Record<string, unknown>[]) => items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return responses && Object.fromEntries(Object.entries(responses).map(([table, items]) => [table, sorted(items)]));
}

function keyOf({ pk, sk }: Record<string, unknown>): string {
  return `${String(pk)}\n${String(sk)}`;
}
