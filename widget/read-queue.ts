import { articleQuery, fetchSummaries, type Reading } from './api.ts';
import { nextTask } from './next-task.ts';
import type { Refusal } from './request.ts';
import type { Summary } from './types.ts';

/** Something whose summary can be read together with others. */
export interface Reader {
  readonly api: string;
  readonly id: string;
  /** Gives up the request that the reader is part of. */
  giveUp_?: () => void;
  /** @param caching how long caches may have kept the summary: the header `Cache-Control` */
  receive_(summary: Summary, caching: string | null): void;
  miss_(error: unknown): void;
}

/** Articles still to be read. */
const waiting = new Set<Reader>();
/** Articles to be read now. */
const urgent = new Set<Reader>();

/** Lets a reader go along with the next request to its API. */
export function awaitRead(reader: Reader): void {
  waiting.add(reader);
}

/** Sends the next request for a reader that waits, at the end of the task and together with all others. */
export function readNow(reader: Reader): void {
  if (!waiting.has(reader)) return;
  if (!urgent.size) queueMicrotask(sendAll);
  urgent.add(reader);
}

/** Takes a reader out, and cancels its request unless others wait for the same one. */
export function cancelRead(reader: Reader): void {
  waiting.delete(reader);
  urgent.delete(reader);
  reader.giveUp_?.();
}

function sendAll(): void {
  for (const { api } of urgent) {
    const readers = new Set<Reader>();
    let length = 0;
    // The API accepts 50 IDs at once, and CloudFront URLs of 8,192 bytes. An ID takes up to 1,546 of them.
    for (const reader of [...urgent, ...waiting]) {
      if (reader.api === api && readers.size < 50 && length < 6000) {
        readers.add(reader);
        length += articleQuery([reader.id]).length;
        waiting.delete(reader);
        urgent.delete(reader);
      }
    }
    void send(api, readers);
  }
}

async function send(api: string, readers: Set<Reader>): Promise<void> {
  const controller = new AbortController();
  // A connection that hangs must not leave the widgets without a word. After an answer there is nothing to abort.
  setTimeout(() => controller.abort(), 20_000);
  for (const reader of readers) {
    reader.giveUp_ = () => {
      readers.delete(reader);
      if (!readers.size) controller.abort();
    };
  }
  let reading: Reading | undefined;
  let error: unknown;
  try {
    reading = await fetchSummaries(
      api,
      [...readers].map(({ id }) => id),
      controller.signal,
    );
  } catch (reason) {
    error = reason;
  }
  const oneIsBad = (error as Refusal | undefined)?.status === 400 && readers.size > 1;
  for (const reader of readers) {
    const summary = reading?.summaries_.find(({ articleId, count }) => articleId === reader.id && count >= 0);
    if (oneIsBad) void send(api, new Set([reader]));
    else if (summary) reader.receive_(summary, reading!.caching_);
    else reader.miss_(error ?? {});
    // Each article gets its own task, for a slow device.
    await nextTask();
  }
}
