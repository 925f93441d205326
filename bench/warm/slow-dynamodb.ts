import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Milliseconds of one DynamoDB call: the usual value of its latency metrics. */
export const DYNAMODB_CALL = 4;

export interface SlowDynamoDB extends AsyncDisposable {
  readonly endpoint: string;
}

/** Starts a process that answers each Query with DynamoDB's latency, and any number of them at once. */
export async function startSlowDynamoDB(): Promise<SlowDynamoDB> {
  const child = fork(join(import.meta.dirname, 'slow-dynamodb-process.ts'), [String(DYNAMODB_CALL)]);
  const [endpoint] = (await once(child, 'message')) as [string];
  return {
    endpoint,
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
