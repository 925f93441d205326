/** A solved challenge, to be spent on one vote. */
export interface Proof {
  /** Tells it from every other. */
  readonly id: string;
  /** Seconds since the epoch, after which it would not be taken anyway. */
  readonly expiresAt: number;
}

/** Makes voters spend computing time, so that stuffing a ballot box costs something. */
export interface ProofOfWork {
  /** Something to solve, as JSON. */
  challenge(): Promise<object>;
  /** The proof in what a client sent; undefined if it is none, or expired. */
  verify(solution: unknown): Promise<Proof | undefined>;
}
