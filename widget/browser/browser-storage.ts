/** The browser's storage, which the script passes to the parts that it loads. */
export interface Storage {
  readonly recall: (key: string) => string | null;
  readonly remember: (key: string, value: string | null) => void;
}

/** Fallback where `localStorage` is blocked or full: lost with the page. */
const memory = new Map<string, string>();

/**
 * Reads the value in memory, if there is one, otherwise `localStorage`, which throws in a browser that blocks storage.
 */
export function recall(key: string): string | null {
  try {
    return memory.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Writes to `localStorage`, or to memory where it is blocked or full. `null` removes. */
export function remember(key: string, value: string | null): void {
  preferStored(key);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value !== null) memory.set(key, value);
  }
}

/** Drops the value in memory, because another tab has stored a newer one. */
export function preferStored(key: string): void {
  memory.delete(key);
}
