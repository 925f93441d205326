import { quantile } from '../results/statistics.ts';

/** Outcomes of votes. */
export interface OutcomeSummary {
  readonly votes: number;
  readonly recorded: number;
  readonly refused: number;
  /** Milliseconds from a recorded vote to its answer. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds to the answer of a refused vote. */
  readonly refusedP99: number;
}

/** Collects the outcome of each vote. */
export class Outcomes {
  readonly #recorded: number[] = [];
  readonly #refused: number[] = [];

  /** @param duration milliseconds */
  add(recorded: boolean, duration: number): void {
    (recorded ? this.#recorded : this.#refused).push(duration);
  }

  summarize(): OutcomeSummary {
    const [recorded, refused] = [this.#recorded.length, this.#refused.length];
    return {
      votes: recorded + refused,
      recorded,
      refused,
      p50: quantile(this.#recorded, 0.5),
      p99: quantile(this.#recorded, 0.99),
      refusedP99: refused === 0 ? 0 : quantile(this.#refused, 0.99),
    };
  }
}
