import { nextTask } from './next-task.ts';

/** A suffix for the URL of a file that could not be loaded, because browsers may cache the failure. */
const marks: Record<string, string> = {};

/**
 * Loads a file that only some pages need; `undefined` if it cannot be loaded.
 *
 * @param name a path without `.js`; `@name` stands for a part of this build
 */
export function load<Module>(name: string): Promise<Module | undefined> {
  // A variable keeps the bundler from resolving the import.
  const file = `./${name}.js${marks[name] ?? ''}`;
  return (
    import(file)
      // Otherwise all callers that wait for a file would continue in one long task.
      .finally(nextTask)
      .catch(() => {
        marks[name] = `?${Date.now()}`;
      }) as Promise<Module | undefined>
  );
}
