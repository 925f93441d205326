/** What one schedule showed. */
export interface Explored {
  /** Each promise that it broke, one line each. */
  readonly violations: readonly string[];
  /** What requests and commands were answered, for people; told of a schedule that broke a promise or is replayed. */
  readonly story: readonly string[];
}
