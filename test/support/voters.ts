import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { Rating } from '../../lambda/domain/rating.ts';
import type { VoterId } from '../../lambda/domain/voter-id.ts';
import type { Database } from './database.ts';
import { storeOn } from './store-on.ts';

export const voterId = (index: number | string) => `voter-of-a-test-${index}` as VoterId;
export const stars = (index: number) => ((index % 5) + 1) as Rating;

export interface Crowd {
  /** The last answered rating of each voter and article, `null` for a withdrawn vote; by `voter article`. */
  readonly said: ReadonlyMap<string, Rating | null>;
  readonly votes: number;
  /** Resolves when this many votes have been answered. */
  reached(votes: number): Promise<void>;
  /** Stops the voters. Resolves when every vote in flight is answered. @throws the error of a vote */
  stop(): Promise<void>;
}

/**
 * Starts voters who vote on these articles, change their votes and withdraw, through the real store, until they are
 * stopped.
 */
export function startVoting(
  database: Database,
  articles: readonly ArticleId[],
  random: () => number,
  voters = 40,
): Crowd {
  const store = storeOn(database);
  const said = new Map<string, Rating | null>();
  let going = true;
  let votes = 0;
  // No voter has two votes in flight, so that the last rating of a voter is known.
  const lane = async (lane: number) => {
    while (going) {
      const voter = voterId(`live-${lane}-${Math.floor((random() * voters) / 4)}`);
      const articleId = articles[Math.floor(random() * articles.length)] as ArticleId;
      const rating = random() < 0.2 ? null : stars(Math.floor(random() * 5));
      await store.recordVote({ articleId, voterId: voter, rating });
      said.set(`${voter} ${articleId}`, rating);
      votes++;
    }
  };
  const lanes = [0, 1, 2, 3].map(lane);
  return {
    said,
    get votes() {
      return votes;
    },
    async reached(count) {
      while (votes < count) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    async stop() {
      going = false;
      await Promise.all(lanes);
    },
  };
}
