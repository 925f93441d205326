import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Where resources are on this machine, as far as names and signatures tell; embedded engines check neither. */
export const localRegion = 'us-east-1';
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** A client for an embedded engine at `endpoint`, e.g. `http://127.0.0.1:8000`. */
export function connect(endpoint: string): DynamoDBClient & Disposable {
  const client = new DynamoDBClient({
    endpoint,
    region: localRegion,
    credentials: localCredentials,
    maxAttempts: 1,
  });
  return Object.assign(client, { [Symbol.dispose]: () => client.destroy() });
}
