/** The result of one schedule. */
export interface ScheduleResult {
  /** The broken promises, one line each. */
  readonly violations: readonly string[];
  /** The answers to requests and commands, for people; only of a schedule that broke a promise or is replayed. */
  readonly story: readonly string[];
}
