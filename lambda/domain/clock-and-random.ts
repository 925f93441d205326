/** Clocks, randomness and sleep, injectable for tests. */
export interface ClockAndRandom {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds on a monotonic clock: only differences are meaningful. */
  readonly elapsed: () => number;
  /** 0 inclusive to 1 exclusive. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Makes a ClientRequestToken, never the same twice; a random UUID by default. */
  readonly token?: () => string;
}

export const SYSTEM_CLOCK_AND_RANDOM: ClockAndRandom = {
  now: () => Date.now(),
  elapsed: () => process.uptime() * 1000,
  random: Math.random,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
