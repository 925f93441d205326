/** The browser's storage, as a script hands it to the parts that it loads. */
export interface Storage {
  readonly recall: (key: string) => string | null;
  readonly remember: (key: string, value: string | null) => void;
}

/** Fallback where `localStorage` is blocked or full: lost with the page. */
const memory = new Map<string, string>();

/** Reads from `localStorage`; from memory where a browser blocks it, which it does by throwing. */
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

/** Another tab's value is newer than this page's unstored one. */
export function preferStored(key: string): void {
  memory.delete(key);
}
