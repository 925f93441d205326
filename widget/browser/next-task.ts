/** Yields to the page between units of work, so that many widgets do not make one long task. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
