/** One vote as its sender saw it; times on one clock, in milliseconds. */
export interface Observed {
  readonly voter: string;
  /** `null` withdraws. */
  readonly rating: number | null;
  readonly sentAt: number;
  readonly answeredAt: number;
  /**
   * - `done`: answered 200, with the votes per star in `tally`
   * - `refused`: answered with a code that promises that nothing was changed
   * - `unknown`: answered 504, or not at all
   */
  readonly result: 'done' | 'refused' | 'unknown';
  readonly tally: readonly number[];
}

/** Votes on one article that nobody had rated before. */
export type History = readonly Observed[];
