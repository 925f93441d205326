import type { Busy, Unconfirmed } from '../domain/errors.ts';
import type { Deadline } from './deadline.ts';
import { classify } from './failure.ts';

export interface Patience {
  readonly deadline: Deadline;
  /** The error to throw when it has run out. */
  readonly TooLate: typeof Busy | typeof Unconfirmed;
  /** Throttled answers after which to give up before the deadline. */
  readonly throttles?: number;
}

/** Reads until it succeeds, fails permanently, or takes too long. */
export async function retrying<T>(
  read: () => Promise<T>,
  { deadline, TooLate, throttles = Infinity }: Patience,
): Promise<T> {
  for (let throttled = 0; ;) {
    try {
      return await read();
    } catch (error) {
      const { kind } = classify(error);
      if (kind === 'defect') throw error;
      if (kind === 'throttled') throttled++;
      if (throttled >= throttles || !(await deadline.pause())) throw new TooLate({ cause: error });
    }
  }
}
