/** Retries that a recorded vote earns. */
const EARNED = 0.1;
const MOST_SAVED = 3;

/**
 * Limits how often one function instance tries again what DynamoDB throttled. Without a limit, retries are most of the load
 * on a partition that is already past its own limit.
 */
export class RetryBudget {
  #saved = MOST_SAVED;

  earn(): void {
    this.#saved = Math.min(MOST_SAVED, this.#saved + EARNED);
  }

  /** Whether there is a retry left. Uses it up. */
  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved--;
    return true;
  }
}
