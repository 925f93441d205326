import type { History, Observed } from './history.ts';

/** A write or a read of an article's votes that took effect at one moment between `from` and `to`. */
interface Step {
  readonly from: number;
  readonly to: number;
  /** The vote that is written. */
  readonly write?: Observed;
  /** The tally that is read. */
  readonly read?: string;
  /** The step of the same request that comes before. */
  readonly after?: number;
}

/**
 * Whether docs/design.md allows a history. A vote answered 200 is a write followed by a read of the whole tally, each
 * at one moment between sending and answer. A refused vote did nothing. A vote without an answer may be written once,
 * at any time until the voter's next vote that was answered 200. Only for an article with one shard, whose read takes
 * effect at one moment.
 */
export function isLinearizable(history: History): boolean {
  const steps = stepsOf(history);
  const required = steps.reduce(
    (mask, { write }, index) => (write?.result === 'unknown' ? mask : mask | (1 << index)),
    0,
  );
  const seen = new Set<string>();

  const search = (done: number, votes: ReadonlyMap<string, number>): boolean => {
    if ((done & required) === required) return true;
    const key = `${done} ${[...votes].sort().join()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const open = steps.filter((_, index) => required & ~done & (1 << index));
    const earliestEnd = Math.min(...open.map(({ to }) => to));
    return steps.some((step, index) => {
      const { from, after, read, write } = step;
      if (done & (1 << index) || from > earliestEnd || (after !== undefined && !(done & (1 << after)))) return false;
      if (read !== undefined) return read === tallyOf(votes) && search(done | (1 << index), votes);
      if (write === undefined || isOverruled(write, steps, done)) return false;
      return search(done | (1 << index), written(votes, write));
    });
  };
  return search(0, new Map());
}

function stepsOf(history: History): Step[] {
  const steps: Step[] = [];
  for (const vote of history) {
    const { sentAt: from, answeredAt, result, tally } = vote;
    if (result === 'refused') continue;
    steps.push({ from, to: result === 'done' ? answeredAt : Infinity, write: vote });
    if (result === 'done') steps.push({ from, to: answeredAt, read: tally.join(), after: steps.length - 1 });
  }
  if (steps.length > 30) throw new Error('Too long a history: the steps that are done are bits of a number.');
  return steps;
}

function isOverruled({ voter, result, answeredAt }: Observed, steps: readonly Step[], done: number): boolean {
  return (
    result === 'unknown' &&
    steps.some(
      ({ write }, index) =>
        done & (1 << index) && write?.result === 'done' && write.voter === voter && write.sentAt > answeredAt,
    )
  );
}

function written(votes: ReadonlyMap<string, number>, { voter, rating }: Observed): Map<string, number> {
  const next = new Map(votes);
  if (rating === null) next.delete(voter);
  else next.set(voter, rating);
  return next;
}

function tallyOf(votes: ReadonlyMap<string, number>): string {
  const tally = [0, 0, 0, 0, 0];
  for (const rating of votes.values()) tally[rating - 1] = (tally[rating - 1] ?? 0) + 1;
  return tally.join();
}
