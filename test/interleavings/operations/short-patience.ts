import type { ClockAndRandom } from '../../../lambda/domain/clock-and-random.ts';

/** Milliseconds of each pause: an operator's command gives up after four, so that its schedules end. */
const PAUSE = 30_000;

/** Clock and randomness of an operator's command in which time passes only during sleep. */
export function shortPatience(now: number): ClockAndRandom {
  let slept = 0;
  let tokens = 0;
  return {
    now: () => now,
    elapsed: () => slept,
    random: () => 0,
    token: () => `operator-${tokens++}`,
    sleep: () => Promise.resolve(void (slept += PAUSE)),
  };
}
