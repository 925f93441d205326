import { ProvisionedThroughputExceededException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { createClient } from '../../../operator/table/client.ts';
import { watchThrottles } from '../../../operator/table/watch-throttles.ts';

/** Number of attempts that are counted if each fails with this error; the client makes at most three. */
async function countedAttempts(command: ScanCommand | TransactWriteCommand, error: Error): Promise<number> {
  const client = createClient({
    endpoint: 'http://127.0.0.1:1',
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 3,
  });
  const throttled = watchThrottles(client);
  client.middlewareStack.add(() => () => Promise.reject(error), { step: 'finalizeRequest', priority: 'high' });
  await expect(client.send(command as ScanCommand)).rejects.toThrow(error);
  client.destroy();
  return throttled();
}

const cancelled = (Code: string) =>
  new TransactionCanceledException({ message: Code, CancellationReasons: [{ Code: 'None' }, { Code }], $metadata: {} });
const transaction = new TransactWriteCommand({ TransactItems: [] });

test('counts every throttled attempt, including the client’s own retries', async () => {
  const error = new ProvisionedThroughputExceededException({ message: 'Throughput exceeds the limit.', $metadata: {} });
  expect(await countedAttempts(new ScanCommand({ TableName: 'any' }), error)).toBe(3);
});

test.each(['ThrottlingError', 'ProvisionedThroughputExceeded'])(
  'counts a transaction cancelled for %s',
  async (code) => {
    expect(await countedAttempts(transaction, cancelled(code))).toBeGreaterThan(0);
  },
);

test('does not count a conflict', async () => {
  expect(await countedAttempts(transaction, cancelled('TransactionConflict'))).toBe(0);
});
