import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';

/** Waits until `read` returns the expected value; fails with the last value that it returned. */
export async function eventually<T>(read: () => Promise<T> | T, expected: T): Promise<void> {
  const deadline = Date.now() + 60_000;
  let value = await read();
  // Reads ever less often: on a busy machine each read delays what it waits for.
  for (
    let pause = 10;
    !isDeepStrictEqual(value, expected) && Date.now() < deadline;
    pause = Math.min(pause * 1.5, 200)
  ) {
    await delay(pause);
    value = await read();
  }
  expect(value).toEqual(expected);
}

/** Waits until an element shows exactly this text. */
export function shows(locator: Locator, text: string): Promise<void> {
  return eventually(() => locator.textContent(), text);
}
