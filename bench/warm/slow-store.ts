import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Milliseconds of one DynamoDB call: the usual value of its latency metrics. */
export const DYNAMODB_CALL = 4;

export interface SlowStore extends AsyncDisposable {
  readonly endpoint: string;
}

/** Starts a process that answers each Query with DynamoDB's latency, and any number of them at once. */
export async function startSlowStore(): Promise<SlowStore> {
  const child = fork(join(import.meta.dirname, 'slow-store-process.ts'), [String(DYNAMODB_CALL)]);
  const [endpoint] = (await once(child, 'message')) as [string];
  return {
    endpoint,
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
