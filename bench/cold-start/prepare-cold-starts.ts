import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createTable } from '../../local/dynamodb-client/create-table.ts';
import { startEngine } from '../../local/dynamodb-engine/start-engine.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { tablesOf } from '../../local/template/tables.ts';
import { synthesizedAssembly } from '../../test/support/synthesized-assembly.ts';
import { synthesizedFunction, environmentOf, type FunctionName } from '../../test/support/synthesized-function.ts';
import { httpEvent } from '../../test/support/event.ts';

/** Milliseconds. */
export interface Start {
  /** From spawning the process to its answer. */
  readonly spawn: number;
  readonly import: number;
  readonly call: number;
  /** Processor time of import and call; unlike wall time, it hardly depends on other programs. */
  readonly cpu: number;
  readonly cpuOfImport: number;
}

/** An engine with the template's tables, for functions that start with the template's environment. */
export interface ColdStarts extends AsyncDisposable {
  /** Starts a process, imports the bundle in `folder`, has it answer one request, and ends it. */
  start(folder: string, name: FunctionName): Promise<Start>;
}

export async function prepareColdStarts(): Promise<ColdStarts> {
  const assembly = readAssembly((await synthesizedAssembly()).folder);
  const engine = await startEngine();
  for (const table of tablesOf(assembly)) await createTable(engine.endpoint, table);
  return {
    start: async (folder, name) => {
      const environment = environmentOf(await synthesizedFunction(name), engine.endpoint);
      return probe(join(folder, name, 'index.mjs'), JSON.stringify(eventOf(name)), environment);
    },
    [Symbol.asyncDispose]: () => engine.stop(),
  };
}

function eventOf(name: FunctionName) {
  const headers = { 'x-origin-verify': 'secret', 'cloudfront-viewer-address': '192.0.2.1:443' };
  // A new article for each event, so that no limit is reached.
  const articleId = randomUUID();
  if (name === 'get-ratings') return httpEvent({ headers, rawQueryString: `articleId=${articleId}` });
  const body = JSON.stringify({ articleId, rating: 4, voterId: randomUUID() });
  return httpEvent({ headers, routeKey: 'POST /v1/votes', rawPath: '/v1/votes', body });
}

function probe(file: string, event: string, env: Record<string, string>): Promise<Start> {
  return new Promise((resolve, reject) => {
    const asked = performance.now();
    const child = fork(join(import.meta.dirname, 'probe.mjs'), [file, event], { env, execArgv: [], silent: true });
    let printed = '';
    child.stdout?.on('data', (chunk) => (printed += String(chunk)));
    child.stderr?.on('data', (chunk) => (printed += String(chunk)));
    child.on('message', (start: Omit<Start, 'spawn'>) => resolve({ ...start, spawn: performance.now() - asked }));
    child.on('error', reject);
    child.on('close', () => reject(new Error(`${file} did not answer:\n${printed.slice(-2000)}`)));
  });
}
