import type { Surroundings } from '../../lambda/storage/surroundings.ts';

/** Milliseconds of each pause: an operator's command gives up after four, so that its schedules have an end. */
const PAUSE = 30_000;

/** The surroundings of an operator's command for whom time passes only while it sleeps. */
export function shortPatience(now: number): Surroundings {
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
