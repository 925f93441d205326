import { localAccess, type AccessVariables } from '../aws-account/local-account.ts';
import type { FunctionDefinition } from '../template/functions.ts';

/**
 * The environment of a function: the template's variables and Lambda's own, plus the addresses of this machine's
 * DynamoDB and of its stand-in for other AWS services.
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
    // The endpoint of all other AWS services.
    ...(services !== undefined && { AWS_ENDPOINT_URL: services }),
  };
}
