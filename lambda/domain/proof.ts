/** A solved challenge, to be spent on one vote. */
export interface Proof {
  /** Unique. */
  readonly id: string;
  /** When it expires, in seconds since the epoch. */
  readonly expiresAt: number;
}

/** Requires computing time for each vote, so that many stuffed votes are expensive. */
export interface ProofOfWork {
  /** A new challenge, as JSON. */
  challenge(): Promise<object>;
  /** The proof in a client's solution; undefined if the solution is wrong or expired. */
  verify(solution: unknown): Promise<Proof | undefined>;
}
