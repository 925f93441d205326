/**
 * Program that runs the whole system in a separate process. Its one argument is SpawnOptions; it sends its parent the
 * address.
 */
import { startLocalSystem } from '../../local/local-system.ts';
import type { SpawnOptions } from './spawned-system.ts';

const { assembly, dataDir, endpoint } = JSON.parse(process.argv[2] ?? '') as SpawnOptions;
const database = endpoint === undefined ? undefined : { endpoint };
const { url, engine, tables } = await startLocalSystem({ assembly, dataDir, database });
process.send?.({ url, endpoint: engine.endpoint, table: tables[0] });
