import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { localAccess } from '../../local/aws-account/local-account.ts';
import { publishedAddress } from '../../local/data-folder/engine-address.ts';
import { lockFile } from '../../local/data-folder/file-lock.ts';
import { startEngine } from '../../local/dynamodb-engine/start-engine.ts';
import { OperatorError } from '../session/operator-error.ts';
import type { OpenTable } from '../session/session.ts';
import { createClient } from './client.ts';

/**
 * Opens the table of the local system: through the running system's engine, or else through one that runs on its data
 * folder during the command.
 * @throws OperatorError
 */
export async function openLocalTable(name?: string): Promise<OpenTable> {
  const engine = await localEngine();
  try {
    const client = createClient({
      endpoint: engine.endpoint,
      region: localAccess.AWS_REGION,
      credentials: { accessKeyId: localAccess.AWS_ACCESS_KEY_ID, secretAccessKey: localAccess.AWS_SECRET_ACCESS_KEY },
    });
    const { TableNames: all = [] } = await client.send(new ListTablesCommand({}));
    // Local tables are named by their logical IDs; the salt table has no ratings.
    const TableNames = all.filter((each) => !/Salts[0-9A-F]{8}$/.test(each));
    const [table] = name === undefined ? TableNames : TableNames.filter((each) => each === name);
    if (table === undefined || (name === undefined && TableNames.length > 1)) {
      const found =
        TableNames.length === 0 ? 'There is none yet: run npm start once.' : `The tables are ${TableNames.join(', ')}.`;
      throw new OperatorError(`Name a local table with --table. ${found}`);
    }
    const close = () => {
      client.destroy();
      return engine.stop();
    };
    return { client, table, local: true, [Symbol.asyncDispose]: close };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function localEngine(): Promise<{ endpoint: string; stop: () => Promise<void> }> {
  const stop = () => Promise.resolve();
  const given = process.env['AWS_ENDPOINT_URL_DYNAMODB'];
  if (given) return { endpoint: given, stop };
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.data');
  if (!existsSync(dataDir)) throw new OperatorError(`There is no ${dataDir} yet: run npm start once, or set DATA_DIR.`);
  if (isLocked(join(dataDir, 'engine.lock'))) {
    const endpoint = publishedAddress(dataDir);
    if (endpoint !== undefined) return { endpoint, stop };
    throw new OperatorError(`Another command is using ${dataDir}. Wait for it, or stop it.`);
  }
  return startEngine({ dataDir });
}

function isLocked(path: string): boolean {
  const lock = lockFile(path);
  lock?.[Symbol.dispose]();
  return lock === undefined;
}
