import { localAccess, type AccessVariables } from '../connect.ts';
import type { FunctionDefinition } from '../template/functions.ts';

/**
 * The environment of a function: what the template gives it and what Lambda itself sets, plus the one stand-in of this
 * machine, the address of its DynamoDB.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function sandboxEnvironment(
  definition: FunctionDefinition,
  endpoint: string,
  access: AccessVariables = localAccess,
  services?: string,
): Record<string, string> {
  return {
    AWS_DEFAULT_REGION: access.AWS_REGION,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: definition.folder,
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TZ: ':UTC',
    ...access,
    ...definition.environment,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    // All others that a function asks for something.
    ...(services !== undefined && { AWS_ENDPOINT_URL: services }),
  };
}
