import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { partitionOf } from '../oracles/stored-state.ts';
import { Caller } from './caller.ts';
import type { VoteRequest } from './request.ts';

const voter = 'voter-0-of-a-universe';
const put = (articleId: string) =>
  new PutCommand({ TableName: 'ratings', Item: { pk: partitionOf(voter), sk: `ARTICLE#${articleId}` } });

test('a late call for another article of the voter does not move the moment from which a tally is read', () => {
  const caller = new Caller('F1');
  const request = { voter, articleId: 'a', readFrom: 1 } as VoteRequest;
  caller.request = request;
  caller.wrote(put('b'), 9);
  expect(request.readFrom).toBe(1);
  caller.wrote(put('a'), 9);
  expect(request.readFrom).toBe(9);
});
