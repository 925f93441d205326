import { startLocalSystem } from '../../local/local-system.ts';

/**
 * Starts the local system with two schedules and waits for a pass of each.
 * @returns the system and the lines of its mail
 */
export async function startAfterPasses(endpoint: string, assembly: string) {
  const lines: string[] = [];
  const { promise: done, resolve } = Promise.withResolvers<undefined>();
  const log = (line: string) => {
    lines.push(line);
    // The second pass may find the first one running.
    const ended = lines.filter((each) => /The pass is done|Skipped: another pass/.test(each));
    if (ended.length === 2) resolve(undefined);
  };
  const system = await startLocalSystem({ assembly, database: { endpoint }, log });
  await done;
  return { system, mail: lines.filter((line) => line.startsWith('| ')).map((line) => line.slice(2)) };
}
