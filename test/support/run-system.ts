/** A program: the whole system in a process of its own. Arguments: data folder, synthesized assembly. Tells its parent where. */
import { startLocalSystem } from '../../local/local-system.ts';

const [dataDir, assembly = ''] = process.argv.slice(2);
const { url, engine, tables } = await startLocalSystem({ assembly, dataDir });
process.send?.({ url, endpoint: engine.endpoint, table: tables[0] });
