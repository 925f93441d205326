import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EngineProgram } from './program.ts';

/** https://github.com/nubo-db/dynoxide: DynamoDB on SQLite, one binary. */
export const dynoxide: EngineProgram = {
  kind: 'dynoxide',
  name: 'dynoxide',
  database: 'dynoxide.db',
  find() {
    const file = binary();
    if (file === undefined) return Promise.resolve(undefined);
    return Promise.resolve((port, database) => ({
      file,
      args: ['--host', '127.0.0.1', '--port', String(port), ...(database === undefined ? [] : ['--db-path', database])],
    }));
  },
};

function binary(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
  } catch {
    return undefined;
  }
}
