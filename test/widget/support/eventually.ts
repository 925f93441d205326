import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';

/** Waits until `read` returns the expected value; fails with the last value that it returned. */
export async function eventually<T>(read: () => Promise<T> | T, expected: T): Promise<void> {
  const deadline = Date.now() + 60_000;
  let value = await read();
  while (!isDeepStrictEqual(value, expected) && Date.now() < deadline) {
    await delay(15);
    value = await read();
  }
  expect(value).toEqual(expected);
}

/** Waits until an element shows exactly this text. */
export function shows(locator: Locator, text: string): Promise<void> {
  return eventually(() => locator.textContent(), text);
}
