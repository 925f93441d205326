import type { VirtualTime } from './virtual-time.ts';

/**
 * Calls `send` at random moments (a Poisson process) until `end`.
 *
 * @param rateAt calls a second, by milliseconds since the epoch
 */
export async function arrive(
  time: VirtualTime,
  random: () => number,
  rateAt: (now: number) => number,
  end: number,
  send: () => Promise<void>,
): Promise<void> {
  for (;;) {
    await time.sleep((-Math.log(1 - random()) / rateAt(time.now())) * 1000);
    if (time.now() >= end) return;
    void send();
  }
}
