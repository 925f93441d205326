import type { WriteStream } from 'node:tty';
import { n } from '../../lambda/domain/numbers.ts';

/** Reports how something long is getting on. */
export interface Progress {
  add(count: number): void;
  /** Clears the line; called once, whatever came of it. */
  end(): void;
}

const FIRST_AFTER = 1000;
const EVERY = 200;
/** Milliseconds without progress before the line says so. */
const SILENCE = 3000;

type Terminal = Pick<WriteStream, 'isTTY' | 'write'> & { readonly columns?: number };

/**
 * One line on a terminal with share, rate and time left, from the second second on; nothing without a terminal. It goes on
 * while nothing gets done, and says for how long and how often the table refused.
 * @param throttled how often calls were throttled so far
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
    // A wrapped line could not be erased: each update would scroll.
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

/** @param seconds since it began */
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
  // The table's own count is hours old, so it may be passed.
  if (total > done && rate > 0) {
    parts[0] = `${Math.floor((done / total) * 100)}% of about ${n(total)} ${unit}`;
    parts.push(`${duration((total - done) / rate)} left`);
  }
  // Unusual facts come first: a narrow terminal cuts off the rest.
  return `${what}: ${[...notes, ...parts].join(' · ')}`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
