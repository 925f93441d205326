import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, CancellationReason } from '@aws-sdk/client-dynamodb';
import type { BatchGetCommandOutput, DynamoDBDocumentClient, UpdateCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Command } from '../../support/fake-dynamodb/fake-dynamodb.ts';

/** An engine's answer to a command, without the parts that our code ignores or on which engines differ. */
export async function answerOf(client: DynamoDBDocumentClient, command: Command): Promise<object> {
  try {
    const output = await (client.send as (command: Command) => Promise<object>)(command);
    const { Attributes, Responses } = output as BatchGetCommandOutput & UpdateCommandOutput;
    return {
      ...output,
      // Neither the capacity nor the number of items scanned: a scan also reads other tests' items.
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
    // The class as well as the name: our code checks both.
    return { class: error.constructor.name, name, item: shown(Item), reasons: CancellationReasons?.map(reasonOf) };
  }
}

function reasonOf({ Code, Item }: CancellationReason) {
  return { code: Code, item: shown(Item) };
}

/** dynoxide returns the keys of an absent item (see docs/engines.md); none of our items consists of keys only. */
function shown<T extends object>(item: T | undefined): T | undefined {
  return item !== undefined && Object.keys(item).some((name) => name !== 'pk' && name !== 'sk') ? item : undefined;
}

/** BatchGetItem returns items in any order. */
function inOrder(responses: BatchGetCommandOutput['Responses']) {
  const sorted = (items: Record<string, unknown>[]) => items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return responses && Object.fromEntries(Object.entries(responses).map(([table, items]) => [table, sorted(items)]));
}

function keyOf({ pk, sk }: Record<string, unknown>): string {
  return `${String(pk)}\n${String(sk)}`;
}
