import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { THROTTLED } from '../../lambda/storage/retry/failure.ts';

interface Refusal {
  readonly name?: string;
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

/** Counts throttled attempts, which the client retries silently. */
export function watchThrottles(client: DynamoDBDocumentClient): () => number {
  let count = 0;
  const watch =
    <Args, Result>(next: (args: Args) => Promise<Result>) =>
    async (args: Args): Promise<Result> => {
      try {
        return await next(args);
      } catch (error) {
        const { name = '', CancellationReasons: reasons = [] } = error as Refusal;
        if (THROTTLED.has(name) || reasons.some(({ Code = '' }) => THROTTLED.has(Code))) count++;
        throw error;
      }
    };
  // Inside the retry middleware, so that each attempt counts.
  client.middlewareStack.addRelativeTo(watch, {
    ...{ relation: 'after', toMiddleware: 'retryMiddleware', name: 'watchThrottles' },
  });
  return () => count;
}
