import type { Outcome } from '../../support/fake-dynamodb/fake-dynamodb.ts';

/** Settles a call's promise with its outcome. */
export function settle(outcome: Outcome, resolve: (output: object) => void, reject: (error: Error) => void): void {
  if ('output' in outcome) resolve(outcome.output);
  else reject(outcome.error as Error);
}
