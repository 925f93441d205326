import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writeTopList } from '../storage/top-lists.ts';
import { endPassLease, takePassLease } from '../storage/pass-lease.ts';
import { forgetPass, readPass, savePass } from '../storage/unfinished-pass.ts';
import { digest } from './digest.ts';
import type { Mail } from './digest.ts';
import { makeTopLists } from './make-top-lists.ts';
import { Pace } from './pace.ts';
import { readTable } from './read-table.ts';
import type { Position } from './read-table.ts';
import { Survey } from './survey.ts';
import type { SavedSurvey } from './survey.ts';

/** Event from the schedule, or from the last invocation of the same pass. */
export interface PassEvent {
  /** Whether it ends with an e-mail. */
  readonly digest?: boolean;
  /** What the last invocation of this pass saved. */
  readonly goOnWith?: string;
  /** The pass, if this is not its first invocation. */
  readonly passId?: string;
}

export interface PassOptions {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** ID of the invocation; the same when Lambda repeats an invocation that failed. */
  readonly requestId: string;
  /** Name of the site in lists and e-mails. */
  readonly stackName: string;
  /** Read units a second that a pass may take, and write units. */
  readonly unitsPerSecond: { readonly read: number; readonly write: number };
  /** Seconds after which a list that is not made again is deleted; undefined: no lists. */
  readonly keepLists: number | undefined;
  /** Has this function invoked once more, after this invocation. */
  readonly invokeAgain: (event: PassEvent) => Promise<unknown>;
  readonly send: (mail: Mail) => Promise<unknown>;
  readonly log: (message: string, details: object) => void;
}

/** State that an invocation leaves to the next one. */
interface Unfinished {
  readonly startedAt: number;
  readonly position: Position;
  readonly survey: SavedSurvey;
}

const HOUR = 3_600_000;
const TWO_WEEKS = 336;

/**
 * One pass over the table: reads it, writes the lists of the best rated articles and, if asked for, sends the digest. If the time of
 * an invocation is not enough, it saves its state and invokes itself again. While another pass runs, it leaves all to that one.
 * @param timeIsUp whether the invocation should come to an end: it then has a minute left
 */
export async function makePass(options: PassOptions, event: PassEvent, timeIsUp: () => boolean): Promise<void> {
  const { client, table, stackName, unitsPerSecond, keepLists, invokeAgain, send, log } = options;
  const { goOnWith, passId = options.requestId } = event;
  if (!(await takePassLease(client, table, passId, event.digest === true))) {
    log('Another pass is running, and makes what this one would have made.', {});
    return;
  }
  const last = goOnWith === undefined ? undefined : ((await readPass(client, table, goOnWith)) as Unfinished);
  const startedAt = last?.startedAt ?? Date.now();
  const survey = last ? Survey.fromJSON(last.survey) : new Survey(Math.floor(startedAt / HOUR) - TWO_WEEKS);
  const reading = { client, table, pace: new Pace(unitsPerSecond.read), timeIsUp };
  const { done, ...position } = await readTable(
    reading,
    survey,
    last?.position ?? { after: undefined, units: 0, items: 0 },
  );
  if (!done) {
    // Under its own name, so that the last one stays complete until this one is.
    const part = randomUUID();
    await savePass(client, table, part, { startedAt, position, survey } satisfies Record<keyof Unfinished, unknown>);
    await invokeAgain({ ...event, goOnWith: part, passId });
    log('The pass goes on.', { items: position.items, readUnits: position.units });
  } else {
    const written = keepLists === undefined ? {} : await writeTopLists(options, survey, keepLists);
    if (await endPassLease(client, table)) await send(digest(survey, startedAt, stackName));
    const { items, units: readUnits } = position;
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    log('The pass is done.', { items, articles: survey.articles.size, readUnits, ...written, seconds });
  }
  if (goOnWith !== undefined) await forgetPass(client, table, goOnWith);
}

async function writeTopLists(
  { client, table, unitsPerSecond }: PassOptions,
  survey: Survey,
  keepSeconds: number,
): Promise<{ readonly lists: number; readonly writeUnits: number }> {
  const lists = makeTopLists(survey, new Date().toISOString());
  const pace = new Pace(unitsPerSecond.write);
  let writeUnits = 0;
  for (const [prefix, list] of lists) {
    const spent = await writeTopList(client, table, prefix, list, keepSeconds);
    writeUnits += spent;
    await pace.spend(spent);
  }
  return { lists: lists.size, writeUnits };
}
