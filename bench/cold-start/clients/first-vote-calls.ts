import { randomUUID } from 'node:crypto';

/**
 * Clients' commands for the four calls of a first vote: one at initialisation, the daily salt, the transaction, the
 * tally.
 */
export interface Calls {
  readonly get: (input: { TableName: string; Key: object }) => Promise<unknown>;
  readonly query: (input: {
    TableName: string;
    KeyConditionExpression: string;
    ExpressionAttributeValues: object;
    ConsistentRead: boolean;
  }) => Promise<unknown>;
  readonly transact: (input: {
    TransactItems: { Put: { TableName: string; Item: object; ConditionExpression: string } }[];
  }) => Promise<unknown>;
}

const { TABLE_NAME = '', SALT_TABLE_NAME = TABLE_NAME } = process.env;

/** A handler with nothing around its calls: no checks, no limits, no metrics. */
export function handlerOf({ get, query, transact }: Calls): () => Promise<{ statusCode: number }> {
  const initialised = get({ TableName: TABLE_NAME, Key: { pk: 'WARM', sk: 'UP' } });
  return async () => {
    await initialised;
    await get({ TableName: SALT_TABLE_NAME, Key: { pk: 'SALT', sk: 'SALT' } });
    const article = `ARTICLE#${randomUUID()}`;
    const put = (pk: string, sk: string, rest: object) => ({
      Put: { TableName: TABLE_NAME, Item: { pk, sk, ...rest }, ConditionExpression: 'attribute_not_exists(pk)' },
    });
    await transact({
      TransactItems: [
        put(`VOTER#${randomUUID()}`, article, { rating: 4 }),
        put(article, 'TALLY#0', { r4: 1 }),
        put(`NETWORK#${randomUUID()}`, 'VOTERS', { voters: 1 }),
      ],
    });
    await query({
      TableName: TABLE_NAME,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': article },
      ConsistentRead: true,
    });
    return { statusCode: 200 };
  };
}
