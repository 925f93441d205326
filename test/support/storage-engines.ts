import type { EngineKind } from '../../local/dynamodb-engine/engine-program.ts';

/** `given` is the running DynamoDB, of any vendor, at TEST_DYNAMODB_ENDPOINT. */
export type StorageEngine = EngineKind | 'given';

const VARIABLE = 'STORAGE_ENGINES';

export function givenEndpoint(): string | undefined {
  return process.env['TEST_DYNAMODB_ENDPOINT'];
}

/** Call once before all tests, in the parent process: test processes inherit its environment. */
export function announceStorageEngines(kinds: readonly StorageEngine[]): void {
  process.env[VARIABLE] = kinds.join(',');
}

/** The engines of the storage tests: the given one, otherwise every engine on this machine. */
export function storageEngines(): StorageEngine[] {
  const kinds = process.env[VARIABLE];
  if (!kinds) throw new Error('No embedded DynamoDB engine was found: docs/engines.md says which there are.');
  return kinds.split(',') as StorageEngine[];
}
