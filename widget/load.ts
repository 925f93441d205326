import { nextTask } from './next-task.ts';

/** A suffix for the URL of a file that could not be loaded, because browsers may cache the failure. */
const marks: Record<string, string> = {};

/**
 * Loads a file that only some pages need; `undefined` if it cannot be loaded.
 *
 * @param name a path without `.js`; `@name` stands for a file of this very build
 */
export function load<Module>(name: string): Promise<Module | undefined> {
  // In a variable, so that the bundler leaves the import as it is.
  const file = `./${name}.js${marks[name] ?? ''}`;
  return (
    import(file)
      // All that wait for a file would go on in one long task.
      .finally(nextTask)
      .catch(() => {
        marks[name] = `?${Date.now()}`;
      }) as Promise<Module | undefined>
  );
}
