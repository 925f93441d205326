/** What could not be stored lives as long as the page does. */
const memory = new Map<string, string>();

/** Reads from `localStorage`; from memory where a browser blocks it, which it does by throwing. */
export function recall(key: string): string | null {
  try {
    return memory.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Writes to `localStorage`, or to memory where it is blocked or full. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    memory.set(key, value);
  }
}
