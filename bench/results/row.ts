/** One measurement, a median over several runs. */
export interface Row {
  /** Group of measurements, e.g. `cold start`. */
  readonly group?: string;
  readonly what: string;
  readonly value: number;
  /** Bounds of the middle half of the runs. */
  readonly spread?: readonly [number, number];
  readonly unit: string;
  /** Baseline: the same measure of the least work possible, in the same run. */
  readonly floor?: { readonly what: string; readonly value: number };
  /**
   * Value divided by baseline: the median of the runs' ratios, not the ratio of medians. For tails, the ratio over all
   * runs.
   */
  readonly ratio?: number;
  /** Limit for the ratio or, without one, for the value. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
}

/** Whether the goal is met; undefined without one. */
export function meetsGoal({ value, ratio = value, goal }: Row): boolean | undefined {
  if (goal === undefined) return undefined;
  return 'atMost' in goal ? ratio <= goal.atMost : ratio >= goal.atLeast;
}
