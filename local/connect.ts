import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The region of resource names and signatures; embedded engines check neither. */
export const localRegion = 'us-east-1';

/** Lambda's variables in a function's environment, with local values. */
export const localAccess: AccessVariables = {
  AWS_REGION: localRegion,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};

/** Credentials for DynamoDB, by the names of the environment variables that the SDK reads. */
export interface AccessVariables {
  readonly AWS_REGION: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_SESSION_TOKEN?: string;
}

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
