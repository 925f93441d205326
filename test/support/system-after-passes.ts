import { startLocalSystem } from '../../local/local-system.ts';

/** The local system, once each of its schedules, of which the settings make two, has had a pass made, and the mail that came of it. */
export async function startAfterPasses(endpoint: string, assembly: string) {
  const lines: string[] = [];
  const { promise: done, resolve } = Promise.withResolvers<undefined>();
  const log = (line: string) => {
    lines.push(line);
    // The second may find the first one running.
    const ended = lines.filter((each) => /The pass is done|Another pass, or/.test(each));
    if (ended.length === 2) resolve(undefined);
  };
  const system = await startLocalSystem({ assembly, database: { endpoint }, log });
  await done;
  return { system, mail: lines.filter((line) => line.startsWith('| ')).map((line) => line.slice(2)) };
}
