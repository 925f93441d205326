import { createHmac } from 'node:crypto';
import type { ArticleId } from '../domain/article-id.ts';
import { TooManyVotes } from '../domain/errors.ts';
import type { Network } from '../domain/network.ts';
import { endOfTomorrow, secondsLeftOfDay } from '../domain/utc-day.ts';
import type { DailySalt } from './daily-salt.ts';
import type { Guard } from './guard.ts';
import { networkKey } from './keys.ts';

/** At most so many new voters per network, article and UTC day. */
export class NetworkLimit {
  readonly #table: string;
  readonly #perDay: number;
  readonly #salt: DailySalt;

  /** @param perDay 1 or more */
  constructor(table: string, salt: DailySalt, perDay: number) {
    this.#table = table;
    this.#salt = salt;
    this.#perDay = perDay;
  }

  /**
   * Counts a new voter, under the condition that there is room: a member of the vote's own transaction, so that a
   * refused vote counts nowhere and no race can exceed the limit. The network is kept as an HMAC together
   * with the article, so that not even within the day one can see which articles a network voted on.
   */
  async countVoter(network: Network, articleId: ArticleId, now: number): Promise<Guard> {
    const salt = await this.#salt.of(now);
    const digest = createHmac('sha256', salt).update(`${network}\n${articleId}`).digest('base64url');
    return {
      refusal: new TooManyVotes(secondsLeftOfDay(now)),
      item: {
        Update: {
          TableName: this.#table,
          Key: networkKey(digest),
          UpdateExpression: 'ADD voters :one SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(voters) OR voters < :perDay',
          ExpressionAttributeValues: { ':one': 1, ':perDay': this.#perDay, ':expiresAt': endOfTomorrow(now) },
        },
      },
    };
  }
}
