import { installedEngines } from '../../local/dynamodb-engine/start-engine.ts';
import { removeOldBundles } from './old-bundles.ts';
import { announceStorageEngines, givenEndpoint } from './storage-engines.ts';

/** Finds the engines of the storage tests before all tests, and prints them. */
export default async function globalSetup(): Promise<void> {
  removeOldBundles();
  const given = givenEndpoint();
  if (given !== undefined) {
    announceStorageEngines(['given']);
    process.stdout.write(`\nStorage tests run on the DynamoDB at ${given}\n`);
    return;
  }
  const kinds = await installedEngines();
  announceStorageEngines(kinds);
  const missing = (['dynoxide', 'dynamodb-local'] as const).filter((kind) => !kinds.includes(kind));
  process.stdout.write(
    `\nStorage tests run on: ${kinds.join(', ')}` +
      (missing.length > 0 ? `; not on ${missing.join(', ')}, which this machine lacks (docs/engines.md)\n` : '\n'),
  );
}
