import { createHmac } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../domain/article-id.ts';
import type { Network } from '../domain/network.ts';
import { DailySalt, endOfTomorrow } from './daily-salt.ts';
import { networkKey } from './keys.ts';
import type { TransactItem } from './vote-transaction.ts';

/** At most so many new voters per network, article and UTC day. */
export class NetworkLimit {
  readonly #table: string;
  readonly #perDay: number;
  readonly #salt: DailySalt;

  /** @param perDay 1 or more */
  constructor(client: DynamoDBDocumentClient, table: string, perDay: number) {
    this.#table = table;
    this.#perDay = perDay;
    this.#salt = new DailySalt(client, table);
  }

  /**
   * Counts a new voter, under the condition that there is room: a member of the vote's own transaction, so that a
   * refused vote counts nowhere and no race can exceed the limit. The network is kept as an HMAC together
   * with the article, so that not even within the day one can see which articles a network voted on.
   */
  async countVoter(network: Network, articleId: ArticleId, now: number): Promise<TransactItem> {
    const salt = await this.#salt.of(now);
    const digest = createHmac('sha256', salt).update(`${network}\n${articleId}`).digest('base64url');
    return {
      Update: {
        TableName: this.#table,
        Key: networkKey(digest),
        UpdateExpression: 'ADD voters :one SET expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(voters) OR voters < :perDay',
        ExpressionAttributeValues: { ':one': 1, ':perDay': this.#perDay, ':expiresAt': endOfTomorrow(now) },
      },
    };
  }
}
