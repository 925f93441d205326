import { startDeployed } from '../../support/synthesized-function.ts';
import { httpEvent } from '../../support/event.ts';
import { startScriptedDynamoDB, type Reply, type ScriptedDynamoDB } from '../../support/scripted-dynamodb.ts';

let dynamodb: ScriptedDynamoDB;
beforeEach(async () => {
  dynamodb = await startScriptedDynamoDB();
});
afterEach(() => dynamodb[Symbol.asyncDispose]());

const operations = () => dynamodb.calls.splice(0).map(({ operation }) => operation);

const headers = { 'x-origin-verify': 'secret', 'cloudfront-viewer-address': '192.0.2.1:443' };
const body = JSON.stringify({ articleId: 'a', rating: 4, voterId: 'voter-of-the-warm-up' });
const vote = httpEvent({ routeKey: 'POST /v1/votes', headers, body });

test('the vote function fetches the salt of the day once, while it is initialised', async () => {
  dynamodb.reply('GetItem', { status: 200, body: { Item: { salt: { S: 'a-secret' } } } });
  await using recordVote = await startDeployed('record-vote', dynamodb.endpoint);
  expect(operations()).toEqual(['GetItem']);
  await recordVote.call(vote, '1');
  await recordVote.call(vote, '2');
  expect(operations()).toEqual(['TransactWriteItems', 'Query', 'TransactWriteItems', 'Query']);
});

test('the read function queries an article that cannot exist while it is initialised', async () => {
  await using getRatings = await startDeployed('get-ratings', dynamodb.endpoint);
  expect(dynamodb.calls[0]?.body).toMatchObject({ ExpressionAttributeValues: { ':pk': { S: 'ARTICLE#' } } });
  expect(operations()).toEqual(['Query']);
  await getRatings.call(httpEvent({ headers, rawQueryString: 'articleId=a' }), '1');
  expect(operations()).toEqual(['Query']);
});

test.each<[string, Reply]>([
  ['refuses', { status: 400, body: { __type: 'AccessDeniedException' } }],
  ['breaks off', 'cut'],
  ['says nothing for a second', 'silence'],
])('a function starts although DynamoDB %s, and answers afterwards', async (_, reply) => {
  dynamodb.reply('GetItem', reply);
  await using recordVote = await startDeployed('record-vote', dynamodb.endpoint);
  expect(operations()).toEqual(['GetItem']);
  expect(await recordVote.call(vote, '1')).toMatchObject({ is: 'result', result: { statusCode: 200 } });
  expect(operations()).toEqual(['GetItem', 'PutItem', 'TransactWriteItems', 'Query']);
});
