import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localAccess, type AccessVariables } from '../aws-account/local-account.ts';

/** A client for a DynamoDB at `endpoint`, e.g. `http://127.0.0.1:8000`. */
export function connect(endpoint: string, access: AccessVariables = localAccess): DynamoDBClient & Disposable {
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = access;
  const client = new DynamoDBClient({
    endpoint,
    region: AWS_REGION,
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN !== undefined && { sessionToken: AWS_SESSION_TOKEN }),
    },
    maxAttempts: 1,
  });
  return Object.assign(client, { [Symbol.dispose]: () => client.destroy() });
}
