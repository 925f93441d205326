import { createHmac } from 'node:crypto';
import type { ArticleId } from '../../domain/article-id.ts';
import { TooManyVotes } from '../../domain/errors.ts';
import type { Network } from '../../domain/network.ts';
import { endOfTomorrow, secondsLeftOfDay } from '../../domain/utc-day.ts';
import type { DailySalt } from './daily-salt.ts';
import type { Guard } from '../items/transact-item.ts';
import { networkKey } from '../items/keys.ts';

/** Maximum new voters from one network in a UTC day; 0 for no limit. */
export interface VotersPerNetwork {
  readonly perArticle: number;
  /** On all articles together. */
  readonly inTotal: number;
}

/** Limits the new voters per network and UTC day. */
export class NetworkLimit {
  readonly #table: string;
  readonly #most: VotersPerNetwork;
  readonly #salt: DailySalt;

  constructor(table: string, salt: DailySalt, most: VotersPerNetwork) {
    this.#table = table;
    this.#salt = salt;
    this.#most = most;
  }

  /**
   * Guards that count a new voter if the limits allow it. The counters are part of the vote's transaction, so that a
   * refused vote is not counted and no race can exceed a limit. Networks are stored as HMACs; the HMAC for the limit
   * per article includes the article, so that the articles that a network voted on stay hidden even within the day.
   */
  async guards(network: Network, articleId: ArticleId, now: number): Promise<Guard[]> {
    const { perArticle, inTotal } = this.#most;
    const salt = await this.#salt.read(now);
    return [
      ...(perArticle > 0 ? [this.#count(salt, `${network}\n${articleId}`, perArticle, now)] : []),
      // No article ID is empty, so this differs from every digest per article.
      ...(inTotal > 0 ? [this.#count(salt, `${network}\n`, inTotal, now)] : []),
    ];
  }

  #count(salt: string, counted: string, most: number, now: number): Guard {
    const digest = createHmac('sha256', salt).update(counted).digest('base64url');
    return {
      refusal: new TooManyVotes(secondsLeftOfDay(now)),
      item: {
        Update: {
          TableName: this.#table,
          Key: networkKey(digest),
          UpdateExpression: 'ADD voters :one SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(voters) OR voters < :most',
          ExpressionAttributeValues: { ':one': 1, ':most': most, ':expiresAt': endOfTomorrow(now) },
        },
      },
    };
  }
}
