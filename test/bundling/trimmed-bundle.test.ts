import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/transport';
import { SignatureV4 } from '@smithy/signature-v4';
import type { FunctionRunner } from '../../local/functions/function-runner.ts';
import { startDeployed } from '../support/synthesized-function.ts';
import { httpEvent } from '../support/event.ts';
import {
  failure,
  startScriptedDynamoDB,
  type ReceivedCall,
  type ScriptedDynamoDB,
} from '../support/scripted-dynamodb.ts';

const access = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'a-session-token',
};
const throttled = { CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }] };
const conflict = { CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }] };

let dynamodb: ScriptedDynamoDB;
let recordVote: FunctionRunner;
let log: string[];
beforeAll(async () => {
  dynamodb = await startScriptedDynamoDB();
  recordVote = await startDeployed('record-vote', dynamodb.endpoint, { access, log: (line) => log.push(line) });
});
afterAll(async () => {
  await recordVote[Symbol.asyncDispose]();
  await dynamodb[Symbol.asyncDispose]();
});
beforeEach(() => {
  dynamodb.calls.length = 0;
  log = [];
});

async function vote(): Promise<{ status: number; transactions: ReceivedCall[] }> {
  const event = httpEvent({
    routeKey: 'POST /v1/votes',
    headers: { 'x-origin-verify': 'secret' },
    body: JSON.stringify({ articleId: 'a', rating: 4, voterId: 'voter-of-a-test-1' }),
  });
  const outcome = await recordVote.call(event, 'request-1');
  if (outcome.is !== 'result') throw new Error(`The call ended with ${outcome.is}.`);
  const transactions = dynamodb.calls.filter(({ operation }) => operation === 'TransactWriteItems');
  return { status: (outcome.result as { statusCode: number }).statusCode, transactions };
}

const tokensOf = (transactions: ReceivedCall[]) => new Set(transactions.map(({ body }) => body['ClientRequestToken']));

test('signs with the credentials, session token and region of the environment', async () => {
  const { status, transactions } = await vote();
  expect(status).toBe(200);
  const { headers } = transactions[0] as ReceivedCall;
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/dynamodb\/aws4_request, SignedHeaders=.*x-amz-security-token/,
  );
  expect(headers['x-amz-security-token']).toBe('a-session-token');
  expect(headers['user-agent']).toMatch(/^aws-sdk-js\/3/);
});

test("signs as the SDK's signer does, for the headers and the body that arrive", async () => {
  const { transactions } = await vote();
  const { headers, body } = transactions[0] as ReceivedCall;
  const { host = '', authorization = '' } = headers;
  const [, signed = ''] = /SignedHeaders=([^,]+)/.exec(authorization) ?? [];
  const signer = new SignatureV4({
    ...{ region: 'eu-central-1', service: 'dynamodb', sha256: Sha256 },
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'a-session-token' },
  });
  const request = new HttpRequest({
    ...{ method: 'POST', hostname: host, path: '/', body: JSON.stringify(body) },
    headers: Object.fromEntries(signed.split(';').map((name) => [name, String(headers[name])])),
  });
  const signingDate = String(headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:');
  const again = await signer.sign(request, { signingDate });
  expect(again.headers['authorization']).toBe(authorization);
});

test.each([
  ['a throttled transaction', failure('TransactionCanceledException', throttled)],
  ['a conflict', failure('TransactionCanceledException', conflict)],
  ['a throttled call', failure('ProvisionedThroughputExceededException')],
  ['too many calls', failure('RequestLimitExceeded')],
  ['a ThrottlingException', failure('ThrottlingException')],
  ['a throttle that has a code in place of a type', { status: 400, body: { code: 'ThrottlingException' } } as const],
])('retries with a new request token after %s', async (_, reply) => {
  // Each recorded vote earns a tenth of a retry after throttling.
  for (let earned = 0; earned < 10; earned++) await vote();
  dynamodb.calls.length = 0;
  dynamodb.reply('TransactWriteItems', reply);
  const { status, transactions } = await vote();
  expect(status).toBe(200);
  expect(tokensOf(transactions).size).toBe(2);
});

test.each([
  ['a fault of the server', failure('InternalServerError', {}, 500)],
  ['an answer that is not of DynamoDB', { status: 503, body: {} } as const],
  ['a fault without an object', { status: 500, body: null } as const],
  ['a fault whose type is a number', { status: 503, body: { __type: 503 } } as const],
  ['an answer that is cut short', 'cut' as const],
  ['an answer that stalls', 'stall' as const],
  ['no answer for a second', 'silence' as const],
])('retries with the same request token after %s', async (_, reply) => {
  dynamodb.reply('TransactWriteItems', reply);
  const { status, transactions } = await vote();
  expect(status).toBe(200);
  expect(transactions).toHaveLength(2);
  expect(tokensOf(transactions).size).toBe(1);
});

test('changes the existing vote, which the failed condition returned', async () => {
  const Item = { rating: { N: '2' }, votedAt: { S: '2026-01-01T00:00:00.000Z' } };
  const CancellationReasons = [{ Code: 'ConditionalCheckFailed', Item }, { Code: 'None' }];
  dynamodb.reply('TransactWriteItems', failure('TransactionCanceledException', { CancellationReasons }));
  const { status, transactions } = await vote();
  expect(status).toBe(200);
  expect(transactions).toHaveLength(2);
  expect(JSON.stringify(transactions[1]?.body)).toContain('{"N":"2"}');
});

test.each(['ResourceNotFoundException', 'ValidationException', 'AccessDeniedException'])(
  'gives up at once after %s, and logs its name',
  async (type) => {
    dynamodb.reply('TransactWriteItems', failure(type));
    const { status, transactions } = await vote();
    expect(status).toBe(500);
    expect(transactions).toHaveLength(1);
    expect(log.join('\n')).toContain(type);
  },
);
