import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { localAccess, type AccessVariables } from '../aws-account/local-account.ts';
import { StartError } from '../errors/start-error.ts';
import { connect } from './connect.ts';

/** A running DynamoDB. */
export interface Database {
  /** E.g. `http://127.0.0.1:8000`. */
  readonly endpoint: string;
  readonly access?: AccessVariables;
}

/** The DynamoDB in the SDK's environment variables, with the environment's credentials. */
export function givenDatabase(environment: NodeJS.ProcessEnv): Database | undefined {
  const endpoint = environment['AWS_ENDPOINT_URL_DYNAMODB'];
  if (!endpoint) return undefined;
  const names = ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
  const given = names.flatMap((name) => (environment[name] ? [[name, environment[name]] as const] : []));
  return { endpoint, access: { ...localAccess, ...Object.fromEntries(given) } };
}

/** @throws {StartError} if the database does not answer */
export async function expectAnswer({ endpoint, access }: Database): Promise<void> {
  using client = connect(endpoint, access);
  try {
    await client.send(new ListTablesCommand({ Limit: 1 }));
  } catch (error) {
    throw new StartError(
      `The DynamoDB at ${endpoint}, which AWS_ENDPOINT_URL_DYNAMODB names, does not answer: ${(error as Error).message}. ` +
        'Start it, or unset the variable to have one started here.',
      { cause: error },
    );
  }
}
