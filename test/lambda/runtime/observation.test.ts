import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startDeployed } from '../../support/synthesized-function.ts';
import { httpEvent } from '../../support/event.ts';
import { failure, startScriptedDynamoDB } from '../../support/scripted-dynamodb.ts';

const body = JSON.stringify({ articleId: 'a', rating: 4, voterId: 'voter-without-address' });
const logged = (lines: string[]) => lines.flatMap((text) => text.split('\n')).filter((line) => line.startsWith('{'));

test.each([undefined, 'nonsense 192.0.2.99'])(
  'a vote with the address %p adds one log line and one metric, without the address',
  async (address) => {
    await using dynamodb = await startScriptedDynamoDB();
    const lines: string[] = [];
    await using recordVote = await startDeployed('record-vote', dynamodb.endpoint, { log: (line) => lines.push(line) });
    const headers = { 'x-origin-verify': 'secret', 'cloudfront-viewer-address': address };
    const outcome = await recordVote.call(httpEvent({ routeKey: 'POST /v1/votes', headers, body }), '1');
    expect(outcome).toMatchObject({ is: 'result', result: { statusCode: 200 } });
    const entries = logged(lines).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.filter(({ level }) => level === 'ERROR')).toEqual([
      expect.objectContaining({
        message: 'The header CloudFront-Viewer-Address is missing or unreadable.',
        requestId: 'request-1',
      }),
    ]);
    expect(entries.filter((entry) => entry['UnreadableAddresses'] !== undefined)).toHaveLength(1);
    expect(lines.join('')).not.toContain('192.0.2.99');
  },
);

test('reads the vote item first if a vote has a previous rating', async () => {
  await using dynamodb = await startScriptedDynamoDB();
  await using recordVote = await startDeployed('record-vote', dynamodb.endpoint);
  dynamodb.calls.length = 0;
  const headers = { 'x-origin-verify': 'secret', 'cloudfront-viewer-address': '192.0.2.1:443' };
  const hinted = JSON.stringify({ ...(JSON.parse(body) as object), previous: 3 });
  await recordVote.call(httpEvent({ routeKey: 'POST /v1/votes', headers, body: hinted }), '1');
  expect(dynamodb.calls[0]).toMatchObject({ operation: 'GetItem', body: { Key: { sk: { S: 'ARTICLE#a' } } } });
});

test('logs one line without a stack for a vote that is answered 503', async () => {
  await using dynamodb = await startScriptedDynamoDB();
  const lines: string[] = [];
  await using recordVote = await startDeployed('record-vote', dynamodb.endpoint, { log: (line) => lines.push(line) });
  const CancellationReasons = [{ Code: 'None' }, { Code: 'ThrottlingError' }];
  const throttled = failure('TransactionCanceledException', { CancellationReasons });
  dynamodb.reply('TransactWriteItems', ...Array.from({ length: 9 }, () => throttled));
  const headers = { 'x-origin-verify': 'secret', 'cloudfront-viewer-address': '192.0.2.1:443' };
  const outcome = await recordVote.call(httpEvent({ routeKey: 'POST /v1/votes', headers, body }), '1');
  expect(outcome).toMatchObject({ is: 'result', result: { statusCode: 503 } });
  const entries = logged(lines).map((line) => JSON.parse(line) as Record<string, unknown>);
  const of503 = entries.filter(({ level }) => level !== undefined);
  const because = 'TransactionCanceledException';
  expect(of503).toEqual([
    {
      level: 'WARN',
      message: 'Failed with an expected error.',
      requestId: 'request-1',
      code: 'busy',
      because,
    },
  ]);
});

test('reports partition keys that could not be changed as such, not as a failed request', () => {
  const file = join(import.meta.dirname, '../../../lambda/runtime/observation.ts');
  const code = `import { Observation } from ${JSON.stringify(pathToFileURL(file).href)};
    await new Observation().resizeFailed(new Error('AccessDenied'));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
  const entries = logged([stdout, stderr]).map((line) => JSON.parse(line) as object);
  expect(entries).toEqual([
    expect.objectContaining({
      level: 'ERROR',
      message: "The article's partition keys could not be changed. The vote is recorded.",
      error: expect.objectContaining({ message: 'AccessDenied' }) as object,
    }),
  ]);
  expect(entries).not.toContainEqual(expect.objectContaining({ requestId: expect.anything() as unknown }));
});
