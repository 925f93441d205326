import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Milliseconds that a call of DynamoDB takes by itself: what its own latency metrics usually show. */
export const DYNAMODB_CALL = 4;

export interface SlowStore extends AsyncDisposable {
  readonly endpoint: string;
}

/** Starts something that answers each Query as late as DynamoDB does, and as many at once, in a process of its own. */
export async function startSlowStore(): Promise<SlowStore> {
  const child = fork(join(import.meta.dirname, 'slow-store.ts'), [String(DYNAMODB_CALL)]);
  const [endpoint] = (await once(child, 'message')) as [string];
  return {
    endpoint,
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
