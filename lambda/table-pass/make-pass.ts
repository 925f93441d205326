import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writeTopList } from '../storage/table-pass/top-lists.ts';
import { endPassLease, takePassLease } from '../storage/table-pass/pass-lease.ts';
import { forgetPass, readPass, savePass } from '../storage/table-pass/unfinished-pass.ts';
import { digest } from './digest.ts';
import type { Mail } from './digest.ts';
import { makeTopLists } from './make-top-lists.ts';
import { Pace } from './pace.ts';
import { readTable } from './read-table.ts';
import type { Position } from './read-table.ts';
import { TableCounts } from './table-counts.ts';
import type { SavedCounts } from './table-counts.ts';

/** Event from the schedule, or from the last invocation of the same pass. */
export interface PassEvent {
  /** Whether it ends with an e-mail. */
  readonly digest?: boolean;
  /** The state that the last invocation of this pass saved; undefined for its first one. */
  readonly resumeFrom?: string;
  /** The state from which that invocation resumed. */
  readonly resumedFrom?: string;
  /** The pass, if this is not its first invocation. */
  readonly passId?: string;
}

export interface PassOptions {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** The same where Lambda repeats an invocation that failed. */
  readonly requestId: string;
  /** Name of the site in lists and e-mails. */
  readonly stackName: string;
  /** Read units a second that a pass may take, and write units. */
  readonly unitsPerSecond: { readonly read: number; readonly write: number };
  /** Seconds after which a list that is not made again is deleted; undefined: no lists. */
  readonly keepLists: number | undefined;
  /** Has this function invoked once more, after this invocation. */
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
 * One pass over the table: reads it, writes the lists of the best rated articles and, if asked for, sends the digest. If the
 * time of an invocation is not enough, it saves its state and invokes itself again. While another pass runs, it
 * does nothing, except that it asks that one for the digest.
 * @param timeIsUp whether the invocation should come to an end: it then has a minute left
 */
export async function makePass(options: PassOptions, event: PassEvent, timeIsUp: () => boolean): Promise<void> {
  const { client, table, stackName, unitsPerSecond, send, log } = options;
  const { resumeFrom, resumedFrom, passId = options.requestId } = event;
  if (!(await takePassLease(client, table, { passId, resumeFrom, resumedFrom }, event.digest === true))) {
    log('Skipped: another pass, or a later invocation of this one, has the lease.', { passId });
    return;
  }
  // No invocation can resume from the state before the last one any more.
  if (resumedFrom !== undefined) await forgetPass(client, table, resumedFrom);
  const last = resumeFrom === undefined ? undefined : ((await readPass(client, table, resumeFrom)) as Unfinished);
  const startedAt = last?.startedAt ?? Date.now();
  const counts = last ? TableCounts.fromJSON(last.counts) : new TableCounts(Math.floor(startedAt / HOUR) - TWO_WEEKS);
  const reading = { client, table, pace: new Pace(unitsPerSecond.read), timeIsUp };
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
    log('The pass goes on.', { items, readUnits, listsWritten });
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
  // Under its own name, so that the last one stays complete until this one is.
  const saved = randomUUID();
  await savePass(client, table, saved, state);
  const { resumeFrom } = event;
  await invokeSelf({ ...event, ...(resumeFrom !== undefined && { resumedFrom: resumeFrom }), resumeFrom: saved });
}

/** @param written how many of the lists are there already; they are the same in each invocation of a pass */
async function writeTopLists(
  { client, table, unitsPerSecond, keepLists }: PassOptions,
  counts: TableCounts,
  startedAt: number,
  written: number,
  timeIsUp: () => boolean,
): Promise<{ readonly done: boolean; readonly listsWritten: number; readonly writeUnits: number }> {
  if (keepLists === undefined) return { done: true, listsWritten: 0, writeUnits: 0 };
  const lists = [...makeTopLists(counts, new Date(startedAt).toISOString())];
  const pace = new Pace(unitsPerSecond.write);
  let [listsWritten, writeUnits] = [written, 0];
  for (const [prefix, list] of lists.slice(written)) {
    // One at least, so that a pass comes to its end.
    if (listsWritten > written && timeIsUp()) return { done: false, listsWritten, writeUnits };
    const spent = await writeTopList(client, table, prefix, list, keepLists);
    listsWritten++;
    writeUnits += spent;
    await pace.spend(spent);
  }
  return { done: true, listsWritten, writeUnits };
}
