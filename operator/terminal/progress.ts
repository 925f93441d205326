import type { WriteStream } from 'node:tty';
import { n } from '../../lambda/domain/format-numbers.ts';

/** Progress report of a long operation. */
export interface Progress {
  add(count: number): void;
  /** Clears the line; called once, after success or failure. */
  end(): void;
}

const FIRST_AFTER = 1000;
const EVERY = 200;
/** Milliseconds without progress after which the line shows the waiting time. */
const SILENCE = 3000;

type Terminal = Pick<WriteStream, 'isTTY' | 'write'> & { readonly columns?: number };

/**
 * Shows one line on a terminal after one second: share, rate and time left; without a terminal, nothing. While there is
 * no progress, the line shows the waiting time and the number of throttled calls.
 * @param throttled number of throttled calls so far
 */
export function showProgress(
  what: string,
  unit: string,
  total = 0,
  stream: Terminal = process.stderr,
  now: () => number = Date.now,
  throttled: () => number = () => 0,
): Progress {
  const start = now();
  const throttledBefore = throttled();
  let last = start;
  let done = 0;
  let next = start + FIRST_AFTER;
  let shown = false;
  const show = () => {
    if (now() < next) return;
    next = now() + EVERY;
    shown = true;
    const notes = [];
    if (throttled() > throttledBefore) notes.push(`throttled ${n(throttled() - throttledBefore)} times`);
    if (now() - last >= SILENCE) notes.push(`waiting for ${duration((now() - last) / 1000)}`);
    const line = describe(what, unit, done, total, (now() - start) / 1000, notes);
    // A wrapped line cannot be erased, so each update would scroll.
    stream.write(`\r\u001b[K${[...line].slice(0, (stream.columns ?? 80) - 1).join('')}`);
  };
  const timer = stream.isTTY ? setInterval(show, EVERY) : undefined;
  timer?.unref();
  return {
    add(count) {
      done += count;
      last = now();
      if (stream.isTTY) show();
    },
    end() {
      clearInterval(timer);
      if (shown) stream.write('\r\u001b[K');
    },
  };
}

/** @param seconds seconds since the start */
export function describe(
  what: string,
  unit: string,
  done: number,
  total: number,
  seconds: number,
  notes: readonly string[] = [],
): string {
  const rate = done / seconds;
  const parts = [`${n(Math.round(done))} ${unit}`, `${n(Math.round(rate))}/s`];
  // `total` may be too low: DynamoDB's item count is hours old.
  if (total > done && rate > 0) {
    parts[0] = `${Math.floor((done / total) * 100)}% of about ${n(total)} ${unit}`;
    parts.push(`${duration((total - done) / rate)} left`);
  }
  // Notes come first, because a narrow terminal cuts off the rest.
  return `${what}: ${[...notes, ...parts].join(' · ')}`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
