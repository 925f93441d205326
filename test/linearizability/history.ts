/** One vote as its sender observed it. Times are in milliseconds, on one clock. */
export interface Observed {
  readonly voter: string;
  /** `null` withdraws. */
  readonly rating: number | null;
  readonly sentAt: number;
  readonly answeredAt: number;
  /**
   * - `done`: answered 200, with the votes per star in `tally`
   * - `refused`: answered with a code that guarantees that nothing changed
   * - `unknown`: answered 504, or not at all
   */
  readonly result: 'done' | 'refused' | 'unknown';
  readonly tally: readonly number[];
}

/** The votes on one article that had none before. */
export type History = readonly Observed[];
