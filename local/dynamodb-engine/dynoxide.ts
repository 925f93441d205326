import type { EngineProgram } from './engine-program.ts';
import { findDynoxide, type Machine } from './find-dynoxide.ts';

/** https://github.com/nubo-db/dynoxide: DynamoDB on SQLite, one binary. */
export function dynoxideOn(machine?: Machine): EngineProgram {
  return {
    kind: 'dynoxide',
    name: 'dynoxide',
    database: 'dynoxide.db',
    async find(say) {
      const file = await findDynoxide(say, machine);
      if (file === undefined) return undefined;
      return (port, database) => ({
        file,
        args: [
          ...['--host', '127.0.0.1', '--port', String(port)],
          ...(database === undefined ? [] : ['--db-path', database]),
        ],
        listening: `listening on http://127.0.0.1:${port}`,
      });
    },
  };
}

export const dynoxide = dynoxideOn();
