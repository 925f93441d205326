import { join, resolve } from 'node:path';
import { givenDatabase } from './dynamodb-client/given-database.ts';
import { StartError } from './errors/start-error.ts';
import { startLocalSystem, type LocalSystem } from './local-system.ts';
import { synthesize } from './template/synthesize.ts';
import { readCommandLine, type GivenSettings } from './terminal/command-line.ts';
import { whenNpmEnds } from './terminal/when-npm-ends.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
// Keep serving when stdout closes, as in `npm start | head`.
process.stdout.on('error', () => undefined);

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());
whenNpmEnds(() => interrupted.abort());

try {
  const settings = readCommandLine(process.argv.slice(2), process.env, (text) => process.stdout.write(text));
  if (settings !== undefined) await run(settings);
} catch (error) {
  if (!interrupted.signal.aborted) {
    process.stderr.write(`${error instanceof StartError ? error.message : String((error as Error).stack)}\n`);
    process.exitCode = 1;
  }
}

async function run(settings: GivenSettings): Promise<void> {
  const system = await start(settings);
  if (!interrupted.signal.aborted) greet(system);
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  interrupted.signal.addEventListener('abort', () => end(undefined));
  if (interrupted.signal.aborted) end(undefined);
  const reason = await Promise.race([ended, system.died]);
  await system.stop();
  if (reason !== undefined) throw new StartError(`The database stopped, so the local system did too: ${reason}`);
}

async function start(settings: GivenSettings): Promise<LocalSystem> {
  // Absolute: the functions run in separate folders below it.
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.data');
  return startLocalSystem({
    dataDir,
    port: portFrom(process.env['PORT'] ?? '8787'),
    log: (line) => isMetric(line) || print(line),
    database: givenDatabase(process.env),
    assembly: async () => {
      print('Synthesizing the stack, which takes a few seconds …');
      const folder = join(dataDir, 'cdk.out');
      await synthesize(folder, { signal: interrupted.signal, settings });
      return folder;
    },
  });
}

function greet({ url, engine, defences }: LocalSystem): void {
  const vote = JSON.stringify({ articleId: 'hello', rating: 5, voterId: 'a-name-that-only-you-know' });
  print(`Running on ${url}, with data in ${engine.name} at ${engine.endpoint}. Press Ctrl-C to stop.
${defences}
Try:

  curl -d '${vote}' ${url}/v1/votes
  curl '${url}/v1/ratings?articleId=hello'
`);
}

/** CloudWatch extracts metrics from such lines; people need not read them. */
function isMetric(line: string): boolean {
  return line.startsWith('{"_aws":');
}

function portFrom(given: string): number {
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw new StartError(`PORT must be a whole number from 0 to 65535, but is ${JSON.stringify(given)}.`);
}
