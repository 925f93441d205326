import { mkdirSync } from 'node:fs';
import { startEngine } from '../../local/dynamodb-engine/start-engine.ts';
import { createTable } from '../../local/dynamodb-client/create-table.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { tablesOf } from '../../local/template/tables.ts';
import { synthesizedAssembly } from './synthesized-assembly.ts';

/** Makes a data folder as `npm start` leaves it, with the template's table, empty. */
export async function makeLocalTable(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const [definition] = tablesOf(readAssembly((await synthesizedAssembly()).folder));
  if (definition === undefined) throw new Error('The template has no table.');
  const engine = await startEngine({ dataDir });
  await createTable(engine.endpoint, definition);
  await engine.stop();
}
