import awsLite from '@aws-lite/client';
// @ts-expect-error -- its types are in a separate package
import * as dynamodb from '@aws-lite/dynamodb';
import { handlerOf } from './first-vote-calls.ts';

type Call<Input> = (input: Input) => Promise<unknown>;

const endpoint = process.env['AWS_ENDPOINT_URL_DYNAMODB'];
const client = await awsLite({ ...(endpoint !== undefined && { endpoint }), plugins: [dynamodb as never] });
const { GetItem, Query, TransactWriteItems } = (client as unknown as { DynamoDB: Record<string, Call<never>> })
  .DynamoDB as { GetItem: Call<object>; Query: Call<object>; TransactWriteItems: Call<object> };

export const handler = handlerOf({ get: GetItem, query: Query, transact: TransactWriteItems });
