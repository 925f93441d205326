import type { WriteStream } from 'node:tty';

/** Reports how something long is getting on. */
export interface Progress {
  add(count: number): void;
  /** Clears the line; called once, whatever came of it. */
  end(): void;
}

const FIRST_AFTER = 1000;
const EVERY = 200;

/** One line on a terminal with share, rate and time left, from the second second on; nothing where nobody watches. */
export function showProgress(
  what: string,
  unit: string,
  total = 0,
  stream: Pick<WriteStream, 'isTTY' | 'write'> = process.stderr,
  now: () => number = Date.now,
): Progress {
  const start = now();
  let done = 0;
  let next = start + FIRST_AFTER;
  let shown = false;
  return {
    add(count) {
      done += count;
      if (!stream.isTTY || now() < next) return;
      next = now() + EVERY;
      shown = true;
      stream.write(`\r\u001b[K${describe(what, unit, done, total, (now() - start) / 1000)}`);
    },
    end() {
      if (shown) stream.write('\r\u001b[K');
    },
  };
}

/** @param seconds since it began */
export function describe(what: string, unit: string, done: number, total: number, seconds: number): string {
  const rate = done / seconds;
  const parts = [`${Math.round(done).toLocaleString('en')} ${unit}`, `${Math.round(rate).toLocaleString('en')}/s`];
  // The table's own count is hours old, so it may be passed.
  if (total > done && rate > 0) {
    parts[0] = `${Math.floor((done / total) * 100)}% of about ${total.toLocaleString('en')} ${unit}`;
    parts.push(`${duration((total - done) / rate)} left`);
  }
  return `${what}: ${parts.join(' · ')}`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
