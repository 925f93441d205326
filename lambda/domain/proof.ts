/** A solved challenge, to be spent on one vote. */
export interface Proof {
  /** Unique. */
  readonly id: string;
  /** When it expires, in seconds since the epoch. */
  readonly expiresAt: number;
}

/** Makes voters spend computing time, so that stuffing a ballot box costs something. */
export interface ProofOfWork {
  /** A new challenge, as JSON. */
  challenge(): Promise<object>;
  /** The proof in what a client sent; undefined if it is none, or expired. */
  verify(solution: unknown): Promise<Proof | undefined>;
}
