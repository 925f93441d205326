/** The account ID in ARNs. */
export const localAccountId = '000000000000';

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
