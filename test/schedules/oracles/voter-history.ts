/** The ratings that a voter's articles have, in the order of the articles: `null` for no vote, 0 for one the voter withdrew, `heldState` for one that is held. */
export type State = readonly (number | null)[];

/** Something that changed a voter's votes, or may have. Times are ticks. */
export interface Step {
  readonly what: string;
  /** It took effect, if at all, between these. */
  readonly from: number;
  readonly to: number;
  /** `once` it must have; `perhaps` it may have, once; `often` it may have, any number of times. */
  readonly times: 'once' | 'perhaps' | 'often';
  /** The states that it can lead to; none when it can have no effect on this one. */
  readonly apply: (state: State) => readonly State[];
  /** Of a vote answered 200: the article on which it is the last word over every step that ended before it was sent. */
  readonly lastWordOn?: number;
  /** Of a vote whose answer is unknown: its article, and when its function ended. */
  readonly open?: { readonly article: number; readonly endedAt: number };
}

/**
 * Whether a voter's steps, in an order that keeps to their times, lead from `before` to `after`: the design's promise about
 * votes, as a small linearizability checker for one register a voter and article (Wing and Gong's search, with a memory).
 */
export function isExplained(steps: readonly Step[], before: State, after: State): boolean {
  const shown = (state: State) => state.map((rating) => (rating === 0 ? null : rating)).join();
  const goal = shown(after);
  const single = steps.filter(({ times }) => times !== 'often');
  const often = steps.filter(({ times }) => times === 'often');
  const required = single.reduce((mask, { times }, index) => (times === 'once' ? mask | (1 << index) : mask), 0);
  const seen = new Set<string>();

  /** @param floor no later step can have ended before it: the latest beginning of the steps so far */
  const search = (done: number, state: State, floor: number): boolean => {
    if ((done & required) === required && shown(state) === goal) return true;
    const key = `${done} ${state.map((rating) => rating ?? '-').join()} ${floor}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const mayFollow = (step: Step) =>
      step.to >= floor &&
      // Whatever must have happened before this one began has happened.
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

/** A vote whose answer is unknown counts no more once a vote was answered 200 that was sent after it ended. */
function isOverruled({ open }: Step, steps: readonly Step[], done: number): boolean {
  return (
    open !== undefined &&
    steps.some((other, index) => done & (1 << index) && other.lastWordOn === open.article && other.from > open.endedAt)
  );
}
