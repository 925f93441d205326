import type { ArticleId } from './article-id.ts';
import type { Network } from './network.ts';
import type { Proof } from './proof.ts';
import type { Rating } from './rating.ts';
import type { Tally } from './tally.ts';
import type { Vote } from './vote.ts';

/** What a vote did. */
export type VoteEffect = 'recorded' | 'changed' | 'withdrawn' | 'unchanged';

export interface RecordedVote {
  readonly effect: VoteEffect;
  /** The article's tally, read after the vote was committed. */
  readonly tally: Tally;
}

/** What besides the vote itself decides whether it is taken. */
export interface Circumstances {
  /** Where it comes from, if a limit per network shall apply to new voters. */
  readonly network?: Network | undefined;
  /** The proof of work that it spends. */
  readonly proof?: Proof | undefined;
  /** What the browser remembers of the voter's rating: a hint that the vote is not the first. */
  readonly previous?: Rating | undefined;
}

/** The port through which votes are kept and counted. */
export interface RatingStore {
  /**
   * Counts a vote exactly once, however often it is sent.
   * @throws TooManyVotes, ProofUsed, Busy nothing was recorded
   * @throws Unconfirmed the vote may have been recorded
   */
  recordVote(vote: Vote, circumstances?: Circumstances): Promise<RecordedVote>;

  /**
   * One tally per article, in the order asked for; all zeros where nobody voted.
   * @throws Busy
   */
  readTallies(articleIds: readonly ArticleId[]): Promise<Tally[]>;
}
