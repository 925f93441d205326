import { articleQuery, fetchSummaries, type Reading } from './fetch-summaries.ts';
import { nextTask } from '../browser/next-task.ts';
import type { Refusal } from './request.ts';
import type { Summary } from '../types.ts';

/** A reader of one summary; several readers share a request. */
export interface Reader {
  readonly api: string;
  readonly id: string;
  /** Takes the reader out of its request, and cancels the request if no other reader is left. */
  giveUp_?: () => void;
  /** @param caching the header `Cache-Control`, which limits the summary's age in caches */
  receive_(summary: Summary, caching: string | null): void;
  miss_(error: unknown): void;
}

/** Articles still to be read. */
const waiting = new Set<Reader>();
/** Articles to be read now. */
const urgent = new Set<Reader>();

/** Adds a reader to the next request to its API. */
export function awaitRead(reader: Reader): void {
  // The answer to an earlier request would be older.
  cancelRead(reader);
  waiting.add(reader);
}

/** Sends the next request for a waiting reader at the end of the task, together with all others. */
export function readNow(reader: Reader): void {
  if (!waiting.delete(reader)) return;
  if (!urgent.size) queueMicrotask(sendAll);
  urgent.add(reader);
}

/** Removes a reader, and cancels its request unless other readers share it. */
export function cancelRead(reader: Reader): void {
  waiting.delete(reader);
  urgent.delete(reader);
  reader.giveUp_?.();
}

function sendAll(): void {
  for (const { api } of urgent) {
    const readers = new Set<Reader>();
    let length = 0;
    // The API accepts 50 IDs at once, and CloudFront accepts URLs of 8,192 bytes. One ID takes up to 1,546 bytes.
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
  // A hanging connection must not leave the widgets without a message. After an answer, `abort` has no effect.
  setTimeout(() => controller.abort(), 20_000);
  for (const reader of readers) {
    reader.giveUp_ = () => {
      readers.delete(reader);
      if (!readers.size) controller.abort();
    };
  }
  let error: unknown;
  const reading: Reading | void = await fetchSummaries(
    api,
    [...readers].map(({ id }) => id),
    controller.signal,
  ).catch((reason: unknown) => {
    error = reason;
  });
  const oneIsBad = (error as Refusal | undefined)?.status === 400 && readers.size > 1;
  for (const reader of readers) {
    const summary = reading?.summaries_.find(
      // A proxy may answer with anything. Only numbers have `toFixed`.
      ({ articleId, average, count, distribution }: Partial<Summary>) =>
        articleId === reader.id &&
        average?.toFixed &&
        average >= 0 &&
        average <= 5 &&
        count?.toFixed &&
        count >= 0 &&
        distribution,
    );
    if (oneIsBad) void send(api, new Set([reader]));
    else if (summary) reader.receive_(summary, reading!.caching_);
    else reader.miss_(error ?? {});
    // Each article gets its own task, because devices may be slow.
    await nextTask();
  }
}
