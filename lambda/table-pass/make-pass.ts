import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writeTopList } from '../storage/top-lists.ts';
import { endPassLease, takePassLease } from '../storage/pass-state/pass-lease.ts';
import { forgetPass, readPass, savePass } from '../storage/pass-state/unfinished-pass.ts';
import { digest } from './digest.ts';
import type { Mail } from './digest.ts';
import { makeTopLists } from './make-top-lists.ts';
import { CapacityLimiter } from './capacity-limiter.ts';
import { readTable } from './read-table.ts';
import type { Position } from './read-table.ts';
import { TableCounts } from './table-counts.ts';
import type { SavedCounts } from './table-counts.ts';

/** Event from the schedule, or from the previous invocation of the same pass. */
export interface PassEvent {
  /** Whether the pass ends with an e-mail. */
  readonly digest?: boolean;
  /** The state that the previous invocation of this pass saved; undefined for its first one. */
  readonly resumeFrom?: string;
  /** The state from which the previous invocation resumed. */
  readonly resumedFrom?: string;
  /** The pass, if this is not its first invocation. */
  readonly passId?: string;
}

export interface PassOptions {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** ID of the invocation; unchanged when Lambda retries a failed one. */
  readonly requestId: string;
  /** Name of the stack, for the digest and the `--stack` option that it suggests. */
  readonly stackName: string;
  /** Read and write units a second that a pass may consume. */
  readonly unitsPerSecond: { readonly read: number; readonly write: number };
  /** Seconds after which a list that is not rewritten expires; undefined: no lists are written. */
  readonly keepLists: number | undefined;
  /** Invokes this function again, asynchronously. */
  readonly invokeSelf: (event: PassEvent) => Promise<unknown>;
  readonly send: (mail: Mail) => Promise<unknown>;
  readonly log: (message: string, details: object) => void;
}

/** State that an invocation leaves to the next one. */
interface Unfinished {
  readonly startedAt: number;
  readonly position: Position;
  readonly counts: SavedCounts;
  /** Whether the table has been read, and how many of the lists are written. */
  readonly isRead: boolean;
  readonly listsWritten: number;
}

const HOUR = 3_600_000;
const TWO_WEEKS = 336;
const BEGINNING: Position = { after: undefined, units: 0, items: 0 };

/**
 * Makes a pass over the table: reads it, writes the lists of the best rated articles and, if requested, sends the
 * digest. If an invocation runs out of time, it saves its state and invokes the function again. If another pass is
 * running, this one only asks it for the digest and ends.
 * @param timeIsUp whether the invocation must end; a minute is then left
 */
export async function makePass(options: PassOptions, event: PassEvent, timeIsUp: () => boolean): Promise<void> {
  const { client, table, stackName, unitsPerSecond, send, log } = options;
  const { resumeFrom, resumedFrom, passId = options.requestId } = event;
  if (!(await takePassLease(client, table, { passId, resumeFrom, resumedFrom }, event.digest === true))) {
    log('Skipped: another pass, or a later invocation of this one, has the lease.', { passId });
    return;
  }
  // No invocation can resume any more from the state before the previous one.
  if (resumedFrom !== undefined) await forgetPass(client, table, resumedFrom);
  const last = resumeFrom === undefined ? undefined : ((await readPass(client, table, resumeFrom)) as Unfinished);
  const startedAt = last?.startedAt ?? Date.now();
  const counts = last ? TableCounts.fromJSON(last.counts) : new TableCounts(Math.floor(startedAt / HOUR) - TWO_WEEKS);
  const reading = { client, table, limiter: new CapacityLimiter(unitsPerSecond.read), timeIsUp };
  const from = last?.position ?? BEGINNING;
  const { done: isRead, ...position } = last?.isRead ? { ...from, done: true } : await readTable(reading, counts, from);
  const { items, units: readUnits } = position;

  const written = isRead
    ? await writeTopLists(options, counts, startedAt, last?.listsWritten ?? 0, timeIsUp)
    : { done: false, listsWritten: 0, writeUnits: 0 };
  const { done, listsWritten, writeUnits } = written;
  if (!done) {
    const state = { startedAt, position, counts: counts.toJSON(), isRead, listsWritten };
    await goOnLater(options, { ...event, passId }, state);
    log('The pass continues in another invocation.', { items, readUnits, listsWritten });
    return;
  }
  await endPassLease(client, table, passId, () => send(digest(counts, startedAt, stackName)));
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  log('The pass is done.', {
    items,
    articles: counts.articles.size,
    readUnits,
    lists: listsWritten,
    writeUnits,
    seconds,
  });
  if (resumeFrom !== undefined) await forgetPass(client, table, resumeFrom);
}

async function goOnLater(
  { client, table, invokeSelf }: PassOptions,
  event: PassEvent,
  state: Unfinished,
): Promise<void> {
  // Under a new ID, so that the last saved state stays complete until this one is.
  const saved = randomUUID();
  await savePass(client, table, saved, state);
  const { resumeFrom } = event;
  await invokeSelf({ ...event, ...(resumeFrom !== undefined && { resumedFrom: resumeFrom }), resumeFrom: saved });
}

/** @param written number of lists already written; each invocation of a pass computes the same lists */
async function writeTopLists(
  { client, table, unitsPerSecond, keepLists }: PassOptions,
  counts: TableCounts,
  startedAt: number,
  written: number,
  timeIsUp: () => boolean,
): Promise<{ readonly done: boolean; readonly listsWritten: number; readonly writeUnits: number }> {
  if (keepLists === undefined) return { done: true, listsWritten: 0, writeUnits: 0 };
  const lists = [...makeTopLists(counts, new Date(startedAt).toISOString())];
  const limiter = new CapacityLimiter(unitsPerSecond.write);
  let [listsWritten, writeUnits] = [written, 0];
  for (const [prefix, list] of lists.slice(written)) {
    // At least one list per invocation, so that every pass ends.
    if (listsWritten > written && timeIsUp()) return { done: false, listsWritten, writeUnits };
    const spent = await writeTopList(client, table, prefix, list, keepLists);
    listsWritten++;
    writeUnits += spent;
    await limiter.spend(spent);
  }
  return { done: true, listsWritten, writeUnits };
}
