import type { ArticleId } from './article-id.ts';
import type { Network } from './network.ts';
import type { Proof } from './proof.ts';
import type { Rating } from './rating.ts';
import type { Tally } from './tally.ts';
import type { Vote } from './vote.ts';

/** Effect of a vote. */
export type VoteEffect = 'recorded' | 'changed' | 'withdrawn' | 'unchanged';

export interface RecordedVote {
  readonly effect: VoteEffect;
  /** The article's tally, read after the vote was committed. */
  readonly tally: Tally;
}

/** What accompanies a vote: the inputs of the limits, and a hint that the voter has voted before. */
export interface Circumstances {
  /** The voter's network, if a limit per network applies. */
  readonly network?: Network | undefined;
  /** The proof of work that the vote spends. */
  readonly proof?: Proof | undefined;
  /** The voter's rating that the browser remembers: a hint that the vote is not the first. */
  readonly previous?: Rating | undefined;
}

/** Port to the storage of votes and tallies. */
export interface RatingStore {
  /**
   * Counts a vote exactly once, however often it is sent.
   * @throws TooManyVotes, ProofUsed, Busy nothing was recorded
   * @throws Unconfirmed the vote may have been recorded
   */
  recordVote(vote: Vote, circumstances?: Circumstances): Promise<RecordedVote>;

  /** One tally per article, in the order of the IDs; all zeros without votes.
   * @throws Busy
   */
  readTallies(articleIds: readonly ArticleId[]): Promise<Tally[]>;
}
