/** A voter's ratings in the order of the articles: `null` without a vote, 0 if withdrawn, `heldState` if held. */
export type State = readonly (number | null)[];

/** A change, or possible change, to a voter's votes. Times are ticks. */
export interface Step {
  readonly what: string;
  /** The step took effect, if at all, from `from` to `to`. */
  readonly from: number;
  readonly to: number;
  /** How often it took effect: `once`; `perhaps`, at most once; `often`, any number of times. */
  readonly times: 'once' | 'perhaps' | 'often';
  /** The possible next states; none if the step cannot take effect in this state. */
  readonly apply: (state: State) => readonly State[];
  /** For a vote answered with 200: the article on which it overrides every step that ended before it was sent. */
  readonly lastWordOn?: number;
  /** For a vote without a known answer: its article, and the end of its function. */
  readonly open?: { readonly article: number; readonly endedAt: number };
}

/**
 * Whether a voter's steps lead from `before` to `after` in some order that respects their times: the design's promise
 * about votes. A small linearizability checker for one register per voter and article (Wing and Gong's search,
 * memoized).
 */
export function isExplained(steps: readonly Step[], before: State, after: State): boolean {
  const shown = (state: State) => state.map((rating) => (rating === 0 ? null : rating)).join();
  const goal = shown(after);
  const single = steps.filter(({ times }) => times !== 'often');
  const often = steps.filter(({ times }) => times === 'often');
  const required = single.reduce((mask, { times }, index) => (times === 'once' ? mask | (1 << index) : mask), 0);
  const seen = new Set<string>();

  /** @param floor the latest start of the steps so far: no later step may have ended before it */
  const search = (done: number, state: State, floor: number): boolean => {
    if ((done & required) === required && shown(state) === goal) return true;
    const key = `${done} ${state.map((rating) => rating ?? '-').join()} ${floor}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const mayFollow = (step: Step) =>
      step.to >= floor &&
      // Every required step that ended before this one began has taken effect.
      !single.some((other, index) => other.times === 'once' && !(done & (1 << index)) && other.to < step.from) &&
      !isOverruled(step, single, done);
    return (
      single.some(
        (step, index) =>
          !(done & (1 << index)) &&
          mayFollow(step) &&
          step.apply(state).some((next) => search(done | (1 << index), next, Math.max(floor, step.from))),
      ) ||
      often.some(
        (step) => mayFollow(step) && step.apply(state).some((next) => search(done, next, Math.max(floor, step.from))),
      )
    );
  };
  return search(0, before, -Infinity);
}

/** A vote without a known answer cannot take effect after a later vote, sent after its end, was answered with 200. */
function isOverruled({ open }: Step, steps: readonly Step[], done: number): boolean {
  return (
    open !== undefined &&
    steps.some((other, index) => done & (1 << index) && other.lastWordOn === open.article && other.from > open.endedAt)
  );
}
