import { summarize } from '../../lambda/domain/summary.ts';
import type { Summary } from '../../lambda/domain/summary.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import { rankSum } from '../statistics/rank-sum.ts';
import { rangeText } from '../terminal/options.ts';
import { averageText, counted } from '../../lambda/domain/format-numbers.ts';

export interface Comparison {
  readonly before: Summary;
  readonly after: Summary;
  /** Standard deviations between the later votes and their expectation by chance alone. */
  readonly z: number;
}

/** 5 % significance level, enough because the operator asks about one particular article. */
const SIGNIFICANT = 1.96;
/** Minimum votes on each side for the normal approximation. */
const ENOUGH = 10;

/** Votes before and after something, such as an edit. */
export function compareBeforeAndAfter(before: Tally, after: Tally): Comparison {
  return { before: summarize(before), after: summarize(after), z: rankSum(after, before) };
}

export function describeComparison({ before, after, z }: Comparison, split: string): string {
  const side = ({ average, count }: Summary) =>
    count === 0 ? 'no votes' : `${averageText(average)} from ${counted(count, 'vote')}`;
  const both = `Before ${rangeText(split, undefined).replace(/^from /, '')}: ${side(before)}; after: ${side(after)}.`;
  if (Math.min(before.count, after.count) < ENOUGH) return `${both} Too few to tell.`;
  if (Math.abs(z) < SIGNIFICANT) return `${both} The difference may be due to chance.`;
  return `${both} ${z > 0 ? 'Better' : 'Worse'}, by more than chance explains.`;
}
