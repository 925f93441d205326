import { n } from '../../lambda/domain/format-numbers.ts';
import { votesOf } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of at most `width` characters for `value` out of `most`, to an eighth of a character. */
export function bar(value: number, most: number, width: number): string {
  const eighths = most <= 0 || value <= 0 ? 0 : Math.max(1, Math.round((value / most) * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** A bar chart of five lines, five stars first. */
export function barChart(tally: Tally): string[] {
  const most = Math.max(...tally);
  const total = votesOf(tally);
  const digits = n(most).length;
  return tally
    .map((count, index) => {
      const share = total === 0 ? '' : `${Math.round((count / total) * 100)}%`;
      return `${index + 1} ★ ${bar(count, most, 30).padEnd(30)} ${n(count).padStart(digits)}  ${share.padStart(4)}`;
    })
    .reverse();
}
