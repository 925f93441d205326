import { openDataFolder } from './data-folder/data-folder.ts';
import { publishAddress } from './data-folder/engine-address.ts';
import { localSecrets } from './data-folder/local-secrets.ts';
import { createTable } from './dynamodb-client/create-table.ts';
import { expectAnswer, type Database } from './dynamodb-client/given-database.ts';
import { createCdn, edgeLimits } from './cdn/cdn.ts';
import type { EngineKind } from './dynamodb-engine/engine-program.ts';
import { startEngine } from './dynamodb-engine/start-engine.ts';
import { StartError } from './errors/start-error.ts';
import { startFunction, type FunctionRunner } from './functions/function-runner.ts';
import { sandboxEnvironment } from './functions/sandbox-environment.ts';
import { createGateway, gatewayLimits } from './gateway/gateway.ts';
import { listen, type Respond } from './http/http-server.ts';
import { awsServices, awsServicesLimits } from './services/aws-services.ts';
import { startSchedules } from './services/start-schedules.ts';
import { readAssembly } from './template/assembly.ts';
import { bucketContentsOf } from './template/buckets.ts';
import { distributionOf } from './template/distribution.ts';
import { functionsOf, type FunctionDefinition } from './template/functions.ts';
import { httpApiOf } from './template/http-api.ts';
import { schedulesOf } from './template/schedules.ts';
import { tablesOf } from './template/tables.ts';
import { describeDefences } from './terminal/describe-defences.ts';

export interface LocalSystemOptions {
  /** The folder of a synthesized assembly, or a function that makes one once the data folder is locked. */
  readonly assembly: string | (() => Promise<string>);
  /** Folder for the data; without one, the data are in memory. */
  readonly dataDir?: string | undefined;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Receives a line per request, and the functions' output. */
  readonly log?: (line: string) => void;
  /** The engine to start; by default the first installed one. */
  readonly engine?: EngineKind | undefined;
  /** A running DynamoDB to use instead of starting one. */
  readonly database?: Database | undefined;
}

export interface LocalSystem extends AsyncDisposable {
  /** Address for visitors, in place of the distribution's; e.g. `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Address of the API itself, which only the distribution should call. */
  readonly apiUrl: string;
  readonly engine: { readonly name: string; readonly endpoint: string };
  /** The tables' names in the functions' environment. */
  readonly tables: readonly string[];
  /** The active and inactive defences, in a line or two. */
  readonly defences: string;
  /** Resolves with a description if the engine ends by itself; never otherwise. */
  readonly died: Promise<string>;
  /** Ends everything that was started. */
  stop(): Promise<void>;
}

/**
 * Runs a synthesized stack on this machine. Everything it starts ends with it, even when this process is killed.
 *
 * @throws {StartError} with nothing left running
 */
export async function startLocalSystem(options: LocalSystemOptions): Promise<LocalSystem> {
  const { dataDir, port = 0, log = () => undefined } = options;
  await using started = new AsyncDisposableStack();

  const folder = dataDir === undefined ? undefined : started.use(openDataFolder(dataDir)).path;
  // Listens first, so that a port in use is reported at once. Requests wait until the system is ready.
  const edge = Promise.withResolvers<Respond>();
  const server = started.use(
    await listen(port, async (...request) => (await edge.promise)(...request), log, edgeLimits),
  );

  const engine = options.database
    ? undefined
    : started.use(await startEngine({ dataDir: folder, kind: options.engine, say: options.log }));
  if (folder !== undefined && engine !== undefined) started.use(publishAddress(folder, engine.endpoint));
  const database: Database = options.database ?? { endpoint: engine?.endpoint ?? '' };
  if (options.database) await expectAnswer(options.database);
  const assemblyFolder = typeof options.assembly === 'string' ? options.assembly : await options.assembly();
  const assembly = { ...readAssembly(assemblyFolder), secretOf: localSecrets(folder) };
  const tables = tablesOf(assembly);
  for (const table of tables) await createTable(database.endpoint, table, database.access).catch(explain(table.name));
  const definitions = functionsOf(assembly);
  const schedules = schedulesOf(assembly);
  const running: { functions: ReadonlyMap<string, FunctionRunner> } = { functions: new Map() };
  const services =
    schedules.length > 0
      ? started.use(
          await listen(
            0,
            awsServices(() => running.functions, log),
            () => undefined,
            awsServicesLimits,
          ),
        )
      : undefined;
  const functions = await startFunctions(definitions, { ...database, services: services?.url }, log, started);
  running.functions = functions;
  const gateway = createGateway(httpApiOf(assembly), functions);
  const api = started.use(await listen(0, gateway, () => undefined, gatewayLimits));
  edge.resolve(createCdn(distributionOf(assembly), { gateway, contents: bucketContentsOf(assembly) }));
  started.use(startSchedules(schedules, functions));
  // Added a second time so that the server stops first: requests under way still have their functions.
  started.use(server);

  const everything = started.move();
  const stop = () => everything.disposeAsync();
  return {
    url: server.url,
    apiUrl: api.url,
    engine: { name: engine?.name ?? 'the given DynamoDB', endpoint: database.endpoint },
    tables: tables.map(({ name }) => name),
    defences: describeDefences(
      Object.fromEntries(definitions.flatMap(({ environment }) => Object.entries(environment))),
    ),
    died: engine?.died ?? new Promise(() => undefined),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function explain(table: string): (error: Error) => never {
  return (error) => {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The table ${table} cannot be created or read: ${error.message}. Set DATA_DIR to another folder.`,
      { cause: error },
    );
  };
}

async function startFunctions(
  definitions: readonly FunctionDefinition[],
  { endpoint, access, services }: Database & { readonly services: string | undefined },
  log: (line: string) => void,
  started: AsyncDisposableStack,
): Promise<Map<string, FunctionRunner>> {
  const starting = definitions.map(async (definition) => {
    const runner = await startFunction(definition, sandboxEnvironment(definition, endpoint, access, services), log);
    return [definition.name, started.use(runner)] as const;
  });
  // Waits for all: a function that started after a failure would never be stopped.
  const failed = (await Promise.allSettled(starting)).find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return new Map(await Promise.all(starting));
}
