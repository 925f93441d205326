/** A program: the whole system in a process of its own, as its one argument, SpawnOptions, says. Tells its parent where. */
import { startLocalSystem } from '../../local/local-system.ts';
import type { SpawnOptions } from './spawned-system.ts';

const { assembly, dataDir, endpoint } = JSON.parse(process.argv[2] ?? '') as SpawnOptions;
const database = endpoint === undefined ? undefined : { endpoint };
const { url, engine, tables } = await startLocalSystem({ assembly, dataDir, database });
process.send?.({ url, endpoint: engine.endpoint, table: tables[0] });
