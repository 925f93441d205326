import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { handlerOf } from './first-vote-calls.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 1 }));

export const handler = handlerOf({
  get: (input) => client.send(new GetCommand(input)),
  query: (input) => client.send(new QueryCommand(input)),
  transact: (input) => client.send(new TransactWriteCommand(input)),
});
