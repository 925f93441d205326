import type { EngineKind } from '../../local/engine/program.ts';

/** `given` is the running DynamoDB that TEST_DYNAMODB_ENDPOINT names, whoever wrote it. */
export type StorageEngine = EngineKind | 'given';

const VARIABLE = 'STORAGE_ENGINES';

export function givenEndpoint(): string | undefined {
  return process.env['TEST_DYNAMODB_ENDPOINT'];
}

/** Called once before all tests, in the process whose environment the test processes inherit. */
export function announceStorageEngines(kinds: readonly StorageEngine[]): void {
  process.env[VARIABLE] = kinds.join(',');
}

/** The engines on which the storage tests run: the given one, otherwise those that this machine has. */
export function storageEngines(): StorageEngine[] {
  const kinds = process.env[VARIABLE];
  if (!kinds) throw new Error('No embedded DynamoDB engine was found: docs/engines.md says which there are.');
  return kinds.split(',') as StorageEngine[];
}
