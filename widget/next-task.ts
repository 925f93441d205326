/** Lets the page do something else before work goes on, so that many widgets make no long task together. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
