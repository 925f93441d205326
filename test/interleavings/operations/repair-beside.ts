import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { repairTallies } from '../../../operator/verify/repair-tallies.ts';
import { FakeClient } from '../../support/fake-dynamodb/fake-client.ts';
import type { Command } from '../../support/fake-dynamodb/fake-dynamodb.ts';
import { retryingCarry } from './operator-retries.ts';
import { shortPatience } from './short-patience.ts';

/** Recounts an article as `ratings verify --repair` does for a wrong tally, with the retries of its client. */
export async function repairArticle(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  now: number,
): Promise<void> {
  const clockAndRandom = shortPatience(now);
  const send = client.send.bind(client) as unknown as (command: Command) => Promise<object>;
  await repairTallies(
    {
      client: new FakeClient(retryingCarry(send, clockAndRandom.random, clockAndRandom.sleep), {
        removesUndefined: true,
      }),
      ...{ table, clockAndRandom, local: true, signal: new AbortController().signal },
      progress: () => ({ add: () => undefined, end: () => undefined }),
    },
    [articleId],
  );
}
