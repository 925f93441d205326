import { Busy } from '../../domain/errors.ts';
import type { Unconfirmed } from '../../domain/errors.ts';
import { Deadline } from './deadline.ts';
import type { ClockAndRandom } from '../../domain/clock-and-random.ts';
import { classify } from './failure.ts';

export interface Patience {
  readonly deadline: Deadline;
  /** The error to throw after the deadline. */
  readonly TooLate: typeof Busy | typeof Unconfirmed;
  /** Number of throttled answers after which to give up before the deadline. */
  readonly throttles?: number;
}

/** Repeats the work until it succeeds, fails permanently, or takes too long. */
export async function retrying<T>(
  work: () => Promise<T>,
  { deadline, TooLate, throttles = Infinity }: Patience,
): Promise<T> {
  for (let throttled = 0; ;) {
    try {
      return await work();
    } catch (error) {
      const { kind } = classify(error);
      if (kind === 'defect') throw error;
      if (kind === 'throttled') throttled++;
      if (throttled >= throttles || !(await deadline.pause())) throw new TooLate({ cause: error });
    }
  }
}

/** Throttled reads of one request after which to give up: more retries would only take units from other requests. */
const READ_THROTTLES = 2;

/** Reads with the retry limits of a visitor's request. @throws Busy */
export function retryingRead<T>(read: () => Promise<T>, clockAndRandom: ClockAndRandom): Promise<T> {
  return retrying(read, { deadline: new Deadline(clockAndRandom), TooLate: Busy, throttles: READ_THROTTLES });
}
