import type { EngineKind } from '../../local/engine/program.ts';

const VARIABLE = 'STORAGE_ENGINES';

/** Called once before all tests, in the process whose environment the test processes inherit. */
export function announceStorageEngines(kinds: readonly EngineKind[]): void {
  process.env[VARIABLE] = kinds.join(',');
}

/** The engines on which the storage tests run: those that this machine has. */
export function storageEngines(): EngineKind[] {
  const kinds = process.env[VARIABLE];
  if (!kinds) throw new Error('No embedded DynamoDB engine was found: docs/engines.md says which there are.');
  return kinds.split(',') as EngineKind[];
}
