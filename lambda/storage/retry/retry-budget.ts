/** Retries added to the budget by each recorded vote. */
const EARNED = 0.1;
const MOST_SAVED = 3;

/**
 * Limits a function instance's retries of throttled calls. Without a limit, most of the load on an overloaded partition
 * would be retries.
 */
export class RetryBudget {
  #saved = MOST_SAVED;

  earn(): void {
    this.#saved = Math.min(MOST_SAVED, this.#saved + EARNED);
  }

  /** Takes one retry from the budget. @returns false if none is left */
  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved--;
    return true;
  }
}
