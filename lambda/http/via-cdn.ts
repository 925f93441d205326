import { createHash, timingSafeEqual } from 'node:crypto';
import { NotViaCdn } from '../domain/errors.ts';
import type { Handler } from './handler.ts';

/**
 * Refuses requests that did not come through the distribution, which adds a secret as
 * `x-origin-verify`. Otherwise clients could bypass its cache and limits, and forge the visitor's
 * address.
 * @param secrets all valid secrets, so that one can be rotated without an interruption
 * @throws NotViaCdn
 */
export function viaCdn(secrets: readonly string[], handle: Handler): Handler {
  const digests = secrets.map(digest);
  return async (event) => {
    // A manual invocation may send anything, such as the Lambda console's test event.
    const { headers = {} } = event as Partial<typeof event>;
    const given = digest(headers['x-origin-verify'] ?? '');
    if (!digests.some((expected) => timingSafeEqual(expected, given))) throw new NotViaCdn();
    return handle(event);
  };
}

// Digests have equal lengths, so comparing them takes the same time for any guess.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
