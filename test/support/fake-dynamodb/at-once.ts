import type { Carry } from './fake-client.ts';
import type { FakeDynamoDB } from './fake-dynamodb.ts';

/** Carries out each command as soon as it is sent. */
export function atOnce(fake: FakeDynamoDB): Carry {
  return async (command) => {
    const outcome = await Promise.resolve(fake.arrive(command).carryOut());
    if ('error' in outcome) throw outcome.error;
    return outcome.output;
  };
}
